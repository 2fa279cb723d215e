"""``redundant-persona``: a persona whose people are fitted by others too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.coverage.findings.rule import SUPPORT, Fault, Rule
from personacheck.model.tally import percent, share_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts

FITS: Final = 0.03
"""Share of judged contacts that it must fit at all; below that it is idle rather than redundant."""


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Points of coverage that would be lost without each persona."""
    if facts.coverage.headline.contacts.covered < SUPPORT:
        return
    total = facts.coverage.headline.contacts.judged
    fits, contacts = facts.coverage.fits
    figures = {persona.id: persona for persona in facts.coverage.personas}
    for persona in facts.of_customers:
        fitted = int(contacts[fits[:, facts.cast.ids.index(persona.id)]].sum())
        alone = figures[persona.id].alone or 0
        share, cost = share_of(fitted, total), 100 * (share_of(alone, total) or 0.0)
        few = facts.settings.privacy.least.hides(alone, 0)
        if share is not None and share >= FITS and cost < threshold:
            by = f"less than {threshold:g} point{'' if threshold == 1 else 's'}" if few else f"only {cost:.1f} points"
            yield Fault(
                f"Without {persona.name}, persona fit would fall by {by}: it fits {percent(share)} of "
                "contacts, and nearly all of them fit another persona too.",
                "Merge it into the persona that shares its contacts, or define what sets them apart.",
                None if few else cost,
                persona.id,
            )


RULE = Rule(
    code="redundant-persona",
    severity="low",
    threshold=1,
    unit="points",
    source="our own threshold after cast-size research (1,593 personas cut to 493 without loss): less than one point",
    measure=measure,
)
