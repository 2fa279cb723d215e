from __future__ import annotations

from datetime import date

import pytest
import snapshots as s
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from personacheck.errors import DecisionsError
from personacheck.model.decisions import Decision, Decisions, Event, Kpi, Standing
from personacheck.review.decisions import load_decisions, read_decisions
from personacheck.review.register import register, waiver
from personacheck.review.renew import renew

CASES = YAML(typ="safe").load((ROOT / "tests" / "cases" / "decisions_faults.yaml").read_text("utf-8"))
TODAY = date(2026, 12, 31)
FILE = """\
# Our register. Ask CX before you edit.
version: 1
reviewed: 2026-09-30   # the autumn session

decisions:
  # The big one.
  - about: a1   # finance
    what: "Finance leads"
    decision: extend
    owner: CX team
    due: 2027-03-31
    kpi: {now: 41, target: 80}
    history:
      - {when: 2026-09-30, note: raised}
  - about: b2
    decision: accept
    reason: >-
      Few of them, and
      served by hand.
    until: 2026-12-01
  - about: 012345678901
    decision: research
    owner: Product
    due: 2026-12-01
# the end
"""


def test_a_file_is_read_with_every_field():
    found = read_decisions(FILE)
    assert found.reviewed == date(2026, 9, 30)
    assert found.entries[0] == Decision(
        about="a1",
        what="Finance leads",
        decision="extend",
        owner="CX team",
        due=date(2027, 3, 31),
        kpi=Kpi(41, 80),
        history=(Event(date(2026, 9, 30), "raised"),),
    )
    assert found.entries[1].reason == "Few of them, and served by hand."
    assert found.entries[2].about == "012345678901"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "version: 1\n", "version: 1\ndecisions:\n"])
def test_nothing_decided_is_no_fault(text):
    assert read_decisions(text) == Decisions()


def test_no_file_is_no_decision(tmp_path):
    assert load_decisions(tmp_path / "decisions.yaml") == Decisions()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_fault_is_told_with_its_line(case):
    with pytest.raises(DecisionsError) as refused:
        read_decisions(case["text"])
    told = [f"{problem.place}: {problem.cause}" for problem in refused.value.problems]
    if case.get("loose"):
        assert told[0] == case["problems"][0]
    else:
        assert told == case["problems"]
    assert all(problem.step for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xfe\x00", ("", "is not UTF-8 text", "Save it as UTF-8.")),
        (b"version: \x07", ("", "has a character that YAML does not allow", "Delete it.")),
        (b"[" * 1_000, ("", "nested too deep", "It is a list of decisions.")),
        (
            b"version: 1\ndecisions: [",
            (
                "line 2",
                "not valid YAML here",
                "Check indentation, quotes, brackets and colons on this line and above.",
            ),
        ),
        (b"a: !!python/object/apply:os.system [ls]", ("line 1", "version is missing", "Write: version: 1")),
    ],
    ids=["not UTF-8", "control", "deep", "broken", "tag"],
)
def test_hostile_files_are_refused_in_words(tmp_path, content, problem):
    file = tmp_path / "decisions.yaml"
    file.write_bytes(content)
    with pytest.raises(DecisionsError, match=r"decisions\.yaml") as refused:
        load_decisions(file)
    first = refused.value.problems[0]
    assert (first.place, first.cause, first.step) == problem


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=100)
def test_any_text_gives_decisions_or_one_error(text):
    try:
        read_decisions(text)
    except DecisionsError as error:
        assert error.problems


