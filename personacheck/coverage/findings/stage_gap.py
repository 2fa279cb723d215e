"""``stage-gap``: the cast fits one part of the journey far better: only before the sale, or only after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage import phrases, skew
from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.coverage.findings.skewed import skewed
from personacheck.model import tables as t
from personacheck.model.tables import Population

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.facts import Facts


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Points of coverage between stages of customers, and between prospects and customers."""
    coverage = facts.coverage
    yield from skewed(skew.along(coverage.segments, t.STAGE, coverage.population), threshold)
    prospects = coverage.populations.get(Population.PROSPECT.value)
    if prospects is not None:
        pair = {Population.PROSPECT.value: prospects, coverage.population: coverage.headline}
        told = [
            skew.Part(f"at {phrases.accounts(name)}", one.main_contacts, one.accounts.total)
            for name, one in pair.items()
        ]
        yield from skewed(told, threshold)


RULE = Rule(
    code="stage-gap",
    severity="medium",
    threshold=15,
    unit="points",
    source="the failure 'only pre-sales, or only post-sales': 15 points, and 95 % intervals that do not overlap",
    measure=measure,
)
