"""Words of titles that tell one group of contacts from all others."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        self.title, raw = pd.factorize(contacts[t.TITLE].str.casefold())
        self.words = [_words(str(title)) for title in raw]
        self.half = np.array([hashlib.sha256(str(title).encode()).digest()[0] % 2 for title in raw], np.int64)
        account = pd.factorize(contacts[t.ACCOUNT_ID])[0]
        self.account = np.where(contacts[t.ACCOUNT_ID] == "", -1 - np.arange(len(contacts)), account)

    def telling(self, group: NDArray[np.bool_], others: NDArray[np.bool_], least: int) -> tuple[str, ...]:
        """Words that ``least`` contacts of the group hold and hardly anybody else, each adding some; best first."""
        inside, outside = self._holders(group), self._holders(others)
        good = [w for w, n in inside.items() if n >= least and n >= PRECISION * (n + outside[w])]
        left, chosen = np.bincount(self.title[group], minlength=len(self.words)), list[str]()
        for word in sorted(good, key=lambda word: (-inside[word], -len(word), word)):
            hit = np.array([word in words for words in self.words])
            if left[hit].sum() >= GAIN and len(chosen) < MOST:
                chosen.append(word)
                left = np.where(hit, 0, left)
        return tuple(chosen)

    def hits(self, words: tuple[str, ...]) -> NDArray[np.bool_]:
        """Contacts whose title holds one of the words."""
        wanted = set(words)
        hit = np.array([not wanted.isdisjoint(own) for own in self.words], bool)
        return np.asarray(hit[self.title] if len(hit) else np.zeros(len(self.title), bool))

    def accounts(self, word: str, group: NDArray[np.bool_]) -> int:
        """Accounts where somebody of the group holds the word."""
        return len(np.unique(self.account[group & self.hits((word,))]))

    def _holders(self, group: NDArray[np.bool_]) -> Mapping[str, int]:
        holders = np.bincount(self.title[group], minlength=len(self.words))
        counted: Counter[str] = Counter()
        for n in np.flatnonzero(holders):
            counted.update(dict.fromkeys(self.words[n], int(holders[n])))
        return counted


def cross_fit(
    lexicon: Lexicon, group: NDArray[np.bool_], others: NDArray[np.bool_], least: int
) -> tuple[float | None, float | None]:
    """Precision and recall (0..1) of words on titles that they were not made from: either half tests the other's.

    None where no word hits.
    """
    hits = right = 0
    for half in (0, 1):
        made_from = (lexicon.half != half)[lexicon.title]
        found = lexicon.hits(lexicon.telling(group & made_from, others & made_from, least)) & ~made_from
        hits, right = hits + int((found & (group | others)).sum()), right + int((found & group).sum())
    return (right / hits, right / int(group.sum())) if hits else (None, None)


def _words(title: str) -> frozenset[str]:
    single = _WORD.findall(title)
    return frozenset(chain(single, (" ".join(pair) for pair in pairwise(single))))
