"""``inside-evidence``: a persona that rests on what our own people say, or on one team of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.text.prose import listed, plural
from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts


def measure(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """Sources of each persona that are outside our own house."""
    for persona in facts.served:
        sources = persona.evidence.sources
        outside = [source for source in sources if not is_inside(source)]
        if sources and len(outside) < threshold:
            only = "one internal team" if len({*map(fold_words, sources)}) == 1 else "our own people only"
            talks, named = persona.evidence.interviews or 0, f"{only} ({listed(sources)})"
            says = f"The evidence for {persona.name} comes from {named}, not from customers."
            if talks:
                stated = plural(talks, "interview")
                says = f"{persona.name} states {stated}, but its sources name {named} and no customers."
            yield Fault(
                says,
                float(len(outside)),
                persona.id,
            )


def is_inside(source: str) -> bool:
    """Whether a source is our own people: each of its words names them, or how they meet."""
    text = f" {fold_words(source)} "
    for team in people().inside_teams:
        text = text.replace(f" {team} ", " team ")
    return bool(text.split()) and {*text.split()} <= people().inside_words


RULE = Rule(
    code="inside-evidence",
    means="A persona whose evidence comes from inside only, or from one team: an inside-out view.",
    remedy="Interview five customers in the role, and record them as evidence.",
    severity="medium",
    threshold=1,
    unit="sources",
    source="the failure 'inside-out point of view': at least one source outside our own house",
    measure=measure,
    lint=measure,
)
