"""``aliases.csv`` -> ids of today, and all that they do: records under a new id, accounts merged into another.

Every id becomes the one of today before anything is joined, so that each counts once; records that had another are
marked.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.errors import ExportError, Problem
from personacheck.files import inputs
from personacheck.load.columns.cells import field, map_cells
from personacheck.load.columns.ids import record_key
from personacheck.load.link.accounts import FORMER
from personacheck.load.read.files import read_table
from personacheck.model import tables as t
from personacheck.text.nearest import did_you_mean
from personacheck.text.prose import plural
from personacheck.vocabulary.dialects import fold_header
from personacheck.vocabulary.layouts import ACCOUNTS, CONTACTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from personacheck.load.link.records import Records
    from personacheck.load.read.table import RawTable

OLD: Final = "old_id"
NEW: Final = "new_id"
WHAT: Final = "object"
COLUMNS: Final = (OLD, NEW, WHAT)
MEANT: Final = {CONTACTS: ("contact", ""), ACCOUNTS: ("account", "")}
"""Object to the cells of the column ``object`` that mean it; an empty one, or no such column, means both."""


@dataclasses.dataclass(frozen=True)
class Aliases:
    """Old ids and those of today.

    Attributes
    ----------
    new
        Object (``contacts``, ``accounts``) to old id, as it is compared, to the id of today, as it is written.
    digest
        SHA-256 of the file, hexadecimal; "" where there is none.
    """

    file: str = ""
    digest: str = ""
    new: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)

    def rename(self, what: str, ids: pd.Series) -> pd.Series:
        """Ids of contacts or accounts as they are today; those without an alias stay."""
        newer = self.new.get(what)
        return map_cells(ids, lambda text: newer.get(record_key(text), text)) if newer else ids

    def had_another(self, what: str, ids: pd.Series) -> pd.Series:
        """Bool: whether the record of today's id had another one before."""
        targets = {record_key(text) for text in self.new.get(what, {}).values()}
        return map_cells(ids, lambda text: record_key(text) in targets, "bool")


def load_aliases(path: Path | None) -> Aliases:
    """Read a table of ``old_id``, ``new_id`` and, where contacts and accounts share ids, ``object``; None: no aliases.

    An id that has itself got a newer one is followed to the last. No message ever tells an id.

    Raises
    ------
    ExportError
        Not a table of these columns, or rows that cannot be: all of them, each with its line.
    """
    if path is None:
        return Aliases()
    try:
        inputs.check(path, inputs.ALIASES)
    except FileNotFoundError:
        step = "Put it next to the settings, or correct aliases under [review] there."
        raise ExportError(Problem(path.name, "", "no such file", step)) from None
    names = {fold_header(name): name for name in COLUMNS}
    table = read_table(path, sheet=None, encoding=None, is_known=lambda text: fold_header(text) in names)
    problems = [*_table_problems(table, names)]
    if problems:
        raise ExportError(*problems)
    columns = {names[fold_header(header)]: table.frame[at].astype(object) for at, header in enumerate(table.headers)}
    rows = pd.DataFrame({name: columns.get(name, "") for name in COLUMNS}, dtype="object")
    rows.index = pd.Index(table.row_numbers, name="line")
    rows[WHAT] = rows[WHAT].str.strip().str.casefold()
    rows["old"], rows["new"] = map_cells(rows[OLD], record_key), map_cells(rows[NEW], record_key)
    faults = dict(_cell_faults(rows))
    new = {}
    for what, words in MEANT.items():
        changed = rows[
            rows[WHAT].isin(words) & (rows["old"] != rows["new"]) & (rows["old"] != "") & (rows["new"] != "")
        ]
        faults |= _conflicts(changed)
        new[what] = _followed(changed, faults)
    if faults:
        place = "line" if table.sheet is None else "row"
        raise ExportError(*(Problem(path.name, f"{place} {line}", *faults[line]) for line in sorted(faults)))
    return Aliases(path.name, table.digest, new)


