"""Skew along one axis: a value that the cast fits far worse than the best one."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable

    from personacheck.model.tally import Segment, Tally

LEAST_CONTACTS: Final = 20
LEAST_ACCOUNTS: Final = 5
"""Judged main contacts and accounts below which a value is not compared: the support of the gap search."""

_Z: Final = 1.96  # 95 %


class Skew(NamedTuple):
    """Best and worst value of an axis with their coverage of main contacts; ``points`` is the difference, 0..100."""

    best: Segment
    worst: Segment
    points: float


def skew(segments: Iterable[Segment], axis: str) -> Skew | None:
    """The worst value against the best one; None where fewer than two can be compared or their intervals overlap.

    Wilson intervals of 95 %; the value ``unknown`` is compared with nothing.
    """
    known = [one for one in segments if [*one.where] == [axis] and one.where[axis] != t.UNKNOWN and _supported(one)]
    if len(known) < 2:
        return None
    order = sorted(known, key=lambda one: (one.main_contacts.coverage or 0.0, one.where[axis]))
    worst, best = order[0], order[-1]
    if wilson(worst.main_contacts)[1] >= wilson(best.main_contacts)[0]:
        return None
    return Skew(best, worst, 100 * ((best.main_contacts.coverage or 0.0) - (worst.main_contacts.coverage or 0.0)))


def judged(tally: Tally) -> int:
    """Contacts that coverage is a share of."""
    return tally.covered + tally.stretched + tally.uncovered


def wilson(tally: Tally) -> tuple[float, float]:
    """Wilson interval (95 %) of coverage; (0, 1) of nothing."""
    n = judged(tally)
    if not n:
        return 0.0, 1.0
    p, z2 = tally.covered / n, _Z**2
    middle, half = p + z2 / (2 * n), _Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return (middle - half) / (1 + z2 / n), (middle + half) / (1 + z2 / n)


def _supported(segment: Segment) -> bool:
    return judged(segment.main_contacts) >= LEAST_CONTACTS and segment.accounts.total >= LEAST_ACCOUNTS
