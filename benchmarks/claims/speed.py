"""How long tests and permutations take: skews, differences at equal mix and the search for worst segments, together."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.claims.row import Row
from benchmarks.gaps import WHERE, draw, tables
from personacheck.coverage.count import census
from personacheck.coverage.findings.equal_mix import at_equal_mix, reverses
from personacheck.coverage.findings.skew import along, judged_contacts, skew
from personacheck.coverage.gaps.slices import worst_slices
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.count.census import Census

MOST = {108: 300, 100_000: 2_000}
"""Accounts, and milliseconds of one processor that all may take; of the demo's size, and large."""


def tests(random: np.random.Generator, _draws: int) -> Iterator[Row]:
    """Processor time, since the machine may be busy; the best of three, as others' work only adds."""
    for accounts, most in MOST.items():
        one = _census(random, accounts)
        took = min(_seconds(one) for _ in range(3))
        yield Row("time", f"{accounts:,} accounts: all tests, ms", None, 1_000 * took, (0.0, most))


def _census(random: np.random.Generator, accounts: int) -> Census:
    """Accounts of about five contacts, all of them main ones, with a segment that is missed."""
    drawn = draw(random, accounts, 0.3, 0.1)
    corner = (drawn.firms[t.CHANNEL] == WHERE[t.CHANNEL]) & (drawn.firms[t.SIZE] == WHERE[t.SIZE])
    drawn.missed[corner[drawn.account]] |= random.random(int(corner[drawn.account].sum())) < 0.8
    export, matches = tables(random, drawn)
    first = np.arange(len(drawn.account)) - np.searchsorted(drawn.account, drawn.account) < 5
    judged = census.all_contacts(export, matches, export.contacts.index.to_series().lt(0) | first)[first]
    return census.Census(judged, export.accounts, export.accounts, t.AXES, None)


def _seconds(one: Census) -> float:
    begun = time.process_time()
    worst_slices(one)
    judged = judged_contacts(one.contacts)
    for axis in t.AXES:
        found = skew(judged, along(judged, axis, t.Population.CUSTOMER.value))
        if found is not None:
            at_equal_mix(judged, found, axis)
            list(reverses(judged, found, axis))
    return time.process_time() - begun
