"""``side-skew``: the cast fits those who use far better than those who decide, or the reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.coverage.findings.skewed import CLUSTERED, skewed
from personacheck.coverage.skew import along
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.facts import Facts


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Points of coverage between the sides that are fitted best and worst."""
    coverage = facts.coverage
    people = facts.people
    yield from skewed(facts, people, along(people, t.SIDE, coverage.population), threshold, t.SIDE)


RULE = Rule(
    code="side-skew",
    severity="high",
    threshold=15,
    unit="points",
    source=f"the failure 'talking to users, not to buyers': {CLUSTERED}",
    measure=measure,
)
