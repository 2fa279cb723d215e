"""``idle-persona``: a persona that fits hardly anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model import small_cells
from personacheck.model.cast import Kind
from personacheck.model.tally import percent
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts
    from personacheck.model.few import Least
    from personacheck.model.result import PersonaFigure

ENOUGH: Final = 100
"""Covered contacts below which a small share says nothing."""


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """The share of covered contacts that each persona fits best; of many personas, against half an even share."""
    apart = {persona.id for persona in facts.cast.personas if persona.kind in {Kind.NEGATIVE.value, Kind.PARTNER.value}}
    figures = [figure for figure in facts.coverage.personas if figure.id not in apart]
    covered = facts.coverage.headline.contacts.covered
    mark = min(threshold, 0.5 / max(len(figures), 1))
    for figure in figures:
        if figure.share is None or (figure.contacts and (covered < ENOUGH or figure.share >= mark)):
            continue
        shown = small_cells.figure(figure, facts.settings.privacy.least)
        yield Fault(
            f"{facts.cast[figure.id].name} {_fitted(shown, facts.settings.privacy.least)}.",
            shown.share,
            figure.id,
        )


def _fitted(figure: PersonaFigure, least: Least) -> str:
    """Whom it fits, where they are enough to be told by number."""
    if figure.contacts == 0:
        return "is the best match for no contact"
    if figure.contacts is None:
        return f"is the best match for {least.under} contacts"
    alone = f"{least.words(figure.alone)} fit no other persona"
    return f"is the best match for {plural(figure.contacts, 'contact')} ({percent(figure.share)} of covered); {alone}"


RULE = Rule(
    code="idle-persona",
    means="A persona that is the best match for hardly any contact.",
    remedy="Merge it into a similar persona, correct its titles, or keep it for a reason, such as a future market.",
    severity="low",
    threshold=0.03,
    unit="share",
    source="usual thresholds for retiring personas (archive below 5 % of a segment), set cautiously at 3 %",
    measure=measure,
)
