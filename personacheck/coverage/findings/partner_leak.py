"""``partner-leak``: staff of partners fits personas of customers, and no persona of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model import tables as t
from personacheck.model.tally import percent, share_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts

ENOUGH: Final = 20
"""Partner staff that can be judged, below which nothing is said."""


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """The share of judged partner staff whose best persona is one of customers."""
    staff = facts.coverage.partners.contacts
    judged = staff[t.is_judged(staff[t.STATUS])]
    customers = [persona.id for persona in facts.of_customers]
    leaked = int((judged[t.PERSONA].isin(customers) & t.is_covered(judged[t.STATUS])).sum())
    share = share_of(leaked, len(judged))
    if share is not None and len(judged) >= ENOUGH and share > threshold:
        yield Fault(
            f"{leaked:,} of {len(judged):,} partner contacts ({percent(share)}) match a customer persona. They are "
            "not counted as customers, but customer journeys are not designed for them.",
            share,
        )


RULE = Rule(
    code="partner-leak",
    means="Partner staff match customer personas.",
    remedy="Describe partner staff with personas of kind partner.",
    severity="low",
    threshold=0.1,
    unit="share",
    source="our own threshold: one in ten; partners need a cast of their own",
    measure=measure,
)
