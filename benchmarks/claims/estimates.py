"""The 95 % intervals of contacts, accounts and segments; blanks; the bound of the handful test; kappa."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.special import ndtri

from benchmarks.claims.row import Row
from benchmarks.claims.worlds import clustered, worlds
from personacheck.estimate.agreement import interval, kappa
from personacheck.estimate.estimates import _view, _whole
from personacheck.estimate.handful import upper_bound, verdict
from personacheck.estimate.ppi import WIDEST, estimate, fit
from personacheck.estimate.segments import Calibrated, Deviation, calibrate, deviation, segment_estimate
from personacheck.estimate.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

SIZES = (50, 100, 200)
HELD = (93.0, 97.0)
"""Percent of 95 % intervals that hold the truth."""
FEW = 5
"""Of claims that are quick to try, so many times the draws: a share near 95 % is then known to a point."""
OLD = Deviation(0.10**2, 0.10**2)
"""Before, ten points on every axis."""
BLANK = {"unreadable": 0.70, "uncovered": 0.15, "covered": 0.03}


def headline(random: np.random.Generator, draws: int) -> Iterator[Row]:
    """Interval of all contacts."""
    kinds = list(worlds(random))
    for size in SIZES:
        held, wide = [], []
        for world in kinds:
            for _ in range(FEW * draws):
                drawn = random.choice(len(world.truth), size, replace=False)
                made = estimate(world.truth[drawn], world.score[drawn], world.score)
                assert made is not None
                held.append(made.low <= world.truth.mean() <= made.high)
                wide += [made.high - made.low] if world.name == "usual" else []
        yield Row("contacts", f"{size} labels: interval holds, %", None, 100 * float(np.mean(held)), HELD)
        most = (0.0, 13.0) if size == 100 else (0.0, float("inf"))
        yield Row("contacts", f"{size} labels: its width, points", None, 100 * float(np.mean(wide)), most)


def accounts(random: np.random.Generator, draws: int) -> Iterator[Row]:
    """Interval of accounts from a draw by chance alone. Before there was the matched share alone."""
    for size in SIZES:
        held, wide, matched = [], [], []
        for _ in range(FEW * draws):
            firm, covered = clustered(random, 800, 0.34, 0.7)
            said = covered ^ (random.random(len(covered)) < 0.12)
            score = np.clip(np.where(said, 0.8, 0.15) + random.normal(0, 0.1, len(said)), 0, 1)
            truth, low = np.ones(800, bool), np.ones(800)
            np.logical_and.at(truth, firm, covered)
            np.minimum.at(low, firm, score)
            drawn = random.choice(800, size, replace=False)
            made = estimate(truth[drawn], low[drawn], low)
            assert made is not None
            held.append(made.low <= truth.mean() <= made.high)
            wide.append(made.high - made.low)
            fits = np.ones(800, bool)
            np.logical_and.at(fits, firm, said)
            matched.append(abs(fits.mean() - truth.mean()) <= (made.high - made.low) / 2)
        case = f"{size} accounts: interval holds, %"
        yield Row("accounts", case, 100 * float(np.mean(matched)), 100 * float(np.mean(held)), HELD)
        yield Row("accounts", f"{size} accounts: its width, points", None, 100 * float(np.mean(wide)))


def segments(random: np.random.Generator, draws: int) -> Iterator[Row]:
    """Intervals of segments; one that is withheld above ten labels counts as a miss."""
    kinds = [world for _ in range(3 * FEW) for world in worlds(random) if world.name in {"usual", "small export"}]
    for size in SIZES:
        told: dict[tuple[str, str], list[tuple[bool, float]]] = {}
        for world in kinds:
            for _ in range(max(draws // 6, 5)):
                taken = np.zeros(len(world.truth), bool)
                taken[random.choice(len(world.truth), size, replace=False)] = True
                fitted = fit(world.truth[taken], world.score[taken], world.score)
                whole = calibrate(fitted, world.truth.astype(float), taken, world.score)
                for axis, value in world.axes.items():
                    for when, differ in (("now", deviation(whole, value)), ("before", OLD)):
                        told.setdefault((axis, when), []).extend(_tried(whole, value, differ))
        for axis in kinds[0].axes:
            before, now = ([float(np.mean(c)) for c in zip(*told[axis, w], strict=True)] for w in ("before", "now"))
            yield Row("segments", f"by {axis}, {size} labels: holds, %", 100 * before[0], 100 * now[0], HELD)
            most = (0.0, 33.0 if size == 100 else float("inf"))
            yield Row("segments", f"by {axis}, {size} labels: width, points", 100 * before[1], 100 * now[1], most)


UNEVEN = np.array([0.02, 0.03, 0.05, 0.08, 0.12, 0.15, 0.2, 0.35])
"""Shares of eight segments."""
ODD = 3
"""The segment where the matcher is upside down."""


def hard_segments(random: np.random.Generator, draws: int) -> Iterator[Row]:
    """Where the average over segments flatters: the smallest of eight, and one that is matched wrongly."""
    for wrong in (0.09, 0.9):
        for size in SIZES:
            least, odd = [], []
            for _ in range(FEW * draws):
                value = random.choice(len(UNEVEN), 5_000, p=UNEVEN)
                truth = random.random(5_000) < random.beta(6, 4, len(UNEVEN))[value]
                matched = truth ^ (random.random(5_000) < np.where(value == ODD, wrong, 0.09))
                score = np.clip(np.where(matched, 0.8, 0.15) + random.normal(0, 0.1, 5_000), 0, 1)
                taken = np.zeros(5_000, bool)
                taken[random.choice(5_000, size, replace=False)] = True
                whole = calibrate(fit(truth[taken], score[taken], score), truth.astype(float), taken, score)
                differ = deviation(whole, value)
                least += _holds(whole, value == 0, differ)
                odd += _holds(whole, value == ODD, differ)
            if wrong > 0.5:
                yield Row(
                    "hard segments", f"matcher wrong in 8 %, {size} labels: holds, %", None, 100 * float(np.mean(odd))
                )
            else:
                yield Row("hard segments", f"2 % of all, {size} labels: holds, %", None, 100 * float(np.mean(least)))


def ends(random: np.random.Generator, draws: int) -> Iterator[Row]:
    """Segments of a cast that fits hardly anybody, or nearly all: intervals as long on both sides would miss one."""
    for share in (0.08, 0.92):
        for size in SIZES:
            held = []
            for _ in range(draws):
                value = random.choice(len(UNEVEN), 5_000, p=UNEVEN)
                truth = random.random(5_000) < np.clip(share + random.normal(0, 0.04, len(UNEVEN)), 0.01, 0.99)[value]
                matched = truth ^ (random.random(5_000) < 0.09)
                score = np.clip(np.where(matched, 0.8, 0.15) + random.normal(0, 0.1, 5_000), 0, 1)
                taken = np.zeros(5_000, bool)
                taken[random.choice(5_000, size, replace=False)] = True
                whole = calibrate(fit(truth[taken], score[taken], score), truth.astype(float), taken, score)
                differ = deviation(whole, value)
                held += [holds for one in range(len(UNEVEN)) for holds in _holds(whole, value == one, differ)]
            case = f"fit of {100 * share:.0f} %, {size} labels: holds, %"
            yield Row("hard segments", case, None, 100 * float(np.mean(held)), (93.0, 100.0))


def _holds(whole: Calibrated, within: NDArray[np.bool_], differ: Deviation) -> list[bool]:
    """Whether the interval holds the truth; empty where there is none."""
    made = segment_estimate(whole, within, differ)
    return [] if made is None else [made.low - 1e-9 <= whole.truth[within].mean() <= made.high + 1e-9]


def _tried(whole: Calibrated, value: NDArray[np.int64], differ: Deviation) -> Iterator[tuple[bool, float]]:
    for one in range(int(value.max()) + 1):
        within = value == one
        made = segment_estimate(whole, within, differ)
        if made is None:  # fewer labels than anything is told of
            continue
        wide = made.high - made.low
        shown = wide <= WIDEST or made.reviewed <= 10
        yield shown and made.low - 1e-9 <= whole.truth[within].mean() <= made.high + 1e-9, wide


def blanks(random: np.random.Generator, draws: int) -> Iterator[Row]:
    """Reviewers leave blank what they cannot place: the interval must hold all the same."""
    before, now, wide = [], [], []
    for _ in range(draws):
        size = 3_000
        kind = random.choice([*BLANK], size, p=[0.2, 0.3, 0.5])
        truth = random.random(size) < np.select([kind == "covered", kind == "uncovered"], [0.92, 0.12], 0.25)
        score = np.select([kind == "covered", kind == "uncovered"], [0.8, 0.2], 0.35) + random.normal(0, 0.1, size)
        drawn = np.zeros(size, bool)
        drawn[random.choice(size, 100, replace=False)] = True
        answered = drawn & (random.random(size) >= np.vectorize(BLANK.get)(kind))
        units = Units(
            pd.DataFrame(index=range(size)), answered, drawn, truth & answered, truth | ~answered,
            np.ones(size, bool), score, np.full(size, "", object),
        )  # fmt: skip  # a row of fields
        old, (new, _) = estimate(truth[answered], score[answered], score), _whole(_view(units))
        assert old is not None
        assert new is not None
        before.append(old.low <= truth.mean() <= old.high)
        now.append(new.low <= truth.mean() <= new.high)
        wide.append(new.high - new.low)
    yield Row("blanks", "70/15/3 % left blank: holds, %", 100 * float(np.mean(before)), 100 * float(np.mean(now)),
              (95.0, 100.0))  # fmt: skip  # a row
    yield Row("blanks", "its width, points", None, 100 * float(np.mean(wide)))


def handful(_random: np.random.Generator, _draws: int) -> Iterator[Row]:
    """Bound after all fit, one account of each group first: what is told, and what failure rate it would have to be."""
    cases = {
        "9 groups, 5 accounts, one each": (np.array([1] * 5 + [0] * 4), np.array([10] * 9), 4 / 9 + 5 / 9 * 0.4507),
        "9 groups, 8 accounts, one each": (np.array([1] * 8 + [0]), np.array([10] * 9), 1 / 9 + 8 / 9 * 0.3123),
        "3 x 2 groups, 12 accounts": (np.array([2] * 6), np.array([50] * 6), 0.2209),
        "5 large groups of 15, 12 accounts": (
            np.array([3, 3, 2, 2, 2] + [0] * 10),
            np.array([18] * 5 + [1] * 10),
            None,
        ),
    }
    for case, (drawn, sizes, right) in cases.items():
        number = int(drawn.sum())
        looks = bool((np.abs(drawn - number * sizes / sizes.sum()) < 1).all())
        now = verdict(number, drawn, sizes).upper
        old = upper_bound(0, number) if looks else now
        least = 100 * (right if right is not None else now)
        yield Row("handful", f"{case}: up to, %", 100 * old, 100 * now, (least - 0.3, least + 0.3))


def agreement(random: np.random.Generator, draws: int) -> Iterator[Row]:
    """The interval of kappa: two reviewers who each err, held against their kappa in the long run."""
    for errs in (0.05, 0.2):
        pair = _answers(random, 200_000, errs)
        true, held = kappa(*pair), []
        for _ in range(draws):
            made = interval(*_answers(random, 60, errs))
            held += [made[0] <= true <= made[1]] if made and true is not None else []
        case = f"kappa {true:.2f}, 60 contacts: interval holds, %"
        yield Row("two reviewers", case, None, 100 * float(np.mean(held)), (92.0, 98.5))


def _answers(random: np.random.Generator, size: int, errs: float) -> tuple[list[str], list[str]]:
    words = np.array(["it", "buyer", "user", ""])
    truth = random.choice(4, size, p=[0.3, 0.25, 0.2, 0.25])
    one, other = (np.where(random.random(size) < errs, random.integers(0, 4, size), truth) for _ in range(2))
    return list(words[one]), list(words[other])


def wilson(share: float, number: int) -> tuple[float, float]:
    """Wilson's interval."""
    z = float(ndtri(0.975))
    middle, half = share + z**2 / (2 * number), z * sqrt(share * (1 - share) / number + z**2 / (4 * number**2))
    return (middle - half) / (1 + z**2 / number), (middle + half) / (1 + z**2 / number)
