"""The worst segments: one to three axis values where the cast fits far fewer contacts than elsewhere.

Searched exhaustively, as slice finders do for the errors of a model (Chung et al. 2019, "Slice Finder"; Sagadeeva and
Boehm 2021, "SliceLine"); here the error is a contact that is not covered, and contacts come clustered in accounts.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from personacheck.coverage.count.cells import clusters, group, places
from personacheck.coverage.count.segments import DEEPEST
from personacheck.coverage.gaps import dealt, excess
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from personacheck.coverage.count.census import Census

CONTACTS: Final = 20
SHARE: Final = 0.01
"""A slice needs so many judged contacts, and this share of all of them (design, "Honest numbers")."""
ACCOUNTS: Final = 5
LARGEST: Final = 0.5
"""… at so many accounts, none of which holds more than this share of them."""
FALSE_DISCOVERIES: Final = 0.1
"""Expected share of false ones among the slices found (Benjamini and Hochberg 1995), and risk of any by permutation."""


class Slice(NamedTuple):
    """A segment that the cast fits worse than the rest.

    Attributes
    ----------
    inside
        Bool over all contacts of the census: in the segment, judged or not.
    q
        The larger of p adjusted for the number of segments tested (false discovery rate), and of how often chance makes
        as clear a segment (permutation over accounts).
    """

    where: dict[str, str]
    inside: NDArray[np.bool_]
    q: float


class Candidate(NamedTuple):
    """A slice with support: its axis columns, their value codes, and its cells."""

    columns: tuple[int, ...]
    values: tuple[int, ...]
    cells: NDArray[np.bool_]


def worst_slices(census: Census) -> tuple[Slice, ...]:
    """Slices whose lack of coverage is no chance, none of them explained by another; clearest first.

    A slice that holds a worse one is dropped if nothing is left to explain once the worse one is taken out; a slice
    within another is dropped if it is no worse than the rest of that one.
    """
    judged = t.is_judged(census.contacts[t.STATUS])
    contacts = census.contacts.loc[judged, [t.ACCOUNT_ID, t.STATUS, *census.axes]]
    coded = [places(contacts[axis]) for axis in census.axes]
    pool, values = _pool(contacts, [codes for codes, _ in coded])
    names = [[str(name) for name in names] for _, names in coded]
    del contacts, coded  # of millions, they take much memory
    candidates = [*_candidates(pool, values)]
    if not candidates:
        return ()
    base = excess.whole(pool)
    p = np.array([excess.p_value(pool, candidate.cells, base) for candidate in candidates])
    q = _confirmed(pool, values, candidates, benjamini_hochberg(p))
    clear = [n for n in np.argsort(p, kind="stable") if q[n] <= FALSE_DISCOVERIES]
    unexplained = excess.unexplained(pool, [candidates[n].cells for n in clear], FALSE_DISCOVERIES, len(candidates))
    return tuple(_slice(census, candidates[clear[n]], float(q[clear[n]]), names) for n in unexplained)


def _confirmed(
    pool: excess.Pool, values: NDArray[np.int64], candidates: list[Candidate], q: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The larger of q and of how often chance makes so clear a slice; the latter is asked of those with a small q."""
    clear = np.flatnonzero(q <= FALSE_DISCOVERIES)
    if not len(clear):
        return q
    profile, first = group([*values.T], len(values))
    slices = np.stack([candidate.cells[first] for candidate in candidates])
    sure = q.copy()
    sure[clear] = np.maximum(q[clear], dealt.by_chance(pool, profile, slices, clear))
    return sure


def benjamini_hochberg(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Adjusted p: the smallest false discovery rate at which each test would pass."""
    order = np.argsort(p, kind="stable")
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q


def _pool(contacts: pd.DataFrame, codes: list[NDArray[np.integer]]) -> tuple[excess.Pool, NDArray[np.int64]]:
    """Judged contacts by account and axis values.

    Of each contact there is one number, for its account, axis values and whether it is missed: sorted where they stand,
    they take far less memory and time than groups that each contact is given a place in.
    """
    profile, first = group(codes, len(contacts))
    number = clusters(contacts[t.ACCOUNT_ID])
    number *= 2 * len(first)
    number += 2 * profile
    number += t.is_missed(contacts[t.STATUS])
    number.sort()
    begins = np.flatnonzero(np.append(True, number[1:] != number[:-1])[: len(number)])
    number, times = number[begins], np.diff(begins, append=len(number))
    cell, at = np.unique(number // 2, return_inverse=True)
    sizes, fails = (np.bincount(at, weights, len(cell)).astype(np.int64) for weights in (times, times * (number % 2)))
    account, profile = np.divmod(cell, max(len(first), 1))
    cluster = np.unique(account, return_inverse=True)[1]
    return excess.pooled(cluster, sizes, fails), np.stack(
        [column[first].astype(np.int64)[profile] for column in codes], axis=1
    )


def _candidates(pool: excess.Pool, values: NDArray[np.int64]) -> Iterator[Candidate]:
    """Slices with support, without those that hold just the same contacts as a wider one."""
    least = max(CONTACTS, SHARE * int(pool.contacts.sum()))
    size_of: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = {}
    for depth in range(1, DEEPEST + 1):
        for columns in combinations(range(values.shape[1]), depth):
            at, first = group([values[:, column] for column in columns], len(values))
            sizes = np.bincount(at, weights=pool.contacts)
            for n, size in enumerate(sizes):
                wanted = tuple(int(values[first[n], column]) for column in columns)
                size_of[columns, wanted] = size
                if size < least:
                    continue
                cells = at == n
                wider = (size_of.get((tuple(np.delete(columns, n)), tuple(np.delete(wanted, n)))) for n in range(depth))
                if size not in wider and _spread(pool, cells):
                    yield Candidate(columns, wanted, cells)


def _spread(pool: excess.Pool, cells: NDArray[np.bool_]) -> bool:
    inside = np.flatnonzero(cells)
    accounts, at = np.unique(pool.cluster[inside], return_inverse=True)
    sizes = np.bincount(at, weights=pool.contacts[inside])
    return bool(len(accounts) >= ACCOUNTS and sizes.max() <= LARGEST * sizes.sum())


def _slice(census: Census, candidate: Candidate, q: float, names: list[list[str]]) -> Slice:
    where = {census.axes[c]: names[c][code] for c, code in zip(candidate.columns, candidate.values, strict=True)}
    inside = np.logical_and.reduce([(census.contacts[axis] == value).to_numpy() for axis, value in where.items()])
    return Slice(where, inside, q)
