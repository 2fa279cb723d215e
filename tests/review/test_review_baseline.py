"""The first review after the matching changed: nothing is subtracted, and nothing that people said is lost.

``before/`` was written by the release before runs kept how they were matched: a run of the shipped example, what was
decided, and what people said of a random sample. Never renew it.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import snapshots as s

from personacheck import pipeline
from personacheck.castwork import sample as handful
from personacheck.cli import review_summary
from personacheck.match.edition import edition
from personacheck.model import tables as t
from personacheck.model.decisions import Decision, Decisions, Kpi
from personacheck.model.result import role_id
from personacheck.model.sample import Wish
from personacheck.model.snapshot import Snapshot
from personacheck.review import gate, history
from personacheck.review.comparable import bars
from personacheck.review.memory import Memory
from personacheck.review.review import renewed, review
from personacheck.settings.file import load_settings
from personacheck.settings.settings import Settings

BEFORE = Path(__file__).parent / "before"
EXAMPLE = Path(__file__).parents[2] / "fixtures"
EXPORTS = [EXAMPLE / "contacts.csv", EXAMPLE / "accounts.csv"]
TODAY = date(2026, 9, 30)
SAID = "New baseline: the matching changed"


def _memory(folder):
    for name in ("labels.csv", "decisions.yaml"):
        shutil.copy(BEFORE / name, folder / name)
    kept = Memory(history.history_file(folder), folder / "decisions.yaml")
    for run in json.loads((BEFORE / "runs.json").read_text("utf-8")):
        history.record(kept.history, history._codec(Snapshot).validate_python(run))
    return kept


@pytest.fixture
def memory(tmp_path):
    return _memory(tmp_path)


@pytest.fixture(scope="module")
def today(tmp_path_factory):
    """Today's review, which nothing has followed yet."""
    return _review(_memory(tmp_path_factory.mktemp("today")))


def _review(memory, as_of=TODAY):
    return pipeline.review(
        EXPORTS, EXAMPLE / "cast.yaml", load_settings(EXAMPLE / "personacheck.toml", {}),
        as_of=as_of, labels=memory.decisions.with_name("labels.csv"), memory=memory, tell=lambda _: None,
    )  # fmt: skip  # a row a kind


def test_nothing_is_subtracted_and_it_is_said(today):
    held = today.review
    assert [bar.what for bar in held.changes.bars] == ["all"]
    assert held.changes.bars[0].why.startswith(SAID)
    moved = (held.changes.headline, held.changes.segments, held.changes.gaps, held.changes.personas, held.drift)
    assert not any(moved)
    assert not any(held.due.since.values())
    assert held.trend.begins == (1,)
    assert [mark.text for mark in held.trend.marks if mark.kind == "break"] == [held.changes.bars[0].why]
    assert [str(problem) for problem in gate.worse(held.changes)] == [
        f"--fail-if-worse 1: cannot be compared. {held.changes.bars[0].why}"
    ]


def test_what_is_not_compared_is_not_told_as_unchanged(today):
    lines = [*review_summary.summary(today.review)]
    assert any(line.startswith(f"  not like for like: {SAID}") for line in lines)
    assert not any(line.startswith("  gaps:") for line in lines)


def test_decisions_and_waivers_go_on(today, memory):
    before = memory.decisions.read_text("utf-8")
    standing = {entry.decision.what: entry.standing for entry in today.review.register}
    assert standing["Finance leads"] == "accepted"
    assert standing["IT leads at medium-sized customers"] == "running"
    assert standing["Channel skew"] == "expired"
    assert "gone" not in standing.values()
    assert standing["Buyers at partner-sold customers"] == "open"  # now told with the contacts of such customers
    after = renewed(memory.decisions, today.review, today.snapshot).decode()
    assert "closed:" not in after
    assert all(line in after for line in before.splitlines() if "about:" in line or "2027-06-30" in line)


def test_what_people_said_goes_on(today):
    found = today
    told = found.result.sample
    assert (told.contacts, found.result.headline.contacts.estimate is None) == (60, False)
    assert set(found.matches[t.SOURCE]) >= {"review", "rule"}


