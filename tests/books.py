"""Workbooks made cell by cell, so that a test can break them where it likes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from personacheck.load.read.grid import letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADER = ("Contact ID", "First Name", "Last Name", "Email", "Job Title", "Department", "Account Name", "Country")
PEOPLE = (
    ("0011", "Ada", "Quist", "ada.quist@example.com", "VP of Customer Success", "Success", "Nordlicht AG", "DE"),
    ("0012", "Börje", "Åslund", "borje@example.org", "Leiter Einkauf", "Einkauf", "Åslund AB", "SE"),
    ("0013", "Zoé", "Garçon", "zoe@example.net", "Directrice financière", "Finance", "Garçon SA", "FR"),
    ("0014", "Ken", "Moriya", "ken@example.com", "Procurement Manager", "Purchasing", "Moriya KK", "JP"),
    ("0015", "Eve", "O’Dell", "eve@example.com", "CTO", "Engineering", "Dell & Sons Ltd", "IE"),
)
KNOWN = frozenset(name.casefold() for name in (*HEADER, "Phone", "Zip", "Created", "Owner", "City", "Name", "Title"))


def known(text: str) -> bool:
    """A stand-in for the vocabulary's ``is_known_header``."""
    return text.casefold() in KNOWN


def cell(row: int, column: int, value: object, *, style: int = 0) -> str:
    """A cell's XML: raw XML (begins with ``<``), a number, or a text; rows and columns count from 0."""
    place = f'r="{letter(column)}{row + 1}"' + (f' s="{style}"' if style else "")
    if isinstance(value, str) and value.startswith("<c "):
        return value
    if isinstance(value, int | float):
        return f"<c {place}><v>{value}</v></c>"
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def sheet(
    rows: Iterable[Sequence[object]], *, before: str = "", after: str = "", attributes: Mapping[int, str] = {}
) -> str:
    """A sheet's XML; ``""`` and None leave a cell out. ``attributes`` are those of rows, by number from 0."""
    data = "".join(
        f'<row r="{at + 1}" {attributes.get(at, "")}>'
        + "".join(cell(at, column, value) for column, value in enumerate(row) if value not in {"", None})
        + "</row>"
        for at, row in enumerate(rows)
    )
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'


def book(
    sheets: Mapping[str, str] | str,
    *,
    hidden: Sequence[str] = (),
    parts: Mapping[str, str | bytes] = {},
    properties: str = "",
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A workbook of sheets by name (one text: of one sheet), with further parts."""
    sheets = {"Contacts": sheets} if isinstance(sheets, str) else sheets
    state = dict.fromkeys(hidden, 'state="hidden"')
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}" {state.get(name, "")}/>'
        for at, name in enumerate(sheets, start=1)
    )
    kinds = {"xl/sharedStrings.xml": "sharedStrings", "xl/styles.xml": "styles"}
    links = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)]
    links += [(f"rIdx{at}", kinds[part], part[3:]) for at, part in enumerate(parts) if part in kinds]
    content = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        '"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": _links([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{properties}<sheets>{names}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": _links(links),
        **{f"xl/worksheets/sheet{at}.xml": markup for at, markup in enumerate(sheets.values(), start=1)},
        **parts,
    }
    return pack(content, compression)


def pack(content: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip container of parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return target.getvalue()


def open_document(rows: Iterable[Sequence[object]]) -> bytes:
    """An .ods workbook of one sheet."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'
            for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
        f'xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Contacts">{cells}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return pack({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def delimited(rows: Iterable[Sequence[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    """A text table; nothing is quoted."""
    return "".join(delimiter.join(row) + end for row in rows)


def write(path: Path, content: bytes | str) -> Path:
    """A file of those bytes, or of that text in UTF-8."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _links(links: Iterable[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{at}" Type="{LINKS}/{kind}" Target="{to}"/>' for at, kind, to in links)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'
