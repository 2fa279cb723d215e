"""``older-buyers-unknown``: at customers of long standing nobody knows who buys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.model import tables as t
from personacheck.model.tables import AccountStatus, Flag
from personacheck.model.tally import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts

YEARS: Final = 3
"""From when on a customer is of long standing, by the first contact that was created."""
DAYS: Final = 365
ENOUGH: Final = 10
"""Accounts of each age below which their difference says nothing (our own threshold)."""
APART: Final = (AccountStatus.EMPTY.value, AccountStatus.UNREADABLE.value, AccountStatus.EXCLUDED.value)


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Points by which accounts without a buyer are more frequent among older ones; each age of enough accounts."""
    census = facts.coverage.census
    accounts = census.accounts[~census.accounts[t.STATUS].isin(APART)]
    first = census.known(t.ACCOUNT_ID, t.CREATED).groupby(t.ACCOUNT_ID)[t.CREATED].min().reindex(accounts.index)
    years = (pd.Timestamp(facts.as_of) - first).dt.days / DAYS
    without = accounts[t.FLAGS].map(lambda flags: Flag.NO_BUYER.value in flags).astype(bool)
    older, younger = without[years >= YEARS], without[years < YEARS]
    if min(len(older), len(younger)) < ENOUGH:
        return
    points = 100 * (float(older.mean()) - float(younger.mean()))
    if points > threshold:
        yield Fault(
            f"{int(older.sum()):,} of {len(older):,} accounts known for {YEARS} years or longer have no known buyer "
            f"({percent(float(older.mean()))}), against {percent(float(younger.mean()))} of newer ones.",
            points,
        )


RULE = Rule(
    code="older-buyers-unknown",
    means="Long-standing customers have fewer known buyers than newer ones: the people who bought have left.",
    remedy="Ask account owners who holds the budget today, and record their buying role before the next renewal.",
    severity="medium",
    threshold=15,
    unit="points",
    source="our own threshold: 15 points, as for the skews",
    measure=measure,
)
