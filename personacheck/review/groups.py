"""Random groups of accounts: a run's tallies by group, so that a later run can tell a change from noise.

Nobody keeps who was in an export, and two exports share most accounts. So accounts are dealt into groups by their id,
which they keep from run to run, and the tallies are kept by group. What a share moves by is then known group by group,
and how those moves scatter is the noise of the whole (the random groups of survey statistics: Wolter 2007,
"Introduction to Variance Estimation", 2).
"""

from __future__ import annotations

import hashlib
from math import sqrt
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
import pandas as pd

from personacheck.model import tables as t
from personacheck.model.few import SMALLER
from personacheck.model.tables import AccountStatus, Status
from personacheck.model.tally import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from personacheck.model.assessment import Assessment
    from personacheck.model.snapshot import Mix

GROUPS: Final = 40
"""Groups; of so many, noise is known to about a tenth."""
COVERED: Final = "covered"
JUDGED: Final = "judged"
ALL: Final = "all"

Groups: TypeAlias = "Mapping[str, tuple[float, ...]]"
"""What is counted, to its sum in each group."""
Mixes: TypeAlias = "tuple[NDArray[np.float64], NDArray[np.float64]]"
"""Contacts by value of a mix and by group, before and after."""


def groups_of(
    assessment: Assessment, counted: pd.DataFrame, mix: Mix, axes: Iterable[str]
) -> dict[str, tuple[float, ...]]:
    """The run's tallies by group; of roles and gaps only what the run tells, so that no group tells of fewer people.

    Parameters
    ----------
    counted
        Contacts of the headline's population that count, with their matches.
    mix
        Of these contacts.
    axes
        Those whose segments are kept, too.
    """
    account = counted[t.ACCOUNT_ID].astype(object).where(counted[t.ACCOUNT_ID] != "", counted[t.RECORD_ID])
    at = _dealt(account)
    main = assessment.main.loc[counted.index].to_numpy(bool)
    status = counted[t.STATUS].to_numpy()
    accounts = assessment.accounts[assessment.accounts.index.isin(set(counted[t.ACCOUNT_ID]))]
    account_at, account_status = _dealt(accounts.index.to_series()), accounts[t.STATUS].to_numpy()
    paid = accounts[t.REVENUE].fillna(0.0).to_numpy(float)
    tallies = {
        **_shares("contacts", at, status),
        **_shares("main_contacts", at[main], status[main]),
        **_shares("accounts", account_at, account_status),
        **_shares("revenue", account_at, account_status, paid),
        name("accounts", ALL): _summed(account_at, account_status != AccountStatus.EXCLUDED.value),
        name("contacts", ALL): _summed(at, np.ones(len(at), bool)),
    }
    for axis in axes:
        values = counted[axis].to_numpy()
        for value in sorted({*values[main]}):
            here = main & (values == value)
            tallies |= _shares(f"main_contacts {axis}={value}", at[here], status[here])
    tallies |= dict(_mixes(counted, mix, at, np.isin(status, t.JUDGED)))
    tallies |= dict(_gaps(assessment, counted, at, accounts.index, account_at))
    return tallies


def name(what: str, which: str) -> str:
    """Key of a count."""
    return f"{what}: {which}"


def coverage_of(measure: str, where: Mapping[str, str]) -> tuple[str, str]:
    """Keys of covered and judged; of segments only those of one axis, by main contact, are kept."""
    what = " ".join([measure, *(f"{axis}={value}" for axis, value in where.items())])
    return name(what, COVERED), name(what, JUDGED)


def segments_kept(run: Groups) -> int:
    """Segments whose coverage is kept by group."""
    return sum("=" in key and key.endswith(name("", JUDGED)) for key in run)


