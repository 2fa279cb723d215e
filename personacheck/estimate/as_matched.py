"""The matched share of those whom people can judge: the same population as that of the estimate.

Whom people can judge is known of the sample alone. So of each status the share that they can judge is taken from the
sample, and everybody of that status counts by it: those that the tool cannot read, too, of whom nobody is matched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from personacheck.estimate.units import COVERED, UNREADABLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from personacheck.estimate.units import Units


class AsMatched(NamedTuple):
    """Shares (0..1) of those whom people can judge: matched, and not read by the tool; None where there is nobody."""

    matched: float | None
    unread: float | None


def as_matched(units: Units, within: NDArray[np.bool_] | None = None) -> AsMatched:
    """The matched share, and that of the unread.

    Parameters
    ----------
    within
        Bool: only these, such as the contacts of a segment; who can be judged is still taken from the whole sample.
    """
    inside = np.ones(len(units.status), bool) if within is None else within
    weight = judgeable(units) * inside
    whole = float(weight.sum())
    fit, blind = (float(weight[units.status == status].sum()) for status in (COVERED, UNREADABLE))
    return AsMatched(fit / whole, blind / whole) if whole else AsMatched(None, None)


def judgeable(units: Units) -> NDArray[np.float64]:
    """How likely (0..1) it is that people can judge each: 0 or 1 of those whom they were asked about.

    Of a status nobody of which was reviewed, they can judge all.
    """
    weight = np.ones(len(units.status))
    covered, unread = units.status == COVERED, units.status == UNREADABLE
    for which in (covered, unread, ~covered & ~unread):
        reviewed = units.answered & which
        if reviewed.any():
            weight[which] = units.judged[reviewed].mean()
    return np.where(units.answered, units.judged, weight)
