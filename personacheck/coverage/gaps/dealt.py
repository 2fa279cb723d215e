"""Would chance make so clear a segment? What happened at each account is dealt to another, again and again.

A permutation over accounts (Pitman 1937): who is missed moves, account by account, so that people of one account stay
together. Each time the clearest of all segments is kept, so that a segment is held against the best that a search among
so many finds where nothing is (Westfall and Young 1993).
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from personacheck.coverage.gaps.excess import Pool

DEALS: Final = 199
FEWER: Final = 19
"""Deals, and fewer where there are ``MANY`` contacts: a rate of one in ten is told by 19, too."""
MANY: Final = 50_000


class _Seats(NamedTuple):
    """Contacts in a row, account by account and within one in random order.

    Whether missed, axis values, and turn within the account; of each account where it starts, and its contacts. In
    short integers, since of half a million contacts each deal moves all.
    """

    missed: NDArray[np.bool_]
    profile: NDArray[np.int32]
    turn: NDArray[np.int32]
    starts: NDArray[np.int32]
    sizes: NDArray[np.int32]

    def dealt(self, random: np.random.Generator) -> NDArray[np.bool_]:
        """Who is missed, had another account's happened at each: of a larger one a part, of a smaller one all of it,
        from the beginning again until everybody has something.
        """
        giver = random.permutation(len(self.sizes)).astype(np.int32)
        many, starts = self.sizes[giver], self.starts[giver]
        first = random.integers(0, many, dtype=np.int32)  # or small accounts would always get the same few
        at = self.turn + np.repeat(first, self.sizes)
        at %= np.repeat(many, self.sizes)
        at += np.repeat(starts, self.sizes)
        return np.asarray(self.missed[at], bool)


def by_chance(
    pool: Pool, profile: NDArray[np.int64], slices: NDArray[np.bool_], rows: NDArray[np.int64]
) -> NDArray[np.float64]:
    """How often (0..1) the clearest of all slices would be as clear as each of those found, were nothing there.

    Parameters
    ----------
    profile
        Combination of axis values of each cell, as an integer.
    slices
        Bool, one row a slice, one column a profile: all that were searched.
    rows
        Of the slices that are asked about.
    """
    random = np.random.default_rng(0)
    seats = _seats(pool, profile, random)
    contacts = np.bincount(seats.profile, minlength=slices.shape[1])
    deals = DEALS if len(seats.missed) <= MANY else FEWER
    rounds = chain([seats.missed], (seats.dealt(random) for _ in range(deals)))  # one at a time
    counts = np.stack([_excess(missed, seats.profile, contacts) for missed in rounds], axis=1)
    summed = slices.astype(np.float64) @ counts
    # What is seen is one of the rounds here, too: only where all are measured alike is their order chance's alone.
    usual, spread = summed.mean(axis=1, keepdims=True), summed.std(axis=1, keepdims=True)
    clear = (summed - usual) / np.where(spread > 0, spread, np.inf)
    return np.asarray((1 + (clear[:, 1:].max(axis=0) >= clear[rows, :1]).sum(axis=1)) / (deals + 1))


def _seats(pool: Pool, profile: NDArray[np.int64], random: np.random.Generator) -> _Seats:
    sizes = np.bincount(pool.cluster, pool.contacts).astype(np.int32)
    number = int(sizes.sum())
    order = np.lexsort((random.random(number), np.repeat(pool.cluster.astype(np.int32), pool.contacts)))
    missed = _turns(pool.contacts) < np.repeat(pool.missed.astype(np.int32), pool.contacts)
    profiles = np.repeat(profile.astype(np.int32), pool.contacts)
    return _Seats(missed[order], profiles[order], _turns(sizes), (np.cumsum(sizes) - sizes).astype(np.int32), sizes)


def _turns(sizes: NDArray[np.integer]) -> NDArray[np.int32]:
    """0, 1 … within each group, one after the other."""
    turns = np.arange(int(sizes.sum()), dtype=np.int32)
    turns -= np.repeat((np.cumsum(sizes) - sizes).astype(np.int32), sizes)
    return turns


def _excess(missed: NDArray[np.bool_], profile: NDArray[np.int32], contacts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Missed above what their number would lead one to expect, by profile."""
    return np.asarray(np.bincount(profile[missed], minlength=len(contacts)) - contacts * missed.mean(), np.float64)
