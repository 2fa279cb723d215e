"""``owner-gap``: the cast fits the customers of one owning team far better: it was made in a silo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.coverage.findings.skew import Part
from personacheck.coverage.findings.skewed import CLUSTERED, EXTEND, skewed
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Points of coverage between the owning teams whose customers are fitted best and worst."""
    judged = facts.judged
    team = judged.frame[t.OWNER_TEAM].to_numpy()
    yield from skewed(
        facts, judged, [Part(f"owned by {owner}", team == owner) for owner in sorted({*team} - {""})], threshold
    )


RULE = Rule(
    code="owner-gap",
    means="The cast fits the customers of one owning team far better than those of another.",
    remedy=EXTEND,
    severity="medium",
    threshold=15,
    unit="points",
    source=f"the failure 'created in silos': {CLUSTERED}",
    measure=measure,
)
