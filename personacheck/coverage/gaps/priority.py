"""Which gaps to close first: the fewest that recover most, by accounts, by contacts, by revenue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from personacheck.coverage.count.census import MAIN
from personacheck.model import tables as t
from personacheck.model.priorities import Priorities, Step
from personacheck.model.tally import CENTS, share_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from personacheck.coverage.count.census import Census

LONGEST: Final = 10
"""Gaps in a list, at most."""


class Reached(NamedTuple):
    """What is covered, or would be more: whole accounts, people, and what these accounts pay, in cents.

    ``paying`` counts those of the accounts that have an amount.
    """

    accounts: int
    main_contacts: int
    contacts: int
    cents: int
    paying: int

    def plus(self, more: Reached) -> Reached:
        """Both together."""
        return Reached(*(number + further for number, further in zip(self, more, strict=True)))


class _People(NamedTuple):
    """Those of a gap who are not covered, as positions in the census.

    Attributes
    ----------
    contacts, main
        All; main contacts.
    placed
        Main contacts that have a judged account, account by account.
    accounts, starts
        These accounts, and where in ``placed`` the people of each begin.
    """

    contacts: NDArray[np.int64]
    main: NDArray[np.int64]
    placed: NDArray[np.int64]
    accounts: NDArray[np.int64]
    starts: NDArray[np.int64]


def priorities(census: Census, gaps: Mapping[str, NDArray[np.int64]]) -> Priorities:
    """Three greedy lists; each takes the gap that recovers most, given those before it, and ends where none does.

    Closing a gap covers its contacts. An account is recovered once all its readable main contacts are covered. Of gaps
    that recover as many accounts, the one with more main contacts goes first, then the one with more revenue.

    Parameters
    ----------
    gaps
        Gap id to the positions, in the census, of its contacts.
    """
    open_ = _Open(census)
    paid, people = open_.paying.any(), {key: open_.people(at) for key, at in gaps.items()}
    return Priorities(
        accounts=_greedy(people, open_, lambda won: (won.accounts, won.main_contacts, won.cents), open_.whole.accounts),
        contacts=_greedy(people, open_, lambda won: (won.contacts, won.accounts, won.cents), open_.whole.contacts),
        revenue=_greedy(people, open_, lambda won: (won.cents, won.accounts, won.main_contacts), open_.whole.cents)
        if paid
        else (),
    )


class _Open:
    """Who is not covered yet, and which accounts they keep from being covered.

    Attributes
    ----------
    account
        Judged account of each contact; -1 where it has none.
    missed, main
        Contacts that are not covered; those of them who are main contacts.
    cents, paying
        What each account pays, 0 where that is not known; whether it is.
    covered, whole
        What is covered now, and what can be.
    """

    def __init__(self, census: Census) -> None:
        contacts, status = census.contacts, census.contacts[t.STATUS]
        accounts = census.accounts[t.is_judged(census.accounts[t.STATUS])]
        self.account = t.account_at(contacts, accounts)
        self.missed = t.is_missed(status)
        self.main = contacts[MAIN].to_numpy(bool)
        self.paying = accounts[t.REVENUE].notna().to_numpy()
        self.cents = np.rint(accounts[t.REVENUE].fillna(0.0).to_numpy(float) * CENTS).astype(np.int64)
        fits = t.is_covered(status)
        self.covered = self._count(fits, t.is_covered(accounts[t.STATUS]))
        self.whole = self._count(fits | self.missed, np.ones(len(accounts), bool))

    def _count(self, contacts: NDArray[np.bool_], accounts: NDArray[np.bool_]) -> Reached:
        main, paying = contacts & self.main, accounts & self.paying
        return Reached(
            *(int(n) for n in (accounts.sum(), main.sum(), contacts.sum(), self.cents[accounts].sum(), paying.sum()))
        )

    def by_account(self, open_: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Main contacts that are open, account by account."""
        account = self.account[open_ & self.main]
        return np.bincount(account[account >= 0], minlength=len(self.cents))

    def people(self, contacts: NDArray[np.int64]) -> _People:
        """Those of a gap who are not covered, by account."""
        missed = contacts[self.missed[contacts]]
        main = missed[self.main[missed]]
        account = self.account[main]
        order = np.argsort(account, kind="stable")[(account < 0).sum() :]
        accounts, starts = np.unique(account[order], return_index=True)
        return _People(missed, main, main[order], accounts, starts)

    def closing(self, gap: _People, open_: NDArray[np.bool_], were: NDArray[np.int64]) -> Reached:
        """What covering those of a gap who are open recovers, where ``were`` main contacts are at each account."""
        closed = np.add.reduceat(open_[gap.placed], gap.starts, dtype=np.int64) if len(gap.starts) else gap.starts
        won = gap.accounts[(closed == were[gap.accounts]) & (closed > 0)]
        sums = (open_[gap.main].sum(), open_[gap.contacts].sum(), self.cents[won].sum(), self.paying[won].sum())
        return Reached(len(won), *(int(n) for n in sums))


def _greedy(
    gaps: Mapping[str, _People], still_open: _Open, worth: Callable[[Reached], tuple[int, ...]], whole: int
) -> tuple[Step, ...]:
    """The list that takes the gap of most worth each time; the first part of the worth is what coverage is told of."""
    left = dict(gaps)
    open_, reached, steps = still_open.missed.copy(), still_open.covered, list[Step]()
    while left and len(steps) < LONGEST:
        were = still_open.by_account(open_)
        gains = {key: still_open.closing(gap, open_, were) for key, gap in left.items()}
        best = max(gains, key=lambda key: worth(gains[key]))
        if not any(worth(gains[best])):
            break
        reached = reached.plus(gains[best])
        open_[left.pop(best).contacts] = False
        share, won = share_of(worth(reached)[0], whole), gains[best]
        steps.append(_step(best, reached, share, won.paying if still_open.paying.any() else None))
    return tuple(steps)


def _step(gap: str, reached: Reached, coverage: float | None, paying: int | None) -> Step:
    revenue = None if paying is None else reached.cents / CENTS
    return Step(gap, coverage, reached.accounts, reached.main_contacts, reached.contacts, revenue, paying or 0)
