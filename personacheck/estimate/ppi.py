"""Coverage from a reviewed random sample, sharpened by what the matcher says of everybody: PPI++.

Prediction-powered inference with a tuned weight (Angelopoulos, Duchi, Zrnic 2023, "PPI++"), for a sample without
replacement from a finite population: what survey statistics calls the regression estimator. The estimate is the mean
of the labels, corrected by how much likelier the matcher holds everybody covered than the sample. It is right on
average whatever the matcher says; a good matcher makes its interval narrow.

It is the share of those that people can judge: the others of the sample are a domain apart, and the share is a ratio
(Särndal, Swensson and Wretman 1992, "Model Assisted Survey Sampling", 5.6 and 5.8).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.model.tally import CONFIDENCE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Truth = NDArray[np.float64] | NDArray[np.bool_]

WIDEST: Final = 0.40
"""An interval wider than this says nothing worth printing (design, "Honest numbers")."""
LEAST_LABELS: Final = 3
"""Labels below which there is no spread to measure."""
AIM: Final = 0.10
"""Width (share) that a reader would like the interval to have; the report says how many more labels it takes."""
_CONSTANT: Final = 1e-12
"""A variance below this is rounding."""


@dataclass(frozen=True)
class Estimate:
    """A share (0..1) with its 95 % interval, from so many that were reviewed."""

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
    scatter
        Standard deviation of what the predictions leave open, each.
    spread
        The same with one error more than was seen, for an interval of the whole.
    """

    share: float
    slope: float
    centre: float
    scatter: float
    spread: float


def fit(
    truth: Truth, sampled: NDArray[np.float64], everybody: NDArray[np.float64], judged: NDArray[np.bool_] | None = None
) -> Fit:
    """Fit the estimator.

    Parameters
    ----------
    truth
        Of the sample: covered (1), not (0), or between, where it is open. ``LEAST_LABELS`` of them at least.
    sampled, everybody
        Predictions (0..1) of the sample, and of all, these among them; by matchers that have not seen the label.
    judged
        Which of the sample people could judge; None for all. At least one.
    """
    number, size = len(truth), len(everybody)
    covered = _linear(truth, judged)
    variance = float(sampled.var(ddof=1))
    slope = float(np.clip(np.cov(covered, sampled)[0, 1] / variance, 0, 1)) if variance > _CONSTANT else 0.0
    rest = covered - slope * sampled
    centre = float(everybody.mean())
    share = float(rest.mean()) + slope * centre
    # One error more than was seen: where few are, the plain interval is too short (measured: make calibration).
    squares = float(((rest - rest.mean()) ** 2).sum())
    scatter, spread = (sqrt((squares + unseen) / (number - 2)) for unseen in (0, 1))
    # Where none was seen at all, as many may be left as the rule of three allows: 3 in n.
    least = 3 / (quantile(number) * sqrt(number))
    return Fit(_within(share, truth, judged, size), slope, centre, max(scatter, least), max(spread, least))


def estimate(
    truth: Truth, sampled: NDArray[np.float64], everybody: NDArray[np.float64], judged: NDArray[np.bool_] | None = None
) -> Estimate | None:
    """Share covered with its interval; parameters as for ``fit``. None of fewer than ``LEAST_LABELS`` judged."""
    number, size = len(truth), len(everybody)
    if (number if judged is None else int(judged.sum())) < LEAST_LABELS:
        return None
    fitted = fit(truth, sampled, everybody, judged)
    half = quantile(number) * fitted.spread * sqrt((1 - number / size) / number)
    low, high = (_within(fitted.share + side * half, truth, judged, size) for side in (-1, 1))
    return Estimate(fitted.share, low, high, number)


def more(fitted: Fit, number: int, size: int, left_open: float = 0.0) -> int | None:
    """How many more labels make the interval as narrow as ``AIM``; 0 where it is, None where all would not.

    Parameters
    ----------
    left_open
        Width (share) that blanks and conflicts among the labels add; beside more labels without such it shrinks.

    Examples
    --------
    >>> fitted = Fit(0.6, 0.8, 0.6, scatter=0.33, spread=0.34)
    >>> more(fitted, 100, 5000), more(fitted, 100, 5000, left_open=0.05)
    (76, 164)
    """
    labels = np.arange(number, size + 1)
    chance = 2 * quantile(number) * fitted.spread * np.sqrt((1 - labels / size) / labels)
    enough = chance + left_open * number / labels <= AIM
    return int(np.argmax(enough)) if enough.any() else None


def _linear(truth: Truth, judged: NDArray[np.bool_] | None) -> NDArray[np.float64]:
    """Values whose mean is the share covered of those judged, and scatters as that share does."""
    covered = np.asarray(truth, np.float64)
    if judged is None or judged.all():
        return covered
    share = float(covered[judged].mean())
    return np.asarray(share + judged * (covered - share) / judged.mean(), np.float64)


def _within(share: float, truth: Truth, judged: NDArray[np.bool_] | None, size: int) -> float:
    """No less than those known to be covered, no more than those not known to be uncovered."""
    judgeable = np.asarray(truth, np.float64) if judged is None else np.asarray(truth, np.float64)[judged]
    left = size - (len(truth) - len(judgeable))
    least, most = float(np.floor(judgeable).sum()) / left, 1 - float(np.floor(1 - judgeable).sum()) / left
    return min(max(share, least), most)


def quantile(number: int) -> float:
    """Student's for the interval, with two degrees of freedom spent on mean and slope."""
    from scipy.special import stdtrit  # noqa: PLC0415  # heavy; needed only here

    return float(stdtrit(number - 2, (1 + CONFIDENCE) / 2))
