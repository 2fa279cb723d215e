"""A regression finds what scikit-learn's own finds, and what no other coefficients better."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from personacheck.match.learn.regression import regression


def _lessons(seed, rows, columns, share):
    """Sparse features as of words, a class that some columns speak for, and weights as of lessons."""
    random = np.random.default_rng(seed)
    features = random.random((rows, columns)) * (random.random((rows, columns)) < share)
    leaning = features @ random.normal(0, 3, columns) + random.normal(0, 1, rows)
    return csr_matrix(features), leaning > np.quantile(leaning, 0.8), random.choice([0.5, 1.0, 3.0], rows)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("rows", "columns", "share"), [(12, 40, 0.3), (150, 400, 0.03), (300, 8, 0.9), (40, 5, 0.0)])
@pytest.mark.parametrize("heavy", [1.0, 1_000.0])
def test_the_same_as_scikit_learn(seed, rows, columns, share, heavy):
    features, is_class, weights = _lessons(seed, rows, columns, share)
    usual = LogisticRegression(solver="liblinear", max_iter=100).fit(features, is_class, heavy * weights)
    coefficients, intercept = regression(features, is_class, heavy * weights)
    np.testing.assert_allclose(coefficients, usual.coef_[0], rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(intercept, usual.intercept_[0], rtol=1e-6, atol=1e-9)


def test_nothing_near_is_better():
    features, is_class, weights = _lessons(7, 60, 20, 0.4)
    signs = np.where(is_class, 1.0, -1.0)

    def loss(coefficients, intercept):
        margins = signs * (features @ coefficients + intercept)
        size = coefficients @ coefficients + intercept**2
        return size / 2 + weights @ np.log1p(np.exp(-margins))

    coefficients, intercept = regression(features, is_class, weights)
    best = loss(coefficients, intercept)
    for column in range(features.shape[1]):
        for step in (-0.01, 0.01):
            moved = coefficients.copy()
            moved[column] += step
            assert loss(moved, intercept) > best
    assert min(loss(coefficients, intercept + step) for step in (-0.01, 0.01)) > best


@pytest.mark.parametrize("is_class", [True, False])
def test_lessons_of_one_class_teach_that_class(is_class):
    features = csr_matrix(np.eye(3))
    coefficients, intercept = regression(features, np.full(3, is_class), np.ones(3))
    sign = 1 if is_class else -1
    assert (sign * (features @ coefficients + intercept) > 0.5).all()
