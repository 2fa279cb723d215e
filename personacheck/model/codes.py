"""Columns of few texts as codes of these: what is compared and grouped by again and again, and takes little memory."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from personacheck.model import tables as t

_OF_MANY: Final = frozenset({t.RECORD_ID, t.ACCOUNT_ID, t.ACCOUNT, t.NAME, t.EMAIL})
"""Columns whose texts hardly repeat. One that came as codes stays so: accounts may have many contacts, or one each."""
_OF_FEW_OR_MANY: Final = frozenset({t.TITLE, t.REASON, t.ALTERNATIVES})
"""Columns that become codes only where there are two rows or more for each text."""


def coded(table: pd.DataFrame, rows: int | None = None) -> pd.DataFrame:
    """The table with its columns of few texts as codes (categories), in the order of the texts.

    Parameters
    ----------
    rows
        How many rows there will be, where those of the table are to be repeated.
    """
    number = len(table) if rows is None else rows
    texts = [str(name) for name in table if _is_coded(table[name]) or _is_text_of_few(table[name], number)]
    return table.assign(**{name: _in_order(table[name]) for name in texts})


def _is_coded(cells: pd.Series) -> bool:
    return bool(cells.dtype == "category")


def _is_text_of_few(cells: pd.Series, rows: int) -> bool:
    if cells.dtype.kind != "O" or cells.name in _OF_MANY:
        return False
    return cells.name not in _OF_FEW_OR_MANY or 2 * cells.nunique() <= rows


def _in_order(cells: pd.Series) -> pd.Series:
    """Codes of the texts that stand in a column, in their order."""
    if not _is_coded(cells):
        return cells.astype("category")
    codes, texts = cells.array.codes, cells.array.categories
    stand = np.zeros(len(texts) + 1, bool)
    stand[codes] = True  # where nothing stands, the code is -1: the last
    names = texts.to_numpy(object)
    order = sorted(np.flatnonzero(stand[:-1]).tolist(), key=names.__getitem__)
    moved = np.full(len(texts) + 1, -1, codes.dtype)
    moved[order] = np.arange(len(order))
    held = pd.CategoricalDtype(pd.Index(names[order].tolist()))
    told = pd.Categorical.from_codes(moved[codes], dtype=held, validate=False)
    return pd.Series(told, index=cells.index, name=cells.name, copy=False)
