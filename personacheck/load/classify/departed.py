"""Marks of a departure that are typed into a job title: "Former CEO", "CIO - LEFT", "Leiter Einkauf a.D."."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    from datetime import date

_CUTS: Final = re.compile(r"[()\[\]{}<>*|,;:]|/(?!\d)|\s+[-–—]+\s+|\s*[–—]\s*")
_DATE: Final = re.compile(r"(?:(?:\d{1,2}[./ -])?(?P<month>\d{1,2})[./ -])?(?P<year>(?:19|20)\d\d)$")
_DIGITS: Final = re.compile(r"\d+")
_DECEMBER: Final = 12


@lru_cache(maxsize=50_000)
def has_left(title: str, as_of: date) -> bool:
    """Whether the title says that its bearer has left: a stretch that says only so, or every role has a mark.

    Who was something and is something else now has not left.

    Examples
    --------
    >>> from datetime import date
    >>> today = date(2026, 9, 30)
    >>> [has_left(title, today) for title in ("CEO (left 03/2025)", "ex-CFO", "CFO (bis 12/2024)")]
    [True, True, True]
    >>> [has_left(title, today) for title in ("CEO, former CFO", "Left Wing Engineer", "CFO (bis 12/2026)")]
    [False, False, False]
    """
    pieces = [piece.strip() for piece in _CUTS.split(title) if piece.strip()]
    return any(_apart(piece, as_of) for piece in pieces) or (bool(pieces) and all(map(_marked, pieces)))


def _apart(piece: str, as_of: date) -> bool:
    """The stretch says nothing else; a date may stand beside it."""
    terms = people()
    words = " ".join(_DIGITS.sub(" ", fold_words(piece)).split())
    if words in terms.title_until and (until := _DATE.search(piece)):
        return (int(until["year"]), int(until["month"] or _DECEMBER)) < (as_of.year, as_of.month)
    return words in terms.title_apart


def _marked(piece: str) -> bool:
    """It begins with "former", or ends with "emeritus"."""
    words, (before, after, as_written) = fold_words(piece), _marks()
    return words.startswith(before) or words.endswith(after) or piece.endswith(as_written)


@cache
def _marks() -> tuple[tuple[str, ...], ...]:
    """Marks that stand before a role, behind it, and behind it in just these letters, each with the blank between."""
    terms = people()
    before = tuple(f"{mark} " for mark in terms.title_before)
    after, as_written = (tuple(f" {mark}" for mark in marks) for marks in (terms.title_after, terms.title_as_written))
    return before, after, as_written
