"""What ``compare`` says of two casts, sentence by sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
import snapshots as s

from personacheck.cli.improving import _has_moved, _measures
from personacheck.coverage.compare import Moved, SegmentChange

NONE = Moved(0, 0)


def _change(before, after, **fields):
    plain = {"accounts": Moved(3, 1), "main_contacts": Moved(4, 2), "contacts": Moved(5, 3), "revenue": Moved(9.0, 1.0)}
    return SegmentChange({}, before, after, **{**plain, **fields})


def _without_accounts(headline):
    accounts = replace(headline.accounts, excluded=headline.accounts.total)
    return replace(headline, accounts=accounts)


TODAY, NEXT = s.headline(60, 100), s.headline(1_200, 2_000)
BOTH = [
    "60 of 100 → 1,200 of 2,000 accounts, 3 won, 1 lost; 1,900 more can be judged",
    "60 of 100 → 1,200 of 2,000 main contacts, 4 won, 2 lost; 1,900 more can be judged",
]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_change(TODAY, NEXT), [*BOTH, "revenue EUR 60k of EUR 100k → EUR 1.2m of EUR 2.0m"]),
        (_change(TODAY, NEXT, under=3), [*BOTH, "revenue not shown: amounts of under three accounts"]),
        (_change(TODAY, NEXT, revenue=None), BOTH),
        (_change(TODAY, replace(NEXT, revenue=None)), BOTH),
        (_change(replace(TODAY, revenue=None), NEXT), BOTH),
        (
            _change(TODAY, s.headline(50, 100)),
            [
                "60 → 50 of 100 accounts, 3 won, 1 lost",
                "60 → 50 of 100 main contacts, 4 won, 2 lost",
                "revenue EUR 60k → EUR 50k of EUR 100k",
            ],
        ),
        (
            _change(*map(_without_accounts, (TODAY, s.headline(50, 99)))),
            ["60 of 100 → 50 of 99 contacts, 5 won, 3 lost; 1 fewer can be judged"],
        ),
    ],
)
def test_what_each_cast_covers_is_told_by_accounts_people_and_revenue(change, told):
    assert [line.replace("\xa0", " ") for line in _measures(change)] == told


@pytest.mark.parametrize("measure", ["accounts", "main_contacts", "contacts"])
@pytest.mark.parametrize("moved", [Moved(1, 0), Moved(0, 1)])
def test_a_segment_moved_where_anybody_did(measure, moved):
    still = _change(TODAY, TODAY, accounts=NONE, main_contacts=NONE, contacts=NONE)
    assert not _has_moved(still)
    assert _has_moved(replace(still, **{measure: moved}))
