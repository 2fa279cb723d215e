"""Rows in an order that their texts alone decide: what counts first is the same however rows and files come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.load.columns.cells import field
from personacheck.load.columns.source import FILE, ROW, TABLE
from personacheck.model import tables as t
from personacheck.model.text_order import ranks, sortable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.load.link.records import Records

POSITION: Final = "position"
"""Column: where a row stood among those of its files, in the order in which they were given."""
_BETWEEN: Final = "\x1f"


def settle(rows: pd.DataFrame, leading: Sequence[str]) -> pd.DataFrame:
    """Rows by the texts of the leading columns; among equals the fullest first, then by all of their texts.

    Rows that agree in everything stand as they came: one is as good as the other. The row's number in its file says
    nothing, since it depends on the order of rows.

    Returns
    -------
    The rows with ``position``; index 0..n-1.
    """
    placed = rows.assign(**{POSITION: np.arange(len(rows), dtype=np.int32)})
    if len(rows) < 2:
        return placed
    order, tied = _sorted(field(rows, leading[0]).to_numpy(dtype=object))
    if len(tied):  # of most exports nobody is: ids differ, and no other text is looked at
        order[np.isin(order, tied)] = tied[_among_equals(rows.iloc[tied], leading)]
    return placed.iloc[order].reset_index(drop=True)


def _sorted(key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Positions by key, and those of them whose key stands there several times."""
    texts = sortable(key)
    order = np.argsort(texts, kind="stable")
    same = texts[order][1:] == texts[order][:-1]
    return order, order[np.concatenate([same, [False]]) | np.concatenate([[False], same])]


def _among_equals(rows: pd.DataFrame, leading: Sequence[str]) -> np.ndarray:
    """Positions by all leading columns; among equals the fullest first, then by all texts."""
    key = _joined(rows, leading)
    order, tied = _sorted(key)
    if len(tied):
        among = rows.iloc[tied]
        columns = sorted({str(name) for name in rows} - {ROW, FILE, TABLE})
        filled = (among[columns] != "").sum(axis=1).to_numpy()
        whole = _joined(among, [*columns, FILE])
        order[np.isin(order, tied)] = tied[np.lexsort((ranks(whole), -filled, ranks(key[tied])))]
    return order


def as_filed(tables: Records, joined: Records) -> Records:
    """Contacts and accounts in the order of their files again; accounts that only contacts name come after.

    Parameters
    ----------
    joined
        The same records before they were shaped, with ``position``.
    """
    place = joined.contacts[POSITION].to_numpy(np.int64)
    filed = tables.contacts.iloc[np.argsort(place, kind="stable")].reset_index(drop=True)
    filed_at = pd.to_numeric(field(joined.accounts, POSITION), errors="coerce").to_numpy(np.float64)
    first = filed[t.ACCOUNT_ID].drop_duplicates()
    first_contact = pd.Series(first.index, index=first).reindex(tables.accounts.index).to_numpy(np.float64)
    order = np.lexsort((np.arange(len(filed_at)), first_contact, filed_at))
    return tables.then(contacts=filed, accounts=tables.accounts.iloc[order])


def _joined(rows: pd.DataFrame, columns: Sequence[str]) -> np.ndarray:
    """Texts of several columns, as one text a row."""
    cells = [field(rows, name).to_numpy(dtype=object) for name in columns]
    return np.array([_BETWEEN.join(row) for row in zip(*cells, strict=True)], dtype=object)
