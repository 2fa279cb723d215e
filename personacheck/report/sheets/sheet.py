"""What a sheet is made of: columns of one kind each, under lines that say what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Kind(StrEnum):
    """What the cells of a column hold, and so how they look."""

    TEXT = "text"
    LONG = "long"  # text that wraps
    STATUS = "status"  # a status or severity: coloured, and the word says it too
    COUNT = "count"
    SHARE = "share"  # 0..1
    SCORE = "score"  # 0..1, two decimals
    MONEY = "money"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """One column; a cell is text, a number, or None for an empty one."""

    head: str
    kind: Kind
    cells: Sequence[object]


@dataclass(frozen=True)
class Chart:
    """A native chart of one column over another, in some rows of its sheet.

    Attributes
    ----------
    kind
        ``bar``, ``column`` or ``line``.
    names, values
        Heads of the columns that it draws.
    rows
        The first row and the one after the last, 0 being the first below the header.
    """

    title: str
    kind: str
    names: str
    values: str
    rows: tuple[int, int]


@dataclass(frozen=True)
class Sheet:
    """One sheet: lines above, then a table with a header row, then charts to its right."""

    name: str
    columns: tuple[Column, ...]
    intro: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()


def column(head: str, cells: Sequence[object], kind: Kind = Kind.TEXT) -> Column:
    """A column; text unless said otherwise."""
    return Column(head, kind, cells)


def counts(head: str, cells: Sequence[object]) -> Column:
    """A column of whole numbers."""
    return Column(head, Kind.COUNT, cells)


def shares(head: str, cells: Sequence[object]) -> Column:
    """A column of shares."""
    return Column(head, Kind.SHARE, cells)
