from __future__ import annotations

from dataclasses import replace
from datetime import date

import builders as b
import pytest
import snapshots as s

from personacheck.errors import Problem, UsageError
from personacheck.model.decisions import Decision, Decisions
from personacheck.model.snapshot import Fresh, Mix, Share
from personacheck.report.markdown import summary
from personacheck.review import gate
from personacheck.review.decisions import load_decisions, read_decisions
from personacheck.review.history import record
from personacheck.review.memory import Memory, recall
from personacheck.review.renew import renew
from personacheck.review.review import renewed, review, to_note
from personacheck.settings.settings import Settings

OLD, NEW = b.cast(b.persona("olu", titles=("cio",))), b.cast(b.persona("olu", titles=("cio", "cto")))
FRESH = Fresh("2026-06-30", Share(4, 10), Share(56, 90), 3, Share(1, 4), Share(20, 30), 1)


def refuse(_cast, _answers):
    raise AssertionError("nothing was to be scored")


def test_a_first_run_has_nothing_to_compare_with():
    found = review(s.run(), [], Decisions(), Settings())
    assert (found.changes, found.fresh, found.drift, found.unseen) == (None, None, (), {})
    assert "No earlier run is on file" in summary(found)


def test_without_a_run_on_file_there_is_nothing_to_recall(tmp_path):
    memory = Memory(tmp_path / "history.sqlite3", tmp_path / "decisions.yaml")
    with pytest.raises(UsageError) as refused:
        recall(memory, Settings())
    cause = "no run is on file, and no export is given"
    step = "Record one: personacheck check EXPORT --cast CAST"
    assert refused.value.problems == (Problem(str(memory.history), "", cause, step),)


def test_the_last_run_on_file_is_recalled_against_the_one_before_or_the_one_asked_for(tmp_path):
    memory = Memory(tmp_path / "history.sqlite3", tmp_path / "decisions.yaml")
    register = "version: 1\ndecisions:\n  - {about: a1, decision: research, owner: CX, due: 2026-12-01}\n"
    memory.decisions.write_text(register, encoding="utf-8")
    for covered, day in enumerate(("2026-03-31", "2026-06-30", "2026-09-30"), start=50):
        record(memory.history, s.run(day, covered))
    told = recall(memory, Settings())
    assert (told.changes.before, told.changes.after) == ("2026-06-30", "2026-09-30")
    assert told.trend.dates == ("2026-03-31", "2026-06-30", "2026-09-30")
    assert [entry.decision.about for entry in told.register] == ["a1"]
    assert recall(replace(memory, since=date(2026, 3, 31)), Settings()).changes.before == "2026-03-31"


def test_an_edited_cast_is_scored_on_the_export_at_hand():
    before = s.run("2026-06-30", covered=60, cast=OLD, mix=Mix(personas={"olu": 60, "": 40}))
    between = s.run(covered=50, cast=OLD, mix=Mix(personas={"olu": 50, "": 50}))
    after = s.run(covered=70, cast=NEW, mix=Mix(personas={"olu": 70, "": 30}))
    asked = []

    def rescore(cast, _answers):
        asked.append(cast)
        return between

    found = review(after, [before], Decisions(), Settings(), rescore=rescore)
    assert asked == [OLD]
    assert [round(x, 9) for x in (found.changes.headline[0].data, found.changes.headline[0].cast)] == [-0.1, 0.2]
    assert found.drift[0].drivers[0].after == pytest.approx(0.5, abs=0.01)  # the data's drift, not the edit's
    assert "| accounts | 60.0 % | 70.0 % | +10.0 | −10.0 | +20.0 |" in summary(found)


def test_an_edited_cast_without_the_export_is_not_split():
    found = review(s.run(covered=70, cast=NEW), [s.run("2026-06-30", cast=OLD)], Decisions(), Settings())
    assert found.changes.headline[0].data is None
    assert "| accounts | 60.0 % | 70.0 % | +10.0 | n/a | n/a |" in summary(found)


def test_nothing_is_scored_where_the_cast_stayed_or_nothing_is_comparable():
    past = [s.run("2026-06-30", cast=OLD)]
    assert review(s.run(cast=OLD), past, Decisions(), Settings(), rescore=refuse).changes.headline[0].cast == 0.0
    barred = review(s.run(cast=NEW, basis=s.basis(9_000)), past, Decisions(), Settings(), rescore=refuse)
    assert [bar.what for bar in barred.changes.bars] == ["all"]
    assert barred.drift == barred.words == ()


def test_what_is_new_is_told_only_for_the_run_compared_with():
    past = [s.run("2026-03-31"), s.run("2026-06-30")]
    current = s.run(fresh=FRESH)
    assert review(current, past, Decisions(), Settings()).fresh == FRESH
    assert review(current, past, Decisions(), Settings(), since=date(2026, 3, 31)).fresh is None
    assert "Of 10 contacts new since 2026-06-30, 40 % have a persona that fits; of the older ones 62 %." in summary(
        review(current, past, Decisions(), Settings())
    )


def test_the_same_run_reviewed_twice_is_the_same_text():
    past = [s.run("2026-06-30", gaps=(s.gap("a"),), findings=(s.finding(),))]
    texts = {summary(review(s.run(gaps=(s.gap("b"),)), past, Decisions(), Settings())) for _ in range(3)}
    assert len(texts) == 1


