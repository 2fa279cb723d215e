"""``generic-persona``: one persona for several roles that have little in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.coverage.count.roles import role_codes
from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model import tables as t
from personacheck.model.tally import percent
from personacheck.text.prose import listed
from personacheck.vocabulary.roles import role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts

ENOUGH: Final = 30
"""Covered contacts below which the roles inside a persona are not weighed."""
FAMILY: Final = 0.15
"""Share of a persona's contacts from which a role is one of its families."""


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Roles (function and level group) that each hold ``FAMILY`` of the contacts a persona is the best fit of."""
    contacts = facts.coverage.census.contacts
    covered = contacts[t.is_covered(contacts[t.STATUS])]
    for persona in facts.of_customers:
        mine = covered[covered[t.PERSONA] == persona.id]
        if len(mine) < ENOUGH:
            continue
        families = [*role_codes(mine).families(FAMILY)]
        if len(families) >= threshold:
            shares = [f"{role(function, level)} ({percent(share)})" for function, level, share in families]
            yield Fault(
                f"{persona.name} stands for {len(families)} roles at once: {listed(shares)}.",
                float(len(families)),
                persona.id,
            )


RULE = Rule(
    code="generic-persona",
    means="One persona for several roles with little in common.",
    remedy="Split it where journeys differ, or narrow its titles to one of these roles.",
    severity="medium",
    threshold=3,
    unit="roles",
    source="the failure 'too generic': three role families or more, each of 15 % of the persona's contacts",
    measure=measure,
)
