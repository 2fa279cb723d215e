"""Text as it should have been typed: composed letters, plain spaces, nothing invisible. Values are never re-typed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST: Final = 32_767
"""Characters that a cell of a spreadsheet can hold; longer fields are cut."""

_LONGEST_HEADER: Final = 200
_MARKS: Final = 30
"""Accents on one letter that are kept, as in Unicode's stream-safe text: sorting takes the square of their number."""
_SPACE: Final = re.compile("[\x0b\x0c\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
# A joiner holds an emoji together and shapes Arabic and Indic letters; elsewhere it only hides.
_JOINER: Final = "(?<![\u0600-\u06ff\u0900-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    f"\u2060-\u2069\ufeff\ufff9-\ufffb]|{_JOINER}"
)
# UTF-8 that some program before us took for cp1252 ("MÃ¼ller"), and letters that it lost.
_GARBLED: Final = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2013-\u203a\u20ac]|\ufffd"
)
# Accents and what else is no letter; two signs of Japanese are letters here, and become accents in comparing.
_PILE: Final = re.compile(rf"(?:[^\w\x00-\x7f]|[\uff9e\uff9f]){{{_MARKS + 1},}}")
_ODD_ASCII: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Cleaned:
    """Cells of one column, cleaned.

    Attributes
    ----------
    hidden
        How many held invisible characters.
    garbled
        How many were garbled before they came to us.
    cut
        Positions of those longer than a spreadsheet can hold.
    """

    cells: list[str]
    hidden: int = 0
    garbled: int = 0
    cut: tuple[int, ...] = ()


def clean_text(text: str) -> str:
    r"""One text: NFC, odd spaces plain, invisible characters gone, outer whitespace stripped, emoji kept.

    Examples
    --------
    >>> clean_text(" VP\u00a0of \u200bSales\x00 ")
    'VP of Sales'
    """
    text = _HIDDEN.sub("", _SPACE.sub(" ", text)).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _PILE.sub(_levelled, text)).strip()


def clean_header(text: str) -> str:
    r"""A header on one line with single spaces, 200 characters at most.

    Examples
    --------
    >>> clean_header("JOB \n TITLE")
    'JOB TITLE'
    """
    return " ".join(clean_text(text[:LONGEST]).split())[:_LONGEST_HEADER]


def clean_column(cells: Iterable[str]) -> Cleaned:
    """Cells of one column, each distinct text cleaned once."""
    column = list(cells)
    joined = "\n".join(column)
    hidden = garbled = 0
    if joined.isascii() and not _ODD_ASCII.search(joined):
        column = [cell.strip() for cell in column]
    else:
        times = Counter(column)
        hidden = sum(count for cell, count in times.items() if _HIDDEN.search(cell))
        garbled = sum(count for cell, count in times.items() if _GARBLED.search(cell))
        cleaned = {cell: clean_text(cell) for cell in times}
        column = [cleaned[cell] for cell in column]
    too_long = max(map(len, column), default=0) > LONGEST
    cut = tuple(at for at, cell in enumerate(column) if len(cell) > LONGEST) if too_long else ()
    for at in cut:
        column[at] = column[at][:LONGEST].rstrip()
    return Cleaned(column, hidden, garbled, cut)


def _levelled(pile: re.Match[str]) -> str:
    kept, marks = [], 0
    for sign in pile.group():
        marks = marks + 1 if sign in "\uff9e\uff9f" or unicodedata.category(sign).startswith("M") else 0
        if marks <= _MARKS:
            kept.append(sign)
    return "".join(kept)
