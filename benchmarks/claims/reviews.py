"""What a review calls a change: gates, drift and gaps between two exports between which nothing happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from benchmarks.claims.differences import about
from benchmarks.claims.row import Row
from benchmarks.claims.worlds import clustered
from personacheck.model.snapshot import Mix
from personacheck.review import groups
from personacheck.review.compare import SUPPORT
from personacheck.review.drift import WATCH, drift

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

POINTS = 0.02
"""Of ``--fail-if-worse 2``."""
REPLACED = 0.05
FIT = 0.6
MIX = (0.35, 0.25, 0.2, 0.12, 0.08)


def gates(random: np.random.Generator, draws: int) -> Iterator[Row]:
    """Five in a hundred accounts are replaced by like ones: how often the gate fails, on any measure or segment."""
    for size in (108, 400, 2_000):
        before, now, found = [], [], []
        for _ in range(draws):
            ids, new = np.arange(size), random.random(size) < REPLACED
            then = _firms(random, ids)
            later = {key: np.where(new, fresh, then[key]) for key, fresh in _firms(random, ids).items()}
            later["id"] = np.where(new, ids + size, ids)
            worse = {**later, "fits": later["fits"] & (random.random(size) > 0.2)}
            one, other, third = (_groups(each) for each in (then, later, worse))
            before.append(any(fell > POINTS for fell, _ in _falls(one, other)))
            now.append(any(fell > max(POINTS, noise) for fell, noise in _falls(one, other)))
            found.append(any(fell > max(POINTS, noise) for fell, noise in _falls(one, third)))
        case = f"{size:,} accounts, 5 % replaced: fails, %"
        yield Row("gate", case, 100 * float(np.mean(before)), 100 * float(np.mean(now)), about(5, draws))
        yield Row("gate", f"{size:,} accounts, fit falls by 12 points: fails, %", None, 100 * float(np.mean(found)))


def _firms(random: np.random.Generator, ids: NDArray[np.int64]) -> dict[str, NDArray[np.generic]]:
    """Accounts with what they pay, and three axes of three values; contacts of one fit together."""
    size = len(ids)
    return {
        "id": ids,
        "fits": random.random(size) < FIT,
        "people": np.minimum(random.geometric(0.3, size), 5),
        "pays": np.round(random.lognormal(9, 1, size)),
        **{axis: random.choice(3, size, p=(0.5, 0.35, 0.15)) for axis in ("channel", "size", "stage")},
    }


def _groups(firms: dict[str, NDArray[np.generic]]) -> dict[str, tuple[float, ...]]:
    at = groups._dealt(pd.Series(firms["id"]))
    status = np.where(firms["fits"], "covered", "uncovered").astype(object)
    people = firms["people"].astype(float)
    found = {
        **groups._shares("accounts", at, status),
        **groups._shares("contacts", at, status, people),
        **groups._shares("revenue", at, status, firms["pays"].astype(float)),
    }
    for axis in ("channel", "size", "stage"):
        for value in range(3):
            here = firms[axis] == value
            found |= groups._shares(f"contacts {axis}={value}", at[here], status[here], people[here])
    return found


def _falls(then: dict[str, tuple[float, ...]], now: dict[str, tuple[float, ...]]) -> Iterator[tuple[float, float]]:
    """How far each share fell, and its noise; segments below the support of the review are left out."""
    for key in (each for each in then if each.endswith(groups.name("", groups.COVERED))):
        of = key.replace(groups.name("", groups.COVERED), groups.name("", groups.JUDGED))
        if min(sum(then[of]), sum(now[of])) >= SUPPORT:
            among = 2 * (groups.segments_kept(now) if "=" in key else 3)
            fell = sum(then[key]) / sum(then[of]) - sum(now[key]) / sum(now[of])
            yield fell, groups.noise(then, now, key, of, among) or 0.0


def drifts(random: np.random.Generator, draws: int) -> Iterator[Row]:
    """Personas go with the account: how often a mix is called moved though nothing happened."""
    for again in (0.0, 0.9):
        before, now = [], []
        for _ in range(draws):
            one = _people(random, np.arange(160))
            kept = random.random(160) < again
            other = _people(random, np.where(kept, np.arange(160), np.arange(160) + 1_000))
            stays = np.flatnonzero(kept)
            then = pd.concat([one[one["account"].isin(stays)], other[~other["account"].isin(stays)]])
            mixes = [Mix(functions={str(k): int(n) for k, n in f["value"].value_counts().items()}) for f in (one, then)]
            by_group = [_by_group(frame) for frame in (one, then)]
            for told, runs in ((before, ()), (now, by_group)):
                (found,) = drift(*mixes, {}, *runs)
                told.append(found.index > found.noise and found.index > WATCH / 10)
        case = f"400 contacts, {again:.0%} of accounts the same: false, %"
        yield Row("drift", case, 100 * float(np.mean(before)), 100 * float(np.mean(now)), about(5, draws))


def _people(random: np.random.Generator, ids: NDArray[np.int64]) -> pd.DataFrame:
    """Contacts whose function is in half of all cases that of their account."""
    account, _ = clustered(random, len(ids), 0.0)
    own, firm = random.choice(5, len(account), p=MIX), random.choice(5, len(ids), p=MIX)
    value = np.where(random.random(len(account)) < 0.6, firm[account], own)
    return pd.DataFrame({"account": ids[account], "value": [str(each) for each in value]})


def _by_group(people: pd.DataFrame) -> dict[str, tuple[float, ...]]:
    at = groups._dealt(people["account"])
    values = people["value"].to_numpy()
    return {groups.name("functions", v): groups._summed(at, values == v) for v in sorted({*values})}