class TestStanding:
    @pytest.mark.parametrize(
        ("decision", "standing"),
        [
            ({}, "open"),
            ({"decision": "extend", "due": TODAY}, "running"),
            ({"decision": "extend", "due": date(2026, 12, 30)}, "overdue"),
            ({"decision": "extend", "due": date(2026, 12, 30), "kpi": Kpi(10, 50)}, "met"),
            ({"decision": "extend", "due": date(2026, 12, 30), "kpi": Kpi(10, 50.1)}, "overdue"),
            ({"decision": "accept", "until": TODAY}, "accepted"),
            ({"decision": "accept", "until": date(2026, 12, 30)}, "expired"),
            ({"decision": "add", "closed": date(2026, 9, 30)}, "back"),
        ],
    )
    def test_of_a_gap_that_is_there(self, decision, standing):
        result = s.run(gaps=(s.gap("a1", coverage=0.5),)).result
        (entry,) = register(Decisions((Decision("a1", **decision),)), result, TODAY, {})
        assert (entry.standing, entry.now) == (standing, 50.0)

    def test_a_finding_meets_no_target_since_its_figure_is_to_fall(self):
        decision = Decision("size-skew", decision="extend", kpi=Kpi(0.6, 0.3))
        (entry,) = register(Decisions((decision,)), s.run(findings=(s.finding("size-skew"),)).result, TODAY, {})
        assert (entry.standing, entry.now) == (Standing.RUNNING, 0.4)

    def test_of_a_gap_that_is_gone(self):
        (entry,) = register(Decisions((Decision("a1"),)), s.run().result, TODAY, {})
        assert (entry.standing, entry.now) == (Standing.GONE, None)

    def test_a_finding_is_held_under_its_code_and_persona_and_follows_a_rename(self):
        result = s.run(findings=(s.finding("stale-persona", "it"), s.finding("size-skew"))).result
        entries = register(
            Decisions((Decision("stale-persona:boss"), Decision("size-skew"))), result, TODAY, {"boss": "it"}
        )
        assert [entry.decision.about for entry in entries] == ["stale-persona:it", "size-skew"]
        assert {entry.standing for entry in entries} == {Standing.OPEN}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"until": date(2026, 12, 1), "reason": "Few of them."}, "accepted until 2026-12-01: Few of them."),
        ({"history": (Event(TODAY, "accepted until 2026-12-01: Few."),)}, "accepted until 2026-12-01: Few."),
        (
            {"history": (*(Event(TODAY, f"accepted until {year}: x") for year in (2025, 2026)), Event(TODAY, "y"))},
            "accepted until 2026: x",  # the last of several
        ),
        ({"history": (Event(TODAY, "raised"),)}, "accepted until"),
        ({}, "accepted until"),
    ],
)
def test_a_waiver_that_ended_is_told_from_its_fields_or_the_last_note_of_one(fields, told):
    assert waiver(Decision("a1", **fields)) == told


class TestOpened:
    """What the review of this very day opened again stands as that review found it."""

    @pytest.mark.parametrize(
        ("when", "note", "standing"),
        [
            (TODAY, "found again; was: extend", "back"),
            (TODAY, "accepted until 2026-12-01: x", "expired"),
            (TODAY, "raised", "open"),
            (date(2026, 9, 30), "found again; was: extend", "open"),
        ],
    )
    def test_by_its_notes_of_today(self, when, note, standing):
        decision = Decision("a1", raised=date(2026, 6, 30), history=(Event(when, note),))
        (entry,) = register(Decisions((decision,)), s.run(gaps=(s.gap("a1"),)).result, TODAY, {})
        assert entry.standing == standing

    def test_what_is_raised_today_is_new(self):
        (entry,) = register(Decisions((Decision("a1", raised=TODAY),)), s.run(gaps=(s.gap("a1"),)).result, TODAY, {})
        assert entry.standing == "new"


def renewed(text, gaps, as_of=TODAY, new=(), **options):
    result = s.run(gaps=gaps).result
    return renew(text, register(read_decisions(text), result, as_of, {}), new, as_of, **options)


