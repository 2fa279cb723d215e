"""Where aliases act: every id becomes the one of today before anything is joined; records that had another are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.load.columns.cells import each, field
from personacheck.load.columns.ids import record_key
from personacheck.load.link.accounts import FORMER
from personacheck.model import tables as t
from personacheck.prose import plural
from personacheck.vocabulary.layouts import ACCOUNTS, CONTACTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from personacheck.load.link.aliases import Aliases
    from personacheck.load.link.records import Records

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
    renamed = cells.assign(**{name: aliases.rename(of, cells[name]) for name, of in columns.items() if name in cells})
    if what == ACCOUNTS and aliases.new.get(ACCOUNTS):
        renamed[FORMER] = np.where(field(renamed, RECORD) != field(cells, RECORD), "1", "")
    return renamed


def note_merged(before: Mapping[str, Sequence[pd.DataFrame]], aliases: Aliases) -> list[str]:
    """How many accounts the files still hold apart that count as one."""
    records: set[str] = set()
    for cells in before.get(ACCOUNTS, ()):
        records |= set(each(field(cells, RECORD), record_key)) - {""}
    new = aliases.new.get(ACCOUNTS, {})
    fewer = len(records) - len({record_key(new.get(key, key)) for key in records})
    merged = plural(fewer, "account of the files was", "accounts of the files were")
    return [f"{aliases.file}: {merged} merged with another."] if fewer else []


def mark(records: Records, aliases: Aliases) -> Records:
    """Contacts and accounts with a bool column ``aliased``, and a remark on how many had another id before."""
    if not aliases.file:
        return records
    contacts = aliases.had_another(CONTACTS, records.contacts[t.RECORD_ID])
    accounts = aliases.had_another(ACCOUNTS, records.accounts.index.to_series())
    changed = f"{plural(int(contacts.sum()), 'contact')} and {plural(int(accounts.sum()), 'account')}"
    note = (
        f"{changed} had another id before."
        if contacts.any() or accounts.any()
        else "none of its ids is in these files."
    )
    return records.then(
        f"{aliases.file}: {note}",
        contacts=records.contacts.assign(**{t.ALIASED: contacts}),
        accounts=records.accounts.assign(**{t.ALIASED: accounts}),
    )
