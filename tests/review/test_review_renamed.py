"""A persona goes under a new id: its gaps, decisions, labels and figures stay its own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import builders as b
import pytest
import snapshots as s
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck import pipeline
from personacheck.errors import LabelsError, Problem, SettingsError
from personacheck.model.decisions import Decision, Decisions
from personacheck.review import history
from personacheck.review.cast_edits import cast_edit, check_renamed, current_ids, ids_then, with_former_ids
from personacheck.review.memory import Memory
from personacheck.review.review import renewed, review
from personacheck.settings.file import load_settings
from personacheck.settings.settings import Settings

DAYS = [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]


def cast(*ids, **criteria):
    return b.cast(*(b.persona(key, titles=(f"title {key[0]}",), **criteria) for key in ids))


class TestFormerIds:
    def test_they_go_on_from_cast_to_cast(self):
        first = cast("a1", "b1")
        second = with_former_ids(cast("a2", "b1"), first, {})
        third = with_former_ids(cast("a3", "b1"), second, {})
        assert [persona.formerly for persona in third.personas] == [("a1", "a2"), ()]
        assert [persona.origin for persona in third.personas] == ["a1", "b1"]
        assert current_ids(third) == {"a1": "a3", "a2": "a3"}
        assert ids_then(first, third, {}) == {"a3": "a1"}
        assert cast_edit(first, third, {}).renamed == {"a1": "a3"}
        assert cast_edit(third, first, {}).renamed == {"a3": "a1"}

    def test_settings_tell_them_where_there_is_no_history(self):
        assert with_former_ids(cast("c"), None, {"a": "c", "b": "c"}).personas[0].formerly == ("a", "b")

    def test_an_id_that_is_given_anew_is_its_new_owners(self):
        second = with_former_ids(cast("a2"), cast("a1"), {})
        third = with_former_ids(b.cast(b.persona("a2", titles=("title a",)), b.persona("a1")), second, {})
        assert [persona.origin for persona in third.personas] == ["a2", "a1"]

    @given(st.lists(st.sets(st.sampled_from(["a1", "a2", "b1", "b2", "c1"])), min_size=1, max_size=5))
    @settings(deadline=None, max_examples=40)
    def test_no_two_personas_are_ever_known_by_one_id(self, steps):
        last = None
        for ids in steps:
            last = with_former_ids(cast(*sorted(ids)), last, {})
            origins = [persona.origin for persona in last.personas]
            assert len({*origins}) == len(origins)
            assert not {*current_ids(last)} & {*last.ids}


class TestSettings:
    def test_chains_are_followed(self):
        assert Settings.model_validate({"review": {"renamed": {"a": "b", "b": "c"}}}).review.renamed == {
            "a": "c",
            "b": "c",
        }

    def test_a_circle_is_refused(self, tmp_path):
        file = tmp_path / "personacheck.toml"
        file.write_text('[review]\nrenamed = {a = "b", b = "a"}\n', encoding="utf-8")
        with pytest.raises(SettingsError, match=r"review\.renamed: forms a loop"):
            load_settings(file, {})


def test_a_decision_follows_though_a_check_came_between():
    """The run compared with has the new id already; only the cast's former ids tell of the old one."""
    now = with_former_ids(cast("it"), b.cast(b.persona("boss", titles=("title i",))), {})
    before = s.run("2026-06-30", cast=now)
    after = s.run(cast=now, findings=(s.finding("stale-persona", "it"),))
    decided = Decisions((Decision("stale-persona:boss", decision="research", owner="CX", due=date(2027, 1, 1)),))
    found = review(after, [before], decided, Settings())
    assert [(entry.decision.about, entry.standing) for entry in found.register] == [("stale-persona:it", "running")]


CAST = """version: 1
name: Small cast
reviewed: 2026-06-30
personas:
  - id: {key}
    name: Bea, buyer
    titles: [purchasing manager]
    scope: {{channel: [direct]}}
    where: {where}
  - id: other
    name: Otto
    titles: [finance director]
    scope: everywhere
"""
HEADER = "Contact ID,Job Title,Company,Account Type,Created Date,Branch\n"


@pytest.fixture
def quarter(tmp_path):
    """Plays one quarter: the cast's id for the buyer, what its ``where`` asks for, the export's columns."""
    memory = Memory(history.history_file(tmp_path), tmp_path / "decisions.yaml")
    kinds = ("Customer - Direct", "Customer - Channel")
    rows = [
        f"{n:03},{('Purchasing Manager', 'Legal Counsel')[n % 3 == 2]},Firm {n},{kinds[n % 2]},2020-01-01,Retail\n"
        for n in range(40)
    ]

    def play(day, key, *, where="{}", header=HEADER, labels=None, settings=None):
        made, export = tmp_path / "cast.yaml", tmp_path / "contacts.csv"
        made.write_text(CAST.format(key=key, where=where), encoding="utf-8")
        export.write_text(header + "".join(rows), encoding="utf-8")
        if labels is not None:
            (tmp_path / "labels.csv").write_text(labels, encoding="utf-8")
        found = pipeline.review(
            [export], made, Settings.model_validate(settings or {}),
            as_of=DAYS[day], labels=tmp_path / "labels.csv" if labels else None, memory=memory, tell=lambda _: None,
        )  # fmt: skip  # a row a kind
        memory.decisions.write_bytes(renewed(memory.decisions, found.review, found.snapshot))
        history.record(memory.history, found.snapshot)
        return found

    return play


