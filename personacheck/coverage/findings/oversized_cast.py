"""``oversized-cast``: more personas than the people need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.coverage.findings.rule import SUPPORT, Fault, Rule
from personacheck.model.tally import percent
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts

ENOUGH: Final = 0.95
"""Share of the present coverage that the smaller cast must reach."""
SURPLUS: Final = 1 / 3
"""Share of the cast that must be to spare."""


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Personas beyond those that reach ``ENOUGH`` of the coverage, by the cast-size curve."""
    curve = facts.coverage.curve
    whole = curve[-1].coverage if curve else None
    if not whole or facts.coverage.headline.contacts.covered < SUPPORT:
        return
    needed = next(point for point in curve if (point.coverage or 0.0) >= ENOUGH * whole)
    surplus = len(curve) - needed.personas
    if surplus >= threshold and surplus >= SURPLUS * len(curve):
        yield Fault(
            f"{plural(needed.personas, 'persona')} of {len(curve)} {'is' if needed.personas == 1 else 'are'} enough to "
            f"reach {percent(needed.coverage)} of contacts; all of them reach {percent(whole)}.",
            float(surplus),
        )


RULE = Rule(
    code="oversized-cast",
    means="Fewer personas would reach nearly the same fit.",
    remedy="See the cast-size curve; demote the last ones to supporting, or retire them.",
    severity="medium",
    threshold=3,
    unit="personas",
    source="the failure 'a very large cast': 95 % of coverage with two thirds of the cast, and at least three to spare",
    measure=measure,
)
