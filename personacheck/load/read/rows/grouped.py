"""Grouped reports: what stands in a group's first row, or in a row of its own above it, holds for all of its rows."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import not_
from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.load.dialect import may_group
from personacheck.load.read.columns import filled_in_row
from personacheck.text.prose import counted, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from personacheck.load.read.columns import Column

HEADING: Final = "group heading"
OFTEN: Final = 1 / 3
"""Share of rows with an empty cell from which on a column may be that of groups, where nothing else says so."""
AGREEING: Final = 0.7
"""Least share of addresses below a group's first row that must be of that row's domain, where nothing else says so."""
_COUNT: Final = re.compile(r"\s*[(\[]\s*\d[\d.,]*(?:\s+\w+)?\s*[)\]]$")
_ARROW: Final = re.compile(r"[↑↓▲▼]")


def ungroup(columns: list[Column], names: Sequence[str], fate: list[str]) -> list[str]:
    """Write the text of each group into its rows, and ``group heading`` into the fate of rows that hold nothing else.

    A column is one of groups where rows of subtotals, headings of their own or the report's arrow say so; without
    such a sign only the first column is, if it names companies, owners or the like, each group once.

    Parameters
    ----------
    columns, names, fate
        As ``footers.judge`` has them, rows that are nobody told apart; changed in place.
    """
    first = next((at for at, name in enumerate(names) if name), None)
    live = np.flatnonzero(np.fromiter(map(not_, fate), bool, len(fate)))
    if first is None or not len(live):
        return []
    column = columns[first]
    empty = np.flatnonzero(~column.filled[live])
    if not len(empty) or not column[live[0]]:
        return []
    headings = _headings(columns, first, live)
    sure = _subtotals(fate, live) or _ARROW.search(names[first]) is not None or _only_headings(column, headings, live)
    if not (sure or _looks_grouped(columns, first, live, names[first])):
        return []
    codes = column.codes[live]
    column.codes[live] = codes[np.maximum.accumulate(np.where(codes != 0, np.arange(len(codes)), 0))]
    if sure:
        columns[first] = column.with_texts([_COUNT.sub("", text) for text in column.texts])
    for at in headings if sure else ():
        fate[at] = HEADING
    return [f'Rows are grouped under "{names[first]}": its text was repeated in {counted(len(empty), "row")}.']


def leave_out_lines(columns: Sequence[Column], fate: list[str], is_known: Callable[[str], bool]) -> list[str]:
    """Write ``group heading`` into the fate of lines such as "Account Name: Acme (2)", which no column holds."""
    filled = filled_in_row(columns)
    first = next((column for column in columns if column.filled.any()), None)
    if first is None or len(columns) < 2:
        return []
    lone = [at for at in np.flatnonzero(filled == 1).tolist() if not fate[at]]
    alone = [at for at in lone if (line := first[at].partition(":"))[2].strip() and is_known(line[0])]
    for at in alone:
        fate[at] = HEADING
    if not alone:
        return []
    header = first[alone[0]].partition(":")[0]
    what = plural(len(alone), "line of its own", "lines of their own")
    return [f'Groups stand in {what} ("{header}: …"), which are not read: export again with "{header}" as a column.']


def _headings(columns: Sequence[Column], first: int, live: np.ndarray) -> list[int]:
    """Rows with the group's text alone, above a row without one."""
    filled = filled_in_row(columns)
    return [at for at, below in pairwise(live) if filled[at] == 1 and columns[first][at] and not columns[first][below]]


def _subtotals(fate: Sequence[str], live: np.ndarray) -> bool:
    """Whether totals stand between rows."""
    return any(reason == "total" and live[0] < at < live[-1] for at, reason in enumerate(fate))


def _only_headings(column: Column, headings: Sequence[int], live: np.ndarray) -> bool:
    return bool(headings) and int(column.filled[live].sum()) == len(headings)


def _looks_grouped(columns: Sequence[Column], first: int, live: np.ndarray, name: str) -> bool:
    column = columns[first]
    groups = [column[at] for at in live if column[at]]
    few = len(live) - len(groups) < OFTEN * len(live)
    if few or len(groups) < 2 or len(set(groups)) < len(groups) or not may_group(name):
        return False
    shares = [_agreement(column, other, live) for other in columns]
    return all(share >= AGREEING for share in shares if share is not None)


def _agreement(column: Column, other: Column, live: np.ndarray) -> float | None:
    """Of a column of addresses, the share below the first rows of groups that are of their domain; None for others."""
    domain, agreeing, below = "", 0, 0
    for at in live:
        row_domain = other[at].rpartition("@")[2].casefold() if "@" in other[at] else ""
        if column[at]:
            domain = row_domain
        elif row_domain and domain:
            below += 1
            agreeing += row_domain == domain
    return agreeing / below if below else None
