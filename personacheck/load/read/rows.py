"""Rows below the header -> columns of clean text, and the fate of each row: loaded, or why not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.clean import LONGEST, Cleaned, clean_column
from personacheck.errors import ExportError, Problem
from personacheck.load.read.footers import judge, set_apart
from personacheck.load.read.grid import letter
from personacheck.load.read.unquoted import join_unquoted
from personacheck.prose import counted, numbered, plural, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from personacheck.load.read.grid import Grid
    from personacheck.load.read.header import Header

TOLERATED: Final = 0.01
"""Share of rows with too many fields above which a text file is refused (reliability policy)."""

LOADED: Final = ""
QUARANTINED: Final = "quarantined"


@dataclass(frozen=True, eq=False)
class Body:
    """Rows below the header.

    Attributes
    ----------
    columns
        Cells by column, of all rows; aligned with the header's names; dtype object, shape ``(rows,)`` each.
    fate
        ``""`` for a row that is loaded, else the reason why it is not.
    notes
        What was found on the way.
    """

    columns: list[np.ndarray]
    fate: list[str]
    notes: list[str]


def split_body(grid: Grid, header: Header, file: str, known: Callable[[str], bool]) -> Body:
    """Columns of the rows below a header, and the fate of each row.

    Parameters
    ----------
    known
        Whether a text is a known header, by which another table further down is told.

    Raises
    ------
    ExportError
        More than 1 % of a text file's rows have more fields than its header.
    """
    rows = grid.rows[header.bottom + 1 :]
    numbers = grid.numbers[header.bottom + 1 :]
    width = len(header.names)
    notes = _spread_merged(grid, header, rows)
    if grid.delimiter:
        notes += join_unquoted(rows, numbers, width, grid.delimiter)
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    fate = [LOADED] * len(rows)
    for at in np.flatnonzero(lengths > width).tolist():
        if any(cell.strip() for cell in rows[at][width:]):
            fate[at] = QUARANTINED
    cleaned = [clean_column(column) for column in _columns(rows, lengths, width)]
    columns = [np.array(column.cells, dtype=object) for column in cleaned]
    judge(columns, header.names, fate)
    set_apart(columns, fate, known)
    if grid.delimiter:
        notes += _field_counts(grid, header, file, lengths, fate)
    return Body(columns, fate, notes + _cleaning(cleaned, header, grid, numbers))


def _columns(rows: list[list[str]], lengths: np.ndarray, width: int) -> list[list[str]]:
    if not (lengths == width).all():
        rows = [row if len(row) == width else row[:width] + [""] * (width - len(row)) for row in rows]
    flat = list(chain.from_iterable(rows))
    return [flat[at::width] for at in range(width)]


def _spread_merged(grid: Grid, header: Header, rows: list[list[str]]) -> list[str]:
    """A cell merged over several rows stands for each of them that holds something of its own."""
    below = header.bottom + 1
    count = 0
    for area in grid.merged:
        top = area.top - below
        if top < 0 or area.bottom == area.top or top >= len(rows) or area.left >= len(rows[top]):
            continue
        for row in rows[top + 1 : area.bottom - below + 1]:
            if any(cell.strip() for cell in row) and area.left < len(row) and not row[area.left].strip():
                row[area.left] = rows[top][area.left]
                count += 1
    if not count:
        return []
    return [f"Cells merged over several rows: their text was repeated in {counted(count, 'row')}."]


def _field_counts(grid: Grid, header: Header, file: str, lengths: np.ndarray, fate: list[str]) -> list[str]:
    """Notes on rows with too many or too few fields."""
    numbers = grid.numbers[header.bottom + 1 :]
    width = len(header.names)
    long = [at for at, reason in enumerate(fate) if reason == QUARANTINED]
    if len(long) > TOLERATED * (fate.count(LOADED) + len(long)):
        raise ExportError(
            Problem(
                file,
                numbered([numbers[at] for at in long], grid.unit),
                f"{lengths[long[0]]:,} fields, expected {width} as in the header",
                "Put fields that hold a separator into quotes, or export the file again.",
            )
        )
    notes = []
    if long:
        where = sentence(numbered([numbers[at] for at in long], grid.unit))
        held = "holds" if len(long) == 1 else "hold"
        notes.append(f"{where} {held} more than {width} fields: the columns could not be aligned, so quarantined.")
    short = [at for at in np.flatnonzero(lengths < width).tolist() if not fate[at]]
    if short:
        where = sentence(numbered([numbers[at] for at in short], grid.unit))
        held = "holds" if len(short) == 1 else "hold"
        notes.append(f"{where} {held} fewer than {width} fields: the missing ones at the end were read as empty.")
    return notes


def _cleaning(cleaned: Sequence[Cleaned], header: Header, grid: Grid, numbers: Sequence[int]) -> list[str]:
    notes = []
    hidden = sum(column.hidden for column in cleaned)
    if hidden:
        notes.append(
            f"{counted(hidden, 'cell')} held invisible characters (zero-width, direction marks, NUL): removed."
        )
    escaped = sum(column.escaped for column in cleaned)
    if escaped:
        notes.append(f"{counted(escaped, 'cell')} held HTML entities (as &amp; for &): decoded.")
    guarded = sum(column.guarded for column in cleaned)
    if guarded:
        notes.append(f'{counted(guarded, "cell")} stood in a spreadsheet\'s guard (as ="0012"): taken off.')
    garbled = sum(column.garbled for column in cleaned)
    if garbled:
        what = plural(garbled, "cell was garbled", "cells were garbled")
        notes.append(f"{what} before this export (as Ã¼ for ü): fix this in the CRM.")
    for at, column in enumerate(cleaned):
        if column.cut:
            name = f'"{header.shown[at]}"' if header.shown[at] else f"column {letter(grid.column + at)}"
            where = numbered([numbers[row] for row in column.cut], grid.unit)
            notes.append(f"The text of {name} in {where} was cut at {LONGEST:,} characters.")
    return notes
