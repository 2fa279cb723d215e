"""What data and cast did only together is told apart from what our edits did."""

from __future__ import annotations

import pytest
import snapshots as s

from personacheck.review.compare import compare
from personacheck.review.gate import worse
from personacheck.review.split import split

DIRECT = {"channel": "direct", "size": "large"}
SOLD = {"channel": "indirect", "size": "small"}


def run(direct, sold):
    """Two kinds of customers, each as covered and judged."""
    covered, judged = (one + other for one, other in zip(direct, sold, strict=True))
    parts = (
        s.segment(DIRECT, *direct), s.segment(SOLD, *sold), s.segment({"channel": "indirect"}, *sold),
    )  # fmt: skip  # a row
    return s.run(covered=covered, judged=judged, segments=parts)


def test_edits_that_count_for_more_since_the_mix_moved():
    """Ours lift partner-sold customers by 40 points; these were half of all, and are four fifths today."""
    before, between, after = run((40, 50), (10, 50)), run((16, 20), (16, 80)), run((16, 20), (48, 80))
    (accounts, *_), (sold, *_) = (
        (changes := split(compare(before, after), between, before, after)).headline,
        changes.segments,
    )
    assert (accounts.data, accounts.cast, accounts.both) == pytest.approx((-0.18, 0.2, 0.12))
    assert accounts.edits == pytest.approx(0.32)
    assert (accounts.points(0), *accounts.parts(0).values()) == (14.0, -18.0, 20.0, 12.0)
    assert sum((accounts.data, accounts.cast, accounts.both)) == pytest.approx(accounts.difference)
    assert (sold.where, sold.both) == ({"channel": "indirect"}, pytest.approx(0.0))


def test_where_the_mix_is_the_same_there_is_none():
    before, between, after = run((40, 50), (10, 50)), run((35, 50), (10, 50)), run((35, 50), (30, 50))
    assert split(compare(before, after), between, before, after).headline[0].both == pytest.approx(0.0)


def test_where_the_mix_is_not_known_it_stays_with_the_cast():
    before, between, after = (s.run(covered=covered) for covered in (60, 50, 75))
    change = split(compare(before, after), between, before, after).headline[0]
    assert (change.cast, change.both) == (pytest.approx(0.25), None)


def test_the_gate_looks_at_all_that_edits_do_today():
    before, between, after = run((40, 50), (30, 50)), run((16, 20), (48, 80)), run((16, 20), (16, 80))
    told = [str(problem) for problem in worse(split(compare(before, after), between, before, after), 25)]
    assert any("our edits to the cast cost 32.0 points, on the same contacts" in line for line in told)
