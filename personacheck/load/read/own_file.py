"""Files that personacheck wrote, known by what they bear and not by their names: they are no exports."""

from __future__ import annotations

import re
import zipfile
from enum import Enum
from html import unescape
from typing import TYPE_CHECKING, Final

from personacheck.errors import ExportError, Problem
from personacheck.load.read.path import CASTS, is_parquet
from personacheck.load.read.workbook.package import Package
from personacheck.model import cast_sheets, own_files, review_sheet
from personacheck.model.command_line import quoted

if TYPE_CHECKING:
    from pathlib import Path

HEAD: Final = 4_096
"""Bytes in which the header of a text file, the title of a page or the schema of a document stands."""
NAMED: Final = 8
"""Files that a sentence names."""

_CAST_SHEETS: Final = {cast_sheets.PERSONAS, cast_sheets.ADVANCED, cast_sheets.CAST, cast_sheets.LISTS}
_REVIEW_SHEETS: Final = {review_sheet.REVIEW, review_sheet.PERSONAS}
_NAME: Final = re.compile(r'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"')
_TITLE: Final = re.compile(r"<dc:title>([^<]*)<")
_DOCUMENT: Final = re.compile(rf'\s*\{{\s*"schema": "{own_files.MADE_BY}/')


class Own(Enum):
    """A kind of file of ours: what it is, and where it belongs."""

    CAST = ("is a cast", "Pass it as --cast {}")
    SHEET = ("is a review sheet", "Once it is filled in: personacheck learn {}")
    LABELS = ("holds reviewed labels", "Pass it as --labels {}")
    RESULT = ("is a result of personacheck", "Give the export that it was made from.")


def refuse_own(path: Path) -> None:
    """Let files of others pass.

    Raises
    ------
    ExportError
        We wrote it, or it is a cast, which no export has the ending of: where it belongs.
    """
    ours = Own.CAST if path.suffix.casefold() in CASTS else own_file(path)
    if ours:
        what, step = ours.value
        raise ExportError(Problem(path.name, "", f"{what}, not an export", step.format(quoted(str(path)))))


def own_file(path: Path) -> Own | None:
    """What a file of ours is; None for others, and where it cannot be opened: that is told when it is read."""
    try:
        if not path.is_file():
            return None
        if zipfile.is_zipfile(path):
            return _workbook(path)
        return _parquet(path) if is_parquet(path) else _text(path)
    except (OSError, ExportError):
        return None


def left_out(files: list[Path]) -> str:
    """A sentence that names files of ours which are not read; "" for none.

    Examples
    --------
    >>> from pathlib import Path
    >>> left_out([Path("cast.xlsx"), Path("handful.xlsx")])
    'left out: cast.xlsx, handful.xlsx: personacheck wrote them'
    """
    return f"left out: {some(files)}: personacheck wrote {'them' if files[1:] else 'it'}" if files else ""


def some(files: list[Path]) -> str:
    """Their names, of many the first."""
    more = [f"and {len(files) - NAMED} more"] if len(files) > NAMED else []
    return ", ".join([*(file.name for file in files[:NAMED]), *more])


def _workbook(path: Path) -> Own | None:
    """By its title; programs that drop this leave the names of its sheets."""
    package = Package(path, path.name)
    title = _TITLE.search(_begin(package, "docProps/core.xml"))
    by_title = {own_files.FIT: Own.RESULT, own_files.TO_REVIEW: Own.SHEET, own_files.CAST: Own.CAST}
    if title and title[1] in by_title:
        return by_title[title[1]]
    sheets = {unescape(name) for name in _NAME.findall(_begin(package, "xl/workbook.xml"))}
    if sheets >= _CAST_SHEETS:
        return Own.CAST
    texts = (name for name in package.parts if name.startswith(("xl/sharedStrings", "xl/worksheets/sheet")))
    asks = sheets == _REVIEW_SHEETS and any(review_sheet.INITIALS in _begin(package, name) for name in texts)
    return Own.SHEET if asks else None


def _begin(package: Package, name: str) -> str:
    return package.peek(name).decode("utf-8", "replace")


def _parquet(path: Path) -> Own | None:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - own_files.PARQUET_FOOT, 0))
        return Own.RESULT if own_files.parquet_mark() in file.read() else None


def _text(path: Path) -> Own | None:
    """By its header, whatever stands between the fields; a page by its title, a document by its schema."""
    with path.open("rb") as file:
        text = file.read(HEAD).decode("utf-8", "replace").removeprefix("\ufeff")
    header = tuple(cell.strip(' "') for cell in re.split("[,;\t]", re.split(r"[\r\n]", text, maxsplit=1)[0]))
    if any(header[: len(ours)] == ours for ours in (own_files.CONTACTS_HEADER, own_files.ACCOUNTS_HEADER)):
        return Own.RESULT
    if set(own_files.LABELS_HEADER) <= set(header):
        return Own.LABELS
    return Own.RESULT if f"<title>{own_files.FIT}, " in text or _DOCUMENT.match(text) else None
