"""``contradictory-rule``: a persona that does not fit its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.text.prose import some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts


def lint(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """Titles and examples of each persona that its other rules keep from fitting."""
    for persona in facts.cast.personas:
        own = [word for word in (*persona.titles, *persona.examples) if "*" not in word]
        if facts.fits is None or not own or persona.buying_roles or persona.where:  # these cannot be told from words
            continue
        fits = facts.fits(own)[persona.id].to_numpy(bool)
        dead = [word for word, fit in zip(own, fits, strict=True) if not fit]
        if len(dead) > threshold:
            yield Fault(
                f"{persona.name} does not match its own titles or examples: {some(dead)}.",
                float(len(dead)),
                persona.id,
            )


RULE = Rule(
    code="contradictory-rule",
    means="A persona does not match its own titles or examples.",
    remedy="Check its not_titles and levels: they contradict these.",
    severity="medium",
    threshold=0,
    unit="titles",
    source="a persona must not rule out its own titles",
    lint=lint,
)
