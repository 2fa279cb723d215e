from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.coverage.count import tally
from personacheck.model.tables import AccountStatus, Status


def contact_counts(**numbers):
    """Counts by code from names such as covered, covered_marked."""
    counts = np.zeros(tally.CONTACT_CODES, np.int64)
    for name, number in numbers.items():
        status, _, mark = name.partition("_")
        counts[2 * list(Status).index(Status(status)) + bool(mark)] = number
    return counts


def test_coverage_is_of_those_that_could_be_judged():
    counts = contact_counts(covered=40, covered_assumed=20, stretched=10, uncovered=25, uncovered_leaning=5)
    told = tally.contact_tally(counts + contact_counts(unreadable=20, excluded=7))
    assert (told.covered, told.assumed, told.leaning, told.total) == (60, 20, 5, 127)
    assert told.coverage == 0.6
    assert told.floor == pytest.approx(40 / 120)
    assert told.ceiling == pytest.approx((60 + 5 + 20) / 120)


def test_nothing_is_not_zero():
    told = tally.contact_tally(contact_counts(excluded=3))
    assert (told.total, told.coverage, told.floor, told.ceiling) == (3, None, None, None)


def test_nothing_readable_could_be_anything():
    told = tally.contact_tally(contact_counts(unreadable=9))
    assert (told.coverage, told.floor, told.ceiling) == (None, 0.0, 1.0)


def test_empty_accounts_stand_in_no_denominator():
    counts = np.zeros(tally.ACCOUNT_CODES, np.int64)
    counts[2 * list(AccountStatus).index(AccountStatus.EMPTY)] = 50
    counts[2 * list(AccountStatus).index(AccountStatus.COVERED)] = 1
    told = tally.account_tally(counts)
    assert (told.empty, told.total, told.coverage, told.floor) == (50, 51, 1.0, 1.0)


def test_a_mark_counts_only_where_the_status_can_bear_it():
    status = pd.Series(["covered", "covered", "uncovered", "unreadable", "excluded"])
    yes = np.ones(5, bool)
    told = tally.contact_tally(np.bincount(tally.codes(Status, status, yes, yes), minlength=tally.CONTACT_CODES))
    assert (told.assumed, told.leaning) == (2, 1)


def test_revenue_is_unknown_where_no_amount_is():
    nothing = np.zeros(tally.ACCOUNT_CODES, np.int64)
    assert tally.money(nothing, accounts=4, paying=0, currency="EUR") is None
    told = tally.money(nothing, accounts=4, paying=1, currency="EUR")
    assert (told.total, told.coverage, told.unknown) == (0.0, None, 3)


def counts_of(statuses):
    """Counts of every code that can occur: a status that cannot bear a mark has none."""
    bears = np.array([[1, status in {"covered", "partial", "stretched", "uncovered"}] for status in statuses]).ravel()
    return st.lists(st.integers(0, 10**6), min_size=len(bears), max_size=len(bears)).map(lambda drawn: drawn * bears)


counted = counts_of(Status)


@settings(deadline=None, max_examples=50)
@given(counted)
def test_floor_coverage_and_ceiling_are_in_order(counts):
    told = tally.contact_tally(counts)
    if told.coverage is not None:
        assert 0 <= told.floor <= told.coverage <= told.ceiling <= 1
