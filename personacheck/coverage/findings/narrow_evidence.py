"""``narrow-evidence``: a persona researched in one segment, and used for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.text.prose import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts
    from personacheck.model.cast import Persona


def measure(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """Segments that the evidence of each persona comes from, where its scope is wider than that."""
    for persona in facts.served:
        segments = sorted(set(persona.evidence.segments))
        if segments and len(segments) < threshold and _is_wider(persona):
            yield Fault(
                f"{persona.name} was researched in {plural(len(segments), 'segment')} "
                f"({listed(segments)}), but its scope is wider.",
                float(len(segments)),
                persona.id,
            )


def _is_wider(persona: Persona) -> bool:
    """The scope holds more than one segment, or is not stated; a scope made from the evidence cannot be wider."""
    axes = persona.scope.axes
    return not persona.scope.from_evidence and (not axes or any(len(values) > 1 for values in axes.values()))


RULE = Rule(
    code="narrow-evidence",
    means="A persona researched in one segment, with a wider scope.",
    remedy="Interview two people in each other segment of its scope, or narrow the scope.",
    severity="low",
    threshold=2,
    unit="segments",
    source="our own threshold: evidence from two segments where a scope holds several",
    measure=measure,
    lint=measure,
)
