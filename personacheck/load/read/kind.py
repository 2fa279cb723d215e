"""What a file is, by its bytes and not by its extension: a table that can be read, or something else, said in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from personacheck.errors import ExportError, Problem

if TYPE_CHECKING:
    from collections.abc import Collection

ZIP: Final = "zip"
XLS: Final = "xls"
TEXT: Final = "text"
HTML: Final = "html"
CSV: Final = "csv"

_EXPORT: Final = "Save or export the table as .xlsx or .csv."
_UNPACK: Final = "Unpack it and give the file inside."
_RESAVE: Final = "Open it in Excel and save it as .xlsx."
_SIGNATURES: Final = (
    (b"\x1f\x8b", "is a gzip file (.gz)", _UNPACK),
    (b"BZh", "is a bzip2 file", _UNPACK),
    (b"\xfd7zXZ\x00", "is an xz file", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "is a zstandard file", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "is a RAR archive", _UNPACK),
    (b"%PDF-", "is a PDF document, not a text table", _EXPORT),
    (b"\x89PNG\r\n", "is a picture (PNG), not a text table", _EXPORT),
    (b"\xff\xd8\xff", "is a picture (JPEG), not a text table", _EXPORT),
    (b"GIF8", "is a picture (GIF), not a text table", _EXPORT),
    (b"II*\x00", "is a picture (TIFF), not a text table", _EXPORT),
    (b"MM\x00*", "is a picture (TIFF), not a text table", _EXPORT),
    (b"{\\rtf", "is a text document (RTF), not a text table", _EXPORT),
    (b"SQLite format 3\x00", "is a SQLite database, not a text table", _EXPORT),
    (b"ARROW1", "is an Arrow file, not a text table", _EXPORT),
    (b"Obj\x01", "is an Avro file, not a text table", _EXPORT),
    (b"\x7fELF", "is a program, not a text table", _EXPORT),
    (b"MZ\x90\x00", "is a program, not a text table", _EXPORT),
    (b"!BDN", "is an Outlook data file (.pst)", "Export the contacts from Outlook as CSV."),
    (b"BEGIN:VCARD", "is a file of vCards, not a text table", "Import it into an address book and export CSV there."),
    (b"BEGIN:VCALENDAR", "is a calendar, not a text table", _EXPORT),
    (b"\x09\x00\x04\x00", "is an Excel file from before 1993", _RESAVE),
    (b"\x09\x02\x06\x00", "is an Excel file from before 1993", _RESAVE),
    (b"\x09\x04\x06\x00", "is an Excel file from before 1993", _RESAVE),
)
_ENCRYPTED: Final = b"PARE"
"""What an encrypted Parquet file begins and ends with; "PARENT ID" begins a table."""
_SYLK: Final = re.compile(rb"ID;P\w*(?:;[A-Z]\w*)*\s*\r?\n(?:[BCFOPW];|NN;|E\s)")
"""The first record of a SYLK file, and the next: "ID;Position" begins a table."""
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams of an OLE container, by their names in its directory.
_STREAMS: Final = (
    ("EncryptedPackage", "is protected with a password", "Save a copy without it and run again."),
    ("WordDocument", "is a Word document, not a table", _EXPORT),
    ("PowerPoint Document", "is a PowerPoint presentation, not a table", _EXPORT),
    ("__properties_version1.0", "is an Outlook message, not a table", _EXPORT),
)
# Parts of a zip container, by how their names begin.
_PARTS: Final = (
    ("word/", "is a Word document, not a table", _EXPORT),
    ("ppt/", "is a PowerPoint presentation, not a table", _EXPORT),
    ("Index", "is an Apple Numbers or Pages file", "In Numbers choose File, Export To, Excel."),
    ("index.apxl", "is an Apple Keynote file", _EXPORT),
)
_DOCUMENT: Final = re.compile(rb"application/vnd\.oasis\.opendocument\.(\w+)")
_MARKED: Final = (
    (re.compile(r"\s*[\[{]\s*[\[{\"]"), "is a JSON file, not a text table", _EXPORT),
    (re.compile(r"MIME-Version:|From: <Saved by", re.IGNORECASE), "is a web archive (MHTML)", _RESAVE),
    (
        re.compile(r"\s*<\?xml\b(?s:.{0,2000})urn:schemas-microsoft-com:office:spreadsheet"),
        "is an Excel 2003 XML sheet",
        _RESAVE,
    ),
    (re.compile(r"\s*<\?xml\b"), "is an XML file, not a text table", _EXPORT),
)
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*+-->\s*)*+<(?:!doctype\s+html|[a-z]{0,9}html|head|body|table|meta|style|div|center|tr)\b",
    re.IGNORECASE,
)
_HEAD: Final = 64 * 1024


def container_of(data: bytes, file: str) -> str:
    """What holds the table: ``zip``, ``xls`` or ``text``.

    Raises
    ------
    ExportError
        Nothing, or something that holds no table; named in words.
    """
    if not data.lstrip(b"\x00\xef\xbb\xbf\xff\xfe\t\r\n "):
        raise ExportError(Problem(file, "", "the file is empty", "Export it again."))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP
    if data.startswith(_OLE):
        for stream, cause, step in _STREAMS:
            if stream.encode("utf-16-le") in data:
                raise ExportError(Problem(file, "", cause, step))
        return XLS
    if _SYLK.match(data):
        raise ExportError(Problem(file, "", "is a SYLK spreadsheet", _RESAVE))
    if data.startswith(_ENCRYPTED) and data.endswith(_ENCRYPTED):
        raise ExportError(Problem(file, "", "is an encrypted Parquet file", "Export it without encryption."))
    for signature, cause, step in _SIGNATURES:
        if data.startswith(signature):
            raise ExportError(Problem(file, "", cause, step))
    return TEXT


def package_of(names: Collection[str], mimetype: bytes, types: bytes, file: str) -> str:
    """Kind of workbook in a zip container: ``xlsx``, ``xlsm``, ``xlsb`` or ``ods``.

    Parameters
    ----------
    names
        Its parts.
    mimetype, types
        What it says of itself: its part of that name, and ``[Content_Types].xml``.

    Raises
    ------
    ExportError
        No workbook; named in words.
    """
    document = _DOCUMENT.match(mimetype)
    if document:
        if document[1] == b"spreadsheet":
            return "ods"
        raise ExportError(Problem(file, "", "is an OpenDocument file, but not a spreadsheet", _EXPORT))
    if any(name.casefold() == "xl/workbook.bin" for name in names):
        return "xlsb"
    if any(name.casefold().startswith("xl/") for name in names):
        return "xlsm" if b"macroEnabled" in types else "xlsx"
    for begin, cause, step in _PARTS:
        if any(name.startswith(begin) for name in names):
            raise ExportError(Problem(file, "", cause, step))
    raise ExportError(Problem(file, "", "is a zip archive, not a workbook", _UNPACK))


def text_of(text: str, file: str) -> str:
    """Kind of a text: ``html`` or ``csv``.

    Raises
    ------
    ExportError
        Something else; named in words.
    """
    head = text[:_HEAD]
    if _PAGE.match(head):
        return HTML
    for pattern, cause, step in _MARKED:
        if pattern.match(head):
            raise ExportError(Problem(file, "", cause, step))
    return CSV
