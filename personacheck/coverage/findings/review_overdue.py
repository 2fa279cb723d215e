"""``review-overdue``: the cast has missed its periodic review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts

DAYS: Final = {"month": 31, "quarter": 92, "half-year": 184, "year": 366}
"""Longest length of each cadence."""


def measure(facts: CastFacts, threshold: float) -> Iterator[Fault]:
    """Days since the review of the cast was due."""
    every = facts.settings.review.every
    if facts.cast.reviewed is None:
        return
    since = (facts.as_of - facts.cast.reviewed).days
    overdue = since - DAYS[every]
    if overdue > threshold:
        yield Fault(
            f"The cast was last reviewed {plural(since, 'day')} ago; a review is due every {every}, "
            f"so this one is {plural(overdue, 'day')} overdue.",
            float(overdue),
        )


RULE = Rule(
    code="review-overdue",
    means="The cast has missed its periodic review.",
    remedy="Hold the review: look at what changed, decide, and update the cast's review date.",
    severity="low",
    threshold=0,
    unit="days",
    source="the cadence in the settings; by default quarterly, with the forecast",
    measure=measure,
    lint=measure,
)
