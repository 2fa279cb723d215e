"""A run as history keeps it: its result, and what a later run is compared by. Holds no name and no record id."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from personacheck.model.tally import share_of

if TYPE_CHECKING:
    from personacheck.model.cast import Cast
    from personacheck.model.result import Result


@dataclass(frozen=True)
class Share:
    """Covered among those that can be judged; people, accounts or money."""

    covered: float
    judged: float

    @property
    def coverage(self) -> float | None:
        """Share covered (0..1), None of nothing."""
        return share_of(self.covered, self.judged)


@dataclass(frozen=True)
class Fresh:
    """What is new since a date, apart from what was there before.

    A contact is new if it was created after ``since``, an account if all its contacts were; neither is, if it had
    another id before.

    Attributes
    ----------
    undated_contacts, undated_accounts
        Those whose date of creation is not recorded; they count as neither.
    """

    since: str
    new_contacts: Share
    old_contacts: Share
    undated_contacts: int
    new_accounts: Share
    old_accounts: Share
    undated_accounts: int


@dataclass(frozen=True)
class Basis:
    """What the numbers of a run stand on; two runs whose bases differ are not simply subtracted.

    Attributes
    ----------
    population
        ``customer``, or ``all``.
    objects
        Whose rows were read: contacts, accounts, leads …; sorted.
    contacts
        Contacts in a market population.
    known
        Axis to the share (0..1) of these contacts whose value is known.
    settings
        Name of a part of the settings to its digest, for parts that change what the numbers mean.
    aliases
        Digest of the table of changed ids and merged accounts; "" where there was none.
    lacking
        Columns that the cast asks for (``where``) and that hold nothing in the export.
    matching
        Digest of the rules and the vocabulary; "" of a run from before it was kept.
    """

    population: str
    objects: tuple[str, ...]
    contacts: int
    known: dict[str, float]
    settings: dict[str, str]
    currency: str | None = None
    aliases: str = ""
    lacking: tuple[str, ...] = ()
    matching: str = ""


@dataclass(frozen=True)
class Mix:
    """Contacts of the headline's population, by what they are; values of too few are counted together (``model.few``).

    Attributes
    ----------
    personas
        Covered ones by primary persona; ``""`` counts those that no persona covers.
    functions, levels
        As read; ``""`` where nothing was read.
    titles, words
        Titles, and words of titles, that enough contacts at enough accounts hold (settings, ``[privacy]``).
    titled
        Contacts with a title.
    """

    personas: dict[str, int] = field(default_factory=dict)
    functions: dict[str, int] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    titles: dict[str, int] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    titled: int = 0


@dataclass(frozen=True)
class Snapshot:
    """One recorded run.

    Attributes
    ----------
    result
        Without segments of three axes, suggestions and notes: history stays small.
    fresh
        Since the run that this one was first compared with; None for a first run.
    groups
        Tallies by random group of accounts, see ``review.groups``; empty where an older version recorded the run.
    cast
        The cast as it was, so that it can be applied to later exports; None where it was not kept.
    """

    result: Result
    basis: Basis
    mix: Mix
    fresh: Fresh | None = None
    cast: Cast | None = None
    groups: dict[str, tuple[float, ...]] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        """The run's date."""
        return date.fromisoformat(self.result.run.as_of)
