"""What a persona's own titles show together: work, at which grain, ranks, and whom they head."""

from __future__ import annotations

import pytest

from personacheck.match.persona.shown import Shown, shown
from personacheck.match.persona.votes import Beside

LEADERS = "executive vp director lead"
WORKERS = "senior professional junior"


def _shown(*fields):
    return Shown(*(frozenset(names.split()) for names in fields))


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ((), _shown("")),
        (("zorbler",), _shown("")),
        (("materials zorbling",), _shown("")),  # a weak word beside an unknown one
        (("cio",), _shown("it", "it", "executive", "", "it")),
        (("head of it", "it director"), _shown("it", "it", LEADERS, "", "it", "it")),
        (("ceo", "cfo"), _shown("finance general-management", "finance general-management", "executive", "",
                                "finance general-management")),
        (("head of it", "it manager"), _shown("it", "it", LEADERS, "it", "it", "it")),
        (("it manager",), _shown("it", "it", "", "it", "it")),
        (("it manager", "it specialist"), _shown("it", "it", WORKERS, "it")),
        (("developer", "it specialist"), _shown("it software", "it software", WORKERS)),
        (("buyer", "head of purchasing"), _shown("purchasing", "purchasing")),  # who leads and who does not
        (("it", "hr"), _shown("hr it", "hr it")),  # areas alone say no rank
        (("it", "head of it", "it"), _shown("it", "it")),
        (("head of it", "cio", "vp it", "developer"),  # three of four
         _shown("it software", "it software", LEADERS, "", "it", "it")),
        (("head of it", "cio", "developer"), _shown("it software", "it software", "", "", "it", "it")),  # two of three
        (("head of payroll", "recruiter", "hr director"), _shown("hr payroll recruiting", "hr", "", "", "hr")),
        (("recruiter", "payroll clerk", "trainer"), _shown("payroll recruiting training", "", WORKERS)),
        # a sector that one title says is where the work is done; that two say, work; and where all say sectors, too
        (("operations director", "head of hotel operations", "coo"),
         _shown("operations", "operations", LEADERS, "", "operations", "operations")),
        (("store manager", "shop manager", "coo"),
         _shown("operations retail", "operations retail", "executive", "retail", "operations retail", "retail")),
        (("store manager", "hotel manager"), _shown("hotels retail", "retail", "", "hotels retail", "retail")),
        # a specialty that one title says by a weak word alone is none among clearer ones of its kind
        (("head of it", "cio", "erp manager", "integration specialist"),
         _shown("it it-applications", "it", "", "it-applications", "it", "it")),
        (("it project manager", "it manager", "cio"),
         _shown("it project-management", "it project-management", "", "it", "it", "it")),
    ],
)  # fmt: skip  # a table
def test_what_titles_show_together(texts, told):
    assert shown(texts) == told


@pytest.mark.parametrize(
    ("first", "other", "others", "is_shown"),
    [
        ("recruiter", "it specialist", 3, True),  # a quarter
        ("recruiter", "it specialist", 4, False),
        ("recruiter", "payroll clerk", 11, True),  # a specialty of what others show
        ("recruiter", "payroll clerk", 12, False),
    ],
)
def test_work_is_shown_by_two_titles_or_a_quarter_or_one_of_a_few_beside_its_like(first, other, others, is_shown):
    texts = (first, *[other] * others)
    assert ("recruiting" in shown(texts).functions) == is_shown
    assert "recruiting" in shown((*texts, "technical recruiter")).functions


@pytest.mark.parametrize(("bare", "whole"), [(1, True), (0, False)])
def test_work_that_a_quarter_of_the_titles_names_bare_is_meant_with_its_specialties(bare, whole):
    texts = ("recruiter", "payroll clerk", "payroll manager", "hr specialist" if bare else "payroll specialist")
    assert ("hr" in shown(texts).whole) == whole


@pytest.mark.parametrize(("others", "is_shown"), [(3, True), (4, False)])
def test_a_whole_function_is_shown_by_two_titles_or_a_quarter_or_where_the_author_names_it_too(others, is_shown):
    texts = ("it specialist", *["payroll clerk"] * others)
    assert ("it" in shown(texts).functions) == is_shown
    assert "it" in shown((*texts, "head of it")).functions
    assert "it" in shown(texts, Beside(affirmed=frozenset({"it"}))).functions


@pytest.mark.parametrize(
    ("texts", "functions"),
    [
        (("zorbling owner",), ""),  # narrowed by a word unknown …
        (("zorbling owner", "founder"), "general-management"),  # … unless others name the work alone, …
        (("zorbling owner", "zorbling ceo", "founder"), ""),  # … two of them, or as many
        (("zorbling owner", "zorbling ceo", "zorbling president", "founder", "ceo"), "general-management"),
        (("retail buyer", "retail buyer junior", "buyer"), ""),  # narrowed by an area, always the same …
        (("retail buyer", "hotel buyer", "buyer"), "purchasing"),  # … or by this and that: by none
        (("zorbling owner", "gnarfing owner", "founder"), "general-management"),
        (("head of it hospital", "head of it hotels"), "it"),  # sectors say so by themselves
        (("zorbling owner", "payroll clerk"), "payroll"),
        (("laboratory informatics", "research informatics"), ""),  # narrowed by each other
        (("laboratory informatics", "laboratory manager"), "laboratory"),
        (("it zorbling", "cio"), "it"),  # the unknown word may be the head
        (("head of laboratory informatics", "head of it"), "it"),  # and no laboratories
        (("solar project manager", "wind project manager"), "renewables"),  # a general kind of work is its area's
    ],
)
def test_work_that_is_named_only_with_what_narrows_it_down_is_not_shown(texts, functions):
    assert shown(texts).functions == frozenset(functions.split())


def test_of_several_functions_in_a_title_that_which_other_titles_name_counts():
    assert not shown(("chef de produit achats",)).functions
    assert shown(("chef de produit achats", "acheteur", "purchasing clerk")).functions == frozenset({"purchasing"})


def test_what_the_summary_denies_takes_most_titles():
    owners = ("founder", "ceo", "zorbling owner", "zorbling ceo", "zorbling president")
    assert "general-management" in shown(owners).functions
    assert not shown(owners, Beside(denied=frozenset({"general-management"}))).functions


def test_work_that_titles_name_with_an_area_only_is_meant_with_it():
    assert shown(("retail buyer", "retail buyer junior", "buyer")).joint == {("purchasing", "retail")}
    assert not shown(("retail buyer", "buyer", "einkäufer")).joint
