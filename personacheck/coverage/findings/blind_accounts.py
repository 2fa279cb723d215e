"""``blind-accounts``: sold through a partner, and nobody known there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model import tables as t
from personacheck.model.tables import AccountStatus, Flag
from personacheck.model.tally import percent, share_of
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """The share of partner-sold accounts without an end-customer contact."""
    accounts = facts.coverage.census.accounts
    sold = accounts[(accounts[t.CHANNEL] == t.INDIRECT) & (accounts[t.STATUS] != AccountStatus.EXCLUDED.value)]
    blind = sum(Flag.BLIND.value in flags for flags in sold[t.FLAGS])
    share = share_of(blind, len(sold))
    if share is not None and share > threshold:
        yield Fault(
            f"{blind:,} of {plural(len(sold), 'partner-sold account')} ({percent(share)}) "
            f"{'has' if blind == 1 else 'have'} no known contact at the end customer.",
            share,
        )


RULE = Rule(
    code="blind-accounts",
    means="Partner-sold accounts without a known contact at the end customer.",
    remedy="Ask the partner managers for one contact at each.",
    severity="medium",
    threshold=0.05,
    unit="share",
    source="the failure 'personas fit only direct customers': one partner-sold account in twenty",
    measure=measure,
)