class TestRenew:
    ALL = (s.gap("a1", coverage=0.41), s.gap("b2", coverage=0.2), s.gap("012345678901", coverage=0.3))

    def test_comments_and_what_people_wrote_stay(self):
        text = renewed(FILE, self.ALL, date(2026, 11, 30))
        assert [line for line in FILE.splitlines() if line not in text.splitlines()] == []
        assert set(text.splitlines()) - set(FILE.splitlines()) == {"    kpi: {now: 20}", "    kpi: {now: 30}"}

    def test_nothing_to_say_is_the_same_text(self):
        text = renewed(FILE, self.ALL, date(2026, 11, 30))
        assert renewed(text, self.ALL, date(2026, 11, 30)) == text

    @pytest.mark.parametrize(
        ("field", "gaps", "options"),
        [("kpi: {now: 41}", ALL[:1], {}), ("closed: 2026-10-01", (), {}), ("kpi: {now: 41}", (), {"close": False})],
    )
    def test_nothing_to_say_keeps_even_a_layout_that_no_program_writes(self, field, gaps, options):
        text = f"decisions: [{{about:  a1, decision: open, {field}}}]\nversion:   1\n"
        assert renewed(text, gaps, **options) == text

    def test_a_waiver_that_ended_is_open_again_and_its_reason_kept(self):
        entry = read_decisions(renewed(FILE, self.ALL)).entries[1]
        assert (entry.decision, entry.until, entry.reason) == ("open", None, "")
        assert entry.history[-1] == Event(TODAY, "accepted until 2026-12-01: Few of them, and served by hand.")

    def test_what_is_gone_is_closed_and_comes_back_open(self):
        closed = renewed(FILE, ())
        assert {entry.closed for entry in read_decisions(closed).entries} == {TODAY}
        back = read_decisions(renewed(closed, self.ALL, date(2027, 3, 31))).entries[0]
        assert (back.decision, back.closed) == ("open", None)
        assert [event.note for event in back.history] == ["raised", "no longer found", "found again; was: extend"]

    def test_what_may_only_be_out_of_sight_is_not_closed(self):
        assert renewed(FILE, (), close=False) == FILE

    def test_new_entries_are_appended_open(self):
        new = (Decision("1e5678901234", 'Say "hello": # all', kpi=Kpi(12.5), raised=TODAY), Decision("x", raised=TODAY))
        for text in ("", "# ours\n", "version: 1\ndecisions:\n", FILE):
            added = read_decisions(renewed(text, self.ALL, date(2026, 11, 30), new)).entries[-2:]
            assert added == new
        assert renewed("# ours\n", (), new=new).startswith("# ours\n")

    @given(
        st.lists(
            st.builds(
                dict,
                about=st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
                decision=st.sampled_from(["open", "accept", "extend"]),
                owner=st.sampled_from(["CX", "null", "a: b # c", "'\""]),
                reason=st.text(min_size=1, max_size=20).filter(str.strip),
                day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
                closed=st.booleans(),
                found=st.booleans(),
            ),
            unique_by=lambda row: row["about"],
            max_size=4,
        )
    )
    @settings(deadline=None, max_examples=30)
    def test_twice_is_once_and_it_can_always_be_read_back(self, rows):
        from io import StringIO

        entries = [
            {
                "about": row["about"],
                "decision": row["decision"],
                "owner": row["owner"],
                "reason": row["reason"],
                "until" if row["decision"] == "accept" else "due": row["day"].isoformat(),
                **({"closed": "2026-06-30"} if row["closed"] else {}),
            }
            for row in rows
        ]
        stream = StringIO()
        YAML(typ="safe").dump({"version": "1", "decisions": entries}, stream)
        gaps = tuple(s.gap(row["about"], coverage=0.25) for row in rows if row["found"])
        try:
            once = renewed(stream.getvalue(), gaps)
        except DecisionsError:
            return  # a quoted "null" owner or a control character: refused, not renewed
        assert renewed(once, gaps) == once
        assert [entry.about for entry in read_decisions(once).entries] == [row["about"] for row in rows]
