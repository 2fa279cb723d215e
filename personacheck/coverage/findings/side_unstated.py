"""``side-unstated``: personas that do not say whether they buy or use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model.tables import Side
from personacheck.text.prose import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts


def lint(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """Personas without a side."""
    silent = [persona for persona in facts.of_customers if persona.side == Side.UNKNOWN.value]
    if len(silent) > threshold:
        yield Fault(
            f"{listed([persona.name for persona in silent])} {'does' if len(silent) == 1 else 'do'} not say whether "
            f"{'it is a buyer or a user' if len(silent) == 1 else 'they are buyers or users'}.",
            float(len(silent)),
            silent[0].id if len(silent) == 1 else None,
        )


RULE = Rule(
    code="side-unstated",
    means="Personas that do not say whether they are buyers or users.",
    remedy="Write side: buyer, user or both.",
    severity="low",
    threshold=0,
    unit="personas",
    source="without a side, missing buyers would go unnoticed",
    lint=lint,
)
