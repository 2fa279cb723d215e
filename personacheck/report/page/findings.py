"""Findings about the cast, candidates from the uncovered, and how the contacts were matched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model import tables as t
from personacheck.model.causes import by_cause
from personacheck.model.result import SEVERITIES
from personacheck.report.wording import count, percent

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment
    from personacheck.model.result import Finding, Suggestion

SHOWN: Final = 6
CANDIDATES: Final = 5
SOURCES: Final = {
    t.Source.REVIEW.value: "by people’s review",
    t.Source.CRM.value: "by the CRM’s own persona field",
    t.Source.RULE.value: "by rules on titles, departments and roles",
    t.Source.NONE.value: "to no persona",
}


class FindingRow(NamedTuple):
    """One finding; figure and threshold in words, "" where it has none."""

    code: str
    severity: str
    message: str
    figure: str
    threshold: str
    remedy: str


class Findings(NamedTuple):
    """Six findings at most, most severe first, and how many more stand in the workbook."""

    rows: tuple[FindingRow, ...]
    more: int
    candidates: tuple[Suggestion, ...]
    sources: str


def findings(assessment: Assessment) -> Findings:
    """What is wrong with the cast itself."""
    ordered = causes(assessment)
    run = assessment.result.run
    titles = f" ({count(run.same_title)} of them by the same title as a reviewed contact’s)" if run.same_title else ""
    more = {t.Source.REVIEW.value: titles}
    sources = [
        f"{count(run.sources[source])} {words}{more.get(source, '')}"
        for source, words in SOURCES.items()
        if run.sources.get(source)
    ]
    candidates = assessment.result.suggestions[:CANDIDATES]
    return Findings(tuple(map(_row, ordered[:SHOWN])), len(ordered[SHOWN:]), candidates, ", ".join(sources))


def causes(assessment: Assessment) -> tuple[Finding, ...]:
    """Findings by cause, most severe first."""
    names = {persona.id: persona.name for persona in assessment.cast.shortly.personas}
    return by_cause(by_severity(assessment.result.findings), names)


def by_severity(cast_findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Most severe first; the order within a severity stays."""
    return tuple(sorted(cast_findings, key=lambda finding: SEVERITIES.index(finding.severity)))


def measured(value: float | None, unit: str) -> str:
    """A figure with its unit.

    Examples
    --------
    >>> measured(0.1, "share").replace("\u00a0", " "), measured(25.3, "points"), measured(1, "personas")
    ('10 %', '25 points', '1 persona')
    """
    if value is None:
        return ""
    if unit == "share":
        return percent(value)
    return f"{value:,.0f} {unit.removesuffix('s') if value == 1 else unit}".strip()


def _row(finding: Finding) -> FindingRow:
    return FindingRow(
        code=finding.code,
        severity=finding.severity,
        message=finding.message,
        figure=measured(finding.figure, finding.unit),
        threshold=measured(finding.threshold, finding.unit),
        remedy=finding.remedy,
    )
