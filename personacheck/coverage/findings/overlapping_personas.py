"""``overlapping-personas``: two personas that fit mostly the same people."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model.tally import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts

ENOUGH: Final = 20
"""Contacts that either fits, below which an overlap says nothing."""


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Jaccard index of the contacts that two personas fit: those of both among those of either."""
    fits, contacts = facts.coverage.fits
    place = {persona.id: n for n, persona in enumerate(facts.cast.personas)}
    for persona, other in combinations(facts.of_customers, 2):
        left, right = fits[:, place[persona.id]], fits[:, place[other.id]]
        both, either = int(contacts[left & right].sum()), int(contacts[left | right].sum())
        if either >= ENOUGH and both / either > threshold:
            yield Fault(
                f"{persona.name} and {other.name} match largely the same contacts: {both:,} of {either:,} "
                f"({percent(both / either)}).",
                both / either,
                other.id,
            )


RULE = Rule(
    code="overlapping-personas",
    means="Two personas match largely the same contacts.",
    remedy="Merge them, or give them titles that set them apart.",
    severity="low",
    threshold=0.6,
    unit="share",
    source="our own threshold: a Jaccard index above 0.6 of the contacts fitted",
    measure=measure,
)
