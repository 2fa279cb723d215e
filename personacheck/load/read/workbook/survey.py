"""An Excel workbook's package -> the facts of each sheet; and a mended copy where the reader would choke on it."""

from __future__ import annotations

import posixpath
import re
import zipfile
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from personacheck.errors import ExportError, Problem
from personacheck.load.read.grid import letter
from personacheck.load.read.workbook.facts import CELLS, READABLE, Facts, column_of, pieces, scan_sheet
from personacheck.load.read.workbook.sheets import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import IO

    from personacheck.load.read.workbook.package import Package

_LARGEST_INDEX: Final = 20 * 1024**2
_ZEROS: Final = re.compile(r"0{2,15}")
# Possessive, and stopping at the next of its kind: linear on whatever stands there.
_STRING: Final = re.compile(rb"<(?:[\w.]+:)?si\b[^<>]*?(?:/>|>((?:[^<]++|<(?!/?(?:[\w.]+:)?si\b))*+)</(?:[\w.]+:)?si>)")
_CELL: Final = re.compile(rb"<((?:[\w.]+:)?c)\b([^<>]*?)(?:/>|>((?:[^<]++|<(?!/?(?:[\w.]+:)?c\b))*+)</(?:[\w.]+:)?c>)")
_VALUE: Final = re.compile(rb"<(?:[\w.]+:)?[vt]\b[^<>]*>([^<]*)<")
_PLACE: Final = re.compile(rb"\sr=[\"']([A-Za-z]+)(\d{1,9})[\"']")
_ERROR: Final = re.compile(rb"\st=[\"']e[\"']")
_SHARED: Final = re.compile(rb"\st=[\"']s[\"']")


def survey(package: Package, sheets: Mapping[str, str]) -> dict[str, Facts]:
    """Facts of each sheet by name; every part is streamed once, so that damage and bombs are found.

    Parameters
    ----------
    sheets
        Sheet to its part, from ``sheet_parts``.
    """
    padded = _padded_styles(package)
    facts = {name: scan_sheet(package.chunks(part), padded) for name, part in sheets.items()}
    for part in package.parts.keys() - set(sheets.values()) - package.read_parts:
        for _ in package.chunks(part):
            pass
    return facts


def sheet_parts(package: Package) -> dict[str, str]:
    """Each sheet's part, by the workbook's own index; empty for a format that has none."""
    root = _parse(package, "xl/workbook.xml")
    links = _parse(package, "xl/_rels/workbook.xml.rels")
    if root is None or links is None:
        return {}
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    parts = {}
    for sheet in root.iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            link = next((value for key, value in sheet.items() if key.rpartition("}")[2] == "id"), "")
            part = package.find(posixpath.normpath(posixpath.join("/xl", targets.get(link, ""))).lstrip("/"))
            if part:
                parts[sheet.get("name", "")] = part
    return parts


def mend(package: Package, ill: Mapping[str, str], file: str, copy: Path) -> None:
    """Write a copy without what the reader chokes on: blank texts far out, error values newer than it knows.

    Parameters
    ----------
    ill
        Parts to mend, to the names of their sheets.

    Raises
    ------
    ExportError
        Filled cells stand so far out that no reader can hold the range.
    """
    blanks = _blank_strings(package)
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for part in package.parts:
            if part.casefold().startswith("xl/media/"):
                continue
            with target.open(part, "w", force_zip64=True) as stream:
                if part in ill:
                    _mend_sheet(pieces(package.chunks(part)), blanks, file, ill[part], stream)
                else:
                    stream.writelines(package.chunks(part))


def _mend_sheet(rows: Iterable[bytes], blanks: frozenset[bytes], file: str, sheet: str, stream: IO[bytes]) -> None:
    last_row = last_column = 0
    farthest = b""

    def keep(match: re.Match[bytes]) -> bytes:
        """Nothing for a cell that shows nothing; else the cell, whose place is noted if it is the farthest."""
        nonlocal last_row, last_column, farthest
        values = [value.strip() for value in _VALUE.findall(match[3] or b"")]
        if all(value in blanks if _SHARED.search(match[2]) else not value for value in values):
            return b""
        place = _PLACE.search(match[2])
        if place:
            last_column = max(last_column, column_of(place[1]))
            last_row, farthest = max((last_row, farthest), (int(place[2]), place[1] + place[2]))
        return _VALUE.sub(_known_error, match[0]) if _ERROR.search(match[2]) else match[0]

    for piece in rows:
        stream.write(_CELL.sub(keep, piece))
    if last_row * last_column > CELLS:
        place = f"sheet {quoted([sheet])}, cell {farthest.decode()}"
        cause = f"the filled cells span {last_row:,} rows and columns A to {letter(last_column - 1)}: too many to read"
        raise ExportError(Problem(file, place, cause, "Delete stray cells away from the table, save and run again."))


def _known_error(match: re.Match[bytes]) -> bytes:
    return match[0] if match[1].strip() in READABLE else match[0].replace(match[1], b"#N/A")


def _blank_strings(package: Package) -> frozenset[bytes]:
    """Numbers of the shared strings that show nothing."""
    part = package.find("xl/sharedStrings.xml")
    if part is None:
        return frozenset()
    strings = _STRING.finditer(package.read(part))
    blank = (at for at, match in enumerate(strings) if not any(v.strip() for v in _VALUE.findall(match[1] or b"")))
    return frozenset(str(at).encode() for at in blank)


def _padded_styles(package: Package) -> dict[int, int]:
    """Style number to the digits that its number format pads to: ``00000`` shows 1067 as 01067."""
    root = _parse(package, "xl/styles.xml")
    if root is None:
        return {}
    formats = {}
    styles: list[str] = []
    for node in root.iter():
        name = node.tag.rpartition("}")[2]
        if name == "numFmt":
            formats[node.get("numFmtId", "")] = node.get("formatCode", "").partition(";")[0].strip('"')
        elif name == "cellXfs":
            styles = [style.get("numFmtId", "") for style in node]
    return {at: len(formats[style]) for at, style in enumerate(styles) if _ZEROS.fullmatch(formats.get(style, ""))}


def _parse(package: Package, name: str) -> ET.Element | None:
    """A small part, parsed; None where it is missing, no XML, or too large to be an index."""
    part = package.find(name)
    if part is None or package.parts[part].file_size > _LARGEST_INDEX:
        return None
    markup = package.read(part)  # a DTD was refused on the way, so that no entity can be declared
    try:
        return ET.fromstring(markup)  # noqa: S314  # same reason
    except ET.ParseError:
        return None
