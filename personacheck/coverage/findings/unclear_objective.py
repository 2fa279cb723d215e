"""``unclear-objective``: nobody said what the cast is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Words of the purpose in the settings."""
    words = len(facts.settings.purpose.split())
    if words < threshold:
        yield Fault("The settings do not say what the cast is for, so no number can be called good enough.", 0.0)


RULE = Rule(
    code="unclear-objective",
    means="No purpose: whether a fit is good enough depends on what the cast is for.",
    remedy='Write purpose = "..." in the settings: in one sentence, which journeys the cast is for.',
    severity="low",
    threshold=1,
    unit="words",
    source="the failure 'unclear objective': a purpose of one word at least",
    measure=measure,
)
