"""Which personas fit which titles; the cases are YAML that anybody can extend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from builders import cast, contacts, persona
from ruamel.yaml import YAML

from personacheck.match.matcher import Matcher
from personacheck.model import tables as t

FILE = Path(__file__).parents[2] / "cases" / "personas_rules.yaml"
CASES = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))


def matcher(*personas: dict[str, Any]) -> Matcher:
    """A matcher by rules only; lists in the personas become tuples."""
    made = (
        {key: tuple(value) if isinstance(value, list) else value for key, value in each.items()} for each in personas
    )
    return Matcher.train(cast(*(persona(each.pop("id"), **each) for each in made)), rules_only=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_personas_fit_the_titles_that_their_author_would_expect(case: dict[str, Any]) -> None:
    rules = matcher(*case["cast"])
    titles = [str(title) for title in case["titles"]]
    table = rules.match(contacts(*({t.TITLE: title} for title in titles)))
    said = [
        " ".join((row[t.PERSONA], *row[t.ALTERNATIVES])).strip() or row[t.UNREAD] or "nobody"
        for _, row in table.iterrows()
    ]
    assert dict(zip(titles, said, strict=True)) == {str(title): expected for title, expected in case["titles"].items()}


def test_fits_is_what_match_says() -> None:
    rules = matcher({"id": "it", "functions": ["it"]}, {"id": "boss", "levels": ["executive"]})
    table = rules.fits(["CIO", "Developer", "Nurse", ""])
    assert table.to_dict("list") == {"it": [True, True, False, False], "boss": [True, False, False, False]}


def test_read_names_function_and_level() -> None:
    table = matcher({"id": "it", "functions": ["it"]}).read(["Leiter Einkauf", "Manager"])
    assert table.to_dict("list") == {t.FUNCTION: ["purchasing", ""], t.LEVEL: ["lead", "manager"]}


@pytest.mark.parametrize(
    ("row", "who"),
    [
        (
            {t.TITLE: "Head", t.DEPARTMENT: "Information Technology"},
            "it",
        ),  # the department settles what a title leaves open
        ({t.TITLE: "Manager", t.DEPARTMENT: "IT", t.LEVEL: "Director"}, "it"),
        ({t.TITLE: "Lawyer", t.DEPARTMENT: "IT", t.LEVEL: "Director"}, ""),  # the title names another role
        ({t.TITLE: "Information Technology", t.LEVEL: "VP"}, "it"),  # the CRM's level counts where the title names none
        ({t.TITLE: "IT Specialist", t.LEVEL: "VP"}, ""),
        ({t.TITLE: "Director of Networks", t.LEVEL: "Entry"}, "it"),
        ({t.TITLE: "Head of IT", t.LEVEL: "Entry"}, "it"),
        ({t.TITLE: "", t.DEPARTMENT: "IT", t.LEVEL: "Director"}, "it"),
        ({t.TITLE: "IT Specialist / Co-Founder", t.DEPARTMENT: "IT"}, ""),  # the rank is the other role's
        ({t.TITLE: "", t.DEPARTMENT: "", t.LEVEL: "Director"}, ""),
    ],
)
def test_departments_and_stated_levels_are_weighed(row: dict[str, str], who: str) -> None:
    rules = matcher({"id": "it", "titles": ["head of it", "cio"], "levels": ["executive", "vp", "director", "lead"]})
    assert rules.match(contacts(row))[t.PERSONA].tolist() == [who]


def test_a_department_of_the_authors_own_needs_no_vocabulary() -> None:
    rules = matcher({"id": "blue", "departments": ["Blue Team"]})
    table = rules.match(contacts({t.TITLE: "Manager", t.DEPARTMENT: "blue team"}, {t.TITLE: "Manager"}))
    assert table[t.PERSONA].tolist() == ["blue", ""]


def test_buying_roles_and_columns_are_gates() -> None:
    rules = matcher(
        {"id": "payer", "functions": ["finance"], "buying_roles": ["Budget Holder"]},
        {"id": "seller", "where": {"Partner Type": ("Reseller", "Distributor")}},
    )
    column = t.WHERE_PREFIX + "Partner Type"
    rows = [
        {t.TITLE: "CFO", t.BUYING_ROLE: "Decision Maker; budget holder", column: ""},
        {t.TITLE: "CFO", t.BUYING_ROLE: "", column: ""},
        {t.TITLE: "Nurse", t.BUYING_ROLE: "", column: "reseller"},
        {t.TITLE: "Nurse", t.BUYING_ROLE: "", column: "Customer"},
    ]
    table = rules.match(contacts(*rows))
    assert table[t.PERSONA].tolist() == ["payer", "", "seller", ""]
    assert table[t.LEANING].tolist() == ["", "payer", "", ""]


@pytest.mark.parametrize(
    ("own", "title", "leaning"),
    [
        ("zorble", "Nightzorble Keeper", "own"),
        ("zorbl", "Nightzorbl Keeper", ""),  # five letters stand in many words
        ("zorble", "Zorble of Nothing", ""),  # it fits
        ("zorble blorft", "Blorft of the Zorble", "own"),
        ("zorble blorft", "Blorft", ""),
    ],
)
def test_own_words_within_longer_ones_or_apart_are_near(own: str, title: str, leaning: str) -> None:
    rules = matcher({"id": "own", "titles": [own]}, {"id": "it", "functions": ["it"]})
    assert rules.match(contacts({t.TITLE: title}))[t.LEANING].tolist() == [leaning]


def test_the_crms_persona_makes_surer_what_fits_and_breaks_ties() -> None:
    rules = matcher(
        {"id": "dev", "functions": ["it"], "levels": ["professional"]},
        {"id": "ops", "functions": ["it"], "levels": ["professional"]},
        {"id": "own", "titles": ["recruiter"]},
    )
    rows = [{t.TITLE: title, t.CRM_PERSONA: stated}
            for title in ("Developer", "Recruiter") for stated in ("", "ops", "own")]  # fmt: skip  # a row a title
    table = rules.match(contacts(*rows))
    assert table[t.PERSONA].tolist() == ["dev", "ops", "dev", "own", "own", "own"]
    scores = table[t.SCORE].tolist()
    assert scores[1] == pytest.approx(scores[0] + 0.1)
    assert scores[2] == scores[0]
    assert scores[3:] == [0.97, 0.97, 0.99]


def test_the_crms_persona_decides_only_where_the_title_does_not_speak_against_it() -> None:
    rules = matcher(
        {"id": "it", "functions": ["it"], "crm": {"hubspot": {"hs_persona": "persona_1"}}},
        {"id": "hr", "functions": ["hr"], "name": "Hanna, HR"},
    )
    rows = [
        {t.TITLE: "Manager", t.CRM_PERSONA: "persona_1"},
        {t.TITLE: "", t.CRM_PERSONA: "Hanna, HR", t.DEPARTMENT: "x"},
        {t.TITLE: "Recruiter", t.CRM_PERSONA: "it"},
        {t.TITLE: "Lawyer", t.CRM_PERSONA: "it"},
        {t.TITLE: "Developer", t.CRM_PERSONA: "it"},
    ]
    table = rules.match(contacts(*rows))
    assert table[t.PERSONA].tolist() == ["it", "hr", "hr", "", "it"]
    assert table[t.SOURCE].tolist() == ["crm", "crm", "rule", "none", "rule"]
