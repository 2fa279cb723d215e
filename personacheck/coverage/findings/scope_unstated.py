"""``scope-unstated``: personas that do not say which customers they were researched for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.coverage.count.census import MAIN
from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model import tables as t
from personacheck.model.tally import percent, share_of
from personacheck.text.prose import part_of, sentence, some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts, Facts

NAMED: Final = 12
"""Personas named; the others are counted."""
SAYS: Final = {True: "does not say which customers it covers", False: "do not say which customers they cover"}
"""Of one persona, and of several."""


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """The share of covered main contacts that are assumed, because the scope of their persona is not stated."""
    contacts = facts.coverage.census.contacts
    covered = contacts[contacts[MAIN].to_numpy(bool) & t.is_covered(contacts[t.STATUS])]
    silent = {persona.id: persona.name for persona in facts.served if not persona.scope.stated}
    assumed = covered[covered[t.ASSUMED].to_numpy(bool) & covered[t.PERSONA].isin(silent)]
    share = share_of(len(assumed), len(covered))
    if share is None or share <= threshold:
        return
    guilty = [silent[persona] for persona in silent if (assumed[t.PERSONA] == persona).any()]
    verb = "is" if len(assumed) == 1 else "are"
    who = "no persona says which customers it covers"
    if len(guilty) < len(facts.served) or len(guilty) == 1:
        who = f"{some(guilty, NAMED)} {SAYS[len(guilty) == 1]}"
    yield Fault(
        f"{sentence(part_of(len(assumed), len(covered), 'covered main contact'))} ({percent(share)}) "
        f"{verb} assumed, because {who}.",
        share,
        next(persona for persona in silent if silent[persona] == guilty[0]) if len(guilty) == 1 else None,
    )


def lint(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """The share of personas that do not state their scope."""
    silent = [persona for persona in facts.served if not persona.scope.stated]
    if len(silent) > threshold * len(facts.served):
        names = some([persona.name for persona in silent], NAMED)
        yield Fault(
            f"{names} {'does' if len(silent) == 1 else 'do'} not state a scope, so matches count as assumed.",
            len(silent) / len(facts.served),
            silent[0].id if len(silent) == 1 else None,
        )


RULE = Rule(
    code="scope-unstated",
    means="Personas do not state which customers they were researched for.",
    remedy="State the scope of each, or write everywhere, and add the evidence.",
    severity="high",
    threshold=0.1,
    unit="share",
    source="our own threshold: more than one covered main contact in ten rests on an assumption",
    measure=measure,
    lint=lint,
)
