"""Roles: how a function and a level are told to readers, and which levels go together."""

from __future__ import annotations

from functools import cache
from typing import Any

from personacheck.vocabulary.lists import read_words
from personacheck.vocabulary.words import vocabulary


@cache
def group_of_level() -> dict[str, str]:
    """Level (``""`` too) to the level that stands for its group in a gap."""
    return {level: group for group, words in _words()["levels"].items() for level in words["levels"]}


def levels_of(group: str) -> tuple[str, ...]:
    """Levels of a group, highest first.

    Examples
    --------
    >>> levels_of("lead")
    ('executive', 'vp', 'director', 'lead')
    """
    return tuple(level for level in _words()["levels"][group]["levels"] if level)


def seldom() -> frozenset[str]:
    """Functions that business vendors seldom draw journeys for."""
    return frozenset(_words()["seldom"])


def role(function: str | None, level: str | None) -> str:
    """A role's people: "finance leads"; a function or level that is not told is left out.

    Examples
    --------
    >>> role("finance", "lead"), role("finance", None), role(None, "lead")
    ('finance leads', 'finance contacts', 'leads')
    >>> role("student", "professional"), role("internship", "professional"), role("payroll", "lead")
    ('students and trainees', 'interns', 'payroll and benefits leads')
    >>> role("restaurants", "professional"), role("drivers", "professional")
    ('staff in restaurants', 'drivers')
    """
    people = _words()["levels"][level]["people"] if level else _words()["nobody"]
    if function and not {function, _widest(function)}.isdisjoint(_words()["people"]) and level != "lead":
        return function_label(function)
    if function and function in _words()["places"]:
        return f"{people} in {function_label(function)}"
    return f"{function_label(function)} {people}" if function else str(people)


def _widest(function: str) -> str:
    return vocabulary().wider(function)[-1] if function in vocabulary().functions else function


def function_label(function: str) -> str:
    """A function of the vocabulary as a reader calls it."""
    entry = vocabulary().functions.get(function)
    return entry.label if entry else function.replace("-", " ")


def level_label(level: str) -> str:
    """A level as a reader calls it.

    >>> level_label("vp"), level_label("lead")
    ('VP', 'lead')
    """
    return str(_words()["level_names"].get(level, level))


def _words() -> Any:  # YAML is untyped; read_words keeps it
    return read_words("roles.yaml")
