"""``no-example``: personas without one real title to check them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.text.prose import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts


def lint(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """Personas with neither titles nor examples."""
    silent = [persona for persona in facts.cast.personas if not persona.examples and not persona.titles]
    if len(silent) > threshold:
        names = listed([persona.name for persona in silent])
        yield Fault(
            f"{names} {'lists' if len(silent) == 1 else 'list'} neither titles nor examples.",
            float(len(silent)),
            silent[0].id if len(silent) == 1 else None,
        )


RULE = Rule(
    code="no-example",
    means="Personas with neither titles nor examples.",
    remedy="Add three job titles of people you interviewed.",
    severity="low",
    threshold=0,
    unit="personas",
    source="examples are what a colleague checks a persona by",
    lint=lint,
)
