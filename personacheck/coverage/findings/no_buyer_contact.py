"""``no-buyer-contact``: the CRM knows users, and nobody who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model import tables as t
from personacheck.model.tables import AccountStatus, Flag
from personacheck.model.tally import percent, share_of
from personacheck.text.prose import part_of, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """The share of accounts with readable people, but no buyer among them."""
    accounts = facts.coverage.census.accounts
    apart = [AccountStatus.EMPTY.value, AccountStatus.UNREADABLE.value, AccountStatus.EXCLUDED.value]
    counted = accounts[~accounts[t.STATUS].isin(apart)]
    without = sum(Flag.NO_BUYER.value in flags for flags in counted[t.FLAGS])
    share = share_of(without, len(counted))
    if share is not None and share > threshold:
        yield Fault(
            f"{sentence(part_of(without, len(counted), 'account'))} ({percent(share)}) "
            f"{'has' if without == 1 else 'have'} no known buyer.",
            share,
        )


RULE = Rule(
    code="no-buyer-contact",
    means="The CRM holds no buyer at many accounts.",
    remedy="Ask account owners who signed and who holds the budget, and record their buying role.",
    severity="medium",
    threshold=0.25,
    unit="share",
    source="our own threshold: one account in four; buying groups have 3 to 11 people, so a missing buyer is a gap",
    measure=measure,
)
