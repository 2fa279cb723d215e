"""Terms as vocabularies and casts write them -> their words, cut as titles are."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from personacheck.match.title.normalise import fold, spellings, tokens, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from personacheck.match.title.normalise import Token


def split(term: str) -> tuple[str, ...]:
    """Words of a term, cut like a title; stars and umlauts are kept, fillers only at the ends.

    Examples
    --------
    >>> split("Head of the IT"), split("chief * officer"), split("*leiter für it"), split("manager of")
    (('head', 'it'), ('chief', '*', 'officer'), ('*leiter', 'it'), ('manager', 'of'))
    >>> split("vp sales")
    ('vice', 'president', 'sales')
    """
    words: list[tuple[str, bool]] = []
    for plain in _runs(term.split()):
        if "*" in plain:
            words += [(word, False) for word in _starred(plain)]
        else:
            words += [(_spelt(token), token.filler) for token in tokens(plain)]
    last = len(words) - 1
    return tuple(word for place, (word, filler) in enumerate(words) if not filler or place in (0, last))


def whole_words(terms: Iterable[Sequence[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Folded words of terms that are split, and those that are a term by themselves; of starred words, those that may
    end one.

    Examples
    --------
    >>> words, alone = whole_words([("key", "account"), ("*leiter",), ("vertrieb*",)])
    >>> sorted(words), sorted(alone)
    (['account', 'key', 'leiter'], ['leiter'])
    """
    cut = [tuple(word for word in term if not word.endswith("*")) for term in terms]
    words = {form for term in cut for word in term for form in spellings(word.strip("*"))}
    alone = {form for term in cut if len(term) == 1 for form in spellings(term[0].strip("*"))}
    return frozenset(words), frozenset(alone)


def _spelt(token: Token) -> str:
    """With its umlauts, which can be typed in two ways; an abbreviation as it is written out."""
    return token.shown.casefold() if fold(token.shown) == token.text else token.text


def _runs(words: list[str]) -> Iterator[str]:
    """Starred words one by one, the others together, so that abbreviations of several words are seen."""
    for starred, group in groupby(words, key=lambda word: "*" in word):
        run = tuple(group)
        yield from run if starred else (" ".join(run),)


def _starred(raw: str) -> tuple[str, ...]:
    if raw == "*":
        return ("*",)
    inner = [_spelt(token) for token in written(raw.strip("*"))] or [fold(raw.strip("*"))]
    inner[0] = ("*" if raw.startswith("*") else "") + inner[0]
    inner[-1] += "*" if raw.endswith("*") else ""
    return tuple(inner)
