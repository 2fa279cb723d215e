"""Words that no term knows -> words that one does: slips of the keyboard, and nouns written together."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from personacheck.match.title.lexicon import LINK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    words
        The folded words that some term holds, each with the languages that it is of, as bits of a number: the first
        language is 1, the second 2, the third 4.
    alone
        The same for words that are a term by themselves: only they can be the second half of a compound, and both
        halves are of one language.

    Examples
    --------
    >>> speller = Speller({"tender": 1, "manager": 1, "director": 3}, {"manager": 1, "director": 3})
    >>> speller.mended("tendermanager", recognised=True), speller.mended("direcotr", recognised=False)
    (('tender', 'manager'), ('director',))
    >>> speller.mended("manger", recognised=False), speller.mended("managed", recognised=False)
    (('manger',), ('managed',))
    """

    def __init__(self, words: Mapping[str, int], alone: Mapping[str, int]) -> None:
        self._words, self._alone = words, alone
        self._short: dict[tuple[str, int], dict[str, str]] = {}
        self.mended = lru_cache(maxsize=50_000)(self._mended)

    def mend(self, token: Token, *, recognised: bool) -> Iterator[Token]:
        """The token, or what it was meant to be; a word that is `recognised` is taken apart, never respelt."""
        for text in self.mended(token.text, recognised=recognised):
            yield token if text == token.text else token._replace(text=text)

    def _mended(self, text: str, *, recognised: bool) -> tuple[str, ...]:
        halves = self._halves(text)
        if halves or recognised or len(text) < MIN_SWAP or not text.isalpha():
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
        near.add(self._shortened(text[0], len(text) + 1).get(text, ""))
        return min((word for word in near if word[:1] == text[0]), key=self._usual, default="")

    def _shortened(self, first: str, size: int) -> Mapping[str, str]:
        """Words of one length that begin alike, with a letter left out: the most usual one that it may stand for."""
        originals = self._short.get((first, size))
        if originals is None:
            originals = self._short[first, size] = {}
            for word in sorted(self._alike.get((first, size), ()), key=self._usual):
                for left_out in _one_less(word):
                    originals.setdefault(left_out, word)
        return originals

    @cached_property
    def _alike(self) -> Mapping[tuple[str, int], list[str]]:
        """Words that a slip can be mended by, by their first letter and their length."""
        words: dict[tuple[str, int], list[str]] = {}
        for word in self._words:
            if len(word) > MIN_SLIP:
                words.setdefault((word[0], len(word)), []).append(word)
        return words

    def _usual(self, word: str) -> tuple[int, str]:
        """Words of many languages first: "developement" is English "development" before French "développement"."""
        return -self._words[word].bit_count(), word

    def _halves(self, text: str) -> tuple[str, ...]:
        for cut in range(MIN_HALF, len(text) - MIN_HALF + 1):
            second = text[cut:]
            alone = self._alone.get(second, 0)
            if alone:
                first = text[:cut]
                bare = first.removesuffix(LINK)
                whole = self._words.get(first, 0)
                linked = self._words.get(bare, 0) & ~whole if len(bare) >= MIN_HALF else 0
                either = (whole | linked) & alone
                if either:
                    return (first if either & -either & whole else bare, second)
        return ()


def _one_less(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))
