"""What a careful colleague would notice of one table's rows and columns, in plain sentences without any value."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from personacheck.load.read.grid import letter
from personacheck.text import prose
from personacheck.text.prose import counted, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np

    from personacheck.load.read.grid import Grid


def remark(grid: Grid, loaded: np.ndarray, used: Sequence[int]) -> list[str]:
    """Notes on the loaded rows and columns of a grid.

    Parameters
    ----------
    loaded
        For each of the grid's rows whether it was loaded; bool.
    used
        Positions of the columns that hold a header or a cell.
    """
    marks = grid.marks

    def name(column: int) -> str:
        """A column as its user knows it: its header, else its letter."""
        return f'"{grid.shown[column]}"' if grid.shown[column] else letter(grid.column + column)

    def by_column(places: Iterable[tuple[int, int]], cell: str, effect: str) -> list[str]:
        """A remark for each column that has such cells in rows that were loaded."""
        numbers: dict[int, list[int]] = {}
        for row, column in places:
            if loaded[row] and column < len(grid.names):
                numbers.setdefault(column, []).append(grid.numbers[row])
        return [
            f"Column {name(at)} holds {counted(len(rows), cell)} ({numbered(sorted(rows), grid.unit)}): {effect}."
            for at, rows in sorted(numbers.items())
        ]

    notes = _hidden(grid, loaded, [name(column) for column in marks.hidden_columns if column in used])
    notes += by_column(marks.errors, "cell with an error such as #N/A", "read as empty")
    notes += by_column(
        marks.uncached, "formula without a stored value", "read as empty; open the file in Excel and save it"
    )
    notes += by_column(
        marks.imprecise, "number with more digits than a spreadsheet keeps", "the last ones may be wrong"
    )
    return notes + _headers(grid, used)


def _hidden(grid: Grid, loaded: np.ndarray, columns: Sequence[str]) -> list[str]:
    notes = []
    hidden = sum(bool(loaded[row]) for row in grid.marks.hidden_rows)
    if hidden:
        notes.append(
            prose.plural(
                hidden,
                "row is hidden in the sheet (filter or by hand) but was loaded anyway.",
                "rows are hidden in the sheet (filter or by hand) but were loaded anyway.",
            )
        )
    if columns:
        what = "Column" if len(columns) == 1 else "Columns"
        verb = "is hidden in the sheet but was" if len(columns) == 1 else "are hidden in the sheet but were"
        notes.append(f"{what} {', '.join(columns[:5])} {verb} loaded anyway.")
    return notes


def count_uncached(grid: Grid, loaded: np.ndarray, used: Sequence[int]) -> dict[int, int]:
    """Position among the used columns to the number of its loaded cells whose formula has no stored value."""
    counts = Counter(column for row, column in grid.marks.uncached if loaded[row])
    return {at: counts[column] for at, column in enumerate(used) if counts[column]}


def _headers(grid: Grid, used: Sequence[int]) -> list[str]:
    notes = []
    letters: dict[str, list[str]] = {}
    for column in used:
        letters.setdefault(grid.names[column].casefold(), []).append(letter(grid.column + column))
    nameless = letters.pop("", [])
    for column in used:
        same = letters.pop(grid.names[column].casefold(), [])
        if len(same) > 1:
            subject = f'Header "{grid.shown[column]}"' if grid.shown[column] else "The same header"
            notes.append(f"{subject} appears over {len(same)} columns: {', '.join(same)}.")
    if nameless:
        plural = "s have" if len(nameless) > 1 else " has"
        notes.append(f"Column{plural} no header: {', '.join(nameless[:5])}.")
    empty = len(grid.names) - len(used)
    if empty:
        notes.append(f"{empty} empty column{'s were' if empty > 1 else ' was'} left out.")
    return notes
