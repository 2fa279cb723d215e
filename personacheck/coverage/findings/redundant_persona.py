"""``redundant-persona``: a persona whose people are fitted by others too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.coverage.findings.rule import SUPPORT, Fault, Rule
from personacheck.model.tally import percent, share_of
from personacheck.text.prose import listed, noun, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts
    from personacheck.model.cast import Persona

SHARED: Final = 0.5
"""Share of the smaller one's people from which two spare personas stand on one list."""
FITS: Final = 0.03
"""Share of judged contacts that it must fit at all; below that it is idle rather than redundant."""


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Points of coverage that would be lost without each persona; those that share their people are one list."""
    if facts.coverage.headline.contacts.covered < SUPPORT:
        return
    total = facts.coverage.headline.contacts.judged
    fits, contacts = facts.coverage.fits
    figures, place = {persona.id: persona for persona in facts.coverage.personas}, facts.cast.ids.index
    ids = [persona.id for persona in facts.of_customers]
    cost = {key: 100 * (share_of(figures[key].alone or 0, total) or 0.0) for key in ids}
    fitted = {key: int(contacts[fits[:, place(key)]].sum()) for key in ids}
    spare = [
        persona
        for persona in facts.of_customers
        if (share_of(fitted[persona.id], total) or 0) >= FITS and cost[persona.id] < threshold
    ]
    for persona, *others in _alike(spare, facts):
        share = percent(share_of(fitted[persona.id], total))
        few = facts.settings.privacy.least.hides(figures[persona.id].alone or 0, 0)
        by = f"less than {threshold:g} {noun(threshold, 'point')}" if few else f"only {cost[persona.id]:.1f} points"
        message = (
            f"Without {persona.name}, persona fit would fall by {by}: it fits {share} of contacts, "
            "and nearly all of them fit another persona too."
        )
        remedy = ""
        if others:
            names = listed([persona.name, *(other.name for other in others)])
            message = f"{names} fit largely the same contacts: drop any of them, but not all."
            remedy = f"Keep one of these {spelled(1 + len(others))}, or define what sets them apart."
        yield Fault(message, None if few or others else cost[persona.id], persona.id, remedy=remedy)


def _alike(spare: list[Persona], facts: Facts) -> list[list[Persona]]:
    """Personas that fit mostly the people of one another, list by list, in the order of the cast."""
    fits, contacts = facts.coverage.fits
    lists: list[list[Persona]] = []
    for persona in spare:
        mine = fits[:, facts.cast.ids.index(persona.id)]
        for group in lists:
            theirs = fits[:, [facts.cast.ids.index(other.id) for other in group]].any(axis=1)
            both = contacts[mine & theirs].sum()
            if both > SHARED * min(contacts[mine].sum(), contacts[theirs].sum()):
                group.append(persona)
                break
        else:
            lists.append([persona])
    return lists


RULE = Rule(
    code="redundant-persona",
    means="Nearly all contacts of a persona also fit another one.",
    remedy="Merge it into the persona that shares its contacts, or define what sets them apart.",
    severity="low",
    threshold=1,
    unit="points",
    source="our own threshold after cast-size research (1,593 personas cut to 493 without loss): less than one point",
    measure=measure,
)
