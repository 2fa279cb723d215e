"""``unserved-segment``: a segment that the settings say you serve, and no persona is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage import phrases
from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.facts import CastFacts
    from personacheck.model.cast import Persona


def lint(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """Personas for each value of ``serves``; one whose scope is not stated is for nobody in particular."""
    for axis, values in facts.settings.serves.items():
        for value in values:
            number = sum(_is_for(one, axis, value) for one in facts.of_customers)
            if number < threshold:
                yield Fault(
                    f"No persona is for {phrases.axis_label(axis)} {phrases.axis_value(axis, value)}, which the "
                    "settings say you serve.",
                    "Extend the scope of a persona that was researched there, or add one.",
                    float(number),
                )


def _is_for(persona: Persona, axis: str, value: str) -> bool:
    if axis == t.SIDE:
        return persona.side in {value, t.Side.BOTH.value}
    return persona.scope.stated and value in persona.scope.axes.get(axis, (value,))


RULE = Rule(
    code="unserved-segment",
    severity="medium",
    threshold=1,
    unit="personas",
    source="the settings: at least one persona for each segment served",
    lint=lint,
)
