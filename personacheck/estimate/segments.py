"""Coverage of a segment from a sample that holds few of its contacts: its own error, shrunk towards everybody's.

A segment's estimate is the mean of its calibrated predictions, plus the part of its own mean error that its few labels
bear out (research, matching, 7). How far errors differ between the segments of an axis is estimated from the sample,
as in a meta-analysis of small studies (DerSimonian and Laird 1986).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.estimate.headline import CONFIDENCE, Estimate, Fit

if TYPE_CHECKING:
    from numpy.typing import NDArray

FLOOR: Final = 0.06
"""Least deviation (standard deviation of shares) of errors between segments: none is just like the others."""


@dataclass(frozen=True)
class Calibrated:
    """The population, its predictions calibrated on the sample.

    Attributes
    ----------
    truth
        Covered (0..1) by people's judgement; meant only where ``reviewed``.
    reviewed
        In the sample, and people could judge.
    expected
        Calibrated prediction of each; their mean is the headline's estimate.
    spread
        Standard deviation of truth about it, each.
    """

    truth: NDArray[np.float64]
    reviewed: NDArray[np.bool_]
    expected: NDArray[np.float64]
    spread: float


def calibrate(
    fitted: Fit, truth: NDArray[np.float64], reviewed: NDArray[np.bool_], everybody: NDArray[np.float64]
) -> Calibrated:
    """Predictions moved and scaled as the sample asks for."""
    return Calibrated(truth, reviewed, fitted.share + fitted.slope * (everybody - fitted.centre), fitted.spread)


def deviation(whole: Calibrated, value: NDArray[np.int64]) -> float:
    """How far (standard deviation of shares) errors differ between the segments of an axis.

    DerSimonian and Laird's, one standard error above it, since with few labels it is as often too small as too large;
    ``FLOOR`` at least.

    Parameters
    ----------
    value
        Value of everybody on the axis, as an integer.
    """
    mine = value[whole.reviewed]
    counts = np.bincount(mine)
    held = counts[counts > 0]
    if len(held) < 2:
        return FLOOR
    errors = np.bincount(mine, weights=(whole.truth - whole.expected)[whole.reviewed])[counts > 0] / held
    weight = held / whole.spread**2
    between = float((weight * (errors - np.average(errors, weights=weight)) ** 2).sum())
    free, scale = len(held) - 1, float(weight.sum() - (weight**2).sum() / weight.sum())
    return sqrt(max((between - free + sqrt(2 * free)) / scale, FLOOR**2))


def segment_estimate(whole: Calibrated, within: NDArray[np.bool_], differ: float) -> Estimate | None:
    """Share of a segment's contacts that are covered; None of a segment without contacts.

    Parameters
    ----------
    within
        Bool: the contacts of the segment.
    differ
        The deviation of its axis; the largest of several.
    """
    mine = within & whole.reviewed
    size, number, total = int(within.sum()), int(mine.sum()), int(whole.reviewed.sum())
    if not size:
        return None
    prior = differ**2 + whole.spread**2 / total * (1 - total / len(whole.reviewed))
    own = whole.spread**2 / number if number else np.inf
    error = float((whole.truth[mine] - whole.expected[mine]).mean()) if number else 0.0
    known, rest = number / size, 1 - number / size
    share = float(whole.expected[within].mean()) + error * (known + rest * prior / (prior + own))
    # What stays open is the mean error of the contacts not reviewed, and how far those few scatter about it.
    scatter = whole.spread**2 / (size - number) if number < size else 0.0
    from scipy.special import ndtri  # noqa: PLC0415  # heavy; needed only here

    half = float(ndtri((1 + CONFIDENCE) / 2)) * rest * sqrt(1 / (1 / prior + 1 / own) + scatter)
    told = whole.truth[mine]
    least, most = float(np.floor(told).sum()) / size, 1 - float(np.floor(1 - told).sum()) / size
    inside, low, high = (min(max(each, least), most) for each in (share, share - half, share + half))
    return Estimate(inside, low, high, number)
