"""``dead-rule``: words of a persona that hit nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model import tables as t
from personacheck.text.prose import some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """The share of each persona's titles that hit no contact at all, where others of it do."""
    if facts.hits is None:
        return
    for persona in facts.served:
        mine = facts.hits[facts.hits[t.PERSONA] == persona.id]
        dead = mine.loc[mine[t.HITS] == 0, t.TITLE].tolist()
        if len(mine) > len(dead) > threshold * len(mine):
            yield Fault(
                f"{len(dead)} of the {len(mine)} titles of {persona.name} match no contact: {some(dead)}.",
                len(dead) / len(mine),
                persona.id,
            )


RULE = Rule(
    code="dead-rule",
    means="Titles of a persona that match no contact.",
    remedy="Remove or correct them: they suggest coverage that isn't there.",
    severity="low",
    threshold=0.5,
    unit="share",
    source="our own threshold: more than half of a persona's titles",
    measure=measure,
)
