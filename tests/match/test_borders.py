"""Where a persona ends, told to its author: what it does not mean, and titles on either side."""

from __future__ import annotations

import pytest

from personacheck.match.matcher import Matcher
from personacheck.model.cast import Cast, Kind, Persona
from personacheck.settings import Settings


def _borders(**told: object) -> tuple[str, ...]:
    persona = Persona(id="ann", name="Ann", **told)  # type: ignore[arg-type]
    return Matcher.train(Cast(personas=(persona,)), Settings(), rules_only=True).borders()


def test_a_specialty_is_said_to_be_no_more():
    lines = _borders(titles=("ciso", "head of information security"))
    assert lines[0] == "ann is for IT security only, not for IT in general: write functions: [it] for that."
    takes, leaves = lines[1:]
    assert "information security manager" in takes
    assert "server administrator" in leaves


def test_a_whole_function_has_no_such_limit():
    assert not any("only" in line for line in _borders(functions=("it",)))


def test_work_that_only_the_summary_names_is_told():
    lines = _borders(titles=("account executive", "sales manager"), summary="Sells, and looks after procurement.")
    assert "ann says purchasing in its summary, but no title does: add a title or functions: [purchasing]." in lines


@pytest.mark.parametrize("told", [{"kind": Kind.NEGATIVE, "titles": ("recruiter",)}, {"levels": ("executive",)}])
def test_whom_no_work_defines_has_no_border(told):
    assert _borders(**told) == ()
