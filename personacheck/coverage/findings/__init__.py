"""Comes in: the cast, and what was counted.
Goes out: findings: what is wrong with the cast itself, most severe first. One small file each.
Start at ``FINDINGS`` below; ``rule`` says what a finding is made of.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from personacheck.coverage.findings import (
    blind_accounts,
    channel_unknown,
    contradictory_rule,
    dead_rule,
    duplicate_words,
    generic_persona,
    idle_persona,
    inside_evidence,
    internal_persona,
    narrow_evidence,
    no_buyer_contact,
    no_buyer_persona,
    no_evidence,
    no_example,
    older_buyers,
    over_detailed,
    overlapping_personas,
    oversized_cast,
    owner_gap,
    partner_leak,
    redundant_persona,
    review_overdue,
    scope_unstated,
    shadowed_rule,
    side_unstated,
    single_persona,
    skewed,
    stage_gap,
    stale_persona,
    unclear_objective,
    unrecorded_field,
    unserved_segment,
)
from personacheck.coverage.findings.facts import CastFacts, Facts
from personacheck.errors import Problem, SettingsError
from personacheck.model.result import SEVERITIES, Finding
from personacheck.text.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import pandas as pd

    from personacheck.coverage.assess import Coverage
    from personacheck.coverage.findings.facts import Fits
    from personacheck.coverage.findings.rule import Fault, Rule
    from personacheck.model.cast import Cast
    from personacheck.settings.settings import Settings

FINDINGS: Final[tuple[Rule, ...]] = (
    single_persona.RULE,
    unserved_segment.RULE,
    skewed.CHANNEL,
    skewed.SIZE,
    skewed.SIDE,
    no_buyer_persona.RULE,
    scope_unstated.RULE,
    stage_gap.RULE,
    owner_gap.RULE,
    no_buyer_contact.RULE,
    older_buyers.RULE,
    blind_accounts.RULE,
    channel_unknown.RULE,
    contradictory_rule.RULE,
    generic_persona.RULE,
    oversized_cast.RULE,
    no_evidence.RULE,
    inside_evidence.RULE,
    stale_persona.RULE,
    internal_persona.RULE,
    partner_leak.RULE,
    overlapping_personas.RULE,
    redundant_persona.RULE,
    idle_persona.RULE,
    unrecorded_field.RULE,
    narrow_evidence.RULE,
    review_overdue.RULE,
    dead_rule.RULE,
    shadowed_rule.RULE,
    duplicate_words.RULE,
    over_detailed.RULE,
    side_unstated.RULE,
    no_example.RULE,
    unclear_objective.RULE,
)


MOST: Final = {"share": 1.0, "points": 100.0}
"""Figures that have an end, by their unit: no threshold lies beyond."""
SAME: Final = 0.8
"""Two findings are about much the same people if so large a share of all whom they are about stand in both."""


def find(
    cast: Cast,
    coverage: Coverage,
    settings: Settings,
    as_of: date,
    *,
    fits: Fits | None = None,
    hits: pd.DataFrame | None = None,
) -> tuple[Finding, ...]:
    """What an assessment shows of the cast, most severe first, then in the order of ``FINDINGS`` and of the cast.

    Parameters
    ----------
    fits
        The matcher's rules, by title; without them ``internal-persona`` is not looked for.
    hits
        ``HIT_COLUMNS``; without them ``dead-rule`` and ``shadowed-rule`` are not looked for.
    """
    facts = Facts(cast.shortly, settings, as_of, fits, coverage, hits)
    return _findings(
        settings, ((rule, rule.measure(facts, _mark(rule, settings))) for rule in FINDINGS if rule.measure)
    )


def lint(cast: Cast, settings: Settings, as_of: date, *, fits: Fits | None = None) -> tuple[Finding, ...]:
    """What the cast shows by itself, in the same order; without ``fits`` ``contradictory-rule`` is not looked for."""
    facts = CastFacts(cast.shortly, settings, as_of, fits)
    return _findings(settings, ((rule, rule.lint(facts, _mark(rule, settings))) for rule in FINDINGS if rule.lint))


LISTED: Final = "docs/reference/findings.md"
"""Where a user finds all codes."""


def _mark(rule: Rule, settings: Settings) -> float:
    return settings.findings.get(rule.code, rule.threshold)


def _findings(settings: Settings, measured: Iterable[tuple[Rule, Iterable[Fault]]]) -> tuple[Finding, ...]:
    codes = [rule.code for rule in FINDINGS]
    unknown = [code for code in settings.findings if code not in codes]
    if unknown:  # a misspelt threshold would be left unheard
        raise SettingsError(
            *(
                Problem(settings.file_name, f"findings.{code}", "no such finding", did_you_mean(code, codes, LISTED))
                for code in unknown
            )
        )
    wide = [rule for rule in FINDINGS if _mark(rule, settings) > MOST.get(rule.unit, float("inf"))]
    if wide:
        raise SettingsError(
            *(
                Problem(
                    settings.file_name,
                    f"findings.{rule.code}",
                    f"is more than {MOST[rule.unit]:g}",
                    f"It counts {rule.unit}.",
                )
                for rule in wide
            )
        )
    faults = once([(rule, fault) for rule, rule_faults in measured for fault in rule_faults])
    findings = [_finding(rule, _mark(rule, settings), fault) for rule, fault in faults]
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))


def once(faults: Iterable[tuple[Rule, Fault]]) -> list[tuple[Rule, Fault]]:
    """Faults about much the same people as one before are told in that one's sentence."""
    distinct: list[tuple[Rule, Fault]] = []
    for rule, fault in faults:
        same = next((n for n, (_, earlier) in enumerate(distinct) if _alike(earlier.about, fault.about)), None)
        if same is None:
            distinct.append((rule, fault))
            continue
        first = distinct[same][1]
        more = f"{first.message} These are largely the same contacts as those {fault.whom}."
        distinct[same] = (distinct[same][0], replace(first, message=more))
    return distinct


def _alike(contacts: tuple[int, ...], others: tuple[int, ...]) -> bool:
    common = len({*contacts} & {*others})
    return common > 0 and common >= SAME * (len(contacts) + len(others) - common)


def _finding(rule: Rule, threshold: float, fault: Fault) -> Finding:
    return Finding(
        code=rule.code,
        severity=fault.severity or rule.severity,
        persona=fault.persona,
        message=fault.message,
        figure=fault.figure,
        threshold=threshold if fault.threshold is None else fault.threshold,
        remedy=fault.remedy or rule.remedy,
        source=rule.source,
        unit=rule.unit,
    )
