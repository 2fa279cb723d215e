"""An assessment: the result, and the tables that it was counted from. What the report writes files from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from personacheck.model import tables as t
from personacheck.model.command_line import CommandLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from personacheck.model.cast import Cast
    from personacheck.model.export import Export
    from personacheck.model.result import Result
    from personacheck.model.review import Review
    from personacheck.model.snapshot import Snapshot


@dataclass(frozen=True)
class Assessment:
    """One run, whole. Only ``result`` is free of personal data, and of people so few that they could be singled out.

    Attributes
    ----------
    whole
        The result with these few: for the workbook. None where the result is whole.
    matches
        One row a contact (``MATCH_COLUMNS``), same index as ``export.contacts``.
    accounts
        ``export.accounts`` with status, flags, main contacts, counts by status, missing functions.
    main
        Bool, same index as ``export.contacts``: the contact is a main contact of its account.
    purpose
        What the cast is for, as the settings say.
    sizes
        Employees and turnover (``SizeFrom``) below which a company is small, and medium.
    gap_contacts
        Gap id to the rows of the contacts in it, by the index of ``matches``.
    command_line
        What the run was given, for the commands that its outputs print; made from the files where it is not said.
    review
        This run against earlier ones, with decisions and trend; None where no history is kept.
    snapshot
        The run as the history keeps it; None likewise.
    """

    export: Export
    cast: Cast
    matches: pd.DataFrame
    accounts: pd.DataFrame
    main: pd.Series
    result: Result
    purpose: str = ""
    sizes: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    review: Review | None = None
    whole: Result | None = None
    gap_contacts: Mapping[str, pd.Index] = field(default_factory=dict)
    command_line: CommandLine | None = None
    snapshot: Snapshot | None = None

    @cached_property
    def counted(self) -> pd.Series:
        """Contacts that the headline counts: bool, same index as ``export.contacts``."""
        inside = self.export.contacts[t.POPULATION].isin(self.export.counted)
        return inside & (self.matches[t.STATUS] != t.Status.EXCLUDED.value)

    @property
    def counted_accounts(self) -> pd.DataFrame:
        """Accounts that the headline counts, ordered by id."""
        inside = self.accounts[t.POPULATION].isin(self.export.counted)
        return self.accounts[inside & (self.accounts[t.STATUS] != t.AccountStatus.EXCLUDED.value)].sort_index()

    def command(self, name: str, *more: str) -> tuple[str, str]:
        """Where to type a command on the files of this run, and the whole of it; holds no path of a machine."""
        files = tuple(dict.fromkeys(origin.file for origin in self.export.origins))
        where, typed = (self.command_line or CommandLine(files, self.cast.file)).handed_on()
        return where, typed.command(name, *more)
