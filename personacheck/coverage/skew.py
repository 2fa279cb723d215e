"""Skew: parts of the customers that the cast fits far worse than others."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.coverage import phrases
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from personacheck.model.tally import Segment, Tally

LEAST_CONTACTS: Final = 20
LEAST_ACCOUNTS: Final = 5
"""Judged main contacts and accounts below which a part is not compared: the support of the gap search."""

_Z: Final = 1.96  # 95 %


class Part(NamedTuple):
    """Some of the main contacts; ``name`` says which, after "main contacts": "at direct customers"."""

    name: str
    tally: Tally
    accounts: int


class Skew(NamedTuple):
    """Best and worst part, and the points (0..100) between them."""

    best: Part
    worst: Part
    points: float


def skew(parts: Iterable[Part]) -> Skew | None:
    """The worst part against the best; None where fewer than two can be compared or their intervals overlap."""
    known = [one for one in parts if judged(one.tally) >= LEAST_CONTACTS and one.accounts >= LEAST_ACCOUNTS]
    if len(known) < 2:
        return None
    order = sorted(known, key=lambda one: (one.tally.coverage or 0.0, one.name))
    worst, best = order[0], order[-1]
    if wilson(worst.tally)[1] >= wilson(best.tally)[0]:
        return None
    return Skew(best, worst, 100 * ((best.tally.coverage or 0.0) - (worst.tally.coverage or 0.0)))


def along(segments: Iterable[Segment], axis: str, population: str) -> Iterator[Part]:
    """The values of an axis as parts; ``unknown`` is none."""
    for one in segments:
        if [*one.where] == [axis] and one.where[axis] != t.UNKNOWN:
            place = phrases.place(one.where, population) or f"who are {phrases.axis_value(axis, one.where[axis])}"
            yield Part(place, one.main_contacts, one.accounts.total)


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
