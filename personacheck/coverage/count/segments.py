"""Segments: tallies along one to three axes. Rows are counted once, into cells; every segment is a sum of cells."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from personacheck.coverage.count import tally
from personacheck.coverage.count.cells import group, places
from personacheck.coverage.count.census import CODE, MAIN, Census
from personacheck.model import tables as t
from personacheck.model.tally import CENTS, Headline, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    from numpy.typing import NDArray

DEEPEST: Final = 3
"""Axes that a segment combines at most."""
ACCOUNTS_IN_TRIPLE: Final = 5
"""Accounts below which a combination of three axes is not listed: nobody can act on so small a cell."""

_CONTACTS: Final = tally.CONTACT_CODES
_ACCOUNTS: Final = tally.ACCOUNT_CODES

Key = tuple[str, ...]


class Cells(NamedTuple):
    """Counts by combination of axis values.

    Attributes
    ----------
    values
        One row a combination, one column an axis: positions in ``names``.
    counts
        One row a combination. Contacts: by code, then main contacts by code. Accounts: by code, then cents by code,
        then how many have a known revenue.
    names
        Values of each axis.
    """

    values: NDArray[np.int64]
    counts: NDArray[np.int64]
    names: tuple[NDArray[np.object_], ...]

    def along(self, columns: Sequence[int]) -> dict[Key, NDArray[np.int64]]:
        """Counts rolled up to some of the axes, in the order of their values."""
        at, first = group([self.values[:, column] for column in columns], len(self.values))
        summed = np.zeros((len(first), self.counts.shape[1]), np.int64)
        np.add.at(summed, at, self.counts)
        named = [self.names[column][self.values[first, column]] for column in columns]
        return {tuple(map(str, key)): row for key, row in zip(zip(*named, strict=True), summed, strict=True)}


def headline(census: Census) -> Headline:
    """The four numbers of the whole population."""
    contacts = _contact_cells(census, ()).counts.sum(axis=0)
    accounts = _account_cells(census.accounts, ()).counts.sum(axis=0)
    return _four_numbers(contacts, accounts, census.currency)


def segments(census: Census) -> tuple[Segment, ...]:
    """Every segment along one and two axes, and along three those of ``ACCOUNTS_IN_TRIPLE`` accounts at least.

    Along the side, an account counts in each side that a main contact of it is on, by these contacts alone.
    """
    axes = census.axes
    contacts, sided = _contact_cells(census, axes), _account_cells(census.sides, axes)
    plain = _account_cells(census.accounts, tuple(axis for axis in axes if axis != t.SIDE))
    return tuple(
        segment
        for depth in range(1, DEEPEST + 1)
        for chosen in combinations(axes, depth)
        for segment in _along(chosen, axes, contacts, sided if t.SIDE in chosen else plain, census.currency)
    )


def _along(chosen: Key, axes: Key, contacts: Cells, accounts: Cells, currency: str | None) -> Iterator[Segment]:
    account_axes = axes if t.SIDE in chosen else tuple(axis for axis in axes if axis != t.SIDE)
    by_contact = contacts.along([axes.index(axis) for axis in chosen])
    by_account = accounts.along([account_axes.index(axis) for axis in chosen])
    nobody, nothing = np.zeros(2 * _CONTACTS, np.int64), np.zeros(2 * _ACCOUNTS + 1, np.int64)
    for key in sorted({*by_contact, *by_account}, key=lambda key: [(value == t.UNKNOWN, value) for value in key]):
        numbers = _four_numbers(by_contact.get(key, nobody), by_account.get(key, nothing), currency)
        if len(chosen) < DEEPEST or numbers.accounts.total >= ACCOUNTS_IN_TRIPLE:
            where = dict(zip(chosen, key, strict=True))
            yield Segment(where, numbers.accounts, numbers.main_contacts, numbers.contacts, numbers.revenue)


def _four_numbers(contacts: NDArray[np.int64], accounts: NDArray[np.int64], currency: str | None) -> Headline:
    counted = accounts[:_ACCOUNTS]
    return Headline(
        accounts=tally.account_tally(counted),
        main_contacts=tally.contact_tally(contacts[_CONTACTS:]),
        contacts=tally.contact_tally(contacts[:_CONTACTS]),
        revenue=tally.money(accounts[_ACCOUNTS : 2 * _ACCOUNTS], int(counted.sum()), int(accounts[-1]), currency),
    )


def _contact_cells(census: Census, axes: Key) -> Cells:
    contacts = census.contacts
    at, values, names = _cells(contacts, axes)
    counts = np.zeros((len(values), 2 * _CONTACTS), np.int64)
    code, main = contacts[CODE].to_numpy(), contacts[MAIN].to_numpy(bool)
    np.add.at(counts, (at, code), 1)
    np.add.at(counts, (at[main], _CONTACTS + code[main]), 1)
    return Cells(values, counts, names)


def _account_cells(accounts: pd.DataFrame, axes: Key) -> Cells:
    at, values, names = _cells(accounts, axes)
    counts = np.zeros((len(values), 2 * _ACCOUNTS + 1), np.int64)
    code, revenue = accounts[CODE].to_numpy(np.int64), accounts[t.REVENUE].to_numpy(float)
    paying = ~np.isnan(revenue)
    np.add.at(counts, (at, code), 1)
    np.add.at(counts, (at[paying], _ACCOUNTS + code[paying]), np.rint(revenue[paying] * CENTS).astype(np.int64))
    np.add.at(counts, (at[paying], -1), 1)
    return Cells(values, counts, names)


def _cells(
    table: pd.DataFrame, axes: Key
) -> tuple[NDArray[np.int64], NDArray[np.int64], tuple[NDArray[np.object_], ...]]:
    """Cell of each row, the axis values of each cell, and their names."""
    coded = [places(table[axis]) for axis in axes]
    at, first = group([position for position, _ in coded], len(table))
    values = np.zeros((len(first), len(coded)), np.int64)
    for column, (position, _) in enumerate(coded):
        values[:, column] = position[first]
    return at, values, tuple(names for _, names in coded)
