"""Contacts and accounts as CSV: one row for each that was loaded, with all that printed figures are counted from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.model import own_files
from personacheck.model import tables as t
from personacheck.report.privacy import account_ids, account_labels
from personacheck.report.text import CELL, guard

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from personacheck.model.assessment import Assessment
    from personacheck.model.export import Export
    from personacheck.report.privacy import Privacy

CONTACT_COLUMNS: Final = own_files.CONTACTS_HEADER
ACCOUNT_COLUMNS: Final = own_files.ACCOUNTS_HEADER
MAIN_CONTACT: Final = "main_contact"
GAPS: Final = "gaps"
CONTACT_FACTS: Final = (t.ACCOUNT_ID, t.POPULATION, MAIN_CONTACT)
CONTACT_MARKS: Final = (t.ASSUMED, t.LEANING, t.FUNCTION, t.SPECIALTY, t.LEVEL, t.UNREAD, GAPS)
ACCOUNT_FACTS: Final = (t.POPULATION,)
ACCOUNT_MARKS: Final = (t.ASSUMED, t.LEANING)
"""What the files of ``check`` hold beyond: the facts, then one column an axis, then the marks."""
IDS: Final = (t.RECORD_ID, t.ACCOUNT_ID)
LOT: Final = 20_000
"""Rows that are spelled out at a time."""
_QUOTED: Final = re.compile('[",\n\r]')
_ODD: Final = re.compile("\n[^0-9A-Za-z\n]")
"""Of texts one below the other: a sign that one begins with."""


@dataclass(frozen=True)
class Rows:
    """A table that is made some rows at a time: all of its texts take much more memory than its file.

    Attributes
    ----------
    count
        Rows in all.
    cut
        Makes the rows from one position to another.
    """

    count: int
    cut: Callable[[slice], pd.DataFrame]

    def lots(self, begin: int = 0, end: int | None = None) -> Iterator[pd.DataFrame]:
        """The rows from one position to another, ``LOT`` at a time; where there are none, a lot that is empty."""
        end = self.count if end is None else min(end, self.count)
        yield from (self.cut(slice(at, min(at + LOT, end))) for at in range(begin, max(end, begin + 1), LOT))

    def whole(self) -> pd.DataFrame:
        """The table."""
        return self.cut(slice(0, self.count))


def contacts_table(export: Export, matches: pd.DataFrame, *, sole_traders: bool = False) -> pd.DataFrame:
    """One row a contact, in the order of the export, with ``CONTACT_COLUMNS``; lists are joined by ";".

    Parameters
    ----------
    sole_traders
        Name accounts that bear their only contact's name too; else a mark stands for them.
    """
    named = account_labels(export.accounts, names=True, sole_traders=sole_traders)
    return _matched(export.contacts, matches, _of_account(export.contacts[t.ACCOUNT_ID], named))


def _of_account(ids: pd.Series, told: pd.Series) -> Callable[[pd.Series], pd.Series]:
    """Tells of the account of some contacts; what is told of each account is looked up once, where ids are codes."""
    if ids.dtype != "category":
        return lambda some: some.map(told).astype(object)
    by_code = np.append(told.reindex(ids.cat.categories).to_numpy(object), np.nan)
    return lambda some: pd.Series(by_code[some.cat.codes.to_numpy()], some.index, dtype=object)


def _matched(contacts: pd.DataFrame, matches: pd.DataFrame, named: Callable[[pd.Series], pd.Series]) -> pd.DataFrame:
    """The same, for some contacts; ``named`` tells what their accounts are called."""
    table = pd.DataFrame(
        {
            t.RECORD_ID: contacts[t.RECORD_ID],
            t.ACCOUNT: named(contacts[t.ACCOUNT_ID]).fillna(contacts[t.ACCOUNT]),
            **{column: matches[column] for column in CONTACT_COLUMNS if column in matches.columns},
        }
    )
    return table[list(CONTACT_COLUMNS)].assign(
        **{t.ALTERNATIVES: matches[t.ALTERNATIVES].map(";".join), t.SCORE: matches[t.SCORE].astype(float).round(4)}
    )


def counted_contacts(assessment: Assessment, *, sole_traders: bool = False) -> Rows:
    """``contacts_table`` with what the figures are counted from; a mark that is set is "yes"."""
    export, everything, axes = assessment.export, assessment.matches, _axes(assessment, assessment.export.contacts)
    account_id, gaps = export.contacts[t.ACCOUNT_ID], _gaps(assessment)
    named = _of_account(account_id, account_labels(export.accounts, names=True, sole_traders=sole_traders))
    id_of = _of_account(account_id, account_ids(assessment.accounts, sole_traders=sole_traders))

    def cut(rows: slice) -> pd.DataFrame:
        """Some of the rows."""
        contacts, matches = export.contacts.iloc[rows], everything.iloc[rows]
        table = _matched(contacts, matches, named)
        table[t.ACCOUNT_ID] = id_of(contacts[t.ACCOUNT_ID]).fillna("")
        table[t.POPULATION], table[MAIN_CONTACT] = contacts[t.POPULATION], _yes(assessment.main.iloc[rows])
        for axis in axes:
            table[axis] = (matches if axis == t.SIDE else contacts)[axis]
        for mark in CONTACT_MARKS[1:-1]:
            table[mark] = matches[mark]
        table[t.ASSUMED], table[GAPS] = _yes(matches[t.ASSUMED]), pd.Series(gaps(rows), table.index, dtype=object)
        return table[[*CONTACT_COLUMNS, *CONTACT_FACTS, *axes, *CONTACT_MARKS]]

    return Rows(len(everything), cut)


def accounts_table(assessment: Assessment, *, sole_traders: bool = False) -> Rows:
    """One row an account, ordered by id, with ``ACCOUNT_COLUMNS``, population, axes and marks; flags are joined by ";".

    An account that would be covered if the leaning contacts were has the mark ``leaning``.
    """
    accounts, order = assessment.accounts, assessment.accounts.index.argsort()
    ids = account_ids(accounts, sole_traders=sole_traders)
    named = account_labels(accounts, names=True, sole_traders=sole_traders)
    more = [axis for axis in _axes(assessment, accounts) if axis not in ACCOUNT_COLUMNS]

    def cut(rows: slice) -> pd.DataFrame:
        """Some of the rows."""
        at = order[rows]
        some = accounts.iloc[at]
        table = some.assign(
            **{
                t.ACCOUNT_ID: ids.iloc[at],
                t.ACCOUNT: named.iloc[at],
                t.FLAGS: some[t.FLAGS].map(";".join),
                **{mark: _yes(some[mark]) for mark in ACCOUNT_MARKS},
            }
        )
        return table[[*ACCOUNT_COLUMNS, *ACCOUNT_FACTS, *more, *ACCOUNT_MARKS]]

    return Rows(len(accounts), cut)


def _axes(assessment: Assessment, table: pd.DataFrame) -> list[str]:
    """Axes of the result, those out of the box first, that the table has a column for."""
    used = dict.fromkeys((*t.AXES, *(axis for segment in assessment.result.segments for axis in segment.where)))
    return [axis for axis in used if axis in table.columns]


def _yes(mark: pd.Series) -> pd.Series:
    return pd.Series(np.array(["", "yes"], object)[mark.to_numpy(bool).view(np.int8)], mark.index, dtype=object)


def _gaps(assessment: Assessment) -> Callable[[slice], list[str]]:
    """Tells the ids of the gaps that each of some contacts is in."""
    index, ids = assessment.matches.index, np.array([*assessment.gap_contacts], object)
    gaps = [np.sort(index.get_indexer(rows)).astype(np.int32) for rows in assessment.gap_contacts.values()]

    @cache
    def joined(bits: bytes) -> str:
        """The ids of a set of gaps."""
        return ";".join(ids[np.unpackbits(np.frombuffer(bits, np.uint8), count=len(ids)).astype(bool)])

    def of(rows: slice) -> list[str]:
        """Ids of gaps, by contact."""
        if not gaps:
            return [""] * (rows.stop - rows.start)
        within = np.zeros((rows.stop - rows.start, len(gaps)), bool)
        for column, gap in enumerate(gaps):
            within[gap[slice(*np.searchsorted(gap, (rows.start, rows.stop)))] - rows.start, column] = True
        bits = np.packbits(within, axis=1)
        return [*map(joined, bits.view(f"V{bits.shape[1]}").ravel().tolist())]

    return of


def csv(table: pd.DataFrame, ids: Collection[str] = IDS) -> bytes:
    """The table as RFC 4180 in UTF-8; no cell of text can act as a formula. Columns of ``ids`` stay raw where safe."""
    return b"".join(_parts(Rows(len(table), lambda rows: table.iloc[rows]), ids))


def _parts(table: Rows, ids: Collection[str] = IDS) -> Iterator[bytes]:
    """The same, some rows at a time."""
    for n, lot in enumerate(table.lots()):
        if n == 0:
            yield (",".join(_quoted(str(column)) for column in lot) + "\n").encode("utf-8")
        if len(lot):
            yield _lines(lot, ids)


def _lines(lot: pd.DataFrame, ids: Collection[str]) -> bytes:
    columns = [_cells(lot[column], ids=column in ids) for column in lot]
    return ("\n".join(map(",".join, zip(*columns, strict=True))) + "\n").encode("utf-8")


def _cells(column: pd.Series, *, ids: bool) -> list[str]:
    """Cells as they are written; each distinct one is looked at once, and all at once where they are as written."""
    if column.dtype.kind == "O" and column.dtype != "category" and _is_plain(texts := column.to_numpy(object).tolist()):
        return texts
    codes, distinct = pd.factorize(column)
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        written = list(map(str, distinct.tolist()))
    else:
        written = [_quoted(guard(str(cell), ids=ids)) for cell in distinct]
    cells: list[str] = np.array([*written, ""], dtype=object)[codes].tolist()
    return cells


def _is_plain(texts: list[str]) -> bool:
    """Whether no text needs quotes, an apostrophe or a cut; so it is with ids and most names."""
    whole = "\n".join(["", *texts])
    usual = whole.isascii() and whole.replace("\n", "").isprintable() and not ('"' in whole or "," in whole)
    one_line = whole.count("\n") == len(texts)
    return usual and one_line and _ODD.search(whole) is None and max(map(len, texts)) <= CELL


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def write(assessment: Assessment, privacy: Privacy) -> dict[str, Iterator[bytes]]:
    """``contacts.csv`` and ``accounts.csv``, each made when it is written."""

    def parts(make: Callable[..., Rows]) -> Iterator[bytes]:
        """The file of one table."""
        yield from _parts(make(assessment, sole_traders=privacy.personal))

    return {"contacts.csv": parts(counted_contacts), "accounts.csv": parts(accounts_table)}
