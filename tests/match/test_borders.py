"""Where a persona ends, told to its author: what it does not mean, titles just outside, and titles on either side."""

from __future__ import annotations

import pytest

from personacheck.match.borders import NEAREST, SHOWN, borders
from personacheck.match.matcher import Matcher
from personacheck.match.title.part import DEFAULT_LEVEL
from personacheck.match.title.reading import read
from personacheck.model.cast import Cast, Kind, Persona
from personacheck.model.tables import LEVELS
from personacheck.vocabulary.words import vocabulary


def _matcher(**told: object) -> Matcher:
    persona = Persona(id="ann", name="Ann", **told)  # type: ignore[arg-type]
    return Matcher.train(Cast(personas=(persona,)), rules_only=True)


def _borders(**told: object) -> tuple[str, ...]:
    return _matcher(**told).borders()


def _titles(lines: tuple[str, ...], word: str) -> list[str]:
    line = next(line for line in lines if line.startswith(f"Ann {word}"))
    return line.removesuffix(".").split(": ", 1)[1].split(", ")


def test_a_specialty_is_said_to_be_no_more():
    lines = _borders(titles=("ciso", "head of information security"))
    assert lines[0] == "Ann is for IT security only, not for IT in general: write functions: [it] for that."
    assert "information security manager" in _titles(lines, "matches")
    assert "software engineer" in _titles(lines, "does not match")


def test_one_that_asks_for_a_field_is_said_to_take_nobody_by_title():
    lines = _borders(titles=("cfo",), buying_roles=("decision maker",), where={"Tier": ("A", "B")})
    assert (
        lines[-1] == "Ann matches nobody by title alone: it also asks for buying role decision maker and Tier A or B."
    )
    assert not any("just misses" in line for line in lines)


def test_a_function_that_few_titles_name_bare_is_said_to_be_no_more():
    owners = ("ceo", "owner", "co-owner", "founder", "co-founder", "president", "managing director")
    lines = _borders(titles=(*owners, "cfo", "finance director"))
    told = "Ann is for finance only where a title says no more: write functions: [finance] for all specialties."
    assert told in lines


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        (
            ("zorbling owner",),
            "general management only in the words of its titles: write functions: [general-management]",
        ),
        (("zorbling owner", "recruiter", "payroll clerk", "hr assistant", "sourcer", "trainer"), ""),  # an odd one
        (("zorbling owner", "founder"), ""),
    ],
)
def test_work_that_titles_name_and_do_not_show_is_said(titles, told):
    lines = [line for line in _borders(titles=titles) if "in the words of its titles" in line]
    assert bool(lines) == bool(told)
    assert all(line.startswith(f"Ann is for {told}") for line in lines)


def test_what_it_takes_fits_and_what_it_leaves_does_not():
    told = {"titles": ("ciso", "head of information security", "leiter informationssicherheit")}
    lines, matcher = _borders(**told), _matcher(**told)
    taken, left = _titles(lines, "matches"), _titles(lines, "does not match")
    near = [title.rsplit(" (", 1)[0] for title in _titles(lines, "just misses")]
    assert 0 < len(taken) <= SHOWN
    assert len(left) == SHOWN
    assert 0 < len(near) <= NEAREST
    assert matcher.fits(taken)["ann"].all()
    assert not matcher.fits([*left, *near])["ann"].any()
    assert not set(left) & set(near)


@pytest.mark.parametrize("level", ["executive", "vp"])
def test_it_just_misses_its_work_at_another_level_and_other_work_at_its_level(level):
    near = _titles(_borders(functions=("it-security",), levels=(level,)), "just misses")
    assert len(near) == NEAREST
    for title, why in (text.removesuffix(")").rsplit(" (", 1) for text in near):
        reading = read(title)
        if why in LEVELS:
            assert reading.functions[0] == "it-security"
            assert (reading.level or DEFAULT_LEVEL) == why
        else:
            assert vocabulary().functions[reading.functions[0]].label == why
            assert reading.level == level


def test_what_it_just_misses_is_told_with_its_reason():
    lines = _borders(titles=("ciso", "head of information security", "security director"))
    near = _titles(lines, "just misses")
    assert "it security officer (professional)" in near
    assert "cio (IT)" in near


@pytest.mark.parametrize(
    ("titles", "one"),
    [
        (("ciso", "leiter informationssicherheit"), "it-sicherheitsmanager"),
        (("responsable des achats", "acheteur"), "acheteuse"),
        (("buyer", "head of procurement"), "strategic buyer"),
    ],
)
def test_its_titles_are_of_the_languages_of_the_cast(titles, one):
    assert one in _titles(_borders(titles=titles), "matches")


def test_titles_of_other_languages_are_not_shown():
    assert not any("einkäufer" in line for line in _borders(titles=("buyer", "head of procurement")))


def test_a_whole_function_has_no_such_limit():
    assert not any("only" in line for line in _borders(functions=("it",)))


def test_work_that_only_the_summary_names_is_told():
    lines = _borders(titles=("account executive", "sales manager"), summary="Sells, and looks after procurement.")
    assert "Ann mentions purchasing in its summary, but in no title: add a title, or functions: [purchasing]." in lines


@pytest.mark.parametrize("told", [{"kind": Kind.NEGATIVE, "titles": ("recruiter",)}, {"levels": ("executive",)}])
def test_whom_no_work_defines_has_no_border(told):
    assert _borders(**told) == ()


def test_explain_tells_the_persona_and_the_next_with_their_borders():
    cast = Cast(
        personas=(
            Persona(id="ann", name="Ann", titles=("ciso", "head of information security")),
            Persona(id="ben", name="Ben", titles=("security analyst", "security engineer")),
            Persona(id="eve", name="Eve", titles=("buyer",)),
        )
    )
    told = Matcher.train(cast).explain("Head of Cyber Security")
    assert (told.persona, told.runner_up) == ("ann", "ben")
    assert told.borders[0].startswith("Ann fits contacts whose title contains “ciso”")
    assert [line.split()[0] for line in told.borders] == ["Ann"] * 5 + ["Ben"] * 5
    assert not Matcher.train(cast).explain("Nurse").borders


def test_the_shipped_titles_are_matched_once_and_only_those_of_the_personas_that_are_told():
    cast = Cast(
        personas=(Persona(id="ann", name="Ann", functions=("hr",)), Persona(id="bo", name="Bo", functions=("it",)))
    )
    matcher, asked = Matcher.train(cast, rules_only=True), []

    def fits(titles):
        asked.append(tuple(titles))
        return matcher.fits(titles)

    assert borders(matcher.profiles, fits, ["ann"])
    assert len(asked) == 1
    assert "recruiter" in asked[0]
    assert "cio" not in asked[0]


def test_what_is_meant_beside_another_area_only_is_said_with_titles_on_both_sides():
    lines = _borders(titles=("laboratory informatics", "laboratory it"))
    assert "Ann is for IT only where a title names research, too: write functions: [it] for all of it." in lines
    assert any(line.startswith("Ann does not match, for example: ") for line in lines)


@pytest.mark.parametrize(
    ("summary", "is_said"),
    [
        ("Sets rates. Not sales directors.", True),
        ("Sets rates. Not the sales directors of zorbling.", False),  # some of them
        ("Sets rates. Not recruiters.", False),
        ("Sets rates.", False),
    ],
)
def test_a_denial_that_titles_outvote_is_said(summary, is_said):
    told = "Ann is for sales, too, though its summary says otherwise, since its titles name it: "
    lines = _borders(titles=("sales manager", "head of sales"), summary=summary)
    assert any(line.startswith(told) for line in lines) == is_said
