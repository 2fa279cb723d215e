"""Skew: parts of the customers that the cast fits far worse than others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from personacheck.coverage.count.cells import clusters
from personacheck.coverage.count.census import MAIN
from personacheck.coverage.gaps import phrases
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd
    from numpy.typing import NDArray


LEAST_CONTACTS: Final = 20
LEAST_ACCOUNTS: Final = 5
"""Judged main contacts and accounts below which a part is not compared: the support of the gap search."""

RISK: Final = 0.05
"""Chance that parts which are fitted alike are told apart."""
DRAWS: Final = 4_000
"""Draws of what chance alone would make of the difference; a p of 5 % is then known to half a point."""


class Judged(NamedTuple):
    """Judged main contacts, one position each.

    Attributes
    ----------
    frame
        Their axis values and record ids, among other columns.
    cluster
        Account of each, as an integer; who has none is alone.
    covered
        Bool.
    """

    frame: pd.DataFrame
    cluster: NDArray[np.int64]
    covered: NDArray[np.bool_]


class Part(NamedTuple):
    """Some of the people; ``name`` says which, after "main contacts": "at direct customers"."""

    name: str
    inside: NDArray[np.bool_]


class Skew(NamedTuple):
    """Best and worst part, and the share (0..1) covered of each."""

    best: Part
    worst: Part
    most: float
    least: float

    @property
    def points(self) -> float:
        """Points (0..100) between them."""
        return 100 * (self.most - self.least)

    @property
    def ratio(self) -> float:
        """The worst as a share of the best."""
        return self.least / self.most


def judged_contacts(contacts: pd.DataFrame) -> Judged:
    """Main contacts that can be judged, of contacts with their matches and ``MAIN``."""
    mine = contacts[t.is_judged(contacts[t.STATUS]) & contacts[MAIN].to_numpy(bool)]
    short = {axis: mine[axis].astype("category") for axis in t.AXES}  # each difference groups by them anew
    return Judged(mine.assign(**short), clusters(mine[t.ACCOUNT_ID]), t.is_covered(mine[t.STATUS]))


def along(judged: Judged, axis: str, population: str) -> Iterator[Part]:
    """The values of an axis as parts; ``unknown`` is none."""
    for value, inside in values_along(judged, axis):
        place = phrases.place({axis: value}, population) or f"who are {phrases.axis_value(axis, value)}"
        yield Part(place, inside)


def values_along(judged: Judged, axis: str) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """The values that somebody has on an axis, in order, and who has them (bool); ``unknown`` is none."""
    values = judged.frame[axis].astype("category").cat
    codes, names = values.codes.to_numpy(), {*values.categories} - {t.UNKNOWN, ""}
    for value in sorted(names):
        inside = codes == values.categories.get_loc(value)
        if inside.any():
            yield value, inside


def skew(judged: Judged, parts: Iterable[Part]) -> Skew | None:
    """The worst part against the best; None where fewer than two can be compared, or chance may have made it so."""
    comparable = sorted((part for part in parts if _supported(judged, part)), key=lambda part: part.name)
    if len(comparable) < 2:
        return None
    shares = [float(judged.covered[part.inside].mean()) for part in comparable]
    worst, best = int(np.argmin(shares)), int(np.argmax(shares))
    if shares[worst] == shares[best] or by_chance(judged, comparable) > RISK:
        return None
    return Skew(comparable[best], comparable[worst], shares[best], shares[worst])


def by_chance(judged: Judged, parts: Sequence[Part]) -> float:
    """How often parts that are fitted alike would differ as much, best from worst of so many.

    People of one account are fitted together, so accounts are what chance draws: the covariance of the shares is
    summed over accounts as if all parts were fitted alike (Liang and Zeger 1986), and the largest of all differences is
    held against that of normal draws with the same covariance (Hothorn, Bretz and Westfall 2008).
    """
    anywhere = np.logical_or.reduce([part.inside for part in parts])
    rate = judged.covered[anywhere].mean()
    accounts = np.unique(judged.cluster[anywhere], return_inverse=True)[1]
    excess = np.zeros((int(accounts.max(initial=0)) + 1, len(parts)))
    at = np.full(len(anywhere), -1)
    at[anywhere] = accounts
    for column, part in enumerate(parts):
        sums = np.bincount(at[part.inside], weights=judged.covered[part.inside] - rate, minlength=len(excess))
        excess[:, column] = sums / part.inside.sum()
    chance = excess.T @ excess * len(excess) / max(len(excess) - 1, 1)
    shares = np.array([judged.covered[part.inside].mean() for part in parts])
    draws = np.random.default_rng(0).multivariate_normal(np.zeros(len(parts)), chance, DRAWS, method="eigh")
    return float((1 + (np.ptp(draws, axis=1) >= np.ptp(shares)).sum()) / (DRAWS + 1))


def _supported(judged: Judged, part: Part) -> bool:
    accounts = judged.cluster[part.inside]
    return len(accounts) >= LEAST_CONTACTS and int(np.count_nonzero(np.bincount(accounts))) >= LEAST_ACCOUNTS
