"""``idle-persona``: a persona that fits hardly anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model import told
from personacheck.model.cast import Kind
from personacheck.model.tally import percent
from personacheck.prose import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts
    from personacheck.model.few import Least
    from personacheck.model.result import PersonaFigure

ENOUGH: Final = 100
"""Covered contacts below which a small share says nothing."""


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """The share of covered contacts that each persona fits best; of many personas, against half an even share."""
    apart = {one.id for one in facts.cast.personas if one.kind in {Kind.NEGATIVE.value, Kind.PARTNER.value}}
    figures = [one for one in facts.coverage.personas if one.id not in apart]
    covered = facts.coverage.headline.contacts.covered
    mark = min(threshold, 0.5 / max(len(figures), 1))
    for one in figures:
        if one.share is None or (one.contacts and (covered < ENOUGH or one.share >= mark)):
            continue
        shown = told.figure(one, facts.settings.privacy.least)
        yield Fault(
            f"{one.name} {_fitted(shown, facts.settings.privacy.least)}.",
            "Merge it into a similar persona, correct its titles, or keep it for a reason, such as a future market.",
            shown.share,
            one.id,
        )


def _fitted(one: PersonaFigure, least: Least) -> str:
    """Whom it fits, where they are enough to be told by number."""
    if one.contacts == 0:
        return "is the best match for no contact"
    if one.contacts is None:
        return f"is the best match for {least.under} contacts"
    alone = f"{least.words(one.alone)} fit no other persona"
    return f"is the best match for {plural(one.contacts, 'contact')} ({percent(one.share)} of covered); {alone}"


RULE = Rule(
    code="idle-persona",
    severity="low",
    threshold=0.03,
    unit="share",
    source="usual thresholds for retiring personas (archive below 5 % of a segment), set cautiously at 3 %",
    measure=measure,
)
