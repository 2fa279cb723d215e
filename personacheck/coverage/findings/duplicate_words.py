"""``duplicate-words``: the same title in two personas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.text.prose import some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts


def lint(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """Titles that two personas of the same people claim; scopes that exclude each other make them different people."""
    claimed: dict[str, list[str]] = {}
    for persona in facts.served:
        for word in dict.fromkeys(" ".join(title.casefold().split()) for title in persona.titles):
            claimed.setdefault(word, []).append(persona.id)
    pairs: dict[tuple[str, str], list[str]] = {}
    for word, ids in claimed.items():
        for other in ids[1:]:
            if not _apart(facts, ids[0], other):
                pairs.setdefault((ids[0], other), []).append(word)
    for (first, second), words in pairs.items():
        if len(words) > threshold:
            yield Fault(
                f"{facts.cast[first].name} and {facts.cast[second].name} claim the same titles: {some(words)}.",
                float(len(words)),
                second,
            )


def _apart(facts: CastFacts, first: str, second: str) -> bool:
    here, there = facts.cast[first].scope.axes, facts.cast[second].scope.axes
    return any(not set(here[axis]) & set(there[axis]) for axis in here if axis in there)


RULE = Rule(
    code="duplicate-words",
    means="The same title in two personas.",
    remedy="Give each title to one persona, or separate them by scope.",
    severity="low",
    threshold=0,
    unit="titles",
    source="a title that two personas claim goes to the one that comes first",
    lint=lint,
)
