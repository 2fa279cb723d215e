"""Coverage from a reviewed random sample, sharpened by what the matcher says of everybody: PPI++.

Prediction-powered inference with a tuned weight (Angelopoulos, Duchi, Zrnic 2023, "PPI++"), for a sample without
replacement from a finite population: what survey statistics calls the regression estimator. The estimate is the mean
of the labels, corrected by how much likelier the matcher holds everybody covered than the sample. It is right on
average whatever the matcher says; a good matcher makes its interval narrow.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.special import stdtrit

if TYPE_CHECKING:
    from numpy.typing import NDArray

CONFIDENCE: Final = 0.95
WIDEST: Final = 0.40
"""An interval wider than this says nothing worth printing (design, "Honest numbers")."""
LEAST: Final = 3
"""Labels below which there is no spread to measure."""
_CONSTANT: Final = 1e-12
"""A variance below this is rounding."""


@dataclass(frozen=True)
class Estimate:
    """A share (0..1) with its 95 % interval, from so many reviewed contacts."""

    share: float
    low: float
    high: float
    reviewed: int

    @property
    def shown(self) -> bool:
        """Narrow enough to be printed."""
        return self.high - self.low <= WIDEST


@dataclass(frozen=True)
class Fit:
    """The estimator, fitted to a sample.

    Attributes
    ----------
    share
        Estimated share covered.
    slope
        Weight of the predictions, 0..1.
    centre
        Mean prediction of everybody.
    spread
        Standard deviation of what the predictions leave open, per contact.
    """

    share: float
    slope: float
    centre: float
    spread: float


def fit(truth: NDArray[np.bool_], sampled: NDArray[np.float64], everybody: NDArray[np.float64]) -> Fit:
    """Fit the estimator.

    Parameters
    ----------
    truth
        Of the reviewed contacts: covered, by people's judgement. ``LEAST`` of them at least.
    sampled, everybody
        Predictions (0..1) of the reviewed contacts, and of all contacts, these among them; by matchers that have not
        seen the contact's label.
    """
    number, size = len(truth), len(everybody)
    covered = truth.astype(float)
    variance = float(sampled.var(ddof=1))
    slope = float(np.clip(np.cov(covered, sampled)[0, 1] / variance, 0, 1)) if variance > _CONSTANT else 0.0
    rest = covered - slope * sampled
    centre = float(everybody.mean())
    share = float(rest.mean()) + slope * centre
    # One error more than was seen: where few are, the plain interval is too short (measured: benchmarks/intervals.py).
    spread = sqrt((float(((rest - rest.mean()) ** 2).sum()) + 1) / (number - 2))
    # Where none was seen at all, as many may be left as the rule of three allows: 3 in n.
    least = 3 / (_quantile(number) * sqrt(number))
    return Fit(_within(share, truth, size), slope, centre, max(spread, least))


def estimate(truth: NDArray[np.bool_], sampled: NDArray[np.float64], everybody: NDArray[np.float64]) -> Estimate | None:
    """Share covered with its interval; parameters as for ``fit``. None below ``LEAST`` labels."""
    number, size = len(truth), len(everybody)
    if number < LEAST:
        return None
    fitted = fit(truth, sampled, everybody)
    half = _quantile(number) * fitted.spread * sqrt((1 - number / size) / number)
    low, high = (_within(fitted.share + side * half, truth, size) for side in (-1, 1))
    return Estimate(fitted.share, low, high, number)


def _within(share: float, truth: NDArray[np.bool_], size: int) -> float:
    """No less than the contacts known to be covered, no more than those not known to be uncovered."""
    covered = int(truth.sum())
    return min(max(share, covered / size), 1 - (len(truth) - covered) / size)


def _quantile(number: int) -> float:
    """Student's, with two degrees of freedom spent on mean and slope."""
    return float(stdtrit(number - 2, (1 + CONFIDENCE) / 2))
