"""Is a segment worse than the rest? A test with accounts as clusters, and which segment explains which."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LEFTOVER: Final = 0.05
"""p above which what is left of a segment, once a worse part is taken out, has no excess of its own …"""
VANISHED: Final = 0.3
"""… and its excess rate is less than this part of the worse part's."""
LEAST_REST: Final = 10
"""Judged contacts that must be left, or the part and the whole are the same for all anybody can tell."""


class Pool(NamedTuple):
    """Judged contacts, in cells that share an account and all axis values.

    Attributes
    ----------
    cluster
        Account of each cell, as an integer.
    contacts, missed
        Judged contacts of each cell, and those not covered.
    together
        Intra-class correlation (0..1) of being missed within an account.
    """

    cluster: NDArray[np.int64]
    contacts: NDArray[np.int64]
    missed: NDArray[np.int64]
    together: float


class Base(NamedTuple):
    """Cells that are compared (bool); their people by account, ordered pairs of one account, and those missed."""

    cells: NDArray[np.bool_]
    contacts: NDArray[np.float64]
    pairs: float
    missed: float


class _Counts(NamedTuple):
    contacts: float
    missed: float


def pooled(cluster: NDArray[np.int64], contacts: NDArray[np.int64], missed: NDArray[np.int64]) -> Pool:
    """A pool with its intra-class correlation, estimated by moments; 0 where no account has two contacts."""
    size, fails = (np.bincount(cluster, weights=column) for column in (contacts, missed))
    rate = missed.sum() / contacts.sum() if len(contacts) else 0.0
    alone = fails * (1 - rate) ** 2 + (size - fails) * rate**2
    pairs = float(rate * (1 - rate) * (size * (size - 1)).sum())
    # Exact, since a plain sum of floats would depend on which account comes first.
    together = fsum((fails - size * rate) ** 2 - alone) / pairs if pairs else 0.0
    return Pool(cluster, contacts, missed, float(np.clip(together, 0, 1)))


def whole(pool: Pool, rows: NDArray[np.bool_] | None = None) -> Base:
    """The cells that slices are compared within; None for all of them."""
    cells = np.ones(len(pool.contacts), bool) if rows is None else rows
    size = int(pool.cluster.max(initial=0)) + 1
    contacts = np.bincount(pool.cluster[cells], weights=pool.contacts[cells], minlength=size).astype(np.float64)
    return Base(cells, contacts, float((contacts * (contacts - 1)).sum()), float(pool.missed[cells].sum()))


def p_value(pool: Pool, inside: NDArray[np.bool_], base: Base) -> float:
    """One-sided p that contacts inside are missed no more often than the rest of the base.

    Binomial, with effective numbers of contacts: people of one account are missed together, so each count is divided
    by its design effect (Kish 1965; Rao and Scott 1992), and the rest's own uncertainty is counted in.
    """
    here, rest = _apart(pool, inside, base)
    if not here.contacts or not rest.contacts:
        return 1.0
    size = 1 / (1 / here.contacts + 1 / rest.contacts)
    usual = (here.missed + rest.missed) / (here.contacts + rest.contacts)
    seen = size * min(1.0, usual + here.missed / here.contacts - rest.missed / rest.contacts)
    from scipy.special import betainc  # noqa: PLC0415  # heavy; needed only here

    return float(betainc(seen, size - seen + 1, usual)) if seen > 0 else 1.0


def unexplained(pool: Pool, slices: Sequence[NDArray[np.bool_]], rate: float, tests: int) -> list[int]:
    """Positions of the slices that remain when each takes out what it explains; given by p, best first.

    What is left is tested anew, at the same false discovery rate: along axes that go together, a slice that only shares
    contacts with a worse one has little excess of its own, and among many some has a little by chance.

    Parameters
    ----------
    rate
        False discovery rate (0..1).
    tests
        Slices that were tested in all.
    """
    chosen: list[int] = []
    open_ = np.ones(len(pool.contacts), bool)
    left = [*range(len(slices))]
    while left:
        base = whole(pool, open_)
        p = [p_value(pool, slices[n], base) for n in left]
        if min(value * tests / rank for rank, value in enumerate(sorted(p), start=1)) > rate:
            break
        best = _narrowest(pool, [slices[n] & open_ for n in left], int(np.argmin(p)), open_)
        chosen.append(left[best])
        open_ = open_ & ~slices[left[best]]
        left = [n for n in left if (slices[n] & open_).any()]
    return chosen


def _narrowest(pool: Pool, slices: Sequence[NDArray[np.bool_]], first: int, open_: NDArray[np.bool_]) -> int:
    """The slice within the first, if there is one, that takes its place: without it, the first has no excess."""
    best = first
    for n, child in enumerate(slices):
        rest, outside = slices[best] & ~child, open_ & ~slices[best]
        if n == best or (child & ~slices[best]).any() or pool.contacts[rest].sum() < LEAST_REST:
            continue
        usual = _rate(pool, outside)
        vanishes = _rate(pool, rest) - usual < VANISHED * (_rate(pool, child) - usual)
        if vanishes and p_value(pool, rest, whole(pool, open_ & ~child)) > LEFTOVER:
            best = n
    return best


def _apart(pool: Pool, inside: NDArray[np.bool_], base: Base) -> tuple[_Counts, _Counts]:
    """Those inside, and the rest of the base; only accounts that hold somebody inside are looked at."""
    cells = np.flatnonzero(inside & base.cells)
    accounts, at = np.unique(pool.cluster[cells], return_inverse=True)
    here = np.bincount(at, weights=pool.contacts[cells], minlength=len(accounts))
    both = base.contacts[accounts]
    left = base.pairs - float((both * (both - 1) - (both - here) * (both - here - 1)).sum())
    missed = float(pool.missed[cells].sum())
    return (
        _effective(pool, float(here.sum()), missed, float((here * (here - 1)).sum())),
        _effective(pool, float(base.contacts.sum() - here.sum()), base.missed - missed, left),
    )


def _effective(pool: Pool, contacts: float, missed: float, pairs: float) -> _Counts:
    """People and missed, divided by the design effect of their accounts; ``pairs`` of people who share one, twice."""
    if not contacts:
        return _Counts(0.0, 0.0)
    effect = 1 + pool.together * pairs / contacts
    return _Counts(contacts / effect, missed / effect)


def _rate(pool: Pool, cells: NDArray[np.bool_]) -> float:
    contacts = pool.contacts[cells].sum()
    return float(pool.missed[cells].sum() / contacts) if contacts else 0.0
