"""Findings: what is wrong with the cast itself. One small file each; its rule stands in the table below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.coverage.findings import (
    channel_skew,
    idle_persona,
    no_buyer_contact,
    no_buyer_persona,
    scope_unstated,
    single_persona,
    size_skew,
    stale_persona,
)
from personacheck.coverage.findings.rule import SEVERITIES, Facts, Rule
from personacheck.model.result import Finding

if TYPE_CHECKING:
    from datetime import date

    from personacheck.coverage.assess import Coverage
    from personacheck.coverage.findings.rule import Fault
    from personacheck.model.cast import Cast
    from personacheck.settings import Settings

FINDINGS: Final[tuple[Rule, ...]] = (
    single_persona.RULE,
    channel_skew.RULE,
    size_skew.RULE,
    no_buyer_persona.RULE,
    scope_unstated.RULE,
    no_buyer_contact.RULE,
    stale_persona.RULE,
    idle_persona.RULE,
)


def find(cast: Cast, coverage: Coverage, settings: Settings, as_of: date) -> tuple[Finding, ...]:
    """What is wrong with the cast, most severe first, then in the order of ``FINDINGS`` and of the cast."""
    facts = Facts(cast, settings, as_of, coverage)
    found = [
        _finding(rule, threshold, fault)
        for rule in FINDINGS
        for threshold in [settings.findings.get(rule.code, rule.threshold)]
        for fault in rule.measure(facts, threshold)
    ]
    return tuple(sorted(found, key=lambda one: SEVERITIES.index(one.severity)))


def _finding(rule: Rule, threshold: float, fault: Fault) -> Finding:
    return Finding(
        code=rule.code,
        severity=rule.severity,
        persona=fault.persona,
        message=fault.message,
        figure=fault.figure,
        threshold=threshold,
        remedy=fault.remedy,
        source=rule.source,
        unit=rule.unit,
    )
