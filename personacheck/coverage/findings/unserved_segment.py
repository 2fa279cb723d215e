"""``unserved-segment``: a segment that you serve, by the settings or by the export, and no persona is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.coverage.findings.skew import LEAST_ACCOUNTS
from personacheck.coverage.gaps import phrases
from personacheck.model import tables as t
from personacheck.model.tables import AccountStatus
from personacheck.text.prose import plural
from personacheck.vocabulary.axes import segment_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts, Facts
    from personacheck.model.cast import Persona


def lint(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """Personas for each value of ``serves``; one whose scope is not stated is for nobody in particular."""
    for axis, values in facts.settings.serves.items():
        for value in values:
            number = sum(_is_for(persona, axis, value) for persona in facts.of_customers)
            if number < threshold:
                yield Fault(
                    f"No persona covers {segment_label({axis: value})}, which the settings say you serve.",
                    float(number),
                    remedy="Extend the scope of a persona that was researched there, or add one.",
                )


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Personas whose scope names or includes each value that accounts have, on axes that a scope is stated along.

    This needs no statistics: where fit is low all over, a segment that nobody was researched for hardly stands out.
    """
    accounts = facts.coverage.census.accounts
    counted = accounts[accounts[t.STATUS] != AccountStatus.EXCLUDED.value]
    stated = {axis for persona in facts.of_customers if persona.scope.stated for axis in persona.scope.axes}
    for axis in (name for name in facts.coverage.census.axes if name in stated and name != t.SIDE):
        for value, number in t.times(counted.loc[counted[axis] != t.UNKNOWN, axis]).items():
            for_it = sum(persona.scope.stated and _is_for(persona, axis, value) for persona in facts.of_customers)
            if for_it < threshold and number >= LEAST_ACCOUNTS:
                place = phrases.place({axis: value}, facts.coverage.population)
                yield Fault(
                    f"No persona's scope includes contacts {place}, and there are {plural(number, 'such account')}.",
                    float(for_it),
                )


def _is_for(persona: Persona, axis: str, value: str) -> bool:
    if axis == t.SIDE:
        return persona.side in {value, t.Side.BOTH.value}
    return persona.scope.stated and value in persona.scope.axes.get(axis, (value,))


RULE = Rule(
    code="unserved-segment",
    means="No persona's scope includes a segment that you serve.",
    remedy="Interview people there; then extend the scope of a persona that also fits there, or add one.",
    severity="high",
    threshold=1,
    unit="personas",
    source="at least one persona for each segment that the settings name or that five accounts have",
    measure=measure,
    lint=lint,
)
