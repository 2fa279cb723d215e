"""Coverage of a segment from a sample that holds few of its contacts: its own error, shrunk towards everybody's.

A segment's estimate is the mean of its calibrated predictions, plus the part of its own mean error that its few labels
bear out (Efron and Morris 1975, "Data analysis using Stein's estimator"). How far errors differ between the segments of
an axis is estimated from the sample, as in a meta-analysis of small studies (DerSimonian and Laird 1986). Few labels
tell it roughly, so a segment is pulled towards everybody only as far as the sample cannot but allow: then the interval
hardly depends on it, and holds where segments differ as where they do not. Near 0 and 100 % it reaches as far towards
the middle as Wilson's interval (Wilson 1927, "Probable inference").
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from personacheck.estimate.ppi import LEAST_LABELS, Estimate, Fit, quantile

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNMEASURED: Final = 0.06
"""Deviation (standard deviation of shares) of errors between segments where labels of one alone cannot tell it."""
MOST: Final = 2.0
LIKELY: Final = 1.0
"""Standard errors above the estimate: what the deviation can hardly exceed, and what it is for the interval, since with
few labels it is as often too small as too large. Of 1 to 3 and 0 to 1.5 these give the narrowest intervals that hold
in 94 to 96 of 100 cases (measured: make calibration)."""
WHOLE_COUNTS: Final = 8
"""Labels that the scatter of the whole counts for beside that of a segment's own labels: a moderated variance (Smyth
2004, "Linear models and empirical Bayes methods"), with the weight that held best of 4, 8 and 16."""


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
    judgeable
        How likely (0..1) it is that people can judge each: a share is of those whom they can.
    """

    truth: NDArray[np.float64]
    reviewed: NDArray[np.bool_]
    expected: NDArray[np.float64]
    spread: float
    judgeable: NDArray[np.float64]


def calibrate(
    fitted: Fit,
    truth: NDArray[np.float64],
    reviewed: NDArray[np.bool_],
    everybody: NDArray[np.float64],
    judgeable: NDArray[np.float64] | None = None,
) -> Calibrated:
    """Predictions moved and scaled as the sample asks for; None where people can judge everybody.

    Whom nobody can judge is predicted to be covered less often than others: their predictions move nobody's.
    """
    weight = np.ones(len(everybody)) if judgeable is None else np.where(reviewed, 1.0, judgeable)
    centre = float(np.average(everybody, weights=weight))
    return Calibrated(truth, reviewed, fitted.share + fitted.slope * (everybody - centre), fitted.scatter, weight)


class Deviation(NamedTuple):
    """How far (variance of shares) errors differ between the segments of an axis: at most, and as is likely."""

    most: float
    likely: float


def deviation(whole: Calibrated, value: NDArray[np.int64]) -> Deviation:
    """How far errors differ between the segments of an axis: DerSimonian and Laird's, and standard errors above it.

    Parameters
    ----------
    value
        Value of everybody on the axis, as an integer.
    """
    mine = value[whole.reviewed]
    counts = np.bincount(mine)
    labels = counts[counts > 0]
    if len(labels) < 2:
        return Deviation(UNMEASURED**2, UNMEASURED**2)
    errors = np.bincount(mine, weights=(whole.truth - whole.expected)[whole.reviewed])[counts > 0] / labels
    weight = labels / whole.spread**2
    between = float((weight * (errors - np.average(errors, weights=weight)) ** 2).sum())
    free, scale = len(labels) - 1, float(weight.sum() - (weight**2).sum() / weight.sum())
    most, likely = (max((between - free + above * sqrt(2 * free)) / scale, 0.0) for above in (MOST, LIKELY))
    return Deviation(most, likely)


def segment_estimate(whole: Calibrated, within: NDArray[np.bool_], differ: Deviation) -> Estimate | None:
    """Share covered of a segment's contacts that people can judge; None below so many labels, unless all have one.

    Of fewer it would be what other segments show, and be called what people found here.

    Parameters
    ----------
    within
        Bool: the contacts of the segment.
    differ
        The deviation of its axis; the largest of several.
    """
    mine = within & whole.reviewed
    size, number, total = float(whole.judgeable[within].sum()), int(mine.sum()), int(whole.reviewed.sum())
    if number < min(LEAST_LABELS, max(size, 1)):
        return None
    everybodys = whole.spread**2 / total * (1 - total / float(whole.judgeable.sum()))
    errors = whole.truth[mine] - whole.expected[mine]
    error = float(errors.mean())
    variance = (WHOLE_COUNTS * whole.spread**2 + float(((errors - error) ** 2).sum())) / (WHOLE_COUNTS + number - 1)
    own = max(variance / number, whole.spread**2 / total)  # of a part nobody knows more than of the whole
    borne_out = differ.most / (differ.most + own - everybodys)
    reviewed, rest = number / size, 1 - number / size
    expected = float(np.average(whole.expected[within], weights=whole.judgeable[within]))
    share = expected + error * (reviewed + rest * borne_out)
    # What stays open is the mean error of the contacts not reviewed, and how far those few scatter about it.
    pulled = (1 - borne_out) ** 2 * differ.likely + (1 - borne_out**2) * everybodys
    open_ = pulled + borne_out**2 * own
    scatter = variance / (size - number) if number < size else 0.0
    half = quantile(total) * rest * sqrt(open_ + scatter)
    answers, left = whole.truth[mine], int((whole.judgeable[within] > 0).sum())
    least, most = float(np.floor(answers).sum()) / left, 1 - float(np.floor(1 - answers).sum()) / left
    inside = min(max(share, least), most)
    everywhere = float(np.average(whole.expected, weights=whole.judgeable))
    ends = _wilson(inside, half, float(np.clip(everywhere, 0, 1)))
    low, high = (min(max(end, least), most) for end in (min(share - half, ends[0]), max(share + half, ends[1])))
    return Estimate(inside, low, high, number)


def _wilson(share: float, half: float, everybodys: float) -> tuple[float, float]:
    """Wilson's ends of as many labels as an interval of plus and minus ``half`` stands for.

    Where nearly nobody is covered, or nearly all, labels hardly scatter, and would if the truth were at the far end:
    there these ends reach further. How far they scatter was measured in the whole as much as here.
    """
    scatter = max(share * (1 - share), everybodys * (1 - everybodys))
    if not scatter:
        return share, share
    square = half**2 / scatter
    reach = sqrt(square * (share * (1 - share) + square / 4))
    return (share + square / 2 - reach) / (1 + square), (share + square / 2 + reach) / (1 + square)
