"""Titles of plain words, as most are: a word is cut once, however many titles hold it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import is_normalized

from personacheck.match.title.normalise import JOINER, joins, seconds, tokens, written
from personacheck.model.tables import LONGEST_TITLE

if TYPE_CHECKING:
    from personacheck.match.title.normalise import Token

_ANY: Final = ""
"""A name of every word: of "ProjectManager" nobody asks where in it an abbreviation begins."""


class _Cut(NamedTuple):
    """A plain word's tokens where it begins a title, and where it does not."""

    first: tuple[Token, ...]
    later: tuple[Token, ...]
    names: frozenset[str]
    """By which an abbreviation that begins before may go on with it."""
    awaited: frozenset[str]
    """Names of words that an abbreviation that begins here may go on with."""


def plain_tokens(text: str) -> tuple[Token, ...]:
    """The same as `tokens`, sooner where nothing but blanks, or "&" between blanks, stands between words.

    Examples
    --------
    >>> [token.text for token in plain_tokens("Head of IT and Sr Buyer")]
    ['head', 'of', 'it', '&', 'senior', 'buyer']
    """
    letters = text.replace(" & ", "").replace(" ", "")
    plain = letters.isalnum() if letters.isascii() else letters.isalpha() and is_normalized("NFKC", letters)
    if not plain or len(text) > LONGEST_TITLE:
        return tokens(text)
    title: tuple[Token, ...] = ()
    awaited = frozenset[str]()
    for word in text.split():
        cut = _cut(word)
        if awaited and not awaited.isdisjoint(cut.names):
            return tokens(text)  # an abbreviation of several words
        title += cut.later if title else cut.first
        awaited = cut.awaited
    return title


@lru_cache(maxsize=200_000)  # as many as `fold` holds
def _cut(word: str) -> _Cut:
    first, pieces = tokens(word), written(word)
    later = tuple(token._replace(text=JOINER, filler=False) if joins(token) else token for token in first)
    names = frozenset((_ANY, pieces[0].text, *([JOINER] if joins(pieces[0]) else [])))
    awaited = frozenset(name for piece in pieces for name in seconds(piece.text))
    return _Cut(first, later, names, frozenset([_ANY]) if awaited and len(pieces) > 1 else awaited)
