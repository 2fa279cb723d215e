"""Workbooks that we made and people filled in: opened with openpyxl, which reads what it can write."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from personacheck.errors import Problem

if TYPE_CHECKING:
    from personacheck.errors import PersonaCheckError


LIST: Final = "xl/workbook.xml"
"""Where Excel and XlsxWriter list the sheets of a workbook."""
LONGEST_LIST: Final = 1_000_000
_NAME: Final = re.compile(r'\bname="([^"]*)"')


def may_hold(data: bytes, sheet: str) -> bool:
    """Whether a workbook may have a sheet of this name: False where its list of sheets can be read, and has none.

    So that a large workbook need not be opened to learn that it is another one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(LIST).file_size > LONGEST_LIST:
                return True
            names = [unescape(name).casefold() for name in _NAME.findall(archive.read(LIST).decode("utf-8"))]
    except Exception:  # noqa: BLE001  # a damaged archive raises whatever zipfile raises; who opens it tells of it
        return True
    return not names or sheet.casefold() in names


def open_own(data: bytes, most: int, too_large: Problem, refusal: type[PersonaCheckError]) -> Any:
    """Open a workbook of ours; openpyxl ships no types.

    Parameters
    ----------
    most
        Bytes of all parts unpacked. ``zipfile`` unpacks no more than the directory says.
    too_large
        What to tell where it unpacks to more.
    refusal
        Kind of error to raise.

    Raises
    ------
    PersonaCheckError
        Of the kind asked for: not a whole workbook, or one that unpacks to more than ``most``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked <= most:
            import openpyxl  # noqa: PLC0415  # heavy; needed only where there is a workbook to read

            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl names what of Excel's it does not keep; we only read cells
                return openpyxl.load_workbook(io.BytesIO(data))
    except Exception:  # noqa: BLE001  # a damaged part raises whatever its parser raises
        step = "Open it in Excel, save it as .xlsx and run again."
        raise refusal(Problem(too_large.file, "", "not a complete Excel file", step)) from None
    raise refusal(too_large)
