"""``channel-unknown``: too many accounts do not say how they are sold to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model import tables as t
from personacheck.model.tables import AccountStatus
from personacheck.model.tally import percent, share_of
from personacheck.text.prose import part_of, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """The share of accounts without a channel."""
    accounts = facts.coverage.census.accounts
    counted = accounts[accounts[t.STATUS] != AccountStatus.EXCLUDED.value]
    unknown = int((counted[t.CHANNEL] == t.UNKNOWN).sum())
    share = share_of(unknown, len(counted))
    if share is not None and share > threshold:
        yield Fault(
            f"{sentence(part_of(unknown, len(counted), 'account'))} ({percent(share)}) "
            f"{'has' if unknown == 1 else 'have'} no sales channel on record, so a direct-only "
            "cast would go unnoticed.",
            share,
        )


RULE = Rule(
    code="channel-unknown",
    means="Many accounts have no sales channel on record.",
    remedy="Record the channel of each account, or name the column that holds it in the settings.",
    severity="medium",
    threshold=0.2,
    unit="share",
    source="the failure 'indirect selling not even recorded': one account in five",
    measure=measure,
)
