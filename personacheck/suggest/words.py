"""Words of titles that tell one group of contacts from all others."""

from __future__ import annotations

import hashlib
import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.model import tables as t

if TYPE_CHECKING:
    from numpy.typing import NDArray

PRECISION: Final = 0.8
"""Share of a word's contacts that must be of the group; wider words would take other people's."""
MOST: Final = 12
"""Words of a generated rule, at most."""
GAIN: Final = 2
"""Contacts that a further word must add."""

_WORD: Final = re.compile(r"[^\W\d_]{2,}[+#]*")


class Lexicon:
    """Words and pairs of words of the titles of contacts.

    Parameters
    ----------
    contacts
        With ``title`` and ``account_id``.
    """

    def __init__(self, contacts: pd.DataFrame) -> None:
        at, spelled = pd.factorize(contacts[t.TITLE])
        folded, raw = pd.factorize(np.array([str(title).casefold() for title in spelled], object))
        self.title = folded[at].astype(np.int32)
        words_by_title = [_words(str(title)) for title in raw]
        self.half = np.array([hashlib.sha256(str(title).encode()).digest()[0] % 2 for title in raw], np.int64)
        self.account = pd.factorize(contacts[t.ACCOUNT_ID].where(contacts[t.ACCOUNT_ID] != ""))[0]
        # Every word of every title, one below the other, and where the titles of each word begin in that list.
        codes, words = pd.factorize(np.array([*chain.from_iterable(words_by_title)], object))
        owner = np.repeat(np.arange(len(words_by_title)), [len(title_words) for title_words in words_by_title])
        order = np.argsort(codes, kind="stable")
        self._words = [str(word) for word in words]
        self._place = {word: n for n, word in enumerate(self._words)}
        self._owner, self._code = owner[order], codes[order]
        self._begin = np.searchsorted(self._code, np.arange(len(words) + 1))

    def held(self, contacts: NDArray[np.bool_] | NDArray[np.int64]) -> NDArray[np.int64]:
        """How many of these contacts, marked or by position, hold each title."""
        return np.bincount(self.title[contacts], minlength=len(self.half))

    def telling(self, group: NDArray[np.int64], others: NDArray[np.int64], least: int) -> tuple[str, ...]:
        """Words that ``least`` contacts of the group hold and hardly anybody else, each adding some; best first.

        Parameters
        ----------
        group, others
            Contacts by title, of ``held``.
        """
        left = group.copy()
        inside, outside = self._holders(left), self._holders(others)
        good = np.flatnonzero((inside >= max(least, 1)) & (inside >= PRECISION * (inside + outside)))
        chosen = list[str]()
        for word in sorted(
            (self._words[n] for n in good), key=lambda word: (-inside[self._place[word]], -len(word), word)
        ):
            titles = self._titles(word)
            if left[titles].sum() >= GAIN and len(chosen) < MOST:
                chosen.append(word)
                left[titles] = 0
        return tuple(chosen)

    def hits(self, words: tuple[str, ...]) -> NDArray[np.bool_]:
        """Titles that hold one of the words."""
        hit = np.zeros(len(self.half), bool)
        for word in words:
            hit[self._titles(word)] = True
        return hit

    def accounts(self, word: str, group: NDArray[np.int64]) -> int:
        """Accounts where somebody of the group, a list of positions, holds the word."""
        account = self.account[group[self.hits((word,))[self.title[group]]]]
        return len(np.unique(account[account >= 0]))  # below: of no account

    def _titles(self, word: str) -> NDArray[np.int64]:
        place = self._place.get(word)
        return self._owner[self._begin[place] : self._begin[place + 1]] if place is not None else self._owner[:0]

    def _holders(self, titles: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many contacts hold each word, where so many hold each title."""
        return np.bincount(self._code, weights=titles[self._owner], minlength=len(self._words)).astype(np.int64)


def cross_fit(
    lexicon: Lexicon, group: NDArray[np.int64], others: NDArray[np.int64], least: int
) -> tuple[float | None, float | None]:
    """Precision and recall (0..1) of words on titles that they were not made from: either half tests the other's.

    None where no word hits. ``group`` and ``others`` are contacts by title, and nobody is in both.
    """
    hits = right = 0
    for half in (0, 1):
        made_from = lexicon.half != half
        hit = lexicon.hits(lexicon.telling(group * made_from, others * made_from, least)) & ~made_from
        hits, right = hits + int((group + others)[hit].sum()), right + int(group[hit].sum())
    return (right / hits, right / int(group.sum())) if hits else (None, None)


def _words(title: str) -> frozenset[str]:
    single = _WORD.findall(title)
    return frozenset(chain(single, (" ".join(pair) for pair in pairwise(single))))
