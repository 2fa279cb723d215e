"""How far the mix of personas and functions moved, by which values and words, and which titles are new."""

from __future__ import annotations

import math
from collections import Counter
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

from personacheck.model.review import Drift, Driver

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from personacheck.model.snapshot import Mix, Snapshot

WATCH: Final = 0.10
ACT: Final = 0.25
"""Bounds of the population stability index in credit scoring, where it comes from: conventions, not mathematics."""

PSEUDO: Final = 0.5
"""Added to every count, so that an empty value has a logarithm (Jeffreys' prior)."""

CONFIDENCE: Final = 0.95
SHOWN: Final = 5
WORD_MOVED: Final = 0.01
"""A word that moved by less (share of contacts) drives nothing."""


def drift(before: Mix, after: Mix, renamed: Mapping[str, str]) -> tuple[Drift, ...]:
    """Drift of the persona mix and of the function mix; a mix that is empty in one run has none.

    Parameters
    ----------
    renamed
        Old persona id to new id.
    """
    old: Counter[str] = Counter()
    for persona, number in before.personas.items():
        old[renamed.get(persona, persona)] += number
    mixes = (("personas", old, after.personas), ("functions", before.functions, after.functions))
    return tuple(_drift(mix, was, now) for mix, was, now in mixes if sum(was.values()) and sum(now.values()))


def words(before: Mix, after: Mix) -> tuple[Driver, ...]:
    """Words of titles whose share among the contacts with a title moved most, largest part first."""
    totals = before.titled, after.titled
    if not all(totals):
        return ()
    every = sorted({*before.words, *after.words})
    moved = [_driver(word, before.words.get(word, 0), after.words.get(word, 0), totals) for word in every]
    told = [each for each in moved if round(abs(each.after - each.before), 9) > WORD_MOVED]
    return tuple(sorted(told, key=lambda each: -each.part)[:SHOWN])


def unseen(past: Iterable[Snapshot], after: Mix) -> dict[str, int]:
    """Titles that no earlier run showed, with their contacts, most first; {} where there is no earlier run."""
    runs = list(past)
    known = {title for run in runs for title in run.mix.titles}
    new = [(title, number) for title, number in after.titles.items() if runs and title not in known]
    return dict(sorted(new, key=lambda each: (-each[1], each[0])))


def _drift(mix: str, before: Mapping[str, int], after: Mapping[str, int]) -> Drift:
    values = sorted({*before, *after})
    extra = PSEUDO * len(values)
    totals = sum(before.values()) + extra, sum(after.values()) + extra
    parts = [_driver(value, before.get(value, 0) + PSEUDO, after.get(value, 0) + PSEUDO, totals) for value in values]
    index = math.fsum(each.part for each in parts)
    noise = noise_of(len(values), sum(before.values()), sum(after.values()))
    verdict = "stable" if index < WATCH or index <= noise else "act" if index > ACT else "watch"
    return Drift(mix, index, noise, verdict, tuple(sorted(parts, key=lambda each: -each.part)[:SHOWN]))


def noise_of(values: int, before: int, after: int) -> float:
    """What the index stays below in 95 of 100 draws from one mix.

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


def _driver(value: str, before: float, after: float, totals: tuple[float, float]) -> Driver:
    was, now = before / totals[0], after / totals[1]
    floor = PSEUDO / max(totals)
    return Driver(value, was, now, (now - was) * math.log(max(now, floor) / max(was, floor)))
