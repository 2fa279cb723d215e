"""What reviewers said between two runs is told apart from what the export did and from edits of the cast."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import builders as b
import pytest
import snapshots as s

from personacheck import pipeline
from personacheck.cli import review_summary
from personacheck.labels.labels_csv import digests
from personacheck.model.changes import Because
from personacheck.model.decisions import Decisions
from personacheck.model.snapshot import Mix
from personacheck.report.html import render
from personacheck.report.markdown import summary
from personacheck.review import gate, history
from personacheck.review.memory import Memory
from personacheck.review.review import review
from personacheck.settings.file import load_settings
from personacheck.settings.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "fixtures"
HEADER = "record_id,title,persona,initials,date,draw,offered\n"
OLD, NEW = b.cast(b.persona("olu", titles=("cio",))), b.cast(b.persona("olu", titles=("cio", "cto")))
DAY = date(2026, 9, 30)


def said(run, labels):
    """The same run, judged by other answers."""
    digests_ = replace(run.result.run.digests, labels=labels)
    return replace(run, result=replace(run.result, run=replace(run.result.run, digests=digests_)))


def held(before, after, rescored):
    return review(after, [before], Decisions(), Settings(), rescore=lambda cast, answers: rescored.get(answers))


def test_labels_are_found_again_by_the_digest_of_the_first_of_them(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text(f"{HEADER}1,CIO,olu,jb,2026-06-30,,\n", encoding="utf-8")
    before = digests(path)
    path.write_text(f"{path.read_text()}2,CTO,none,jb,2026-09-30,,\n".replace("\n", "\r\n"), encoding="utf-8")
    assert digests(path)[:2] == before
    assert len({*digests(path)}) == 3
    assert digests(None) == before[:1]


def test_each_part_is_told_and_they_add_up():
    before = said(s.run("2026-06-30", covered=60, cast=OLD), "1")
    runs = {"1": s.run(covered=55, cast=OLD), "2": s.run(covered=65, cast=OLD)}
    after = said(s.run(covered=80, cast=NEW), "2")
    (whole, *_) = held(before, after, runs).changes.headline
    assert [round(part, 9) for part in (whole.data, whole.answers, whole.cast)] == [-0.05, 0.1, 0.15]
    text = summary(held(before, after, runs))
    assert "| Persona fit | then | now | change | by data | by people’s answers | by cast | by both |" in text
    assert "| accounts | 60.0 % | 80.0 % | +20.0 | −5.0 | +10.0 | +15.0 | 0.0 |" in text


@pytest.mark.parametrize(
    ("sizes", "because"),
    [
        ((None, None, 9, 9), Because.ANSWERS),
        ((9, 9, None, None), Because.ANSWERS),
        ((9, 9, 20, 20), Because.ANSWERS),
        ((9, 20, 31, 31), Because.SEVERAL),
        ((9, 20, 20, 20), Because.DATA),
        ((9, 9, 9, 20), Because.CAST),
        ((None, 9, None, 9), Because.DATA),
    ],
)
def test_a_gap_is_laid_to_the_step_at_which_it_moved(sizes, because):
    gaps = [(s.gap("a", size),) if size else () for size in sizes]
    runs = [s.run(gaps=gap, cast=cast) for gap, cast in zip(gaps, (OLD, OLD, OLD, NEW), strict=True)]
    then = replace(runs[0], result=replace(runs[0].result, run=replace(runs[0].result.run, as_of="2026-06-30")))
    found = held(said(then, "1"), said(runs[3], "2"), {"1": runs[1], "2": runs[2]})
    assert [change.because for change in found.changes.gaps] == [because]


def test_the_mix_moved_by_answers_alone_asks_for_nothing():
    few, many = Mix(personas={"olu": 20, "": 80}), Mix(personas={"olu": 80, "": 20})
    before = said(s.run("2026-06-30", covered=20, cast=OLD, mix=few), "1")
    found = held(before, said(s.run(covered=80, cast=OLD, mix=many), "2"), {"1": s.run(covered=20, cast=OLD, mix=few)})
    assert {drift.verdict for drift in found.drift} == {"stable"}
    assert [item for item in found.agenda.items if item.about == "cast"] == []


def test_the_trend_marks_new_answers():
    before, after = said(s.run("2026-06-30"), "1"), said(s.run(covered=70), "2")
    marks = held(before, after, {"1": s.run()}).trend.marks
    assert [mark.text for mark in marks] == ["people’s answers changed (labels.csv)"]


def test_answers_that_are_gone_are_no_reason_to_subtract():
    before, after = said(s.run("2026-06-30"), "1"), said(s.run(covered=20), "2")
    found = held(before, after, {})
    assert [bar.what for bar in found.changes.bars] == ["all"]
    assert not found.changes.headline
    assert found.drift == ()
    (problem,) = gate.worse(found.changes)
    assert problem.cause.startswith("cannot be compared. New baseline: people’s answers (labels.csv) differ")


def test_a_run_that_does_not_tell_its_answers_is_compared_as_before():
    whole = held(said(s.run("2026-06-30"), ""), said(s.run(covered=20), "2"), {}).changes.headline[0]
    assert (round(whole.data, 9), whole.cast, whole.answers) == (-0.4, 0.0, 0.0)


def test_a_gate_does_not_blame_the_export_for_what_people_said():
    before = said(s.run("2026-06-30", covered=60), "1")
    found = held(before, said(s.run(covered=40), "2"), {"1": s.run(covered=60)})
    assert [*gate.worse(found.changes)] == []
    assert "The effect of people’s answers is not counted: by account -20.0, by main contact -20.0" in gate.met(
        found.changes, 1
    )
    worse = held(before, said(s.run(covered=40), "2"), {"1": s.run(covered=50)})
    assert "the export cost 10.0 points" in next(gate.worse(worse.changes)).cause


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """The shipped example of one day twice, with nothing but labels in between: some whom no persona fits have one."""
    folder = tmp_path_factory.mktemp("answered")
    memory, labels = Memory(history.history_file(folder), folder / "decisions.yaml"), folder / "labels.csv"
    labels.write_text(HEADER, encoding="utf-8")
    first = run(memory, labels)
    history.record(memory.history, first.snapshot)
    matches = first.matches
    people = first.export.contacts
    unfit = matches.index[matches["status"] == "uncovered"][:60]
    who = people.loc[unfit, ["record_id", "title"]].itertuples(index=False)
    rows = "".join(f'{record},"{title}",it-leader,jb,2026-07-01,,\n' for record, title in who)
    labels.write_text(HEADER + rows, encoding="utf-8")
    return run(memory, labels)


def run(memory, labels):
    return pipeline.review(
        [EXAMPLE / "contacts.csv", EXAMPLE / "accounts.csv"], EXAMPLE / "cast.yaml",
        load_settings(EXAMPLE / "personacheck.toml", {}),
        as_of=DAY, labels=labels, memory=memory, tell=lambda _: None,
    )  # fmt: skip  # a row a kind


def test_labels_alone_are_told_as_such_everywhere(answered):
    found = answered.review
    people = {change.measure: change for change in found.changes.headline}["main_contacts"]
    assert people.answers > 0.01
    assert (people.data, people.cast) == (0.0, 0.0)
    assert {change.because for change in found.changes.gaps} <= {Because.ANSWERS, ""}
    assert Because.ANSWERS in {change.because for change in found.changes.gaps}
    terminal = "\n".join(review_summary.summary(found))
    assert re.search(r"by main contact: .* \(\+\d+\.\d, by people’s answers\)", terminal)
    assert "by the data" not in terminal
    assert "by people’s answers" in summary(found)
    page = render(answered, found).decode()
    assert "by people’s answers" in page
    assert "by the data" not in page
    assert "the data moved" not in page
