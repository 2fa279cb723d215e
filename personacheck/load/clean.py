"""Text as it should have been typed: composed letters, plain spaces, nothing invisible. Values are never re-typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST: Final = 32_767
"""Characters that a cell of a spreadsheet can hold; longer fields are cut."""

_SPACE: Final = re.compile("[\x0b\x0c\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
# A joiner holds an emoji together and shapes Arabic and Indic letters; elsewhere it only hides.
_JOINER: Final = "(?<![\u0600-\u06ff\u0900-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    f"\u2060-\u2069\ufeff\ufff9-\ufffb]|{_JOINER}"
)
_ODD_ASCII: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Cleaned:
    """Cells of one column, cleaned, and how many of them lost something."""

    cells: list[str]
    hidden: int = 0
    cut: tuple[int, ...] = ()


def clean_text(text: str) -> str:
    r"""One text: NFC, odd spaces plain, invisible characters gone, outer whitespace stripped, emoji kept.

    Examples
    --------
    >>> clean_text(" VP\u00a0of \u200bSales\x00 ")
    'VP of Sales'
    """
    text = _HIDDEN.sub("", _SPACE.sub(" ", text)).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).strip()


def clean_header(text: str) -> str:
    r"""A header on one line with single spaces.

    Examples
    --------
    >>> clean_header("JOB \n TITLE")
    'JOB TITLE'
    """
    return " ".join(clean_text(text).split())


def clean_column(cells: Iterable[str]) -> Cleaned:
    """Cells of one column; ``cut`` are the positions of cells longer than a spreadsheet can hold."""
    column = list(cells)
    joined = "\n".join(column)
    hidden = 0
    if joined.isascii() and not _ODD_ASCII.search(joined):
        column = [cell.strip() for cell in column]
    else:
        distinct = set(column)
        hiding = {cell for cell in distinct if _HIDDEN.search(cell)}
        hidden = sum(cell in hiding for cell in column) if hiding else 0
        cleaned = {cell: clean_text(cell) for cell in distinct}
        column = [cleaned[cell] for cell in column]
    too_long = max(map(len, column), default=0) > LONGEST
    cut = tuple(at for at, cell in enumerate(column) if len(cell) > LONGEST) if too_long else ()
    for at in cut:
        column[at] = column[at][:LONGEST].rstrip()
    return Cleaned(column, hidden, cut)