def scope_gaps(found):
    return {gap.id for gap in found.result.gaps if gap.cause == "out-of-scope"}


def test_gaps_keep_their_ids_over_two_renames(quarter):
    first, second, third = (scope_gaps(quarter(n, key)) for n, key in enumerate(("buyer", "purchasing", "bea")))
    assert first == second == third
    assert first


def test_gaps_keep_their_ids_by_the_settings_alone(quarter, tmp_path):
    first = scope_gaps(quarter(0, "buyer"))
    history.prune(history.history_file(tmp_path), keep=0)
    renamed = {"review": {"renamed": {"buyer": "bea"}}}
    assert scope_gaps(quarter(1, "bea", settings=renamed)) == first


def test_the_register_is_not_touched_by_a_rename(quarter, tmp_path):
    quarter(0, "buyer")
    before = (tmp_path / "decisions.yaml").read_text("utf-8")
    quarter(1, "bea")
    assert (tmp_path / "decisions.yaml").read_text("utf-8") == before.replace(":buyer", ":bea")


LABELS = "record_id,title,persona,initials,date,draw\n" + "".join(
    f"{n:03},Legal Counsel,{{key}},JB,2026-03-01,random\n" for n in range(2, 40, 3)
)


def test_labels_of_a_renamed_persona_count_under_both_casts(quarter):
    quarter(0, "buyer", labels=LABELS.format(key="buyer"))
    renamed = {"review": {"renamed": {"buyer": "bea"}}}
    found = quarter(1, "bea", labels=LABELS.format(key="buyer"), settings=renamed)
    changes = found.review.changes
    assert changes.edit.renamed == {"buyer": "bea"}
    assert {(change.data, change.cast) for change in changes.headline} == {(0.0, 0.0)}
    again = quarter(2, "buyer", labels=LABELS.format(key="buyer"))
    assert {change.cast for change in again.review.changes.headline} == {0.0}


def test_labels_of_a_persona_that_is_gone_are_refused_with_the_way_out(quarter):
    with pytest.raises(LabelsError, match=r"If it was renamed or retired, say so under \[review\]"):
        quarter(0, "bea", labels=LABELS.format(key="buyer"))


def test_labels_of_a_retired_persona_rest(quarter):
    retired = {"review": {"retired": ["buyer"]}}
    found = quarter(0, "bea", labels=LABELS.format(key="buyer"), settings=retired)
    without = quarter(0, "bea", labels=LABELS.splitlines()[0], settings=retired)
    digests = found.result.run.digests  # other labels make another run, and nothing else
    run = replace(without.result.run, digests=replace(without.result.run.digests, labels=digests.labels))
    assert found.result == replace(without.result, run=run, review=found.result.review)


class TestColumnsOfTheOldCast:
    WHERE = "{Branch: [Retail]}"
    GONE = HEADER.replace("Branch", "Notes")

    def test_one_that_is_gone_is_no_remark_of_todays_cast(self, quarter):
        quarter(0, "buyer", where=self.WHERE)
        found = quarter(1, "buyer", header=self.GONE)
        assert not any("The cast asks for" in note for note in found.export.notes)
        changes = found.review.changes
        (note,) = changes.notes
        assert note == (
            'A column that the earlier cast uses is gone or empty ("Branch"): '
            "its effect counts as a change in the data."
        )
        accounts = changes.headline[0]
        assert accounts.data < 0 < accounts.cast

    def test_one_that_has_come_is_told(self, quarter):
        quarter(0, "buyer", where=self.WHERE, header=self.GONE)
        (note,) = quarter(1, "buyer", where=self.WHERE).review.changes.notes
        assert "is new" in note

    def test_one_that_is_there_is_not_told(self, quarter):
        quarter(0, "buyer", where=self.WHERE)
        assert quarter(1, "buyer").review.changes.notes == ()


def test_former_ids_outlive_the_file(quarter, tmp_path):
    quarter(0, "buyer")
    quarter(1, "bea")
    kept = json.loads(history.export(history.history_file(tmp_path)))
    assert [run["cast"]["personas"][0]["formerly"] for run in kept] == [[], ["buyer"]]


def test_new_ids_that_no_persona_bears_are_refused_unless_they_are_retired():
    renamed = {"boss": "it", "dana": "zoe", "old": "amy", "gone": "bob"}
    set_so = Settings.model_validate({"review": {"renamed": renamed, "retired": ["bob"]}})
    with pytest.raises(SettingsError) as refused:
        check_renamed(cast("it"), set_so)
    step = "Correct the id, or list it under retired."
    assert refused.value.problems == tuple(
        Problem(set_so.file_name, "review.renamed", f"{new} is not a persona in the cast", step)
        for new in ("amy", "zoe")
    )
    check_renamed(cast("it", "zoe", "amy"), set_so)
