"""``over-detailed``: a persona with so many conditions that hardly anybody meets them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts
    from personacheck.model.cast import Persona


def lint(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """Conditions that a contact must meet at once."""
    for persona in facts.served:
        number = conditions(persona)
        if number > threshold:
            yield Fault(
                f"{persona.name} combines {number} conditions, and each one narrows whom it fits.",
                float(number),
                persona.id,
            )


def conditions(persona: Persona) -> int:
    """Criteria that are joined by "and": words, levels, buying roles, each other column, each axis of the scope."""
    words = bool(persona.titles or persona.functions or persona.departments or persona.examples)
    joined = (words, bool(persona.levels), bool(persona.buying_roles))
    return sum(joined) + len(persona.where) + len(persona.scope.axes)


RULE = Rule(
    code="over-detailed",
    means="A persona with so many conditions that hardly anyone meets them all.",
    remedy="Keep what changes the journey, and drop the rest.",
    severity="low",
    threshold=4,
    unit="conditions",
    source="Chapman et al. 2008: the share of people who meet a description falls rapidly with every attribute",
    lint=lint,
)
