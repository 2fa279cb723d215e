"""Two parts at equal mix: what is left of their difference where both hold the same kinds of customers.

Epidemiology's way to compare populations of other ages: the difference of shares in each stratum, weighted alike for
both, by Mantel and Haenszel's weights, which let no stratum speak where one part holds hardly anybody (Greenland and
Robins 1985, "Estimation of a common effect parameter from sparse follow-up data").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from personacheck.coverage.count.cells import group
from personacheck.coverage.findings.skew import LEAST_CONTACTS, values_along
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from personacheck.coverage.findings.skew import Judged, Skew

ENOUGH: Final = 0.5
"""Share of the people of both parts that must have their like in the other."""


class EqualMix(NamedTuple):
    """The difference at equal mix.

    Attributes
    ----------
    axes
        What is held equal.
    points
        Points (0..100) between best and worst; negative where the worst is fitted better.
    """

    axes: tuple[str, ...]
    points: float


class Reverse(NamedTuple):
    """A value of another axis where the worst part is fitted better, and the shares (0..1) of both there."""

    axis: str
    value: str
    best: float
    worst: float


def at_equal_mix(judged: Judged, difference: Skew, axis: str) -> EqualMix | None:
    """The difference where all other axes are held equal, else the one that leaves least of it; None where none can be.

    An axis of which these people have one value alone is equal as it is, and not told.

    Parameters
    ----------
    axis
        That of the parts; "" where they are no values of an axis.
    """
    both = judged.frame[difference.best.inside | difference.worst.inside]
    others = tuple(other for other in t.AXES if other != axis and both[other].nunique() > 1)
    whole = _standardised(judged, difference, others) if others else None
    if whole is not None:
        return EqualMix(others, 100 * whole)
    single = ((other, _standardised(judged, difference, (other,))) for other in others)
    mixes = [EqualMix((other,), 100 * left) for other, left in single if left is not None]
    return min(mixes, key=lambda mix: mix.points, default=None)


def reverses(judged: Judged, difference: Skew, axis: str) -> Iterator[Reverse]:
    """Where the difference turns round, the clearest first."""
    turned = [reverse for other in t.AXES if other != axis for reverse in _turned(judged, difference, other)]
    yield from sorted(turned, key=lambda reverse: (reverse.best - reverse.worst, reverse.axis, reverse.value))


def _standardised(judged: Judged, difference: Skew, axes: tuple[str, ...]) -> float | None:
    coded = [pd.factorize(judged.frame[axis], sort=True)[0].astype(np.int64) for axis in axes]
    at, first = group(coded, len(judged.frame))
    best, worst = (_counts(judged, part.inside, at, len(first)) for part in (difference.best, difference.worst))
    both, all_ = (best[0] > 0) & (worst[0] > 0), best[0] + worst[0]
    if (all_ > 0).sum() < 2 or all_[both].sum() < ENOUGH * all_.sum():
        return None
    weight = (best[0] * worst[0] / np.maximum(all_, 1))[both]
    gap = best[1][both] / best[0][both] - worst[1][both] / worst[0][both]
    return float(np.average(gap, weights=weight))


def _turned(judged: Judged, difference: Skew, axis: str) -> Iterator[Reverse]:
    for value, having in values_along(judged, axis):
        here = [part.inside & having for part in (difference.best, difference.worst)]
        if min(int(inside.sum()) for inside in here) >= LEAST_CONTACTS:
            best, worst = (float(judged.covered[inside].mean()) for inside in here)
            if worst > best:
                yield Reverse(axis, value, best, worst)


def _counts(
    judged: Judged, inside: NDArray[np.bool_], at: NDArray[np.int64], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Judged and covered of a part, by stratum."""
    return np.bincount(at[inside], minlength=size), np.bincount(at[inside & judged.covered], minlength=size)
