"""Two years of the shipped example; each quarter's review has to say what happened in it."""

from __future__ import annotations

import pytest
from story import story

from personacheck.model.cast_edit import CastEdit
from personacheck.model.changes import Because, Move
from personacheck.report.markdown import summary

pytestmark = pytest.mark.slow  # sixteen assessments of the shipped example


@pytest.fixture(scope="module")
def quarters(tmp_path_factory):
    return list(story(tmp_path_factory.mktemp("story")))


def headline(quarter):
    return {change.measure: change for change in quarter.review.changes.headline}


def moved(quarter, what):
    return {change.gap.title: change for change in quarter.review.changes.gaps if change.move == what}


def reasons(quarter):
    return {(item.title, item.reason) for item in quarter.review.agenda.items}


def test_a_first_run_is_compared_with_nothing(quarters):
    assert quarters[0].review.changes is None


def test_rows_and_columns_in_another_order_change_nothing_by_themselves(quarters):
    changes = quarters[1].review.changes
    assert changes.bars == changes.notes == ()
    assert {change.cast for change in changes.headline} == {0.0}
    assert abs(headline(quarters[1])["contacts"].difference) < 0.02


def test_a_retired_persona_shows_as_the_casts_doing(quarters):
    changes = quarters[2].review.changes
    assert changes.edit == CastEdit(removed=("service-advisor",))
    people = headline(quarters[2])["main_contacts"]
    assert people.cast < -0.05 < people.data
    gap = moved(quarters[2], Move.NEW)["Customer service leads"]
    assert gap.because == Because.CAST
    assert ("Customer service leads", "new") in reasons(quarters[2])


def test_the_market_entry_shows_as_the_datas_doing_and_among_the_new(quarters):
    entry = quarters[4].review
    people = headline(quarters[4])["main_contacts"]
    assert (people.cast, people.data < -0.03) == (0.0, True)
    (channel,) = [change for change in entry.changes.segments if change.where == {"channel": "indirect"}]
    assert channel.move == Move.NEW
    assert entry.fresh.new_contacts.coverage < entry.fresh.old_contacts.coverage - 0.15
    partner_sold = [c for title, c in moved(quarters[4], Move.NEW).items() if "partner-sold" in title]
    assert {change.because for change in partner_sold} == {Because.DATA}
    assert any("partner-sold" in title and reason == "new" for title, reason in reasons(quarters[4]))


def test_what_was_decided_is_in_hand_then_overdue(quarters):
    standings = [
        {entry.decision.what: entry.standing for entry in quarter.review.register}.get("Customer service leads")
        for quarter in quarters[2:]
    ]
    assert standings == [None, "open", "open", "running", "overdue", "overdue"]


def test_a_waiver_ends_and_comes_back(quarters):
    standings = [
        {entry.decision.what: entry.standing for entry in quarter.review.register}["Finance leads"]
        for quarter in quarters[5:]
    ]
    assert standings == ["accepted", "accepted", "expired"]
    assert "accepted until 2026-08-31: Few of them; partners serve them." in quarters[7].register


def test_a_renamed_persona_is_no_change_of_the_mix(quarters):
    review = quarters[6].review
    assert review.changes.edit == CastEdit(renamed={"system-administrator": "it-operations"})
    assert {drift.verdict for drift in review.drift} == {"stable"}
    assert {change.cast for change in review.changes.headline} == {0.0}
    assert {change.because for change in review.changes.gaps} <= {Because.DATA, ""}
    assert "it-operations" not in {change.id for change in review.changes.personas if change.before is None}


def test_an_extended_persona_is_the_casts_doing(quarters):
    assert quarters[7].review.changes.edit == CastEdit(changed=("it-leader",))
    people = headline(quarters[7])["main_contacts"]
    assert people.cast > 0.05
    assert abs(people.data) < people.cast


def test_the_trend_spans_eight_quarters_with_its_edits(quarters):
    trend = quarters[7].review.trend
    assert len(trend.dates) == 8
    assert [mark.as_of for mark in trend.marks if mark.kind == "cast"] == ["2025-06-30", "2026-06-30", "2026-09-30"]
    (indirect,) = [line for line in trend.lines if (line.measure, line.value) == ("main_contacts", "indirect")]
    assert [point is None for point in indirect.points] == [True] * 4 + [False] * 4


def test_a_summary_is_one_page(quarters):
    for quarter in quarters:
        assert len(summary(quarter.review).splitlines()) < 60
