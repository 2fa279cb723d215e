"""A table of text as a file holds it: the rows below one header, and the account of every row that is not among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
        Name of the file, as the user gave it.
    kind
        What the bytes are, whatever the extension says: ``xlsx``, ``xlsm``, ``xlsb``, ``xls``, ``ods``, ``html``, ``csv``.
    encoding
        Encoding of a text file; None for a workbook.
    sheet
        Sheet of a workbook; None for a text file.
    header_row
        1-based row of the header in its sheet, or line in its file; of a two-row header the lower row.
    headers
        Header texts in order, cleaned; duplicates are kept, a column without a header is ``""``.
    frame
        Text cells, one row a loaded row; columns ``0..n-1`` aligned with ``headers``, index ``0..m-1``; empty is ``""``.
    row_numbers
        1-based row (sheet) or line (text file) where each row of ``frame`` begins.
    read
        Rows of the sheet, or records of the text file, up to the last filled one; the rows of the header are not counted.
    skipped
        Reason to number of rows left out: ``blank``, ``above the header``, ``repeated header``, ``total``, ``footer``.
    quarantined
        Rows with more fields than the header has; they cannot be told apart, so none of their cells is used.
    notes
        What a careful colleague would notice, one plain sentence each; never a cell's value.
    uncached
        Positions of columns where a formula has no stored value, to the number of such cells.
    digest
        SHA-256 of the file's bytes, hexadecimal.
    """

    file: str
    kind: str
    encoding: str | None
    sheet: str | None
    header_row: int
    headers: tuple[str, ...]
    frame: pd.DataFrame
    row_numbers: np.ndarray
    read: int
    skipped: dict[str, int] = field(default_factory=dict)
    quarantined: int = 0
    notes: tuple[str, ...] = ()
    uncached: dict[int, int] = field(default_factory=dict)
    digest: str = ""
