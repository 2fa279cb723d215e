"""Rows below the header -> loaded rows; blank rows, totals and footers are left out and counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.errors import ExportError, Problem
from personacheck.load.clean import LONGEST, Cleaned, clean_column, clean_header
from personacheck.load.grid import letter, listed
from personacheck.vocabulary.footers import footers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.load.grid import Grid
    from personacheck.load.header import Header

TOLERATED: Final = 0.01
"""Share of rows with too many fields above which a text file is refused (reliability policy)."""

_LOADED: Final = ""
_QUARANTINED: Final = "quarantined"


@dataclass(frozen=True, eq=False)
class Body:
    """Rows below the header, cleaned.

    Attributes
    ----------
    columns
        Cells by column, all rows; aligned with the header's names.
    fate
        What becomes of each row: ``""`` for a loaded one, else the reason why not; shape (rows,).
    notes
        What was found on the way.
    """

    columns: list[list[str]]
    fate: list[str]
    notes: list[str]


def split_body(grid: Grid, header: Header, file: str) -> Body:
    """Columns of the rows below a header, and the fate of each row.

    Raises
    ------
    ExportError
        More than 1 % of a text file's rows have more fields than its header.
    """
    rows = grid.rows[header.bottom + 1 :]
    numbers = grid.numbers[header.bottom + 1 :]
    width = len(header.names)
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    notes: list[str] = []
    fate = [_LOADED] * len(rows)
    for at in np.flatnonzero(lengths > width).tolist():
        if any(cell.strip() for cell in rows[at][width:]):
            fate[at] = _QUARANTINED
    cleaned = [clean_column(column) for column in _columns(rows, lengths, width)]
    columns = [column.cells for column in cleaned]
    filled = sum((np.fromiter(map(bool, column), dtype=np.int64, count=len(rows)) for column in columns), 0 * lengths)
    _judge(columns, filled, header, fate)
    if grid.delimited:
        notes += _field_counts(grid, header, file, lengths, fate)
    notes += _cleaning(cleaned, header, grid, numbers)
    return Body(columns, fate, notes)


def _columns(rows: list[list[str]], lengths: np.ndarray, width: int) -> list[Sequence[str]]:
    if not rows:
        return [()] * width
    if not (lengths == width).all():
        rows = [row if len(row) == width else row[:width] + [""] * (width - len(row)) for row in rows]
    return list(zip(*rows, strict=True))


def _judge(columns: list[list[str]], filled: np.ndarray, header: Header, fate: list[str]) -> None:
    """Name the rows that are nobody: blank ones, repeated headers, totals, footers."""
    for at in np.flatnonzero(filled == 0).tolist():
        fate[at] = fate[at] or "blank"
    first = next((at for at, name in enumerate(header.names) if name), 0)
    for at, cell in enumerate(columns[first]):
        if cell and cell == header.names[first] and _repeats(columns, header, at):
            fate[at] = "repeated header"
    counts = filled[filled > 0]
    usual = int(np.median(counts)) if len(counts) else 0
    words = footers()
    for at in np.flatnonzero((filled > 0) & (filled <= max(2, usual // 2))).tolist():
        cells = [column[at] for column in columns if column[at]]
        if not fate[at] and words.subtotal.match(cells[0]) and _adds_up(cells):
            fate[at] = "total"
    _judge_tail(columns, filled, usual, fate)


def _repeats(columns: list[list[str]], header: Header, at: int) -> bool:
    same = [clean_header(column[at]) == name for column, name in zip(columns, header.names, strict=True) if name]
    return 2 * sum(same) > len(same)


def _adds_up(cells: Sequence[str]) -> bool:
    """Whether a row holds but totals' words and figures."""
    total = footers().total
    return all(total.match(cell) or not any(map(str.isalpha, cell)) for cell in cells)


def _judge_tail(columns: list[list[str]], filled: np.ndarray, usual: int, fate: list[str]) -> None:
    """Totals and footers stand in the last rows, below a blank row or another of them."""
    begin = len(fate)
    while begin and (filled[begin - 1] == 0 or 2 * filled[begin - 1] < usual or filled[begin - 1] == 1):
        begin -= 1
    words = footers()
    apart = False
    for at in range(begin, len(fate)):
        cells = [column[at] for column in columns if column[at]] if filled[at] else []
        if not cells or fate[at]:
            apart = True
        elif words.total.match(cells[0]) and _adds_up(cells):
            fate[at], apart = "total", True
        elif words.footer.match(cells[0]) or (apart and len(cells) == 1 < usual - 1):
            fate[at], apart = "footer", True
        else:
            apart = False


def _field_counts(grid: Grid, header: Header, file: str, lengths: np.ndarray, fate: list[str]) -> list[str]:
    """Notes on rows with too many or too few fields."""
    numbers = grid.numbers[header.bottom + 1 :]
    width = len(header.names)
    long = [at for at, reason in enumerate(fate) if reason == _QUARANTINED]
    if len(long) > TOLERATED * sum(reason in {_LOADED, _QUARANTINED} for reason in fate):
        raise ExportError(
            Problem(
                file,
                listed([numbers[at] for at in long], grid.unit),
                f"{lengths[long[0]]} fields, expected {width} as in the header",
                "Put fields that hold a separator into quotes, or export the file again.",
            )
        )
    notes = []
    if long:
        notes.append(f"{listed([numbers[at] for at in long], grid.unit)}: more than {width} fields; set aside.")
    short = [at for at in np.flatnonzero(lengths < width).tolist() if not fate[at]]
    if short:
        notes.append(
            f"{listed([numbers[at] for at in short], grid.unit)}: fewer than {width} fields; the rest is empty."
        )
    return notes


def _cleaning(cleaned: Sequence[Cleaned], header: Header, grid: Grid, numbers: Sequence[int]) -> list[str]:
    notes = []
    hidden = sum(column.hidden for column in cleaned)
    if hidden:
        notes.append(f"Invisible characters (zero-width, direction marks, NUL) were taken out of {hidden} cells.")
    for at, column in enumerate(cleaned):
        if column.cut:
            name = header.names[at] or f"column {letter(grid.column + at)}"
            where = listed([numbers[row] for row in column.cut], grid.unit)
            notes.append(f'"{name}", {where}: cut at {LONGEST:,} characters.')
    return notes
