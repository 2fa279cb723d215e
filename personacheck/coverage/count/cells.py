"""Rows that agree in several columns of integers, numbered: what all counting groups by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_SPAN: Final = 2**62


class Grouping(NamedTuple):
    """Groups in the order of their values, column by column.

    Attributes
    ----------
    at
        Group (0, 1 …) of each row.
    first
        A row of each group.
    """

    at: NDArray[np.int64]
    first: NDArray[np.int64]


def group(columns: Sequence[NDArray[np.generic]], rows: int) -> Grouping:
    """Rows grouped by equal values (none negative); without columns all rows are one group.

    Examples
    --------
    >>> group([np.array([1, 0, 1]), np.array([5, 5, 5])], 3).at
    array([1, 0, 1])
    """
    code = packed(columns) if columns else np.zeros(rows, np.int64)
    span = int(code.max(initial=-1)) + 1
    if span > rows:
        _, first, at = np.unique(code, return_index=True, return_inverse=True)
        return Grouping(at, first)
    held = np.zeros(span, np.int64)  # few values for many rows: nothing need be sorted
    held[code] = 1
    at = np.take(np.cumsum(held) - 1, code, out=code)
    first = np.empty(int(held.sum()), np.int64)
    first[at[::-1]] = np.arange(rows - 1, -1, -1)
    return Grouping(at, first)


def places(cells: pd.Series) -> tuple[NDArray[np.integer], NDArray[np.object_]]:
    """Place of each cell among the sorted texts of a column, and these; of a column of codes, some may stand nowhere.

    Examples
    --------
    >>> places(pd.Series(["b", "a", "b"]))[0]
    array([1, 0, 1])
    """
    if cells.dtype == "category" and cells.cat.categories.is_monotonic_increasing:
        return cells.cat.codes.to_numpy(), cells.cat.categories.to_numpy(object)
    codes, names = pd.factorize(cells, sort=True)
    return codes, np.asarray(names, object)


def packed(columns: Sequence[NDArray[np.generic]]) -> NDArray[np.int64]:
    """One number a row, which sorts as its values do (none negative); the first column weighs most.

    Examples
    --------
    >>> packed([np.array([1, 0, 1]), np.array([5, 3, 0])])
    array([11,  3,  6])
    """
    code, span = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        width = int(column.max(initial=0)) + 1
        if span > _SPAN // width:  # many columns: close up before the product overflows
            code = np.unique(code, return_inverse=True)[1]
            span = int(code.max(initial=0)) + 1
        code *= width
        code += column.astype(np.int64, copy=False)
        span *= width
    return code


def clusters(accounts: pd.Series) -> NDArray[np.int64]:
    """Account of each contact, as an integer; a contact without an account is a cluster of its own.

    Examples
    --------
    >>> clusters(pd.Series(["b", "", "b", ""]))
    array([0, 2, 0, 3])
    """
    at, names = pd.factorize(accounts)
    alone = at == pd.Index(names).get_indexer([""])[0]
    codes = at.astype(np.int64, copy=False)
    codes[alone] = codes.max(initial=0) + 1 + np.arange(int(alone.sum()))
    return codes