def _table_problems(table: RawTable, names: Mapping[str, str]) -> Iterator[Problem]:
    folded = [fold_header(header) for header in table.headers]
    for name, shown, letter in zip(folded, table.shown, table.letters, strict=True):
        if name not in names:
            step = f"{did_you_mean(shown, COLUMNS)} Otherwise remove the column." if shown else "Remove the column."
            called = f'"{shown}"' if shown else letter
            yield Problem(table.file, table.place, f"unknown column {called}", step)
    for name in (name for name in names if folded.count(name) > 1):
        yield Problem(table.file, table.place, f"the column {names[name]} appears twice", "Keep one.")
    missing = [name for name in (OLD, NEW) if fold_header(name) not in folded]
    if missing:
        cause = f"no {'column' if len(missing) == 1 else 'columns'} {' and '.join(missing)}"
        yield Problem(table.file, table.place, cause, f"The first line is: {OLD},{NEW}")
    odd = table.quarantined + sum(count for reason, count in table.skipped.items() if reason != "blank")
    if odd and not missing:
        step = "Leave one header and below it a row for each id."
        yield Problem(
            table.file,
            table.place,
            plural(odd, "line is not a row of the table", "lines are not rows of the table"),
            step,
        )


def _cell_faults(rows: pd.DataFrame) -> Iterator[tuple[int, tuple[str, str]]]:
    for name, key in ((OLD, "old"), (NEW, "new")):
        for line in rows.index[rows[key] == ""]:
            yield int(line), (f"no {name}", "Fill it in, or remove the row.")
    words = [word for words in MEANT.values() for word in words]
    for line in rows.index[~rows[WHAT].isin(words)]:
        yield int(line), (f"an unknown {WHAT}", "Write contact or account, or leave it empty for both.")


def _conflicts(rows: pd.DataFrame) -> dict[int, tuple[str, str]]:
    """Rows that give an id another new one than an earlier row does."""
    first = rows["old"].map(dict(zip(rows["old"][::-1], rows.index[::-1], strict=True)))
    odd = rows["new"].to_numpy() != rows["new"].groupby(rows["old"]).transform("first").to_numpy()
    cause = "a different new_id than on line {} for the same old_id"
    return {int(line): (cause.format(first[line]), "Keep the valid one.") for line in rows.index[odd]}


def _followed(rows: pd.DataFrame, faults: dict[int, tuple[str, str]]) -> dict[str, str]:
    """Old id to the last of its chain, as written; a chain that bites its tail is a fault, told at its first line."""
    after: dict[str, str] = dict(zip(rows["old"], rows["new"], strict=True))
    written = dict(zip(rows["new"], rows[NEW].str.strip(), strict=True))
    line_of = dict(zip(rows["old"][::-1], rows.index[::-1], strict=True))
    last: dict[str, str] = {}
    for start, direct in after.items():
        if direct not in after:  # as nearly all are
            last[start] = direct
            continue
        chain: list[str] = []
        visited: set[str] = set()
        key = start
        while key in after and key not in last and key not in visited:
            chain.append(key)
            visited.add(key)
            key = after[key]
        if key in visited:
            circle = chain[chain.index(key) :]
            faults[min(int(line_of[old]) for old in circle)] = (
                "ids that form a loop",
                "Remove one of these rows.",
            )
        end = last.get(key, key)
        last.update((old, end) for old in chain)
    return {key: written[end] for key, end in last.items() if end in written}


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
    renamed = cells.assign(
        **{name: aliases.rename(whose, cells[name]) for name, whose in columns.items() if name in cells}
    )
    if what == ACCOUNTS and aliases.new.get(ACCOUNTS):
        renamed[FORMER] = np.where(field(renamed, RECORD) != field(cells, RECORD), "1", "")
    return renamed


def note_merged(before: Mapping[str, Sequence[pd.DataFrame]], aliases: Aliases) -> list[str]:
    """How many accounts the files still hold apart that count as one."""
    records: set[str] = set()
    for cells in before.get(ACCOUNTS, ()):
        records |= set(map_cells(field(cells, RECORD), record_key)) - {""}
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
