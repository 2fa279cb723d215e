"""``no-evidence``: a persona that rests on no interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.inside_evidence import is_inside
from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.text.prose import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts


def measure(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """Interviews that each persona rests on."""
    for persona in facts.served:
        interviews = persona.evidence.interviews or 0
        inside = persona.evidence.sources and all(map(is_inside, persona.evidence.sources))
        if interviews >= threshold or inside:  # what rests on our own people is told as that
            continue
        sources = listed(persona.evidence.sources)
        rests = f"lists no interviews (sources: {sources})" if sources else "lists no interviews"
        rests = f"rests on {plural(interviews, 'interview')}" if interviews else rests
        yield Fault(
            f"{persona.name} {rests}: an internal assumption so far.",
            float(interviews),
            persona.id,
        )


RULE = Rule(
    code="no-evidence",
    means="A persona without interviews behind it.",
    remedy="Interview five people in the role, and record that as evidence.",
    severity="medium",
    threshold=1,
    unit="interviews",
    source="the failure 'inside-out point of view': at least one interview with a customer",
    measure=measure,
    lint=measure,
)
