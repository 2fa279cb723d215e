from __future__ import annotations

import pytest
import snapshots as s

from personacheck.model.changes import Because
from personacheck.review.compare import compare
from personacheck.review.split import split

WHERE = {"channel": "indirect"}


def test_the_parts_add_up_to_the_change():
    before = s.run(covered=60, segments=(s.segment(WHERE, 10, 40),))
    between = s.run(covered=50, segments=(s.segment(WHERE, 5, 40),))
    after = s.run(covered=75, segments=(s.segment(WHERE, 30, 40),))
    changes = split(compare(before, after), between)
    for change in (*changes.headline, *changes.segments):
        assert change.data + change.edits == pytest.approx(change.difference)
    accounts = changes.headline[0]
    assert (accounts.data, accounts.cast) == (pytest.approx(-0.10), pytest.approx(0.25))


def test_without_an_edit_all_of_it_is_data():
    before, after = s.run(covered=60), s.run(covered=70)
    change = split(compare(before, after), after).headline[0]
    assert (change.data, change.cast) == (change.difference, 0.0)


def test_a_gap_that_grew_by_one_account_without_an_edit_is_datas():
    before, after = (
        s.run(gaps=(s.gap("a", accounts, contacts=contacts),)) for accounts, contacts in ((5, 11), (6, 13))
    )
    (change,) = split(compare(before, after), after).gaps
    assert (change.move, change.because) == ("worse", Because.DATA)


@pytest.mark.parametrize(
    ("before", "between", "after", "because"),
    [
        (None, 12, 12, Because.DATA),  # the market entry
        (None, None, 12, Because.CAST),  # a persona was retired
        (12, None, None, Because.DATA),  # they left
        (12, 12, None, Because.CAST),  # a persona was added
        (12, 30, 30, Because.DATA),
        (12, 12, 30, Because.CAST),
        (12, 20, 30, Because.BOTH),
        (30, 40, 12, Because.CAST),
        (30, 12, 12, Because.DATA),
        (12, None, 30, Because.BOTH),
        (12, 12, 12, ""),
        (12, 14, 30, Because.BOTH),
        (12, 13, 30, Because.CAST),  # one account more says nothing
        (12, 28, 30, Because.BOTH),
        (12, 29, 30, Because.DATA),
        ((12, 24), (12, 44), (12, 40), Because.DATA),  # by contacts alone
        ((12, 24), (12, 20), (12, 40), Because.CAST),
    ],
)
def test_a_gap_is_put_down_to_what_made_it(before, between, after, because):
    """Sizes are accounts of two contacts each, or accounts and contacts."""
    sizes = [(size, 2 * size) if isinstance(size, int) else size for size in (before, between, after)]
    runs = [s.run(gaps=(s.gap("a", size[0], contacts=size[1]),) if size else ()) for size in sizes]
    (change,) = split(compare(runs[0], runs[2]), runs[1]).gaps or [None] * 1
    assert change.because == because


def test_what_was_not_in_between_is_not_split():
    before, after = s.run(segments=()), s.run(segments=(s.segment(WHERE, 10, 40),))
    (change,) = split(compare(before, after), s.run(segments=())).segments
    assert (change.data, change.cast) == (None, None)
