"""``owner-gap``: the cast fits the customers of one owning team far better: it was made in a silo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from personacheck.coverage import skew, tally
from personacheck.coverage.census import CODE, MAIN
from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.coverage.findings.skewed import skewed
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.facts import Facts


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Points of coverage between the owning teams whose customers are fitted best and worst."""
    contacts = facts.coverage.census.contacts
    main = contacts[contacts[MAIN].to_numpy(bool) & (contacts[t.OWNER_TEAM] != "").to_numpy()]
    parts = []
    for team, rows in main.groupby(t.OWNER_TEAM, sort=True):
        counts = np.bincount(rows[CODE].to_numpy(np.int64), minlength=tally.CONTACT_CODES)
        parts.append(skew.Part(f"looked after by {team}", tally.contact_tally(counts), rows[t.ACCOUNT_ID].nunique()))
    yield from skewed(parts, threshold)


RULE = Rule(
    code="owner-gap",
    severity="medium",
    threshold=15,
    unit="points",
    source="the failure 'created in silos': 15 points between teams, and 95 % intervals that do not overlap",
    measure=measure,
)