def mixes(mix: str, before: Groups, after: Groups, renamed: Mapping[str, str]) -> Mixes | None:
    """Contacts of a mix by value and group, in both runs; None where one of them was not kept.

    Parameters
    ----------
    renamed
        Each old persona id with its new id.
    """
    start = name(mix, "")
    tables = [{key.removeprefix(start): run[key] for key in run if key.startswith(start)} for run in (before, after)]
    if not all(tables):
        return None
    old: dict[str, NDArray[np.float64]] = {}
    for value, counts in tables[0].items():
        new = renamed.get(value, value)
        old[new] = old.get(new, np.zeros(GROUPS)) + counts
    values, nothing = sorted({*old, *tables[1]}), np.zeros(GROUPS)
    earlier = np.array([old.get(value, nothing) for value in values])
    return earlier, np.array([tables[1].get(value, nothing) for value in values], float)


def noise(before: Groups, after: Groups, part: str, of: str, among: int = 1) -> float | None:
    """What the change of a share stays under in 95 of 100 pairs of exports between which nothing happened.

    One-sided, as a share. None where either run has no groups, or nothing to divide by.

    Parameters
    ----------
    part, of
        Keys of the counts that make the share.
    among
        How many shares are looked at for the largest change (Bonferroni).
    """
    runs = [(np.array(run.get(part, ())), np.array(run.get(of, ()))) for run in (before, after)]
    if any(len(whole) != GROUPS or len(some) != GROUPS or not whole.sum() for some, whole in runs):
        return None
    moved = [(some - whole * some.sum() / whole.sum()) / whole.sum() for some, whole in runs]
    apart = moved[1] - moved[0]
    spread = sqrt(GROUPS / (GROUPS - 1) * float((apart**2).sum()))
    from scipy.special import stdtrit  # noqa: PLC0415  # heavy; needed only here

    return float(stdtrit(GROUPS - 1, 1 - (1 - CONFIDENCE) / among)) * spread


def _gaps(
    assessment: Assessment,
    counted: pd.DataFrame,
    at: NDArray[np.int64],
    accounts: pd.Index,
    account_at: NDArray[np.int64],
) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Contacts and accounts of each gap that the run tells."""
    gaps = [gap.id for gap in assessment.result.gaps if gap.id in assessment.gap_contacts]
    for gap in gaps:
        inside = counted.index.isin(assessment.gap_contacts[gap])
        yield name("gap contacts", gap), _summed(at, inside)
        yield name("gap accounts", gap), _summed(account_at, accounts.isin(set(counted.loc[inside, t.ACCOUNT_ID])))


def _mixes(
    counted: pd.DataFrame, mix: Mix, at: NDArray[np.int64], judged: NDArray[np.bool_]
) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Personas of those that can be judged, and functions, as the mixes have them."""
    covered = t.is_covered(counted[t.STATUS])
    persona = counted[t.PERSONA].astype(object).where(covered, "").to_numpy()
    for which, values, some, named in (
        ("personas", persona, judged, mix.personas),
        ("functions", counted[t.FUNCTION].to_numpy(), judged | ~judged, mix.functions),
    ):
        folded = np.where(np.isin(values, [*named]), values, SMALLER)
        for value in sorted({*folded[some]}):
            yield name(which, value), _summed(at, some & (folded == value))


def _shares(
    what: str, at: NDArray[np.int64], status: NDArray[np.object_], weight: NDArray[np.float64] | None = None
) -> dict[str, tuple[float, ...]]:
    return {
        name(what, COVERED): _summed(at, status == Status.COVERED.value, weight),
        name(what, JUDGED): _summed(at, np.isin(status, t.JUDGED), weight),
    }


def _summed(
    at: NDArray[np.int64], some: NDArray[np.bool_], weight: NDArray[np.float64] | None = None
) -> tuple[float, ...]:
    sums = np.bincount(at[some], weights=None if weight is None else weight[some], minlength=GROUPS)
    return tuple(float(total) if weight is not None else int(total) for total in sums)


def _dealt(keys: pd.Series) -> NDArray[np.int64]:
    """Group of each key: the same in every run, and with nothing else in common."""
    code, distinct = pd.factorize(keys)
    dealt = [
        int.from_bytes(hashlib.blake2b(str(key).encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")
        % GROUPS
        for key in distinct
    ]
    return np.asarray(dealt, np.int64)[code]
