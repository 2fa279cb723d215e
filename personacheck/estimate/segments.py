"""Coverage of a segment from a sample that holds few of its contacts: its own error, shrunk towards everybody's.

A segment's estimate is the mean of its calibrated predictions, plus the part of its own mean error that its few labels
bear out (research, matching, 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.special import ndtri

from personacheck.estimate.headline import CONFIDENCE, Estimate, Fit
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

TAU: Final = 0.10
"""How far (standard deviation of shares) errors differ between segments that have nothing to do with people's work."""
TAU_FUNCTION: Final = 0.20
"""The same between segments that have: there the matcher is wrong in a body."""
FUNCTION_LIKE: Final = (t.SIDE,)
"""Axes that go with people's work: the side is concluded from function and level where it is not recorded."""


@dataclass(frozen=True)
class Calibrated:
    """The population, its predictions calibrated on the sample.

    Attributes
    ----------
    truth
        Covered by people's judgement; meant only where ``reviewed``.
    expected
        Calibrated prediction of each contact; their mean is the headline's estimate.
    spread
        Standard deviation of truth about it, per contact.
    """

    truth: NDArray[np.bool_]
    reviewed: NDArray[np.bool_]
    expected: NDArray[np.float64]
    spread: float


def calibrate(
    fitted: Fit, truth: NDArray[np.bool_], reviewed: NDArray[np.bool_], everybody: NDArray[np.float64]
) -> Calibrated:
    """Predictions moved and scaled as the sample asks for."""
    return Calibrated(truth, reviewed, fitted.share + fitted.slope * (everybody - fitted.centre), fitted.spread)


def segment_estimate(whole: Calibrated, within: NDArray[np.bool_], axes: Collection[str]) -> Estimate | None:
    """Share of a segment's contacts that are covered; None of a segment without contacts.

    Parameters
    ----------
    within
        Bool: the contacts of the segment.
    axes
        Axes that it lies along; they decide how far its errors may differ from everybody's.
    """
    mine = within & whole.reviewed
    size, number, total = int(within.sum()), int(mine.sum()), int(whole.reviewed.sum())
    if not size:
        return None
    tau = TAU_FUNCTION if any(axis in FUNCTION_LIKE for axis in axes) else TAU
    prior = tau**2 + whole.spread**2 / total * (1 - total / len(whole.reviewed))
    own = whole.spread**2 / number if number else np.inf
    error = float((whole.truth[mine] - whole.expected[mine]).mean()) if number else 0.0
    known, rest = number / size, 1 - number / size
    share = float(whole.expected[within].mean()) + error * (known + rest * prior / (prior + own))
    # What stays open is the mean error of the contacts not reviewed, and how far those few scatter about it.
    scatter = whole.spread**2 / (size - number) if number < size else 0.0
    half = float(ndtri((1 + CONFIDENCE) / 2)) * rest * sqrt(1 / (1 / prior + 1 / own) + scatter)
    covered = int(whole.truth[mine].sum())
    least, most = covered / size, 1 - (number - covered) / size
    inside, low, high = (min(max(each, least), most) for each in (share, share - half, share + half))
    return Estimate(inside, low, high, number)
