from __future__ import annotations

from datetime import date

import builders as b
import pytest
import snapshots as s

from personacheck.model.decisions import Decisions
from personacheck.review.cadence import last_review, late, next_due, review_due
from personacheck.review.compare import compare
from personacheck.settings.settings import Settings

TODAY = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("last", "every", "due"),
    [
        (date(2026, 1, 31), "month", date(2026, 2, 28)),
        (date(2027, 11, 30), "quarter", date(2028, 2, 29)),
        (date(2026, 9, 30), "half-year", date(2027, 3, 31)),
        (date(2026, 9, 29), "quarter", date(2026, 12, 29)),
        (date(2024, 2, 29), "year", date(2025, 2, 28)),
    ],
)
def test_the_next_review_is_a_period_later(last, every, due):
    assert next_due(last, every) == due


def test_the_last_review_is_the_latest_noted_that_is_not_to_come():
    cast = b.cast(reviewed=date(2026, 3, 31))
    assert last_review(cast, Decisions(), TODAY) == date(2026, 3, 31)
    assert last_review(cast, Decisions(reviewed=date(2026, 6, 30)), TODAY) == date(2026, 6, 30)
    assert last_review(cast, Decisions(reviewed=date(2027, 6, 30)), TODAY) == date(2026, 3, 31)
    assert last_review(b.cast(reviewed=TODAY), Decisions(), TODAY) == TODAY
    assert last_review(None, Decisions(), TODAY) is None


def test_a_review_is_overdue_from_the_day_after_its_date():
    assert not review_due(date(2026, 6, 30), "quarter", TODAY, None).overdue
    assert review_due(date(2026, 6, 29), "quarter", TODAY, None).overdue


def test_a_review_that_nobody_noted_is_due_a_period_after_the_first_run():
    assert review_due(None, "quarter", TODAY, None).due == "2026-12-31"
    assert review_due(None, "quarter", TODAY, None, date(2026, 3, 1)).due == "2026-06-01"
    assert review_due(None, "quarter", TODAY, None, date(2026, 3, 1)).overdue
    assert review_due(date(2026, 9, 1), "quarter", TODAY, None, date(2026, 3, 1)).due == "2026-12-01"


def test_since_holds_the_change_of_each_headline_measure():
    changes = compare(s.run(covered=60), s.run(covered=50, basis=s.basis(currency="USD")))
    since = review_due(None, "quarter", TODAY, changes).since
    assert since == {"accounts": pytest.approx(-0.1), "main_contacts": pytest.approx(-0.1),
                     "contacts": pytest.approx(-0.1), "revenue": None}  # fmt: skip  # a row


def test_personas_and_their_evidence_are_late_after_a_year_or_what_settings_say():
    old, new = date(2025, 9, 1), date(2026, 9, 1)
    cast = b.cast(
        b.persona("olu", reviewed=old, evidence=b.evidence(last=new)),
        b.persona("it", reviewed=new, evidence=b.evidence(last=old)),
        b.persona("dana", evidence=b.evidence(last=None)),
    )
    assert [(each.persona, each.what) for each in late(cast, Settings(), TODAY)] == [
        ("olu", "review"),
        ("it", "evidence"),
    ]
    days = (TODAY - old).days
    assert late(cast, Settings(findings={"stale-persona": days}), TODAY) == ()
    assert len(late(cast, Settings(findings={"stale-persona": days - 1}), TODAY)) == 2
    assert late(None, Settings(), TODAY) == ()
