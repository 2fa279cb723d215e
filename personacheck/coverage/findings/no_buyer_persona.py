"""``no-buyer-persona``: the cast describes users only, and nobody who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model.tables import Side
from personacheck.text.prose import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts


def measure(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """The number of personas that buy."""
    personas = facts.of_customers
    buyers = [persona for persona in personas if persona.side in {Side.BUYER.value, Side.BOTH.value}]
    if personas and len(buyers) < threshold:
        of = f"of the {spelled(len(personas))} personas"
        none = f"None {of} is" if len(personas) > 1 else f"{personas[0].name} is not"
        only = f"Only {spelled(len(buyers))} {of} {'is' if len(buyers) == 1 else 'are'}"
        yield Fault(
            f"{only if buyers else none} marked as a buyer: "
            "journeys designed for users alone miss the decision makers.",
            float(len(buyers)),
        )


RULE = Rule(
    code="no-buyer-persona",
    means="No persona is a buyer.",
    remedy="Set the side of each persona; if none is a buyer, interview the people who signed and add a persona.",
    severity="high",
    threshold=1,
    unit="personas",
    source="the failure 'talking to the wrong people (users, not buyers)': at least one persona that buys",
    measure=measure,
    lint=measure,
)
