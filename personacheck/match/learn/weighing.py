"""Texts and facts -> rows of a sparse matrix: pieces weighed by how rare they are (TF-IDF), facts as they are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

LETTERS: Final = (3, 4)
"""Letters of a piece of a word."""


@dataclass(frozen=True)
class Pieces:
    """Pieces of texts that are known, each with its column and its weight by rarity.

    Attributes
    ----------
    cut
        Text -> its pieces, as often as they stand in it.
    """

    cut: Callable[[str], list[str]]
    columns: Mapping[str, int]
    rarity: NDArray[np.float64]

    @classmethod
    def of(cls, texts: Sequence[str], cut: Callable[[str], list[str]], least: int = 1) -> Pieces:
        """Those that stand in some of the texts: in as many as ``least``."""
        spread: dict[str, int] = {}
        for text in texts:
            for piece in set(cut(text)):
                spread[piece] = spread.get(piece, 0) + 1
        known = sorted(piece for piece, number in spread.items() if number >= least)
        within = np.array([spread[piece] for piece in known], dtype=np.float64)
        rarity = np.log((1 + len(texts)) / (1 + within)) + 1
        return cls(cut, {piece: column for column, piece in enumerate(known)}, rarity)

    def rows(self, texts: Iterable[str]) -> Any:
        """A sparse row of length 1 for each text; of length 0 where nothing of it is known."""
        return _sparse([self._row(text) for text in texts], len(self.columns))

    def _row(self, text: str) -> tuple[list[int], NDArray[np.float64]]:
        often: dict[int, int] = {}
        for piece in self.cut(text):
            column = self.columns.get(piece)
            if column is not None:
                often[column] = often.get(column, 0) + 1
        at = sorted(often)
        weight = (np.log([often[column] for column in at]) + 1) * self.rarity[at]
        length = np.sqrt((weight * weight).sum())
        return at, weight / length if length else weight


@dataclass(frozen=True)
class Facts:
    """Named facts that are known, each with its column."""

    columns: Mapping[str, int]

    @classmethod
    def of(cls, told: Iterable[Mapping[str, float]]) -> Facts:
        """Those that are told of something."""
        names = sorted({name for each in told for name in each})
        return cls({name: column for column, name in enumerate(names)})

    def rows(self, told: Iterable[Mapping[str, float]]) -> Any:
        """A sparse row for each."""
        known = self.columns
        each = [sorted((known[name], value) for name, value in facts.items() if name in known) for facts in told]
        return _sparse([([at for at, _ in row], np.array([value for _, value in row])) for row in each], len(known))


def words(text: str) -> list[str]:
    """Words, and pairs of neighbours.

    Examples
    --------
    >>> words("head of it")
    ['head', 'of', 'it', 'head of', 'of it']
    """
    each = text.lower().split()
    return [*each, *map(" ".join, pairwise(each))]


def letters(text: str) -> list[str]:
    """Pieces of words, their ends as blanks; a word as short as a piece once.

    Examples
    --------
    >>> letters("it chef")
    [' it', 'it ', ' it ', ' ch', 'che', 'hef', 'ef ', ' che', 'chef', 'hef ']
    """
    pieces: list[str] = []
    for word in text.lower().split():
        spaced = f" {word} "
        for size in LETTERS:
            pieces += [spaced[at : at + size] for at in range(max(len(spaced) - size, 0) + 1)]
            if len(spaced) <= size:
                break
    return pieces


def _sparse(rows: Sequence[tuple[list[int], NDArray[np.float64]]], columns: int) -> Any:
    from scipy.sparse import csr_matrix  # noqa: PLC0415  # heavy; needed only with a model

    ends = np.cumsum([0, *(len(at) for at, _ in rows)])
    at = np.array([column for places, _ in rows for column in places], dtype=np.int64)
    values = np.concatenate([weight for _, weight in rows]) if rows else np.zeros(0)
    return csr_matrix((values, at, ends), shape=(len(rows), columns))
