"""``python -m benchmarks.cells FOLDER``: every cell of a folder's files as we read it and as somebody else does.

An .xlsx is held against openpyxl; any other workbook, and a text file, against what LibreOffice makes of it. A line for
each file: cells read alike, cells that differ, or why it was not compared. Exit 0 if no cell differs.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import openpyxl
from openpyxl.utils.escape import unescape

from personacheck.errors import PersonaCheckError
from personacheck.load.read.delimited import read_delimited
from personacheck.load.read.encoding import decode
from personacheck.load.read.grid import letter
from personacheck.load.read.kind import HTML, TEXT, XLS, container_of, text_of
from personacheck.load.read.workbook.grids import Wish, read_package, read_xls
from personacheck.text.clean import clean_text
from personacheck.vocabulary.dialects import is_known_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from personacheck.load.read.grid import Grid

Cells = dict[tuple[str, int, int], str]
"""Sheet, 1-based row and column of each filled cell, to its text."""

SHOWN: Final = 5
SECONDS: Final = 20
OFFICE: Final = shutil.which("soffice") or shutil.which("libreoffice")
AS_TEXT: Final = "/".join(f"{column}/2" for column in range(1, 41))
"""LibreOffice's way to say that no column of a text file is a number or a date."""


EXPLAINED: Final = {
    ("biff5-rich-text-string.xls", "Sheet1 H3"): "LibreOffice heeds a font of symbols; ? is what the file holds",
    ("empty-string.xls", "Sheet1 B1"): "LibreOffice reckons the formula anew; FALSE is what the file holds",
    ("issues.xlsb", "datatypes A4"): "LibreOffice writes the truth value as a number",
    ("issues.xlsb", "issue6 A4"): "LibreOffice writes the truth value as a number",
}
"""Differences that were looked into and are not ours."""


class NotComparedError(Exception):
    """Why a file has nothing to be held against."""


def main(arguments: Sequence[str]) -> int:
    """Compare each file of a folder."""
    paths = sorted(path for path in Path(arguments[0]).rglob("*") if path.is_file())
    total: Counter[str] = Counter()
    for path in paths:
        try:
            theirs = read_by_others(path)
            ours = read_by_us(path, sorted({sheet for sheet, _, _ in theirs}))
        except (PersonaCheckError, NotComparedError) as error:
            total["files not compared"] += 1
            print(f"{path.name:32} not compared: {' '.join(str(error).split())[:120]}")
            continue
        total += _compare(path.name, ours, theirs)
    files = f"{len(paths)} files, {total['files not compared']} not compared"
    print(f"{files}; {total['alike']:,} cells alike, {total['different']} different, {total['explained']} explained")
    return 1 if total["different"] else 0


def _compare(file: str, ours: Cells, theirs: Cells) -> Counter[str]:
    """How many cells are alike, different, or different for a reason that is known; the different ones are printed."""
    places = {*ours, *theirs}
    differing = sorted(place for place in places if ours.get(place, "") != theirs.get(place, ""))
    reasons = [EXPLAINED.get((file, _shown(place)), "") for place in differing]
    print(f"{file:32} {len(places) - len(differing):6,} alike {len(differing):4} different")
    for place, reason in list(zip(differing, reasons, strict=True))[:SHOWN]:
        print(f"    {_shown(place)}: ours {ours.get(place, '')!r}, theirs {theirs.get(place, '')!r} {reason}".rstrip())
    explained = sum(map(bool, reasons))
    return Counter(alike=len(places) - len(differing), different=len(differing) - explained, explained=explained)


def _shown(place: tuple[str, int, int]) -> str:
    sheet, row, column = place
    return f"{sheet} {letter(column - 1)}{row}".strip()


def read_by_us(path: Path, sheets: Sequence[str]) -> Cells:
    """Every cell of these sheets by our reader, before a header is looked for."""
    return {place: text for grid in _grids(path, sheets) for place, text in _filled(grid)}


def _grids(path: Path, sheets: Sequence[str]) -> Iterator[Grid]:
    container = container_of(path.read_bytes(), path.name)
    if container == TEXT:
        yield _text_grid(path)
        return
    read = read_xls if container == XLS else read_package
    for name in sheets:
        yield from read(Wish(path, path.name, [name], is_known_header))


def _text_grid(path: Path) -> Grid:
    decoded = decode(path.read_bytes(), path.name, None)
    if text_of(decoded.text, path.name) == HTML:
        raise NotComparedError("a web page")
    return read_delimited(decoded.text, path.name, decoded.encoding, is_known_header)


def _filled(grid: Grid) -> Iterator[tuple[tuple[str, int, int], str]]:
    for at in range(len(grid.cells)):
        row = int(grid.numbers[at]) if grid.sheet else at + 1
        for column, cell in enumerate(grid.cells.row(at), start=1 + grid.column):
            if text := clean_text(cell):
                yield (grid.sheet or "", row, column), text


def read_by_others(path: Path) -> Cells:
    """Every cell by openpyxl, if need be from what LibreOffice made of the file.

    A text file is handed to LibreOffice in UTF-8, with the separator that we found: it detects neither.

    Raises
    ------
    NotComparedError
        The file cannot be read by them, or LibreOffice is not installed.
    """
    if path.suffix in {".xlsx", ".xlsm"}:
        return _by_openpyxl(path)
    if OFFICE is None:
        raise NotComparedError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="personacheck-") as name:
        folder = Path(name)
        if container_of(path.read_bytes(), path.name) != TEXT:
            return _by_openpyxl(_converted(path, folder))
        delimiter = ord(_text_grid(path).delimiter)
        copy = folder / "copy.csv"
        copy.write_bytes(decode(path.read_bytes(), path.name, None).text.encode())
        filters = f"--infilter=CSV:{delimiter},34,76,1,{AS_TEXT}"
        return {
            ("", row, column): text
            for (_, row, column), text in _by_openpyxl(_converted(copy, folder, filters)).items()
        }


def _converted(path: Path, folder: Path, *filters: str) -> Path:
    """The file as .xlsx, made by LibreOffice."""
    profile = f"-env:UserInstallation=file://{folder.parent}/personacheck-office"
    command = [str(OFFICE), profile, "--headless", *filters, "--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as office:
        try:
            office.wait(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(office.pid, signal.SIGKILL)  # the command is a script around the program
            raise NotComparedError(f"LibreOffice did not finish in {SECONDS} seconds") from None
    made = folder / f"{path.stem}.xlsx"
    if not made.exists():
        raise NotComparedError("LibreOffice cannot read it")
    return made


def _by_openpyxl(path: Path) -> Cells:
    warnings.simplefilter("ignore")  # what it misses in styles is no cell
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except Exception as error:  # noqa: BLE001  # whatever it stumbles over is its own affair
        raise NotComparedError(f"openpyxl cannot read it ({type(error).__name__})") from None
    return {
        (sheet.title, cell.row, cell.column): text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if (text := clean_text(_text(cell.value, cell.data_type)))
    }


def _text(value: Any, kind: str) -> str:
    """A cell's value as a spreadsheet shows it, told again apart from how our reader does it."""
    if value is None or kind == "e":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, time):
        return f"{value:%H:%M:%S}"
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{value:.15g}" if isinstance(value, float) else unescape(str(value))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["../shared/data/messy"]))