def test_what_came_up_is_noted_once_and_carried_over():
    current = s.run(gaps=(s.gap("a1"),), findings=(s.finding("size-skew"),))
    found = review(current, [], Decisions(), Settings())
    text = renew("", found.register, to_note(found, current), current.as_of)
    noted = read_decisions(text)
    assert [(entry.about, entry.decision) for entry in noted.entries] == [("a1", "open"), ("size-skew", "open")]
    later = s.run("2026-12-31", gaps=current.result.gaps, findings=current.result.findings)
    again = review(later, [current], noted, Settings())
    assert [(item.about, item.reason) for item in again.agenda.items] == [("a1", "open"), ("size-skew", "open")]
    assert to_note(again, later) == ()
    assert renew(text, again.register, (), later.as_of) == text


def test_a_renamed_persona_keeps_its_decision():
    before = s.run("2026-06-30", cast=b.cast(b.persona("boss", titles=("cio",))))
    after = s.run(cast=b.cast(b.persona("it", titles=("cio",))), findings=(s.finding("stale-persona", "it"),))
    decided = Decisions((Decision("stale-persona:boss", decision="research", owner="CX", due=date(2027, 1, 1)),))
    found = review(after, [before], decided, Settings(), rescore=lambda *_: after)
    assert [entry.standing for entry in found.register] == ["running"]
    assert found.agenda.items == ()


def test_hostile_text_is_shown_and_does_not_act():
    hostile = "<script>alert(1)</script> | [x](javascript:1) `a` *b*\n# c"
    gap = s.gap("a", title=hostile)
    found = review(s.run(gaps=(gap,)), [s.run("2026-06-30")], Decisions(), Settings())
    text = summary(found)
    assert "<script" not in text
    assert "\n# c" not in text
    assert r"\[x\](javascript:1) \`a\` \*b\*" in text


class TestGates:
    def test_each_overdue_thing_is_one_line(self):
        decided = Decisions(
            (
                Decision("a", decision="extend", owner="CX", due=date(2026, 9, 1)),
                Decision("b", decision="accept", until=date(2026, 9, 1), reason="few"),
                Decision("c"),
            ),
            reviewed=date(2026, 6, 1),
        )
        current = s.run(gaps=tuple(s.gap(key) for key in "abc"), cast=b.cast(b.persona("olu"), reviewed=None))
        problems = list(gate.overdue(review(current, [], decided, Settings())))
        assert [str(problem) for problem in problems] == [
            "review: was due on 2026-09-01. Hold it, and note its date in decisions.yaml.",
            "decisions.yaml, a: extend was due on 2026-09-01 (CX)",
            "decisions.yaml, b: accepted until 2026-09-01. Decide again.",
        ]

    def test_worse_is_told_for_the_headline_and_for_segments_of_one_axis(self):
        where = {"channel": "direct"}
        before = s.run("2026-06-30", segments=(s.segment(where, 40, 50), s.segment({**where, "size": "small"}, 9, 40)))
        after = s.run(covered=58, segments=(s.segment(where, 20, 50), s.segment({**where, "size": "small"}, 1, 40)))
        found = review(after, [before], Decisions(), Settings())
        problems = [problem.cause for problem in gate.worse(found.changes)]
        assert len(problems) == 5
        told = "persona fit by main contact, channel sold direct, fell from 80.0 % on 2026-06-30 to 40.0 %"
        assert problems[-1] == f"{told}; the export cost 40.0 points"
        assert len([*gate.worse(found.changes, 2)]) == 1  # the headline fell by two points, not by more
        assert list(gate.worse(None)) == list(gate.worse(review(after, [after], Decisions(), Settings()).changes)) == []

    def test_what_cannot_be_compared_does_not_pass_a_gate(self):
        found = review(s.run(basis=s.basis(9_000)), [s.run("2026-06-30")], Decisions(), Settings())
        assert [problem.cause[:18] for problem in gate.worse(found.changes)] == ["cannot be compared"]


def test_a_review_is_due_a_period_after_the_cast_was_reviewed():
    cast = b.cast(b.persona("olu"), reviewed=date(2026, 8, 31))
    assert review(s.run(cast=cast), [], Decisions(), Settings()).due.due == "2026-11-30"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("basis", "closes"), [({}, True), ({"currency": "USD"}, True), ({"known": {"size": 1.0}}, False)]
)
def test_the_file_keeps_its_mark_and_ends_and_closes_only_what_can_be_compared(tmp_path, mark, ends, basis, closes):
    file, head, rest = tmp_path / "decisions.yaml", ["version: 1", "decisions:", "  - about: a1"], "    decision: open"
    file.write_bytes((mark + ends.join([*head, rest, ""])).encode())
    current = s.run(basis=s.basis(**basis), gaps=(s.gap("b2", function="it"),))
    found = review(current, [s.run("2026-06-30", gaps=(s.gap("a1"),))], load_decisions(file), Settings())
    closed = [
        "    closed: 2026-09-30",
        "    history:",
        '      - {when: 2026-09-30, note: "no longer found"}',
    ]
    news = [
        "  - about: b2", '    what: "Gap b2"', "    decision: open", "    owner:", "    due:", "    kpi: {now: 0}",
        "    raised: 2026-09-30",
    ]  # fmt: skip  # an entry
    told = renewed(file, found, current).decode()
    assert told == mark + ends.join([*head, *(closed if closes else []), rest, *news, ""])
    first = review(current, [], Decisions(), Settings())
    assert renewed(tmp_path / "none.yaml", first, current).decode().startswith("# Decisions about gaps and findings.")
