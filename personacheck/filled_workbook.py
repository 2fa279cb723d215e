"""Workbooks that we made and people filled in: opened with openpyxl, which reads what it can write."""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import TYPE_CHECKING, Any

from personacheck.errors import Problem

if TYPE_CHECKING:
    from personacheck.errors import PersonaCheckError


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
