"""Of several personas that fit, which comes first, and how sure that is."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import cast, contacts, persona
from ruamel.yaml import YAML

from personacheck.match.matcher import Matcher
from personacheck.model import tables as t

FILE = Path(__file__).parents[1] / "cases" / "matches_told.yaml"
TOLD = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
CAST = (
    persona(
        "it",
        titles=("head of it", "cio"),
        examples=("systems administrator",),
        functions=("it",),
        levels=("executive", "lead", "director", "professional"),
    ),
    persona("hr", functions=("hr",)),
    persona("pay", functions=("payroll",)),
    persona("dev", titles=("software developer",)),
    persona("boss", levels=("executive",)),
    persona("desk", departments=("Front Desk", "Logistics")),
    persona("signer", buying_roles=("Signatory",)),
    persona("own", titles=("*zorbler",)),
)


def _match(personas, **cells):
    return Matcher.train(cast(*personas), rules_only=True).match(contacts(cells)).iloc[0]


@pytest.mark.parametrize(
    ("cells", "in_order"),
    [
        ({"title": "Recruiter", "buying_role": "Decision Maker"}, ("hr", "signer")),
        # what stands beside the title counts as early as its first role, and says less exactly who somebody is
        ({"title": "Lawyer / Recruiter", "buying_role": "Decision Maker"}, ("signer", "hr")),
        ({"title": "Head", "department": "IT"}, ("boss", "it")),
        ({"title": "Head", "buying_role": "Decision Maker"}, ("signer", "boss")),  # as exact, and surer
        ({"title": "Manager, Head", "department": "IT"}, ("boss", "it")),  # a department comes behind the title
        ({"title": "Manager", "department": "IT"}, ("it",)),
        ({"title": "Lawyer", "department": "IT"}, ("",)),  # the title names another role
        ({"title": "Head of Finance and HR", "department": "IT"}, ("boss", "hr")),
    ],
)
def test_who_fits_by_the_earlier_role_comes_first_then_who_fits_more_exactly(cells, in_order):
    personas = (
        persona("it", departments=("IT",)),
        persona("hr", functions=("hr",)),
        persona("boss", levels=("director", "lead")),
        persona("signer", buying_roles=("Decision Maker",)),
    )
    row = _match(personas, **cells)
    assert (row[t.PERSONA], *row[t.ALTERNATIVES]) == in_order


@pytest.mark.parametrize(("own", "taken"), [("*leiter", 0.0), ("vertriebsleiter", 0.12)])
def test_other_work_in_a_title_makes_it_less_sure_unless_the_persona_is_of_any_work(own, taken):
    """Heads of whatever are heads of marketing, too; heads of sales may be more than that."""
    scores = [_match([persona("head", titles=(own,))], title=title)["score"] for title in TITLES]
    assert scores[0] - scores[1] == pytest.approx(taken)


TITLES = ("Vertriebsleiter", "Vertriebsleiter, Controller")


@pytest.mark.parametrize("case", TOLD, ids=lambda case: " ".join(case["of"].values()))
def test_what_is_said_of_a_contact_whole(case):
    row = _match(CAST, **case["of"])
    read = (t.STATUS, t.FUNCTION, t.SPECIALTY, t.LEVEL, t.SIDE, t.LEANING, t.UNREAD)
    assert {
        "of": case["of"],
        "fits": [persona_id for persona_id in (row[t.PERSONA], *row[t.ALTERNATIVES]) if persona_id],
        "score": round(float(row[t.SCORE]), 3),
        "read": " / ".join(row[column] or "-" for column in read),
        "reason": row[t.REASON],
    } == case


@pytest.mark.parametrize(
    ("own", "title", "score"),
    [
        ({"titles": ("controller",), "functions": ("it",)}, "Controller Nord", 0.88),  # its own word, whatever it means
        ({"titles": ("controller",), "functions": ("it",)}, "Controller", 0.97),
        ({"titles": ("director",), "levels": ("lead",)}, "Director Nord", 0.88),
        ({"titles": ("senior sales manager",)}, "Senior Sales Manager", 0.97),
        # the whole part, but the other part of the same work is a director's
        ({"titles": ("senior sales manager",)}, "Assistant Director of Sales/Senior Sales Manager", 0.94),
        ({"titles": ("sales manager",)}, "Senior Sales Manager", 0.9),
    ],
)
def test_own_words_count_by_how_much_of_the_title_they_are(own, title, score):
    row = _match([persona("own", **own)], title=title)
    assert (row[t.PERSONA], round(float(row[t.SCORE]), 3)) == ("own", score)


def test_what_a_persona_excludes_is_told_where_nothing_else_is_read():
    matcher = Matcher.train(cast(persona("own", titles=("zorbler",), not_titles=("zyx",))), rules_only=True)
    (row,) = matcher.match(contacts({"title": "Zorbler Zyx"})).to_dict("records")
    assert (row[t.STATUS], row[t.PERSONA]) == ("unreadable", "")
    told = matcher.explain("Zorbler Zyx")
    assert (told.runner_up, told.against) == ("own", "its not_titles exclude it")


@pytest.mark.parametrize(
    ("titles", "not_titles", "persona_id"),
    [
        (("head of it",), ("head",), ""),
        (("head of it",), ("deputy",), "own"),
        (("zorbler zyx",), ("zyx",), ""),  # nothing of it is read
        (("zorbler zyx",), ("blorft",), "own"),
    ],
)
def test_a_title_of_its_own_is_excluded_by_its_own_not_titles(titles, not_titles, persona_id):
    row = _match([persona("own", titles=titles, not_titles=not_titles)], title=titles[0])
    assert row[t.PERSONA] == persona_id
    assert ("not_titles" in row[t.REASON]) == (not persona_id and row[t.STATUS] != "unreadable")
