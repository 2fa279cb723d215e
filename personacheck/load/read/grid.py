"""All cells of one sheet, page or text file, as text, and where among them the header stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from personacheck.load.read.columns import Cells

KEPT_DIGITS: Final = 15
"""Digits of a number that a spreadsheet keeps; it writes zeros for the others."""


@dataclass(frozen=True)
class Area:
    """A merged range: 0-based first and last row and column, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Marks:
    """Positions among the rows and cells of a grid.

    Attributes
    ----------
    hidden_rows, hidden_columns
        Not shown, by a filter or by hand.
    uncached
        Formulas (row, column) without a stored value.
    errors
        Cells that hold an error such as ``#N/A``, read as empty.
    imprecise
        Numbers of more digits than a spreadsheet keeps.
    """

    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    uncached: tuple[tuple[int, int], ...] = ()
    errors: tuple[tuple[int, int], ...] = ()
    imprecise: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, eq=False)
class Grid:
    """Rows of text cells with where they stand.

    Attributes
    ----------
    cells
        Rows of text; one may be shorter or longer than others.
    numbers
        1-based row or line of each row.
    column
        0-based column of the first cell of every row.
    delimiter
        What separates the fields of a text file, whose records can have too many or too few; "" for anything else.
    merged
        Merged ranges, in positions of rows and of their cells.
    marks
        What the sheet says of its rows and cells beside their text.
    top, bottom
        Positions of the first and last row of its header, once that is found; the same for a header of one row.
    names
        Cleaned texts of the header, one a column; ``""`` where there is none.
    shown
        The same for messages: ``""`` where a name is not known and the row may hold somebody's data.
    """

    kind: str
    cells: Cells
    numbers: Sequence[int] | np.ndarray
    encoding: str | None = None
    sheet: str | None = None
    column: int = 0
    delimiter: str = ""
    merged: tuple[Area, ...] = ()
    marks: Marks = field(default_factory=Marks)
    notes: list[str] = field(default_factory=list)
    top: int = 0
    bottom: int = 0
    names: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        """What a row is called where it stands."""
        return "line" if self.delimiter else "row"


def letter(column: int) -> str:
    """The letter of a 0-based column.

    Examples
    --------
    >>> letter(0), letter(25), letter(26), letter(16_383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
