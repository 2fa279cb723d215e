"""A persona read back to its author: what stands in the sentence is what its profile matches by."""

from __future__ import annotations

import pytest
from builders import cast, persona, scope

from personacheck.match.persona.sentence import sentences

WORKERS = ("system administrator", "network engineer", "helpdesk", "devops engineer")

OWNERS = ("ceo", "owner", "co-owner", "founder", "co-founder", "president", "managing director")


def said(**told: object) -> str:
    return sentences(cast(persona("ann", **told)))[0]


@pytest.mark.parametrize(
    ("told", "part"),
    [
        ({"titles": ("head of it", "it director")}, "or whose work is IT at lead level or above"),
        ({"titles": ("ceo", "owner", "founder")}, "or whose work is general management at executive level"),
        ({"titles": WORKERS}, "at senior, professional or junior level"),
        (
            {"titles": ("head of it",), "functions": ("it",), "levels": ("lead",)},
            "whose work is IT, in either case only if their level is lead;",
        ),
        ({"titles": ("laboratory informatics",)}, "or whose title names IT together with research;"),
        ({"titles": (*OWNERS, "cfo", "finance director")}, "finance (where no specialty is named)"),
    ],
)
def test_work_and_ranks_are_told_as_they_are_matched(told, part):
    assert part in said(**told)


def test_a_whole_function_is_told_without_its_specialties():
    told = said(titles=("network engineer", "system administrator"), functions=("it",))
    assert "whose work is IT;" in told
    assert "infrastructure" not in told


def test_those_who_do_the_work_are_not_told_with_those_above():
    assert "or above" not in said(titles=WORKERS)


def test_a_negative_persona_leaves_out_and_has_no_scope():
    told = said(kind="negative", titles=("student", "intern"))
    assert told.startswith("Ann excludes contacts whose title contains “student” or “intern”")
    assert "researched" not in told


def test_what_the_summary_says_it_is_not_is_told():
    summary = "Plans and books shipments. Not drivers, not those who pack, not vice presidents."
    told = said(titles=("logistics coordinator", "logistics specialist"), summary=summary)
    assert "whose work is logistics at senior, professional or junior level, but not " in told
    assert told.partition("but not ")[2].startswith("import, export and customs, shipping or drivers;")


def test_what_a_title_names_is_not_taken_away_by_the_summary():
    told = said(titles=("truck driver", "logistics clerk"), summary="Moves goods. Not drivers.")
    assert "drivers" not in told.partition("but not")[2]


def test_leaders_are_not_narrowed_by_those_who_lead_nobody():
    titles, summary = ("head of it", "it lead"), "Leads IT. Not system administrators without a team."
    assert (
        said(titles=titles, summary=summary)
        .partition("but not ")[2]
        .startswith("digital transformation or data management;")
    )


EVERYTHING = {
    "titles": ("head of it", "cio"),
    "examples": ("it director",),
    "not_titles": ("assistant", "deputy"),
    "functions": ("it",),
    "departments": ("IT",),
    "levels": ("lead", "director"),
    "buying_roles": ("Decision Maker",),
    "where": {"Tier": ("gold", "silver")},
    "side": "buyer",
    "scope": scope(channel=["direct"], size=["large", "medium"]),
}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            EVERYTHING,
            "Ann (side: buyer) fits contacts whose title contains “head of it”, “cio” or “it director”, or whose work "
            "is IT, or whose department is IT, in each case only if their level is lead or director, their buying role "
            "is Decision Maker and their Tier is gold or silver, unless the title contains “assistant” or “deputy”; "
            "researched for channel direct, size large or medium.",
        ),
        ({"functions": ("hr",), "scope": scope()}, "Ann fits contacts whose work is HR; researched everywhere."),
        (
            {"buying_roles": ("Signatory",), "side": "both"},
            "Ann (side: both) fits contacts whose buying role is Signatory; its scope is not stated.",
        ),
        (
            {"titles": tuple(f"zorb {n}" for n in range(6))},
            "Ann fits contacts whose title contains “zorb 0”, “zorb 1”, “zorb 2”, “zorb 3” or 2 more; "
            "its scope is not stated.",
        ),
        (
            {"kind": "negative", "titles": ("student",), "not_titles": ("working student",)},
            "Ann excludes contacts whose title contains “student”, or whose work is students, unless the title "
            "contains “working student”.",
        ),
    ],
)
def test_the_sentence_whole(told, sentence):
    assert said(**told) == sentence


def test_a_persona_goes_by_what_people_call_it_where_that_tells_it_apart():
    three = (
        persona("buyer", name="Bob, buyer", side="buyer", titles=("cfo",)),
        persona("it-1", name="IT, leads", titles=("cio",)),
        persona("it-2", name="IT, staff", titles=("it admin",)),
    )
    starts = ("Bob (side: buyer) fits", "IT, leads fits", "IT, staff fits")
    told = sentences(cast(*three))
    assert all(line.startswith(start) for line, start in zip(told, starts, strict=True)), told


def test_levels_are_told_as_people_call_them():
    told = said(titles=("head of it",), functions=("it",), levels=("executive", "vp"))
    assert "only if their level is executive or VP" in told
