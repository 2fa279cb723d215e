"""Text as it should have been typed: composed letters, plain spaces, nothing invisible, no other program's escapes.

Values are never re-typed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST: Final = 32_767
"""Characters that a cell of a spreadsheet can hold; longer fields are cut."""

_LONGEST_HEADER: Final = 200
_MARKS: Final = 30
"""Accents on one letter that are kept, as in Unicode's stream-safe text: sorting takes the square of their number."""
_SPACE: Final = re.compile("[\x0b\x0c\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
# A joiner holds an emoji together and shapes Arabic and Indic letters; elsewhere it only hides.
_JOINER: Final = "(?<![\u0600-\u06ff\u0900-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    f"\u2060-\u2069\ufeff\ufff9-\ufffb]|{_JOINER}"
)
# Signs of cp1252 that some program before us took for Latin-1, which has controls in their place; as browsers do.
_CP1252: Final = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D}
}
# UTF-8 that such a program took for cp1252 ("MÃ¼ller"), and letters that it lost.
_GARBLED: Final = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2013-\u203a\u20ac]|\ufffd|[\x80-\x84\x86-\x9f]"
)
# Accents and what else is no letter; two signs of Japanese are letters here, and become accents in comparing.
_PILE: Final = re.compile(rf"(?:[^\w\x00-\x7f]|[\uff9e\uff9f]){{{_MARKS + 1},}}")
_ODD_ASCII: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ESCAPED: Final = 3
"""Times that programs one after the other may have escaped a text: "&amp;amp;"."""
# What keeps a spreadsheet from reading a text as a number or a formula: ="0012", '0012, '+49 30 1234.
_GUARD: Final = re.compile(
    r"""['’]?=\s*(?:"(?P<once>(?:[^"]|"")*)"|""(?P<twice>[^"]*)""|[“„](?P<curly>[^“”„]*)[“”])"""
    r"""|['’](?P<typed>[=+\-@＝＋－＠].*|\d[\d.,/ -]*|0[0-9A-Za-z]*)""",
    re.DOTALL,
)
_ESCAPES: Final = re.compile(r"&#?\w{1,31};|=[ \t]*\"|(?:^|\n)[ \t]*'")


@dataclass(frozen=True)
class Cleaned:
    """Distinct texts of one column, cleaned.

    Attributes
    ----------
    texts
        In the order in which they came; some may have become the same.
    hidden
        How many cells held invisible characters.
    garbled
        How many were garbled before they came to us.
    escaped
        How many held HTML entities ("&amp;").
    guarded
        How many stood in a spreadsheet's guard (``="0012"``).
    cut
        Positions of the texts longer than a spreadsheet can hold.
    """

    texts: list[str]
    hidden: int = 0
    garbled: int = 0
    escaped: int = 0
    guarded: int = 0
    cut: tuple[int, ...] = ()


def clean_text(text: str) -> str:
    r"""One text: NFC, odd spaces plain, invisible characters and escapes gone, outer whitespace stripped, emoji kept.

    Examples
    --------
    >>> clean_text(" VP\u00a0of \u200bSales\x00 "), clean_text("R&amp;D"), clean_text('="0012"')
    ('VP of Sales', 'R&D', '0012')
    >>> clean_text("Owner\x92s Assistant \x96 Sales")
    'Owner’s Assistant – Sales'
    """
    text = _unguarded(_decoded(text))
    text = _HIDDEN.sub("", _SPACE.sub(" ", text.translate(_CP1252))).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _PILE.sub(_levelled, text)).strip()


def clean_header(text: str) -> str:
    r"""A header on one line with single spaces, 200 characters at most.

    Examples
    --------
    >>> clean_header("JOB \n TITLE")
    'JOB TITLE'
    """
    return " ".join(clean_text(text[:LONGEST]).split())[:_LONGEST_HEADER]


def clean_column(texts: Sequence[str], times: Sequence[int]) -> Cleaned:
    """The distinct texts of one column, of which each stands in so many cells."""
    joined = "\n".join(texts)
    hidden = garbled = escaped = guarded = 0
    if joined.isascii() and not _is_odd(joined):
        cleaned = [text.strip() for text in texts]
    else:
        decoded = [_decoded(text) for text in texts]
        for text, plain, count in zip(texts, decoded, times, strict=True):
            hidden += count if _HIDDEN.search(text) else 0
            garbled += count if _GARBLED.search(text) else 0
            escaped += count if plain != text else 0
            guarded += count if _unguarded(plain) != plain else 0
        cleaned = [clean_text(text) for text in texts]
    cut = tuple(at for at, text in enumerate(cleaned) if len(text) > LONGEST)
    for at in cut:
        cleaned[at] = cleaned[at][:LONGEST].rstrip()
    return Cleaned(cleaned, hidden, garbled, escaped, guarded, cut)


def _is_odd(joined: str) -> bool:
    """Whether texts of ASCII, a line each, may hold controls or escapes: most hold no sign that could begin one."""
    if not joined.replace("\n", "").isprintable() and _ODD_ASCII.search(joined):
        return True
    return any(sign in joined for sign in "&='") and _ESCAPES.search(joined) is not None


def _levelled(pile: re.Match[str]) -> str:
    letters, marks = [], 0
    for sign in pile.group():
        marks = marks + 1 if sign in "\uff9e\uff9f" or unicodedata.category(sign).startswith("M") else 0
        if marks <= _MARKS:
            letters.append(sign)
    return "".join(letters)


def _decoded(text: str) -> str:
    """A text without HTML entities, however often it was escaped."""
    for _ in range(_ESCAPED if "&" in text else 0):
        before, text = text, _ENTITY.sub(lambda entity: _letter(entity[0]), text)
        if text == before:
            break
    return text


def _letter(entity: str) -> str:
    return unescape(entity) if entity[1] == "#" else html5.get(entity[1:], entity)


def _unguarded(text: str) -> str:
    """A text without the guard that a spreadsheet keeps it in."""
    guard = _GUARD.fullmatch(text.strip())
    if guard is None:
        return text
    if guard["once"] is not None:
        return str(guard["once"]).replace('""', '"')
    return next((str(inner) for inner in (guard["twice"], guard["curly"], guard["typed"]) if inner is not None), text)
