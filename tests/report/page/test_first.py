"""The first screen: how much of the number is assumed, and how many marks stand for whom."""

from __future__ import annotations

from dataclasses import replace

import pytest
import snapshots as s

from personacheck.report.page.first import _assumed, _marks, _scale


@pytest.mark.parametrize(
    ("covered", "assumed", "told"),
    [
        (2, 0, ""),
        (1, 1, "This is assumed"),
        (2, 2, "For both this is assumed"),
        (3, 3, "For all 3 this is assumed"),
        (1_200, 1_000, "For 1,000 of the 1,200 this is assumed"),
    ],
)
def test_how_much_of_it_is_assumed(covered, assumed, told):
    accounts = replace(s.headline(covered, 2_000).accounts, assumed=assumed)
    assert _assumed(accounts) == told


@pytest.mark.parametrize(
    ("covered", "assumed", "scale", "told"),
    [
        (9, 0, 1, ("fits", 9, 0)),
        (9, 4, 1, ("fits; 4 of them assumed", 9, 4)),
        (9, 9, 1, ("fits; all of them assumed", 9, 9)),
        (101, 51, 50, ("fits; 51 of them assumed", 3, 2)),
        (101, 101, 50, ("fits; all of them assumed", 3, 3)),
    ],
)
def test_marks_of_a_status_and_rings_for_those_assumed(covered, assumed, scale, told):
    accounts = replace(s.headline(covered, 200).accounts, assumed=assumed)
    marks = _marks(accounts, "covered", "fits", scale)
    assert (marks.note, marks.marks, marks.rings) == told
    rest = _marks(accounts, "uncovered", "fits not", scale)
    assert (rest.note, rest.number, rest.rings) == ("fits not", 200 - covered, 0)


@pytest.mark.parametrize(("accounts", "scale"), [(0, 1), (400, 1), (401, 2), (800, 2), (801, 5), (10**9, 10_000)])
def test_a_mark_stands_for_as_few_as_can_be_counted(accounts, scale):
    assert _scale(accounts) == scale
