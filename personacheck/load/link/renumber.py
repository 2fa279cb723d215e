"""Applies aliases to the rows of all files, before anything is joined: every id becomes the one of today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.load.columns.cells import each, field
from personacheck.load.columns.ids import record_key
from personacheck.load.link.accounts import FORMER
from personacheck.prose import plural
from personacheck.vocabulary.layouts import ACCOUNTS, CONTACTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from personacheck.load.link.aliases import Aliases

IDS: Final = {
    "contact_id": CONTACTS,
    "converted_contact_id": CONTACTS,
    "primary_contact": CONTACTS,
    "account_id": ACCOUNTS,
    "converted_account_id": ACCOUNTS,
    "parent_id": ACCOUNTS,
}
"""Field to the object that its ids are of; ``record_id`` is of the row's own."""
RECORD: Final = "record_id"


def renumber(tables: Mapping[str, Sequence[pd.DataFrame]], aliases: Aliases) -> dict[str, list[pd.DataFrame]]:
    """Cells by object, with the ids of today; rows that had another one before are marked (``former``)."""
    return {what: [_renumbered(what, cells, aliases) for cells in frames] for what, frames in tables.items()}


def _renumbered(what: str, cells: pd.DataFrame, aliases: Aliases) -> pd.DataFrame:
    columns = IDS | ({RECORD: what} if what in {CONTACTS, ACCOUNTS} else {})
    told = cells.assign(**{name: aliases.rename(of, cells[name]) for name, of in columns.items() if name in cells})
    if what == ACCOUNTS and aliases.new.get(ACCOUNTS):
        told[FORMER] = np.where(field(told, RECORD) != field(cells, RECORD), "1", "")
    return told


def note_merged(before: Mapping[str, Sequence[pd.DataFrame]], aliases: Aliases) -> list[str]:
    """How many accounts the files still hold apart that count as one."""
    known: set[str] = set()
    for cells in before.get(ACCOUNTS, ()):
        known |= set(each(field(cells, RECORD), record_key)) - {""}
    new = aliases.new.get(ACCOUNTS, {})
    fewer = len(known) - len({record_key(new.get(key, key)) for key in known})
    told = plural(fewer, "account of the files was", "accounts of the files were")
    return [f"{aliases.file}: {told} merged with another."] if fewer else []
