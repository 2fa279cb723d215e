"""``shadowed-rule``: words of a persona that never decide, since others of it, or of others, come first."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model import tables as t
from personacheck.text.prose import some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts, Facts


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """The share of each persona's titles that hit contacts, and decide for none."""
    if facts.hits is None:
        return
    for persona in facts.served:
        mine = facts.hits[facts.hits[t.PERSONA] == persona.id]
        shadowed = mine.loc[(mine[t.HITS] > 0) & (mine[t.DECIDES] == 0), t.TITLE].tolist()
        if shadowed and len(shadowed) > threshold * len(mine):
            yield _fault(persona.name, persona.id, shadowed, len(shadowed) / len(mine))


def lint(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """The share of each persona's titles that hold another, shorter one of it."""
    for persona in facts.cast.personas:
        shadowed = [
            word for word in persona.titles if any(_within(other, word) for other in persona.titles if other != word)
        ]
        if shadowed and len(shadowed) > threshold * len(persona.titles):
            yield _fault(persona.name, persona.id, shadowed, len(shadowed) / len(persona.titles))


def _fault(name: str, persona: str, shadowed: list[str], share: float) -> Fault:
    return Fault(
        f"{len(shadowed)} titles of {name} make no difference, since its other rules already match: {some(shadowed)}.",
        share,
        persona,
    )


def _within(short: str, long: str) -> bool:
    """The words of one phrase stand together in the other; ``*`` stands for letters."""
    few, many = short.casefold().split(), long.casefold().split()
    starts = range(len(many) - len(few) + 1)
    return any(all(fnmatchcase(many[at + n], word) for n, word in enumerate(few)) for at in starts)


RULE = Rule(
    code="shadowed-rule",
    means="Titles of a persona that make no difference, since its other rules already match.",
    remedy="Keep the shorter titles, or remove them where they are too broad.",
    severity="low",
    threshold=0.5,
    unit="share",
    source="our own threshold: more than half of a persona's titles",
    measure=measure,
    lint=lint,
)