def test_the_second_review_compares_again(today, memory):
    history.record(memory.history, today.snapshot)
    held = _review(memory, date(2026, 12, 31)).review
    assert held.changes.before == "2026-09-30"
    assert held.changes.bars == ()
    assert held.changes.headline
    assert held.trend.begins == (1,)


def test_a_run_of_then_that_is_checked_again_can_be_compared(memory):
    again = _review(memory, date(2026, 6, 30))
    history.record(memory.history, again.snapshot)
    held = _review(memory).review
    assert held.changes.before == "2026-06-30"
    assert held.changes.bars == ()
    assert held.trend.begins == ()


def test_those_who_were_reviewed_before_are_not_drawn_again(memory):
    labels = memory.decisions.with_name("labels.csv")
    drawn = handful.sample(
        EXPORTS, EXAMPLE / "cast.yaml", load_settings(EXAMPLE / "personacheck.toml", {}), Wish(random=60),
        as_of=TODAY, labels=labels, tell=lambda _: None,
    )  # fmt: skip  # a row a kind
    reviewed = {line.split(",")[0] for line in labels.read_text("utf-8").splitlines()[1:]}
    assert len(drawn.contacts) == 60
    assert not reviewed & set(drawn.contacts[t.RECORD_ID])


def _matched(run, by):
    return replace(run, basis=replace(run.basis, matching=by))


@pytest.mark.parametrize(("then", "now", "told"), [("", "", 0), ("a", "a", 0), ("", "a", 1), ("a", "b", 1)])
def test_runs_are_compared_where_they_were_matched_alike(then, now, told):
    found = bars(_matched(s.run("2026-06-30"), then), _matched(s.run(), now))
    assert [bar.why.startswith(SAID) for bar in found] == [True] * told


def test_a_run_keeps_how_it_was_matched(today, memory):
    assert today.snapshot.basis.matching == edition()
    history.record(memory.history, today.snapshot)
    assert [run.basis.matching for run in history.runs(memory.history)] == ["", edition()]


WIDE = role_id("no-persona", "marketing", "lead")
"""A gap that design and communications were a part of, before the vocabulary told them apart."""


def _part(function, coverage=0.0, level="lead"):
    return replace(
        s.gap(role_id("no-persona", function, level)),
        cause="no-persona", where={}, function=function, level=level, coverage=coverage, title=f"{function} {level}",
    )  # fmt: skip  # one row


def _held(gaps, *decisions):
    return review(s.run(gaps=gaps), [], Decisions(decisions), Settings())


ACCEPTED = Decision(WIDE, "Marketing leads", "accept", until=date(2027, 6, 30), reason="later", kpi=Kpi(now=10))


def test_gaps_of_narrower_functions_find_the_decision_on_the_wider_one():
    held = _held((_part("design", 0.2), _part("communications", 0.1)), ACCEPTED)
    assert [(entry.standing, entry.now) for entry in held.register] == [("accepted", 10.0)]
    assert held.agenda.items == ()


def test_the_decision_on_a_wider_gap_that_is_still_there_holds_for_its_parts():
    held = _held((_part("marketing", 0.05), _part("design", 0.2)), ACCEPTED)
    assert [(entry.standing, entry.now) for entry in held.register] == [("accepted", 5.0)]
    assert held.agenda.items == ()


@pytest.mark.parametrize("gap", [_part("design", level="professional"), _part("sales")])
def test_gaps_of_other_levels_and_functions_do_not(gap):
    held = _held((gap,), ACCEPTED)
    assert [entry.standing for entry in held.register] == ["gone"]
    assert [item.about for item in held.agenda.items] == [gap.id]


def test_a_gap_that_was_decided_on_itself_goes_by_that():
    own = Decision(_part("design").id, "Designers", "research", owner="CX", due=date(2026, 1, 1))
    held = _held((_part("design"), _part("communications")), ACCEPTED, own)
    assert [entry.standing for entry in held.register] == ["accepted", "overdue"]
    assert [item.about for item in held.agenda.items] == [own.about]
