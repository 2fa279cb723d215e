"""Which gaps to close first: the fewest that recover most, by accounts, by contacts, by revenue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from personacheck.coverage.count.census import MAIN
from personacheck.model import tables as t
from personacheck.model.result import Priorities, Step
from personacheck.model.tally import share_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from personacheck.coverage.count.census import Census

LONGEST: Final = 10
"""Gaps in a list, at most."""


def priorities(census: Census, gaps: Mapping[str, NDArray[np.int64]]) -> Priorities:
    """Three greedy lists; each takes the gap that recovers most, given those before it, and ends where none does.

    Closing a gap covers its contacts. An account is recovered once all its readable main contacts are covered; where
    no gap recovers a whole account, the one that brings most of them nearer is taken.

    Parameters
    ----------
    gaps
        Gap id to the positions, in the census, of its contacts.
    """
    status = census.contacts[t.STATUS]
    missed, covered = t.is_missed(status), int(t.is_covered(status).sum())
    person = np.arange(len(status))
    accounts = census.accounts[t.is_judged(census.accounts[t.STATUS])]
    account = np.asarray(accounts.index.get_indexer(pd.Index(census.contacts[t.ACCOUNT_ID])), np.int64)
    main = missed & census.contacts[MAIN].to_numpy(bool) & (account >= 0)
    whole = t.is_covered(accounts[t.STATUS])
    paid = accounts[t.REVENUE].fillna(0.0).to_numpy(float)
    per_account, per_contact = np.ones(len(accounts)), np.ones(len(person))
    return Priorities(
        accounts=_greedy(gaps, Goal(account, main, per_account, float(whole.sum()), float(len(accounts)))),
        contacts=_greedy(gaps, Goal(person, missed, per_contact, float(covered), float(covered + missed.sum()))),
        revenue=_greedy(gaps, Goal(account, main, paid, float(paid[whole].sum()), float(paid.sum()))),
    )


class Goal(NamedTuple):
    """What to recover: units (accounts, or contacts themselves), each with a weight.

    Attributes
    ----------
    unit
        Unit of each contact.
    missed
        Contacts that keep their unit from being covered.
    reached, whole
        Weight of the units covered already, and of all.
    """

    unit: NDArray[np.int64]
    missed: NDArray[np.bool_]
    weight: NDArray[np.float64]
    reached: float
    whole: float


def _greedy(gaps: Mapping[str, NDArray[np.int64]], goal: Goal) -> tuple[Step, ...]:
    rows, reached = np.flatnonzero(goal.missed), goal.reached
    left = {key: np.flatnonzero(np.isin(rows, at)) for key, at in gaps.items()}
    open_, steps = np.ones(len(rows), bool), list[Step]()
    while left and len(steps) < LONGEST:
        were = np.bincount(goal.unit[rows[open_]], minlength=len(goal.weight))
        gains = {key: _gain(goal, were, rows[at[open_[at]]]) for key, at in left.items()}
        best = max(gains, key=lambda key: gains[key])
        if gains[best] <= (0.0, 0.0):
            break
        reached += gains[best][0]
        open_[left.pop(best)] = False
        steps.append(Step(best, share_of(reached, goal.whole)))
    return tuple(steps)


def _gain(goal: Goal, were: NDArray[np.int64], closing: NDArray[np.int64]) -> tuple[float, float]:
    """Weight of units recovered whole; then the part of each unit's open contacts that is closed, weighted."""
    closed = np.bincount(goal.unit[closing], minlength=len(goal.weight))
    nearer = np.divide(closed, were, out=np.zeros(len(goal.weight)), where=were > 0)
    return float(goal.weight[nearer == 1].sum()), float((nearer * goal.weight).sum())
