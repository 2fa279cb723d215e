"""False findings: skews of groups that are fitted alike, slices where none is, and one that is planted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from benchmarks.claims.estimates import wilson
from benchmarks.claims.row import Row
from benchmarks.claims.worlds import clustered
from benchmarks.gaps import WHERE, draw, segment_gaps
from personacheck.coverage.count.census import Census
from personacheck.coverage.findings.skew import LEAST_ACCOUNTS, LEAST_CONTACTS, Judged, Part, skew
from personacheck.coverage.gaps.slices import worst_slices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


MORE = 3
"""Of skews, so many times the draws."""


def skews(random: np.random.Generator, draws: int) -> Iterator[Row]:
    """Worlds in which all groups are fitted alike: how often a difference is told apart."""
    for groups in (3, 8, 15):
        for icc in (0.0, 0.1, 0.34):
            before, now = [], []
            for _ in range(MORE * draws):
                account, covered = clustered(random, 400, icc)
                value = random.integers(0, groups, 400)[account]
                parts = [Part(f"{one:02}", value == one) for one in range(groups)]
                now.append(skew(Judged(pd.DataFrame(), account, covered), parts) is not None)
                before.append(_overlap(account, covered, parts))
            case = f"{groups} groups, ICC {icc:g}: false findings, %"
            yield Row("skew", case, 100 * float(np.mean(before)), 100 * float(np.mean(now)), about(5, MORE * draws))
    found = []
    for _ in range(draws):
        account, covered = clustered(random, 170, 0.1)
        value = random.integers(0, 3, 170)[account]
        covered &= ~((value == 0) & (random.random(len(covered)) < 0.6))
        parts = [Part(str(one), value == one) for one in range(3)]
        found.append(skew(Judged(pd.DataFrame(), account, covered), parts) is not None)
    yield Row("skew", "30 points planted, 170 accounts: found, %", None, 100 * float(np.mean(found)), (90.0, 100.0))


def about(rate: float, draws: int) -> tuple[float, float]:
    """At most so many percent, and two standard errors of so many draws."""
    return 0.0, round(rate + 2 * (rate * (100 - rate) / draws) ** 0.5, 1)


def _overlap(account: NDArray[np.int64], covered: NDArray[np.bool_], parts: list[Part]) -> bool:
    """As before: Wilson's intervals of best and worst, contacts taken as independent."""
    some = [one.inside for one in parts if one.inside.sum() >= LEAST_CONTACTS]
    some = [inside for inside in some if len(np.unique(account[inside])) >= LEAST_ACCOUNTS]
    shares = [float(covered[inside].mean()) for inside in some]
    worst, best = int(np.argmin(shares)), int(np.argmax(shares))
    low, high = (wilson(shares[n], int(some[n].sum())) for n in (worst, best))
    return low[1] < high[0]


def slices(random: np.random.Generator, draws: int) -> Iterator[Row]:
    """Worst slices where none is, and where one is planted."""
    runs = draws // 4
    seeds = random.integers(0, 2**31, runs).tolist()
    for accounts in (91, 170):
        null = [bool(segment_gaps(seed, accounts, 0.3, 0.1, planted=False)) for seed in seeds]
        yield Row(
            "slices", f"{accounts} accounts, nothing there: told, %", None, 100 * float(np.mean(null)), (0.0, 10.0)
        )
        hit = [
            WHERE in [gap.where for gap in segment_gaps(seed, accounts, 0.3, 0.1, planted=True)[:3]] for seed in seeds
        ]
        least = 90.0 if accounts == 170 else 60.0
        yield Row(
            "slices", f"{accounts} accounts, one planted: found, %", None, 100 * float(np.mean(hit)), (least, 100.0)
        )


def correlated(random: np.random.Generator, draws: int) -> Iterator[Row]:
    """Ten custom axes that go together: slices told though none is; with one value of one axis missed, how many others.

    A slice that is told beside the one that is missed counts as false unless it lies within it.
    """
    runs = max(draws // 10, 10)
    for icc in (0.1, 0.34):
        null = [bool(_told(random, icc, missed=False)) for _ in range(runs)]
        case = f"10 correlated axes, ICC {icc:g}, nothing there: told, %"
        yield Row("slices", case, None, 100 * float(np.mean(null)), (0.0, 10.0))
        by_world = [_told(random, icc, missed=True) for _ in range(runs)]
        hit = 100 * float(np.mean([{"x0": "a"} in told for told in by_world]))
        yield Row("slices", "the same, one value missed twice as often: found, %", None, hit)
        told = [where for world in by_world for where in world]
        false = 100 * float(np.mean([where.get("x0") != "a" for where in told]))
        yield Row("slices", f"the same, others among {len(told)} told, %", None, false, (0.0, 10.0))


def _told(random: np.random.Generator, icc: float, *, missed: bool) -> list[dict[str, str]]:
    drawn = draw(random, 170, 0.2, icc)
    latent = random.normal(size=170)
    axes = {
        f"x{n}": np.array([*"abcd"], object)[np.digitize(0.8 * latent + 0.6 * random.normal(size=170), [-0.7, 0, 0.7])]
        for n in range(10)
    }
    if missed:
        inside = (axes["x0"] == "a")[drawn.account]
        drawn.missed[inside] = random.random(int(inside.sum())) < 0.45
    frame = pd.DataFrame({axis: values[drawn.account] for axis, values in {**drawn.firms, **axes}.items()}).assign(
        account_id=[f"a{firm}" for firm in drawn.account],
        status=np.where(drawn.missed, "uncovered", "covered"),
        side=drawn.side,
    )
    nothing = pd.DataFrame()
    census = Census(frame, nothing, nothing, (*drawn.firms, "side", *axes), None)
    return [one.where for one in worst_slices(census)]
