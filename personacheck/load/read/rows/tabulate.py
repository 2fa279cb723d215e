"""A grid with its header -> a table of clean text, with the fate of each row: loaded, or why not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.errors import ExportError, Problem
from personacheck.load.read.columns import Column
from personacheck.load.read.grid import letter
from personacheck.load.read.rows.beside import beside, note_beside
from personacheck.load.read.rows.footers import judge, set_apart
from personacheck.load.read.rows.grouped import leave_out_lines, ungroup
from personacheck.load.read.rows.remarks import count_uncached, remark
from personacheck.load.read.rows.unquoted import join_unquoted
from personacheck.load.read.table import RawTable
from personacheck.text.clean import LONGEST, Cleaned, clean_column
from personacheck.text.prose import counted, numbered, plural, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from personacheck.load.read.columns import Cells
    from personacheck.load.read.grid import Grid

TOLERATED: Final = 0.01
"""Share of rows with too many fields above which a text file is refused (reliability policy)."""

LOADED: Final = ""
QUARANTINED: Final = "quarantined"


def tabulate(grid: Grid, file: str, digest: str, is_known: Callable[[str], bool]) -> RawTable:
    """The table below a grid's header: the rows that are loaded, and an account of all others.

    Parameters
    ----------
    is_known
        Whether a text is a known header, by which another table further down is told.

    Raises
    ------
    ExportError
        More than 1 % of a text file's rows have more fields than its header, or no row is left.
    """
    cells, numbers = grid.cells.part(grid.bottom + 1), np.asarray(grid.numbers)[grid.bottom + 1 :]
    notes = [*grid.notes, *_spread_merged(grid, cells)]
    notes += join_unquoted(cells, numbers, len(grid.names), grid.delimiter) if grid.delimiter else []
    cleaned = [clean_column(column.texts, column.times.tolist()) for column in cells.columns[: len(grid.names)]]
    cleaning = _cleaning(cleaned, grid, cells, numbers)
    columns = [column.with_texts(clean.texts) for column, clean in zip(cells.columns, cleaned, strict=False)]
    names, notes_beside = _own_columns(grid, columns, is_known)
    fate = _fates(cells, columns, names, is_known)
    notes += leave_out_lines(columns, fate, is_known) + ungroup(columns, names, fate) + notes_beside
    notes += _field_counts(grid, file, cells.lengths, fate) if grid.delimiter else []
    notes += cleaning
    loaded = np.fromiter((reason == LOADED for reason in fate), bool, len(fate))
    if not loaded.any():
        raise _no_rows(grid, file)
    used = [at for at, name in enumerate(names) if name or columns[at].filled.any()]
    loaded_in_grid = np.concatenate([np.zeros(grid.bottom + 1, dtype=bool), loaded])
    above = int(grid.numbers[0]) - 1 + grid.top
    return RawTable(
        file, grid.kind, grid.encoding, grid.sheet, int(grid.numbers[grid.bottom]),
        tuple(grid.names[at] for at in used),
        tuple(grid.shown[at] for at in used),
        tuple(letter(grid.column + at) for at in used),
        pd.DataFrame({at: columns[column].held(loaded) for at, column in enumerate(used)}, copy=False),
        numbers if loaded.all() else numbers[loaded],
        above + len(fate), _skipped(fate, above), fate.count(QUARANTINED),
        (*notes, *remark(grid, loaded_in_grid, used)), count_uncached(grid, loaded_in_grid, used), digest,
    )  # fmt: skip  # fields in their order


def _no_rows(grid: Grid, file: str) -> ExportError:
    place = f"{grid.unit} {grid.numbers[grid.bottom]}"
    return ExportError(Problem(file, place, "no rows below the header", "Export it again, with its rows."))


def _own_columns(grid: Grid, columns: list[Column], is_known: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    """Names of the columns, "" for those of a table beside, which are emptied; and what is said of them."""
    apart = beside(columns, grid.names, is_known)
    for at in apart:
        columns[at] = Column(np.zeros(len(columns[at]), np.int32), [""])
    return ["" if at in apart else name for at, name in enumerate(grid.names)], note_beside(apart, grid.column)


def _fates(cells: Cells, columns: list[Column], names: Sequence[str], is_known: Callable[[str], bool]) -> list[str]:
    """Of each row: quarantined where cells stand beyond those of the header, else why it is nobody's, else loaded."""
    width = len(names)
    fate = [LOADED] * len(cells)
    for at in np.flatnonzero(cells.lengths > width).tolist():
        if any(map(str.strip, cells.row(at)[width:])):
            fate[at] = QUARANTINED
    judge(columns, names, fate)
    set_apart(columns, fate, is_known)
    return fate


def _skipped(fate: Sequence[str], above: int) -> dict[str, int]:
    reasons = Counter({"above the header": above}) + Counter(fate)
    return {reason: reasons[reason] for reason in sorted(set(reasons) - {LOADED, QUARANTINED})}


def _spread_merged(grid: Grid, cells: Cells) -> list[str]:
    """A cell merged over several rows stands for each of them that holds something of its own."""
    below = grid.bottom + 1
    count = 0
    for area in grid.merged:
        top = area.top - below
        if top < 0 or area.bottom == area.top or top >= len(cells) or area.left >= cells.lengths[top]:
            continue
        column = cells.columns[area.left]
        for at in range(top + 1, min(area.bottom - below + 1, len(cells))):
            if area.left < cells.lengths[at] and not column[at].strip() and any(map(str.strip, cells.row(at))):
                column[at] = column[top]
                count += 1
    if not count:
        return []
    return [f"Cells merged over several rows: their text was repeated in {counted(count, 'row')}."]


def _field_counts(grid: Grid, file: str, lengths: np.ndarray, fate: list[str]) -> list[str]:
    """Notes on rows with too many or too few fields."""
    numbers = grid.numbers[grid.bottom + 1 :]
    width = len(grid.names)
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
        verb = "holds" if len(long) == 1 else "hold"
        notes.append(f"{where} {verb} more than {width} fields: the columns could not be aligned, so quarantined.")
    short = [at for at in np.flatnonzero(lengths < width).tolist() if not fate[at]]
    if short:
        where = sentence(numbered([numbers[at] for at in short], grid.unit))
        verb = "holds" if len(short) == 1 else "hold"
        notes.append(f"{where} {verb} fewer than {width} fields: the missing ones at the end were read as empty.")
    return notes


def _cleaning(cleaned: Sequence[Cleaned], grid: Grid, cells: Cells, numbers: np.ndarray) -> list[str]:
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
        notes.append(f'{counted(guarded, "cell")} held text as a formula (as ="0012"): read as the text.')
    garbled = sum(column.garbled for column in cleaned)
    if garbled:
        what = plural(garbled, "cell was garbled", "cells were garbled")
        notes.append(f"{what} before this export (as Ã¼ for ü): fix this in the CRM.")
    for at, column in enumerate(cleaned):
        if column.cut:
            name = f'"{grid.shown[at]}"' if grid.shown[at] else f"column {letter(grid.column + at)}"
            where = numbered(numbers[np.isin(cells.columns[at].codes, column.cut)].tolist(), grid.unit)
            notes.append(f"The text of {name} in {where} was cut at {LONGEST:,} characters.")
    return notes
