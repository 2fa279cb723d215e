"""Texts -> words, pairs of words and runs of letters in them: the rarer the heavier, each row of length 1.

A word is cut into its letters once, however many texts hold it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

_RUNS: Final = (3, 4)
"""Letters of a run; blanks around a word count."""
_LEAST: Final = 2
"""Texts of lessons that hold a run of letters which is learned from."""


class _Pieces(NamedTuple):
    """Pieces of texts, each with its column; and the weight of a column."""

    columns: dict[str, int]
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, texts: Sequence[Collection[str]], least: int) -> _Pieces:
        """Those that so many texts hold at least."""
        held = Counter(piece for pieces in texts for piece in dict.fromkeys(pieces))
        names = sorted(name for name, count in held.items() if count >= least)
        rarity = (len(texts) + 1) / (np.array([held[name] for name in names], float) + 1)
        return cls({name: column for column, name in enumerate(names)}, np.log(rarity) + 1)

    def at(self, pieces: Iterable[str]) -> list[int]:
        """Columns of pieces; others tell nothing."""
        return [self.columns[piece] for piece in pieces if piece in self.columns]

    def weighed(self, columns: Sequence[Sequence[int]]) -> Any:
        """A sparse matrix of rows that have these columns."""
        matrix = rows(columns, len(self.columns))
        matrix.data = (np.log(matrix.data) + 1) * self.weights[matrix.indices]
        row_of = np.repeat(np.arange(len(columns)), np.diff(matrix.indptr))
        matrix.data /= np.sqrt(np.bincount(row_of, matrix.data**2))[row_of]
        return matrix


@dataclass(frozen=True)
class Spelt:
    """What was seen in the texts of lessons."""

    words: _Pieces
    letters: _Pieces

    @classmethod
    def fit(cls, texts: Sequence[str]) -> Spelt:
        """Of texts of lessons."""
        words = [text.lower().split() for text in texts]
        runs = [[run for word in parts for run in _runs(word)] for parts in words]
        return cls(_Pieces.of([[*_words(parts)] for parts in words], 1), _Pieces.of(runs, _LEAST))

    def matrix(self, texts: Collection[str]) -> Any:
        """Sparse, one row a text: words and pairs of them, then letters."""
        from scipy.sparse import hstack  # noqa: PLC0415  # heavy; needed only with a model

        columns: dict[str, list[int]] = {}
        words, letters = [], []
        for text in texts:
            parts = text.lower().split()
            words.append(self.words.at(_words(parts)))
            for part in parts:
                if part not in columns:
                    columns[part] = self.letters.at(_runs(part))
            letters.append([*chain.from_iterable(columns[part] for part in parts)])
        return hstack([self.words.weighed(words), self.letters.weighed(letters)]).tocsr()


def _words(parts: Sequence[str]) -> Iterable[str]:
    return chain(parts, (f"{first} {second}" for first, second in pairwise(parts)))


def _runs(word: str) -> list[str]:
    padded = f" {word} "
    return [padded[at : at + size] for size in _RUNS for at in range(len(padded) - size + 1)]


def rows(columns: Sequence[Sequence[int]], width: int, values: Iterable[float] | None = None) -> Any:
    """A sparse matrix of so many columns, whose rows have values in these; ones where none are given, which add up."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  # heavy; needed only with a model

    ends = np.cumsum([0, *map(len, columns)], dtype=np.int32)
    indices = np.fromiter(chain.from_iterable(columns), np.int32, ends[-1])
    data = np.ones(len(indices)) if values is None else np.fromiter(values, np.float64, len(indices))
    matrix = csr_matrix((data, indices, ends), shape=(len(columns), width))
    matrix.sum_duplicates()
    return matrix
