"""Logistic regression on a sparse matrix, by Newton steps within a trust region (Lin, Weng and Keerthi, JMLR 9, 2008).

It takes the steps that liblinear takes, and stops where it stops: a test holds it against scikit-learn. To import that
takes longer than to check an export of a thousand contacts.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

CLOSE: Final = 1e-4
"""The gradient is as good as zero at this part of what it was, times the share of the rarer class."""
STEPS: Final = 100
NEARLY: Final = 0.1
"""So much of the gradient may be left by a step's conjugate gradients."""
TAKEN, WELL, VERY_WELL = 1e-4, 0.25, 0.75
"""A step is taken, and the region grows, by how much of what was foretold came true …"""
LEAST, LESS, MORE = 0.25, 0.5, 4.0
"""… and shrinks or grows by these factors."""
STILL: Final = 1e-12


class Line(NamedTuple):
    """Log odds are ``rows @ weights + intercept``."""

    weights: Vector
    intercept: float


class _Step(NamedTuple):
    by: Vector
    left: Vector


def fit(rows: Any, true: NDArray[np.bool_], weight: Vector, strength: float) -> Line:
    """The line that tells true rows from others, its intercept penalised as its weights are.

    Parameters
    ----------
    rows
        Sparse, one a lesson; SciPy ships no types.
    weight
        Of each row.
    strength
        What errors cost beside weights: C.
    """
    loss = _Loss(rows, np.where(true, 1.0, -1.0), strength * weight)
    rarer = max(min(int(true.sum()), int((~true).sum())), 1)
    found = _least(loss, CLOSE * rarer / len(true))
    return Line(found[:-1], float(found[-1]))


class _Loss:
    """What a vector of weights and intercept costs, its slope there, and how the slope changes."""

    def __init__(self, rows: Any, sign: Vector, cost: Vector) -> None:
        self._rows, self._turned = rows.tocsr(), rows.T.tocsr()
        self._sign, self._cost = sign, cost
        self._odds = self._bend = np.zeros(len(sign))
        self.size = rows.shape[1] + 1

    def at(self, w: Vector) -> float:
        self._odds = self._sign * self._along(w)
        return float(0.5 * w @ w + self._cost @ np.logaddexp(0, -self._odds))

    def slope(self, w: Vector) -> Vector:
        """Where ``at`` was asked last."""
        share = 1 / (1 + np.exp(-self._odds))
        self._bend = self._cost * share * (1 - share)
        return w + self._across(self._cost * (share - 1) * self._sign)

    def bent(self, step: Vector) -> Vector:
        return step + self._across(self._bend * self._along(step))

    def _along(self, w: Vector) -> Vector:
        odds: Vector = self._rows @ w[:-1] + w[-1]
        return odds

    def _across(self, each: Vector) -> Vector:
        return np.append(self._turned @ each, each.sum())


def _least(loss: _Loss, close: float) -> Vector:
    w = np.zeros(loss.size)
    value, slope = loss.at(w), loss.slope(w)
    first = reach = _length(slope)
    taken = 0
    while taken < STEPS and _length(slope) > close * first:
        step, left = _towards(loss, slope, reach)
        along = float(slope @ step)
        foretold = -0.5 * (along - float(step @ left))
        new = loss.at(w + step)
        came = value - new
        length = _length(step)
        reach = _reach(min(reach, length) if not taken else reach, length, (foretold, came, along))
        if came > TAKEN * foretold:
            w, value, taken = w + step, new, taken + 1
            slope = loss.slope(w)
        if max(abs(came), abs(foretold)) <= STILL * abs(value):
            break
    return w


def _reach(reach: float, length: float, said: tuple[float, float, float]) -> float:
    """How far the next step may go."""
    foretold, came, along = said
    beyond = -came - along
    stretch = MORE if beyond <= 0 else max(LEAST, -0.5 * along / beyond)
    if came < TAKEN * foretold:
        return min(max(stretch, LEAST) * length, LESS * reach)
    if came < WELL * foretold:
        return max(LEAST * reach, min(stretch * length, LESS * reach))
    if came < VERY_WELL * foretold:
        return max(LEAST * reach, min(stretch * length, MORE * reach))
    return max(reach, min(stretch * length, MORE * reach))


def _towards(loss: _Loss, slope: Vector, reach: float) -> _Step:
    """The step against the slope, by conjugate gradients, no longer than the reach; and what is left of the slope."""
    by, left = np.zeros(len(slope)), -slope
    way, enough = left.copy(), NEARLY * _length(slope)
    before = float(left @ left)
    while _length(left) > enough:
        bent = loss.bent(way)
        far = before / float(way @ bent)
        if _length(by + far * way) > reach:
            far = _to_the_edge(by, way, reach)
            return _Step(by + far * way, left - far * bent)
        by, left = by + far * way, left - far * bent
        now = float(left @ left)
        way, before = left + (now / before) * way, now
    return _Step(by, left)


def _to_the_edge(by: Vector, way: Vector, reach: float) -> float:
    beside, own, long = float(by @ way), float(by @ by), float(way @ way)
    room = reach * reach - own
    root = sqrt(beside * beside + long * room)
    return room / (beside + root) if beside >= 0 else (root - beside) / long


def _length(vector: Vector) -> float:
    return float(np.linalg.norm(vector))
