"""``single-persona``: one persona stands for nearly everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import SUPPORT, Fault, Rule
from personacheck.model.tally import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import CastFacts, Facts


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """The share of covered contacts that the largest persona holds."""
    covered = facts.coverage.headline.contacts.covered
    largest = max(facts.coverage.personas, key=lambda figure: figure.share or 0.0, default=None)
    if covered < SUPPORT or largest is None or (largest.share or 0.0) <= threshold:
        return
    yield Fault(
        f"{facts.cast[largest.id].name} accounts for {percent(largest.share)} of the {covered:,} covered contacts: "
        "one persona for many roles says little about any of them.",
        largest.share,
        largest.id,
    )


def lint(facts: CastFacts, threshold: float) -> Iterator[Fault]:  # noqa: ARG001  # one persona has the whole share
    """A cast of one persona."""
    if len(facts.of_customers) == 1:
        yield Fault(
            f"{facts.of_customers[0].name} is the only persona: it has to stand for every role at every customer.",
            1.0,
            facts.of_customers[0].id,
            remedy="Start by describing buyers and users separately.",
        )


RULE = Rule(
    code="single-persona",
    means="One persona accounts for most covered contacts.",
    remedy="Look at the functions and levels it fits, and give the largest a persona of its own.",
    severity="high",
    threshold=0.6,
    unit="share",
    source="our own threshold after the failure 'single persona for all roles': more than 60 % of covered contacts",
    measure=measure,
    lint=lint,
)
