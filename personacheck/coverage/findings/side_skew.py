"""``side-skew``: the cast fits those who use far better than those who decide, or the reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage import skew
from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.coverage.findings.skewed import skewed
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.facts import Facts


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Points of coverage between the sides that are fitted best and worst."""
    yield from skewed(skew.along(facts.coverage.segments, t.SIDE, facts.coverage.population), threshold)


RULE = Rule(
    code="side-skew",
    severity="high",
    threshold=15,
    unit="points",
    source="the failure 'talking to users, not to buyers': 15 points, and 95 % intervals that do not overlap",
    measure=measure,
)
