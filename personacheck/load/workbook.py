"""A workbook (xlsx, xlsm, xlsb, xls, ods) -> the grid of one sheet.

A package is checked before it is read (``workbook_package``), facts that the reader does not tell are gathered on the
way (``workbook_facts``), and python-calamine reads in a process of its own (``workbook_reader``).
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from personacheck.load.grid import Area, Grid, Marks
from personacheck.load.kind import package_of
from personacheck.load.workbook_facts import Facts, Place
from personacheck.load.workbook_package import Package
from personacheck.load.workbook_reader import open_workbook
from personacheck.load.workbook_sheets import choose_sheet, quoted
from personacheck.load.workbook_survey import mend, sheet_parts, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from personacheck.load.workbook_sheets import Head, Sheet

KEPT_DIGITS: Final = 15
"""Digits of a number that a spreadsheet keeps."""


@dataclass(frozen=True)
class Wish:
    """What is to be read: the file, its name for messages, the sheet wanted, and which headers are known."""

    path: Path
    file: str
    sheet: str | None
    known: Callable[[str], bool]


def read_xls(wish: Wish) -> Grid:
    """The grid of one sheet of an old workbook, which is no package.

    Raises
    ------
    ExportError
        As ``read_package``.
    """
    return _read(wish, "xls", wish.path, {})


def read_package(wish: Wish) -> Grid:
    """The grid of one sheet: the one named, else the visible one with most known headers.

    Raises
    ------
    ExportError
        No workbook, one that cannot be read, has no such sheet, or leaves the choice open.
    """
    with closing(Package(wish.path, wish.file)) as package:
        kind = package_of(package.parts, package.peek("mimetype"), package.peek("[Content_Types].xml"), wish.file)
        parts = sheet_parts(package)
        facts = survey(package, parts)
        ill = {parts[name]: name for name, found in facts.items() if found.sprawls or found.odd_errors}
        if not ill:
            return _read(wish, kind, wish.path, facts)
        with tempfile.TemporaryDirectory(prefix="personacheck-") as folder:
            copy = Path(folder, "mended.xlsx")
            mend(package, ill, wish.file, copy)
            return _read(wish, kind, copy, facts)


def _read(wish: Wish, kind: str, path: Path, facts: dict[str, Facts]) -> Grid:
    with open_workbook(path, kind, wish.file) as workbook:
        name = choose_sheet(workbook.sheets, workbook.head, wish.file, wish.sheet, wish.known)
        head = workbook.head(name)
        rows = workbook.rows(name)
    while rows and not any(map(str.strip, rows[-1])):
        rows.pop()
    top, left = head.start
    return Grid(
        kind,
        rows,
        range(top + 1, top + 1 + len(rows)),
        sheet=name,
        column=left,
        merged=_areas(head),
        marks=_mark(rows, facts.get(name, Facts()), top, left),
        notes=_others(workbook.sheets, name),
    )


def _mark(rows: list[list[str]], facts: Facts, top: int, left: int) -> Marks:
    """The facts by their positions among the rows; numbers are put in as the file writes or shows them."""
    width = len(rows[0]) if rows else 0

    def inside(places: Iterable[Place]) -> tuple[Place, ...]:
        moved = ((row - top, column - left) for row, column in places)
        return tuple(place for place in moved if 0 <= place[0] < len(rows) and 0 <= place[1] < width)

    exact = inside(facts.exact)
    for row, column in exact:
        shown = facts.exact[row + top, column + left]
        if rows[row][column].lstrip("-").isdigit():  # else it is shown as a date
            rows[row][column] = shown
    return Marks(
        hidden_rows=tuple(row - top for row in facts.hidden_rows if 0 <= row - top < len(rows)),
        hidden_columns=tuple(column - left for column in facts.hidden_columns if 0 <= column - left < width),
        uncached=inside(facts.uncached),
        errors=inside(facts.errors),
        imprecise=tuple((row, column) for row, column in exact if len(rows[row][column]) > KEPT_DIGITS),
    )


def _others(sheets: Sequence[Sheet], name: str) -> list[str]:
    shown = [sheet.name for sheet in sheets if sheet.visible and sheet.name != name]
    hidden = sum(not sheet.visible and sheet.name != name for sheet in sheets)
    others = ([quoted(shown)] if shown else []) + ([f"{hidden} hidden"] if hidden else [])
    return [f"Sheet {quoted([name])} was read; sheets not read: {', and '.join(others)}."] if others else []


def _areas(head: Head) -> tuple[Area, ...]:
    top, left = head.start
    return tuple(Area(up - top, begin - left, down - top, end - left) for (up, begin), (down, end) in head.merged)
