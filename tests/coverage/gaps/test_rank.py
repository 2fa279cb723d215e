"""The order of gaps, and which are folded under those before them."""

from __future__ import annotations

from types import SimpleNamespace

import builders as b
import numpy as np
import pytest
import snapshots as s

from personacheck.coverage.gaps.rank import by_rank
from personacheck.model import tables as t
from personacheck.model.few import Least

CENSUS = SimpleNamespace(contacts=b.contacts(*({t.ACCOUNT_ID: f"a{n // 2}"} for n in range(40))))


def _ranked(*gaps, plan=(), census=CENSUS, **people):
    """Gaps by rank; whose people are not told stand apart from all others."""
    where = {gap.id: np.array(people.get(gap.id, range(30, 40))) for gap in gaps}
    return by_rank(gaps, plan, where, census, Least())


def _order(*gaps, plan=(), **people):
    return [gap.id for gap in _ranked(*gaps, plan=plan, **people)]


def test_ranks_count_from_one():
    assert [gap.rank for gap in _ranked(s.gap("a", 9), s.gap("b", 7), a=range(9), b=range(9, 18))] == [1, 2]


def test_first_the_plan_then_by_accounts_then_segments_by_excess_then_the_work_list_last_who_are_few():
    gaps = (
        s.gap("few", 2, contacts=3),
        s.gap("work", 90, cause="rule-too-narrow"),
        s.gap("segment", 80, excess=4.0),
        s.gap("clear-segment", 20, excess=9.0),
        s.gap("small", 5),
        s.gap("large", 9),
        s.gap("second", 6),
        s.gap("first", 3, contacts=6),
    )
    people = {gap.id: [n] for n, gap in enumerate(gaps)}
    order = ["first", "second", "large", "small", "clear-segment", "segment", "work", "few"]
    assert _order(*gaps, plan=("first", "second"), **people) == order
    assert _order(*gaps[::-1], plan=("first", "second"), **people) == order


@pytest.mark.parametrize(
    ("fields", "other", "order"),
    [
        ({"contacts": 20}, {"contacts": 21}, ["b", "a"]),
        ({}, {}, ["a", "b"]),
        ({"cause": "out-of-scope"}, {}, ["a", "b"]),
    ],
)
def test_equals_stand_by_contacts_then_by_id(fields, other, order):
    assert _order(s.gap("b", 9, **other), s.gap("a", 9, **fields), a=range(9), b=range(9, 18)) == order


@pytest.mark.parametrize(("told", "folded"), [(8, True), (7, False)])
def test_a_gap_four_fifths_of_whose_people_are_told_before_is_folded_and_stands_behind(told, folded):
    gaps = (s.gap("large", 20), s.gap("within", 10), s.gap("apart", 6))
    people = {"large": range(20), "within": range(20 - told, 30 - told), "apart": range(30, 36)}
    ranked = {gap.id: gap for gap in _ranked(*gaps, **people)}
    assert (ranked["within"].folded, ranked["within"].within) == (folded, {"large": 8} if folded else {})
    assert [*ranked] == (["large", "apart", "within"] if folded else ["large", "within", "apart"])
    assert not ranked["large"].folded
    assert not ranked["apart"].folded


def test_a_gap_of_the_plan_is_never_folded():
    (first, second) = _ranked(s.gap("a", 20), s.gap("b", 10), plan=("a", "b"), a=range(20), b=range(10))
    assert (first.folded, second.folded) == (False, False)


def test_whose_people_stand_in_several_gaps_before_are_told_by_each_and_by_the_first_that_told_them():
    gaps = (s.gap("a", 20), s.gap("b", 15), s.gap("c", 9), s.gap("d", 3))
    people = {"a": range(10), "b": range(6, 20), "c": [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], "d": [0, 1, 10, 20]}
    ranked = {gap.id: gap for gap in _ranked(*gaps, **people)}
    assert ranked["c"].within == {"a": 6, "b": 6}
    assert not ranked["b"].folded
    assert (ranked["d"].folded, ranked["d"].within) == (False, {})  # three of four


def test_too_few_of_a_folded_gap_are_not_told():
    gaps = (s.gap("a", 20), s.gap("b", 19), s.gap("c", 5, contacts=10))
    people = {"a": range(10), "b": range(10, 20), "c": [*range(4, 10), 10, 11, 12, 13]}
    (*_, last) = _ranked(*gaps, **people)
    assert (last.id, last.folded, last.within) == ("c", True, {"a": 6})


@pytest.mark.parametrize(("accounts", "within"), [("xxyyzz", {"a": 6}), ("xxyy--", {}), ("------", {"a": 6})])
def test_no_account_is_none_among_those_of_a_folded_gap(accounts, within):
    """A letter an account; of contacts without one their number counts."""
    census = SimpleNamespace(contacts=b.contacts(*({t.ACCOUNT_ID: account.strip("-")} for account in accounts)))
    (_, last) = _ranked(s.gap("a", 9), s.gap("c", 5), census=census, a=range(6), c=range(6))
    assert (last.folded, last.within) == (True, within)
