"""``size-skew``: the cast fits companies of one size far better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Facts, Fault, Rule
from personacheck.coverage.findings.skewed import skewed
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterator


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Points of persona fit between the sizes that are fitted best and worst."""
    yield from skewed(facts, t.SIZE, threshold)


RULE = Rule(
    code="size-skew",
    severity="high",
    threshold=15,
    unit="points",
    source="the failure 'personas fit only large customers': 15 points, and intervals that do not overlap",
    measure=measure,
)
