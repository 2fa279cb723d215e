"""Small exports made by hand, for the tests of ``load``: a table of text, or files on disk that are loaded."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from personacheck.load.exports import load_export
from personacheck.load.read.grid import letter
from personacheck.load.read.table import RawTable
from personacheck.settings.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from personacheck.model.export import Export

AS_OF = date(2026, 9, 30)

CONTACTS = """Contact ID,First Name,Last Name,Email,Account ID,Title,Created Date,Last Activity
1,Ana,Silva,ana@acme.example,A,CFO,2025-01-31,2026-05-01
2,Bo,Li,bo@acme.example,A,Buyer,31/01/2025,
3,Eva,Roth,eva@beta.example,B,Engineer,13/02/2025,soon 1"""
ACCOUNTS = """Account ID,Account Name,Account Type,Employees,Country
A,Acme,Customer - Direct,300,Portugal
B,Beta,Prospect,10,Sweden
C,Gamma,Customer - Channel,70,Spain"""
"""A small export of two files: people, and their companies."""


def raw(headers: Sequence[str], rows: Sequence[Sequence[str]] = (), file: str = "file.csv") -> RawTable:
    """A table of text as a reader hands it over; without rows two rows of words."""
    rows = rows or [[f"word {column}{row}" for column in range(len(headers))] for row in "ab"]
    cells = {at: np.array([str(row[at]) for row in rows], dtype=object) for at in range(len(headers))}
    return RawTable(
        file=file,
        kind="csv",
        encoding="utf-8",
        sheet=None,
        header_row=1,
        headers=tuple(headers),
        shown=tuple(headers),
        letters=tuple(letter(at) for at in range(len(headers))),
        frame=pd.DataFrame(cells, dtype=object),
        row_numbers=np.arange(2, len(rows) + 2),
        read=len(rows),
        digest="0" * 64,
    )


def write(folder: Path, **files: str) -> list[Path]:
    """Files ``<name>.csv`` of these texts; lines are stripped, so that they may be indented."""
    paths = []
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text("\n".join(line.strip() for line in text.strip().splitlines()) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def load(folder: Path, settings: Mapping[str, Any] | None = None, headers: Sequence[str] = (), **files: str) -> Export:
    """The export of files of these texts."""
    return load_export(write(folder, **files), Settings(**(settings or {})), as_of=AS_OF, headers=headers)


def lines(header: str, rows: Sequence[Sequence[str]]) -> str:
    """CSV text of a header line and rows."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return f"{header}\n{out.getvalue()}"
