"""One logistic regression: Newton's steps within a region of trust (Lin, Weng and Keerthi, 2008), as liblinear takes.

scikit-learn finds the same figures, and a test holds ours to its; but to import it takes as long as all the rest of a
small check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

ENOUGH: Final = 1e-4
"""So much of the first slope may be left, times the share of the rarer class."""
MOST: Final = 100
"""Steps; some ten are taken."""
INEXACT: Final = 0.1
"""A step solves its equations up to this share of the slope."""
_LOST: Final = 1e-12
"""Of the loss: less cannot be gained in floating point."""
_POOR, _FAIR, _GOOD = 1e-4, 0.25, 0.75
"""Shares of what a step promised that it holds: below the first it is not taken."""
_SHRINK, _HALVE, _GROW = 0.25, 0.5, 4.0


def regression(features: Any, is_class: NDArray[np.bool_], weights: Vector) -> tuple[Vector, float]:
    """Coefficients and intercept: the least sum of squares of both, halved, and of weighed losses.

    Parameters
    ----------
    features
        Sparse, one row a lesson.
    is_class, weights
        Of each lesson: whether it is of the class, and how much it counts.
    """
    from scipy.sparse import csr_matrix, hstack  # noqa: PLC0415  # heavy; needed only here

    ones = csr_matrix(np.ones((features.shape[0], 1)))
    task = _Task(hstack([features, ones]).tocsr(), np.where(is_class, 1.0, -1.0), weights)
    here = task.at(np.zeros(features.shape[1] + 1))
    radius = _size(here.slope)
    members = int(is_class.sum())
    enough = ENOUGH * radius * max(min(members, len(is_class) - members), 1) / len(is_class)
    for step in range(MOST):
        move, rest = _move(task, here, radius)
        there = task.at(here.coefficients + move)
        descent = float(here.slope @ move)
        gained, promised = here.loss - there.loss, (float(move @ rest) - descent) / 2
        radius = _radius(radius if step else min(radius, _size(move)), _size(move), gained, promised, descent)
        if gained > _POOR * promised:
            here = there
        if _size(here.slope) <= enough or max(abs(gained), abs(promised)) <= _LOST * here.loss:
            break
    return here.coefficients[:-1], float(here.coefficients[-1])


class _Point(NamedTuple):
    """Coefficients, with the intercept at their end; the loss there, its slope, and how each lesson bends it."""

    coefficients: Vector
    loss: float
    slope: Vector
    bends: Vector


class _Task(NamedTuple):
    """Features with a column of ones; 1 or -1, and the weight of each lesson."""

    features: Any  # SciPy ships no types
    signs: Vector
    weights: Vector

    def at(self, coefficients: Vector) -> _Point:
        losses = np.logaddexp(0, -self.signs * (self.features @ coefficients))
        chances = np.exp(-losses)
        return _Point(
            coefficients,
            float(coefficients @ coefficients / 2 + self.weights @ losses),
            coefficients + self.features.T @ (self.weights * (chances - 1) * self.signs),
            self.weights * chances * (1 - chances),
        )

    def bent(self, point: _Point, move: Vector) -> Vector:
        """How the slope changes along a move."""
        bent: Vector = move + self.features.T @ (point.bends * (self.features @ move))
        return bent


def _move(task: _Task, point: _Point, radius: float) -> tuple[Vector, Vector]:
    """A step towards where the slope ends, by conjugate gradients, no longer than the radius; and what is left."""
    move, rest = np.zeros_like(point.slope), -point.slope
    course = rest
    while _size(rest) > INEXACT * _size(point.slope):
        bent = task.bent(point, course)
        length = rest @ rest / (course @ bent)
        if _size(move + length * course) > radius:
            to_border = _to_border(move, course, radius)
            return move + to_border * course, rest - to_border * bent
        move, left = move + length * course, rest - length * bent
        course, rest = left + (left @ left) / (rest @ rest) * course, left
    return move, rest


def _to_border(move: Vector, course: Vector, radius: float) -> float:
    """How far to go on from within a region to its border."""
    along, square, space = move @ course, course @ course, radius**2 - move @ move
    root = np.sqrt(along**2 + square * space)
    return float(space / (along + root) if along >= 0 else (root - along) / square)


def _radius(radius: float, size: float, gained: float, promised: float, descent: float) -> float:
    """That of the next step, after one of this size: the better the promise was kept, the longer."""
    excess = -gained - descent
    best = size * (_GROW if excess <= 0 else max(_SHRINK, -descent / excess / 2))
    if gained < _POOR * promised:
        return min(best, _HALVE * radius)
    if gained < _GOOD * promised:
        return max(_SHRINK * radius, min(best, (_HALVE if gained < _FAIR * promised else _GROW) * radius))
    return max(radius, min(best, _GROW * radius))


def _size(vector: Vector) -> float:
    return float(np.sqrt(vector @ vector))
