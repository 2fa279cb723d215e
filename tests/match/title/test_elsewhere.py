"""Words that a title says of somebody else, or denies, or repeats: nothing of them is the person's."""

from __future__ import annotations

import pytest

from personacheck.match.title.reading import read


def _functions(title: str) -> tuple[str, ...]:
    return tuple(function for part in read(title).parts for function in part.functions)


@pytest.mark.parametrize(
    "title",
    [
        "Office of the CFO", "Director, Office of the CIO", "Reporting to CEO", "Wife of the owner",
        "Büro des Vorstands", "no sales", "Not in IT", "non-IT", "keine Logistik", "sin marketing", "N/A - IT",
        "Kunde", "Dr.", "Dipl.-Ing.", "Vendor", "Customer",
    ],
)  # fmt: skip  # names read better in lines
def test_nothing_is_said_of_the_person(title):
    assert _functions(title) == ()


@pytest.mark.parametrize(
    ("title", "functions"),
    [
        ("Chief Strategy Officer (CSO)", ("strategy",)),
        ("CIO (Chief Information Officer)", ("it",)),
        ("Non-Executive Director", ("board",)),
        ("Non-Food Buyer", ("purchasing",)),
        ("Program Coordinator, Office of the CIO", ("project-support",)),
        ("Vendor Manager", ("strategic-sourcing",)),
        ("Head of IT (no security)", ("it",)),
    ],
)
def test_the_rest_is(title, functions):
    assert _functions(title) == functions


@pytest.mark.parametrize(
    ("title", "functions"),
    [
        ("CIO Advisory", ("consulting",)),
        ("CEO Coach", ("consulting",)),
        ("CFO Consultant", ("consulting",)),
        ("Advisor to the CEO", ("consulting",)),
        ("Consultant to the head of sales", ("consulting",)),
        ("Berater des Vorstands", ("consulting",)),
        ("CIO, Coach", ("it", "consulting")),  # two roles
        ("Controller Consultant", ("controlling", "consulting")),  # no chief, so it is what they advise on
        ("DSI Conseil", ("it", "consulting")),  # the head comes first in French
        ("Directeur Général Conseil", ("general-management",)),
        ("CFO conseiller", ("finance",)),
        ("Advisor to the Sales Director", ("sales",)),  # no chief of a whole company
        ("CEO Advisory Controller", ("general-management", "controlling")),
        ("Assistant to the CEO", ("assistance",)),
        ("Assistant to CEO, Buyer", ("assistance", "purchasing")),
        ("Assistant to the CEO and Buyer", ("assistance", "purchasing")),
        ("Assistant to the buyer", ("assistance", "purchasing")),
        ("Assistant Sales Manager", ("sales",)),
        ("Owner's assistant", ("assistance",)),
        ("Sales director's assistant", ("assistance",)),
        ("CEO's Office Manager", ("office-management",)),
        ("Children's book editor", ("journalism",)),
        ("IT, no sales", ("it",)),
        ("Head of IT at Sales Ltd", ("it",)),
    ],
)
def test_chiefs_who_are_helped_or_advised_are_somebody_else(title, functions):
    assert _functions(title) == functions


@pytest.mark.parametrize(("title", "vague"), [("Lead Consultant", True), ("Lead IT Consultant", False)])
def test_a_rank_before_consultant_says_no_more_than_consultant(title, vague):
    assert read(title).vague is vague
