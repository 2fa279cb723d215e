"""How far the mix of personas and functions moved, by which values and words, and which titles are new."""

from __future__ import annotations

import math
from collections import Counter
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.model.review import Drift, Driver
from personacheck.model.tally import CONFIDENCE
from personacheck.review import groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from personacheck.model.snapshot import Mix, Snapshot
    from personacheck.review.groups import Groups, Mixes

WATCH: Final = 0.10
ACT: Final = 0.25
"""Bounds of the population stability index in credit scoring, where it comes from: conventions, not mathematics."""

PSEUDO: Final = 0.5
"""Added to every count, so that an empty value has a logarithm (Jeffreys' prior)."""

DRAWS: Final = 1_000
SHOWN: Final = 5
WORD_MOVED: Final = 0.01
"""A word that moved by less (share of contacts) drives nothing."""


def drift(
    before: Mix, after: Mix, renamed: Mapping[str, str], was: Groups | None = None, now: Groups | None = None
) -> tuple[Drift, ...]:
    """Drift of the persona mix and of the function mix; a mix that is empty in one run has none.

    Parameters
    ----------
    renamed
        Each old persona id with its new id.
    was, now
        Both runs by random group, which tells what is noise; None where they were not kept.
    """
    old: Counter[str] = Counter()
    for persona, number in before.personas.items():
        old[renamed.get(persona, persona)] += number
    mixes = (("personas", old, after.personas), ("functions", before.functions, after.functions))
    measured = [(mix, old, new) for mix, old, new in mixes if sum(old.values()) and sum(new.values())]
    by_group = {mix: groups.mixes(mix, was or {}, now or {}, renamed) for mix, _, _ in measured}
    return tuple(_drift(mix, old, new, by_group[mix]) for mix, old, new in measured)


def words(before: Mix, after: Mix) -> tuple[Driver, ...]:
    """Words of titles whose share among the contacts with a title moved most, largest part first."""
    totals = before.titled, after.titled
    if not all(totals):
        return ()
    every = sorted({*before.words, *after.words})
    moved = [_driver(word, before.words.get(word, 0), after.words.get(word, 0), totals) for word in every]
    far = [driver for driver in moved if round(abs(driver.after - driver.before), 9) > WORD_MOVED]
    return tuple(sorted(far, key=lambda driver: -driver.part)[:SHOWN])


def unseen(past: Iterable[Snapshot], after: Mix) -> dict[str, int]:
    """Titles that no earlier run showed, with their contacts, most first; {} where there is no earlier run."""
    runs = list(past)
    seen = {title for run in runs for title in run.mix.titles}
    new = [(title, number) for title, number in after.titles.items() if runs and title not in seen]
    return dict(sorted(new, key=lambda item: (-item[1], item[0])))


def _drift(mix: str, before: Mapping[str, int], after: Mapping[str, int], by_group: Mixes | None) -> Drift:
    values = sorted({*before, *after})
    extra = PSEUDO * len(values)
    totals = sum(before.values()) + extra, sum(after.values()) + extra
    parts = [_driver(value, before.get(value, 0) + PSEUDO, after.get(value, 0) + PSEUDO, totals) for value in values]
    index = math.fsum(driver.part for driver in parts)
    noise = swapped(*by_group) if by_group else noise_of(len(values), sum(before.values()), sum(after.values()))
    verdict = "stable" if index < WATCH or index <= noise else "act" if index > ACT else "watch"
    return Drift(mix, index, noise, verdict, tuple(sorted(parts, key=lambda driver: -driver.part)[:SHOWN]))


def noise_of(values: int, before: int, after: int) -> float:
    """What the index stays below in 95 of 100 draws of contacts from one mix; where groups of accounts were not kept.

    The fixed bounds call too often where contacts are few (Potgieter et al., arXiv 2307.11878). Without a change the
    index times 1 / (1/n + 1/m) is chi-squared with one degree of freedom less than values; its quantile is Wilson and
    Hilferty's. Two exports share most contacts, so that true noise is smaller still.
    """
    freedom = values - 1
    if freedom < 1:
        return 0.0
    slope = 2 / (9 * freedom)
    quantile = freedom * (1 - slope + NormalDist().inv_cdf(CONFIDENCE) * math.sqrt(slope)) ** 3
    return float(quantile * (1 / before + 1 / after))


def swapped(before: NDArray[np.float64], after: NDArray[np.float64]) -> float:
    """What the index stays below in 95 of 100 cases if nothing happened: a permutation test over groups of accounts.

    Then it is all the same which of the two runs a group's contacts are counted in, so that groups change sides at
    random (Pitman 1937). Accounts that are in both runs, and people of one account, are thereby taken as they are.

    Parameters
    ----------
    before, after
        Contacts by value of the mix and by group.
    """
    turned = np.random.default_rng(0).random((DRAWS, before.shape[1])) < PSEUDO
    first = before.sum(axis=1) + turned @ (after - before).T
    other = (before + after).sum(axis=1) - first
    shares = [(side + PSEUDO) / (side + PSEUDO).sum(axis=1, keepdims=True) for side in (first, other)]
    index = ((shares[1] - shares[0]) * np.log(shares[1] / shares[0])).sum(axis=1)
    return float(np.quantile(index, CONFIDENCE))


def _driver(value: str, before: float, after: float, totals: tuple[float, float]) -> Driver:
    was, now = before / totals[0], after / totals[1]
    floor = PSEUDO / max(totals)
    return Driver(value, was, now, (now - was) * math.log(max(now, floor) / max(was, floor)))
