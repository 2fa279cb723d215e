"""Explanations: words read, why, why not the next, what would flip it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from builders import cast, contacts, persona, scope
from ruamel.yaml import YAML

from personacheck.match.matcher import Matcher
from personacheck.model import tables as t

LEADERS = ("executive", "vp", "director", "lead")
CAST = cast(
    persona("it-leader", titles=("cio", "head of it"), levels=LEADERS),
    persona("it-user", titles=("software developer", "it specialist"), levels=("professional", "senior", "junior")),
    persona("boss", titles=("ceo", "managing director"), levels=("executive",)),
)
MATCHER = Matcher.train(CAST)
RULES = Matcher.train(CAST, rules_only=True)
FILE = Path(__file__).parents[1] / "cases" / "explanations_told.yaml"
TOLD = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TOLD, ids=lambda case: " ".join(case["of"].values()))
def test_an_explanation_whole(case) -> None:
    assert list(RULES.explain(contacts(case["of"]).iloc[0]).sentences) == case["sentences"]


def test_a_title_alone_and_a_contact_with_it_are_explained_alike() -> None:
    assert RULES.explain("IT Coordinator") == RULES.explain(contacts({t.TITLE: "IT Coordinator"}).iloc[0])


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        ({}, ""),
        ({t.DEPARTMENT: "x" * 300}, ""),
        ({t.DEPARTMENT: "x" * 301}, "department"),
        ({t.TITLE: f"Head of IT {'x' * 300}"}, "title"),
        ({t.TITLE: f"Head of IT {'x' * 300}", t.DEPARTMENT: "x" * 301}, "title and department"),
    ],
)
def test_what_is_too_long_to_be_read_whole_is_told(cells, read) -> None:
    reason = RULES.explain(contacts({t.TITLE: "Head of IT", **cells}).iloc[0]).reason
    assert reason.partition(" Only the first ")[2] == (f"300 characters of its {read} are read." if read else "")


def test_the_smallest_change_of_level_is_named() -> None:
    told = MATCHER.explain("IT Coordinator")
    assert (told.status, told.persona, told.runner_up) == ("covered", "it-user", "it-leader")
    assert told.flip == "Would be It Leader if the level were manager or above."
    assert told.flip in told.sentences


@pytest.mark.parametrize(
    ("title", "sentences"),
    [
        (
            "Head of IT",
            (
                "Read: “Head of” as lead; “IT” as IT.",
                "Covered by It Leader, score 0.97, source rule.",
                "“Head of IT” is one of its titles: It Leader.",
                "Runner-up: It User, but lead is not among its levels.",
            ),
        ),
        (
            "Nurse",
            (
                "Read: “Nurse” as nursing and care, professional.",
                "Uncovered, score 0.04, source none.",
                "Nursing and care, professional: no persona.",
            ),
        ),
        ("", ("Unreadable, score 0.02, source none.", "No title, department or role is recorded.")),
    ],
)
def test_where_no_single_change_gives_another_persona_none_is_named(title, sentences) -> None:
    told = MATCHER.explain(title)
    assert (told.sentences, told.flip) == (sentences, "")


def test_a_vague_title_is_told_what_a_department_would_do() -> None:
    told = MATCHER.explain("Head")
    assert told.status == "unreadable"
    assert told.flip == "Would be It Leader if the department were IT."


def test_every_word_is_told_once_with_what_it_says() -> None:
    told = MATCHER.explain("Vertriebsleiterin Nord")
    assert {read.word: read.says for read in told.words}["Vertriebsleiterin"] == "sales, lead"
    assert told.unread == ()


def test_words_that_were_not_read_are_named() -> None:
    assert MATCHER.explain("Blorft Developer").unread == ("Blorft",)


def test_a_contact_is_explained_with_all_its_cells() -> None:
    people = contacts({t.TITLE: "Manager", t.DEPARTMENT: "IT", t.LEVEL: "Director"})
    told = MATCHER.explain(people.iloc[0])
    assert told.persona == "it-leader"
    assert MATCHER.match(people)[t.PERSONA].tolist() == ["it-leader"]


@pytest.mark.parametrize(
    "title",
    [
        "",
        " ",
        "???",
        "💙 Growth | 🚀",
        "Assistant to the CEO",
        "VP",
        "CEO / IT Specialist",
        "管理者",
        "a" * 500,
        "C++",
        "\t\n",
    ],
)
def test_every_title_can_be_explained_and_written_as_json(title: str) -> None:
    told = MATCHER.explain(title)
    assert told.sentences
    assert json.loads(json.dumps(asdict(told)))["status"] in {"covered", "uncovered", "unreadable"}
    assert told.status == MATCHER.match(contacts({t.TITLE: title}))[t.STATUS].iloc[0]


def test_levels_and_personas_are_told_as_people_call_them():
    tim = persona("sales", name="Tim, sales", titles=("vp sales", "sales manager"), levels=("vp",))
    told = Matcher.train(cast(tim)).explain("VP Sales").sentences
    assert told[0] == "Read: “VP” as VP; “Sales” as sales."
    assert told[1].startswith("Covered by Tim, ")
    assert told[2] == "“VP Sales” is one of its titles: Tim."


def test_a_persona_that_names_such_work_with_another_area_only_is_the_nearest() -> None:
    rules = Matcher.train(cast(persona("lab-it", titles=("laboratory informatics",))), rules_only=True)
    told = "IT, manager: no persona; nearest is Lab It, but its titles name such work with another area only."
    assert rules.explain("IT Manager").reason == told
    assert rules.explain("Laboratory IT Manager").persona == "lab-it"


def test_what_a_scope_leaves_out_is_no_reason_and_the_runner_up() -> None:
    rules = Matcher.train(
        cast(
            persona("owner", titles=("owner",), scope=scope(size=("small",))),
            persona("boss", titles=("ceo", "president"), scope=scope(size=("large",))),
        ),
        rules_only=True,
    )
    told = rules.explain(contacts({t.TITLE: "Owner", "size": "large"}).iloc[0])
    assert told.persona == "boss"
    assert "Boss" in told.reason
    assert "Runner-up: Owner, but outside its scope: “Owner” is one of its titles." in told.sentences
