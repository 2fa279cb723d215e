"""``stale-persona``: a persona that nobody has looked at for over a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts


def measure(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """Days since each persona was reviewed, or else the whole cast."""
    for persona in facts.served:
        when = persona.reviewed or facts.cast.reviewed
        if when is None:
            message, days = f"{persona.name} has no review date.", None
        else:
            days = float((facts.as_of - when).days)
            message = f"{persona.name} was last reviewed on {when.isoformat()}, {days:,.0f} days ago."
        if days is None or days > threshold:
            yield Fault(message, days, persona.id)


RULE = Rule(
    code="stale-persona",
    means="A persona that has not been reviewed for over a year.",
    remedy="Review against this quarter's gaps, and update the review date.",
    severity="medium",
    threshold=365,
    unit="days",
    source="the failure 'not revised yearly': a year; teams that beat their goals revise twice as often",
    measure=measure,
    lint=measure,
)
