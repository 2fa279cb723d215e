"""Words that no term knows -> words that one does: slips of the keyboard, and nouns written together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from personacheck.match.title.lexicon import LINK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from personacheck.match.title.normalise import Token

MIN_SLIP: Final = 7
"""Shorter words have too many neighbours to guess at …"""
MIN_SWAP: Final = 6
"""… except by swapped letters, which make hardly any other word."""
MIN_HALF: Final = 4


class Speller:
    """Mends words with the words of a vocabulary.

    A slip is a letter left out, typed twice or swapped with the next; another letter in its place is as often another
    word ("speakers", "sneakers").

    Parameters
    ----------
    tongues
        For each language, the folded words that some term holds, and those of them that are a term by themselves: only
        they can be the second half of a compound, and both halves are of one language.

    Examples
    --------
    >>> speller = Speller([({"tender", "manager", "director"}, {"manager", "director"})])
    >>> speller.mended("tendermanager", known=True), speller.mended("direcotr", known=False)
    (('tender', 'manager'), ('director',))
    >>> speller.mended("manger", known=False), speller.mended("managed", known=False)
    (('manger',), ('managed',))
    """

    def __init__(self, tongues: Iterable[tuple[Set[str], Set[str]]]) -> None:
        self._tongues = tuple(tongues)
        self._words = frozenset().union(*(words for words, _ in self._tongues))
        self._spread = Counter(word for words, _ in self._tongues for word in words)
        self._short: dict[str, str] = {}
        for word in sorted(self._words, key=self._usual):
            if len(word) > MIN_SLIP:
                for left_out in _one_less(word):
                    self._short.setdefault(left_out, word)
        self.mended = lru_cache(maxsize=50_000)(self._mended)

    def mend(self, token: Token, *, known: bool) -> Iterator[Token]:
        """The token, or what it was meant to be; a word that something is `known` of is taken apart, never respelt."""
        for text in self.mended(token.text, known=known):
            yield token if text == token.text else replace(token, text=text)

    def _mended(self, text: str, *, known: bool) -> tuple[str, ...]:
        halves = self._halves(text)
        if halves or known or len(text) < MIN_SWAP or not text.isalpha():
            return halves or (text,)
        return (self._swap(text) or self._slip(text) or text,)

    def _swap(self, text: str) -> str:
        """The word whose neighbouring letters were swapped, "" for none; the first letter is hardly ever wrong."""
        swapped = (text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(1, len(text) - 1))
        return next((word for word in swapped if word in self._words), "")

    def _slip(self, text: str) -> str:
        """The word with a letter less or more, "" for none."""
        if len(text) < MIN_SLIP:
            return ""
        near = {word for word in _one_less(text) if word in self._words and len(word) >= MIN_SLIP}
        near.add(self._short.get(text, ""))
        return min((word for word in near if word[:1] == text[0]), key=self._usual, default="")

    def _usual(self, word: str) -> tuple[int, str]:
        """Words of many languages first: "developement" is English "development" before French "développement"."""
        return -self._spread[word], word

    def _halves(self, text: str) -> tuple[str, ...]:
        for cut in range(MIN_HALF, len(text) - MIN_HALF + 1):
            first, second = text[:cut], text[cut:]
            for words, alone in self._tongues:
                left = next((each for each in (first, first.removesuffix(LINK)) if each in words), "")
                if second in alone and len(left) >= MIN_HALF:
                    return (left, second)
        return ()


def _one_less(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))
