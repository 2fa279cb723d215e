"""Texts -> words, pairs of words and runs of letters in them, weighed as scikit-learn weighs them.

A word is cut into its letters once, however many texts hold it; scikit-learn does so text by text.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


@dataclass(frozen=True)
class Spelt:
    """What was seen in the texts of lessons: other words and letters tell nothing."""

    words: Any  # scikit-learn ships no types: two pairs of CountVectorizer, TfidfTransformer
    word_weights: Any
    letters: Any
    letter_weights: Any

    @classmethod
    def fit(cls, texts: Sequence[str]) -> Spelt:
        """Of texts of lessons."""
        from sklearn.feature_extraction.text import (  # noqa: PLC0415  # heavy; needed only with a model
            CountVectorizer,
            TfidfTransformer,
        )

        words = CountVectorizer(token_pattern=r"\S+", ngram_range=(1, 2))  # noqa: S106  # a pattern of words, no secret
        letters = CountVectorizer(analyzer="char_wb", ngram_range=(3, 4), min_df=2)
        counts = (words.fit_transform(texts), letters.fit_transform(texts))
        weights = [TfidfTransformer(sublinear_tf=True).fit(count) for count in counts]
        return cls(words, weights[0], letters, weights[1])

    def matrix(self, texts: Collection[str]) -> Any:
        """Sparse, one row a text: words and pairs of them, then letters."""
        from scipy.sparse import hstack  # noqa: PLC0415  # heavy; needed only with a model

        seen_words, seen_letters, cut = self.words.vocabulary_, self.letters.vocabulary_, self.letters.build_analyzer()
        columns: dict[str, list[int]] = {}
        words, letters = [], []
        for text in texts:
            parts = text.lower().split()
            pairs = (f"{first} {second}" for first, second in pairwise(parts))
            words.append([seen_words[name] for name in chain(parts, pairs) if name in seen_words])
            for part in parts:
                if part not in columns:
                    columns[part] = [seen_letters[run] for run in cut(part) if run in seen_letters]
            letters.append([*chain.from_iterable(columns[part] for part in parts)])
        counts = (rows(words, len(seen_words)), rows(letters, len(seen_letters)))
        weights = (self.word_weights, self.letter_weights)
        return hstack([weight.transform(count) for weight, count in zip(weights, counts, strict=True)]).tocsr()


def rows(columns: Sequence[Sequence[int]], width: int, values: Iterable[float] | None = None) -> Any:
    """A sparse matrix of so many columns, whose rows have values in these; ones where none are given, which add up."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  # heavy; needed only with a model

    ends = np.cumsum([0, *map(len, columns)], dtype=np.int32)
    indices = np.fromiter(chain.from_iterable(columns), np.int32, ends[-1])
    data = np.ones(len(indices)) if values is None else np.fromiter(values, np.float64, len(indices))
    matrix = csr_matrix((data, indices, ends), shape=(len(columns), width))
    matrix.sum_duplicates()
    return matrix
