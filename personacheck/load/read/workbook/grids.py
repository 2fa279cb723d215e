"""A workbook (xlsx, xlsm, xlsb, xls, ods) -> the grids of the sheets that hold the export, the main one first.

A package is checked before it is read (``package``), facts that the reader does not tell are gathered on the
way (``facts``), and python-calamine reads in a process of its own (``reader``).
"""

from __future__ import annotations

import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from personacheck.errors import ExportError
from personacheck.load.read.grid import KEPT_DIGITS, Area, Grid, Marks
from personacheck.load.read.kind import package_of
from personacheck.load.read.workbook.facts import Facts, Place
from personacheck.load.read.workbook.package import Package
from personacheck.load.read.workbook.reader import open_workbook
from personacheck.load.read.workbook.sheets import choose_sheets, note_left, quoted
from personacheck.load.read.workbook.survey import mend, sheet_parts, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from personacheck.load.read.columns import Cells
    from personacheck.load.read.workbook.reader import Reader
    from personacheck.load.read.workbook.sheets import Head, Sheet


@dataclass(frozen=True)
class Wish:
    """What is to be read: the file, its name for messages, the sheets wanted, and which headers are known."""

    path: Path
    file: str
    sheets: Sequence[str]
    is_known: Callable[[str], bool]


def read_xls(wish: Wish) -> list[Grid]:
    """The grids of an old workbook, which is no package.

    Raises
    ------
    ExportError
        As ``read_package``.
    """
    return _read(wish, "xls", wish.path, {})


def read_package(wish: Wish) -> list[Grid]:
    """The grid of the sheet that is named; else of the one that holds the export, and of those that tell more of it.

    Raises
    ------
    ExportError
        No workbook, one that cannot be read, has no such sheet, or leaves the choice open.
    """
    with closing(Package(wish.path, wish.file)) as package:
        kind = package_of(package.parts, package.peek("mimetype"), package.peek("[Content_Types].xml"), wish.file)
        parts = sheet_parts(package)
        facts = survey(package, parts)
        ill = {parts[name]: name for name, sheet in facts.items() if sheet.sprawls or sheet.odd_errors}
        if not ill:
            return _read(wish, kind, wish.path, facts)
        with tempfile.TemporaryDirectory(prefix="personacheck-") as folder:
            copy = Path(folder, "mended.xlsx")
            mend(package, ill, wish.file, copy)
            return _read(wish, kind, copy, facts)


def _read(wish: Wish, kind: str, path: Path, facts: dict[str, Facts]) -> list[Grid]:
    with open_workbook(path, kind, wish.file) as workbook:
        main, *beside = choose_sheets(workbook.sheets, workbook.head, wish.file, wish.sheets, wish.is_known)
        grids = [_grid(workbook, kind, main, facts.get(main, Facts()))]
        for name in beside:
            with suppress(ExportError):  # a broken sheet beside the export does no harm; it is told as not read
                grids.append(_grid(workbook, kind, name, facts.get(name, Facts())))
        names = [str(grid.sheet) for grid in grids]
        grids[0].notes.extend(_others(workbook.sheets, names))
        grids[0].notes.extend([] if wish.sheets else note_left(workbook.sheets, workbook.head, names, wish.is_known))
    return grids


def _grid(workbook: Reader, kind: str, name: str, facts: Facts) -> Grid:
    head = workbook.head(name)
    cells = workbook.cells(name)
    filled_rows = [np.flatnonzero(column.holds(lambda text: bool(text.strip()))) for column in cells.columns]
    cells = cells.part(0, max((int(rows[-1]) + 1 for rows in filled_rows if len(rows)), default=0))
    top, left = head.start
    return Grid(
        kind,
        cells,
        range(top + 1, top + 1 + len(cells)),
        sheet=name,
        column=left,
        merged=_areas(head),
        marks=_mark(cells, facts, top, left),
    )


def _mark(cells: Cells, facts: Facts, top: int, left: int) -> Marks:
    """The facts by their positions among the rows; numbers are put in as the file writes or shows them."""
    width = int(cells.lengths[0]) if len(cells) else 0

    def inside(places: Iterable[Place]) -> tuple[Place, ...]:
        """Places counted from the corner of the table, without those outside of it."""
        moved = ((row - top, column - left) for row, column in places)
        return tuple(place for place in moved if 0 <= place[0] < len(cells) and 0 <= place[1] < width)

    exact = inside(facts.exact)
    for row, column in exact:
        if cells.columns[column][row].lstrip("-").isdigit():  # else it is shown as a date
            cells.columns[column][row] = shown = facts.exact[row + top, column + left]
            for first in cells.head[row : row + 1]:
                first[column] = shown
    return Marks(
        hidden_rows=tuple(row - top for row in facts.hidden_rows if 0 <= row - top < len(cells)),
        hidden_columns=tuple(column - left for column in facts.hidden_columns if 0 <= column - left < width),
        uncached=inside(facts.uncached),
        errors=inside(facts.errors),
        imprecise=tuple((row, column) for row, column in exact if len(cells.columns[column][row]) > KEPT_DIGITS),
    )


def _others(sheets: Sequence[Sheet], names: Sequence[str]) -> list[str]:
    shown = [sheet.name for sheet in sheets if sheet.visible and sheet.name not in names]
    hidden = sum(not sheet.visible and sheet.name not in names for sheet in sheets)
    others = ([quoted(shown)] if shown else []) + ([f"{hidden} hidden"] if hidden else [])
    what = f"Sheet {quoted(names)} was read" if len(names) == 1 else f"Sheets {quoted(names)} were read, as one export"
    rest = f"; sheets not read: {', and '.join(others)}" if others else ""
    return [f"{what}{rest}."] if others or len(names) > 1 else []


def _areas(head: Head) -> tuple[Area, ...]:
    top, left = head.start
    return tuple(Area(up - top, begin - left, down - top, end - left) for (up, begin), (down, end) in head.merged)
