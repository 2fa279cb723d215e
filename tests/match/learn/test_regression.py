"""The classifier's mathematics is scikit-learn's, without the second that it takes to import."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import random as sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from personacheck.match.learn.regression import fit
from personacheck.match.learn.weighing import Facts, Pieces, letters, words
from personacheck.vocabulary.words import vocabulary

TITLES = [*vocabulary().background, "it", "a", "", "head of it it", "leiter einkauf", "部長", "chef  de produit"]
UNSEEN = ["head of sales", "", "zzz qqq", "部長 it", "x"]


@pytest.mark.parametrize(("rows", "columns", "seed"), [(40, 10, 0), (300, 900, 1), (900, 60, 2), (25, 400, 3)])
@pytest.mark.parametrize("strength", [0.1, 1.0, 50.0])
def test_a_line_is_the_one_that_liblinear_finds(rows: int, columns: int, seed: int, strength: float) -> None:
    draw = np.random.default_rng(seed)
    matrix = sparse(rows, columns, density=0.2, rng=draw, format="csr")
    true = matrix @ draw.normal(size=columns) + draw.normal(size=rows) > 0.5
    weight = draw.uniform(0.1, 5.0, size=rows)
    theirs = LogisticRegression(C=strength, solver="liblinear", random_state=0).fit(matrix, true, sample_weight=weight)
    ours = fit(matrix, true, weight, strength)
    assert np.allclose(ours.weights, theirs.coef_[0], rtol=1e-8, atol=1e-10)
    assert ours.intercept == pytest.approx(theirs.intercept_[0], rel=1e-8)


@pytest.mark.parametrize(
    ("cut", "least", "theirs"),
    [
        (words, 1, TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True)),
        (letters, 2, TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), min_df=2, sublinear_tf=True)),
    ],
)
def test_texts_are_weighed_as_scikit_learn_weighs_them(cut, least, theirs) -> None:
    ours = Pieces.of(TITLES, cut, least)
    assert theirs.fit(TITLES).vocabulary_ == ours.columns
    for texts in (TITLES, UNSEEN):
        assert abs(theirs.transform(texts) - ours.rows(texts)).max() < 1e-14


def test_facts_that_nobody_learnt_are_left_out() -> None:
    known = [{"level lead": 1.0, "fits 0": 0.7}, {"level vp": 1.0}]
    asked = [*known, {"level junior": 1.0, "fits 0": 0.2}, {}]
    theirs = DictVectorizer().fit(known)
    assert (theirs.transform(asked) != Facts.of(known).rows(asked)).nnz == 0
