"""A table of text as a file holds it: the rows below one header, and an account of all other rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from personacheck.text.clean import clean_header

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


@dataclass(frozen=True, eq=False)
class RawTable:
    """One table of one file, read as text; nothing is re-typed, no header is understood yet.

    ``read == len(frame) + sum(skipped.values()) + quarantined``, always.

    Attributes
    ----------
    file
        Name of the file, without its folder; of Parquet files that make up one table, of the folder or the pattern.
    kind
        What the bytes are, not the extension: ``xlsx``, ``xlsm``, ``xlsb``, ``xls``, ``ods``, ``html``, ``csv``,
        ``parquet``.
    encoding
        Encoding of a text file or a web page; None for a workbook.
    sheet
        Sheet of a workbook; None for a text file.
    header_row
        1-based row of the header in its sheet, or line in its file; of a two-row header the lower row.
    headers
        Header texts in order, cleaned; duplicates are kept, a column without a header is ``""``.
    shown
        The headers as messages may show them: ``""`` for one that is not known in a row that may hold data.
    letters
        Letter of each column, as a spreadsheet shows it (``A`` … ``XFD``).
    frame
        Text cells (categories where few texts repeat), one row a loaded row; columns ``0..n-1`` aligned with
        ``headers``, index ``0..m-1``; an empty cell is ``""``.
    row_numbers
        1-based row (sheet) or line (text file) where each row of ``frame`` begins; shape ``(m,)``.
    read
        Rows of the sheet up to its last filled one, or all records of the text file; blank ones and those above the
        header count, rows of the header do not.
    skipped
        Reason to number of rows left out: ``blank``, ``above the header``, ``repeated header``, ``total``, ``footer``,
        ``another table``.
    quarantined
        Rows with more fields than the header: which field is which cannot be told, so none of their cells is used.
    notes
        What a careful colleague would notice, one plain sentence each; never a cell's value.
    uncached
        Position of a column to the number of its cells that hold a formula without a stored value.
    digest
        SHA-256 of the file's bytes, hexadecimal.
    """

    file: str
    kind: str
    encoding: str | None
    sheet: str | None
    header_row: int
    headers: tuple[str, ...]
    shown: tuple[str, ...]
    letters: tuple[str, ...]
    frame: pd.DataFrame
    row_numbers: np.ndarray
    read: int
    skipped: dict[str, int] = field(default_factory=dict)
    quarantined: int = 0
    notes: tuple[str, ...] = ()
    uncached: dict[int, int] = field(default_factory=dict)
    digest: str = ""

    @property
    def place(self) -> str:
        """Where it stands in its file, for messages: the sheet, or nothing."""
        return f'sheet "{clean_header(self.sheet)}"' if self.sheet else ""
