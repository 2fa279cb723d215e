"""The bytes of a cast's file -> what its author wrote. YAML or Excel is told by content, not by extension."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from personacheck.cast.excel import read_cast_excel
from personacheck.cast.foreign import csv_cells, no_personas, read_foreign
from personacheck.cast.yaml import read_cast_yaml
from personacheck.errors import CastError, Problem
from personacheck.files import inputs
from personacheck.text.nearest import file_meant

if TYPE_CHECKING:
    from pathlib import Path

    from personacheck.cast.text import CastText

ZIP: Final = b"PK\x03\x04"
OFFICE: Final = b"\xd0\xcf\x11\xe0"
TABLES: Final = (".csv", ".tsv")
CASTS: Final = (".yaml", ".yml", ".xlsx")
"""Extensions that casts usually have."""
UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_cast_file(path: Path) -> tuple[CastText, str]:
    """What the file says, and the SHA-256 of its bytes.

    Raises
    ------
    CastError
        No such file, too large, neither UTF-8 text nor a workbook; and what the two readers raise.
    """
    data = _bytes(path)
    if data.startswith(OFFICE):
        step = "Save a copy as .xlsx, without a password."
        raise CastError(Problem(path.name, "", "an old or password-protected Excel file", step))
    return _read(data, path), hashlib.sha256(data).hexdigest()


def _read(data: bytes, path: Path) -> CastText:
    if data.startswith(ZIP):
        return read_cast_excel(data, path.name)
    text = _text(data, path.name)
    if path.suffix.lower() not in TABLES:
        return read_cast_yaml(text, path.name)
    cells = csv_cells(text)
    table = read_foreign([cells], path.name)
    if table is None:
        raise CastError(Problem(path.name, "", *no_personas([cells])))
    return table


def _bytes(path: Path) -> bytes:
    try:
        return inputs.read(path, inputs.CAST)
    except FileNotFoundError:
        endings = {*CASTS, path.suffix.casefold()}
        step = file_meant(path, "Create one with: personacheck init", endings.__contains__)
        raise CastError(Problem(str(path), "", "no such file", step)) from None


def _text(data: bytes, file: str) -> str:
    encoding = "utf-16" if data.startswith(UTF16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        cause = f"the encoding is not {encoding.removesuffix('-sig').upper()}"
        step = "Save the file as UTF-8 (older Windows editors write Latin-1 or cp1252)."
        raise CastError(Problem(file, f"line {line}", cause, step)) from None
    if "\0" in text:
        raise CastError(Problem(file, "", "not a text file", "A cast is YAML text, or the Excel template."))
    return text
