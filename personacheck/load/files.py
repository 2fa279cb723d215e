"""Bytes of any file -> one table of text, or one refusal in words."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from personacheck.errors import ExportError, Problem
from personacheck.load.body import split_body
from personacheck.load.delimited import read_delimited
from personacheck.load.grid import letter
from personacheck.load.header import find_header
from personacheck.load.table import RawTable
from personacheck.load.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from personacheck.load.grid import Grid


def read_table(path: Path, *, sheet: str | None, encoding: str | None, known: Callable[[str], bool]) -> RawTable:
    """Read the table that a file holds, whatever its extension says.

    Parameters
    ----------
    sheet
        Sheet of a workbook to read; None chooses the visible one with most known headers.
    encoding
        Encoding of a text file; None finds it out and says so where it had to be guessed.
    known
        Whether a text is a header that the vocabulary knows.

    Raises
    ------
    ExportError
        The file cannot be read right.
    """
    known = lru_cache(maxsize=None)(known)
    file = path.name
    data = path.read_bytes()
    if data[:2] == b"PK":
        grid = read_workbook(path, file, "xlsx", sheet, known)
    else:
        grid = read_delimited(data.decode(encoding or "utf-8-sig"), file, encoding or "utf-8", known)
    return _table(grid, file, hashlib.sha256(data).hexdigest(), known)


def _table(grid: Grid, file: str, digest: str, known: Callable[[str], bool]) -> RawTable:
    header = find_header(grid, file, known)
    body = split_body(grid, header, file)
    kept = np.flatnonzero(np.fromiter((not reason for reason in body.fate), dtype=bool, count=len(body.fate)))
    if not len(kept):
        raise ExportError(
            Problem(file, f"{grid.unit} {grid.numbers[header.bottom]}", "no rows below the header", "Export it again.")
        )
    used = [at for at, name in enumerate(header.names) if name or any(body.columns[at])]
    frame = pd.DataFrame(
        {at: np.array(body.columns[column], dtype=object)[kept] for at, column in enumerate(used)}, dtype=object
    )
    reasons = Counter(body.fate)
    quarantined = reasons.pop("quarantined", 0)
    reasons.pop("", None)
    reasons.update({"above the header": header.top, "blank": 0})
    skipped = {reason: count for reason, count in sorted(reasons.items()) if count}
    return RawTable(
        file=file,
        kind=grid.kind,
        encoding=grid.encoding,
        sheet=grid.sheet,
        header_row=grid.numbers[header.bottom],
        headers=tuple(header.names[at] for at in used),
        letters=tuple(letter(grid.column + at) for at in used),
        frame=frame,
        row_numbers=np.asarray(grid.numbers)[header.bottom + 1 :][kept],
        read=header.top + len(body.fate),
        skipped=skipped,
        quarantined=quarantined,
        notes=(*grid.notes, *body.notes),
        digest=digest,
    )
