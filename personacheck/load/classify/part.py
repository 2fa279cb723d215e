"""A part of an export, by axis values: whole accounts with all of their contacts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from personacheck.errors import Problem, UsageError
from personacheck.model import tables as t
from personacheck.model.part import part_in_words
from personacheck.text.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from personacheck.model.export import Export


def part_of(export: Export, part: Mapping[str, Sequence[str]]) -> Export:
    """The part; the whole where none is asked for.

    Accounts are chosen by their own values, and bring all of their contacts; of contacts without an account those whose
    own values these are.

    Raises
    ------
    UsageError
        Nobody has a value.
    """
    if not part:
        return export
    _refuse_nobodys(export, part)
    accounts = export.accounts[_has(export.accounts, part)]
    alone = export.contacts[t.ACCOUNT_ID].eq("") & _has(export.contacts, part)
    contacts = export.contacts[export.contacts[t.ACCOUNT_ID].isin(accounts.index) | alone].reset_index(drop=True)
    pairs = ((contacts, export.contacts), (accounts, export.accounts))
    contacts_in, accounts_in = (f"{len(chosen):,} of {len(table):,}" for chosen, table in pairs)
    sizes = f"{contacts_in} contacts, {accounts_in} accounts"
    note = f"Only a part of the export is assessed ({part_in_words(part)}): {sizes}."
    return replace(
        export,
        contacts=contacts,
        accounts=accounts,
        excluded=t.times(contacts.loc[contacts[t.EXCLUDED] != "", t.EXCLUDED]),
        notes=(note, *export.notes),
        outside=len(export.contacts) - len(contacts),
    )


def _has(table: pd.DataFrame, part: Mapping[str, Sequence[str]]) -> pd.Series:
    chosen = pd.Series(True, index=table.index)
    for axis, values in part.items():
        chosen &= table[axis].isin(values)
    return chosen


def _refuse_nobodys(export: Export, part: Mapping[str, Sequence[str]]) -> None:
    values_of = {axis: {*export.accounts[axis], *export.contacts[axis]} for axis in part}
    problems = [
        Problem("", "--where", f"there is no {axis} {value} here", did_you_mean(value, sorted(values_of[axis])))
        for axis, values in part.items()
        for value in values
        if value not in values_of[axis]
    ]
    if problems:
        raise UsageError(*problems)
