"""Gaps, Personas, Findings, Candidates: what is wrong with the cast, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.report.page.axes import axes, values
from personacheck.report.page.findings import by_severity
from personacheck.report.page.personas import scope
from personacheck.report.sheets.sheet import Column, Kind, Sheet, column, counts, shares
from personacheck.report.wording import withheld
from personacheck.text.prose import sentence
from personacheck.vocabulary.axes import axis_label, value_label
from personacheck.vocabulary.roles import function_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from personacheck.model.assessment import Assessment
    from personacheck.model.cast import Persona
    from personacheck.model.result import Gap, Result
    from personacheck.report.page.teams import Teams


def gaps(assessment: Assessment) -> Sheet:
    """All gaps: those of the cast first, then the team's work list."""
    ranked = assessment.result.gaps
    revenue = (
        [column("Revenue", [_paid(gap) for gap in ranked], Kind.MONEY)] if assessment.result.headline.revenue else []
    )
    return Sheet(
        "Gaps",
        (
            counts("Rank", [gap.rank for gap in ranked]),
            column("Gap", [gap.title for gap in ranked], Kind.LONG),
            column("Cause", [gap.cause for gap in ranked], Kind.STATUS),
            column("Where", [_where(gap.where) for gap in ranked]),
            column("Function", [function_label(gap.function) if gap.function else "" for gap in ranked]),
            column("Level", [gap.level or "" for gap in ranked]),
            counts("Accounts", [gap.accounts for gap in ranked]),
            counts("Contacts", [gap.contacts for gap in ranked]),
            *revenue,
            column("Already in", [_told_in(gap, assessment.result) for gap in ranked], Kind.LONG),
            shares("Fit here", [gap.coverage for gap in ranked]),
            shares("Fit elsewhere", [gap.elsewhere for gap in ranked]),
            column("Chance", [gap.q for gap in ranked], Kind.SCORE),
            column("Near personas", [", ".join(gap.personas) for gap in ranked]),
            column("Common titles", ["; ".join(gap.examples) for gap in ranked], Kind.LONG),
            column("Next step", [gap.next_step for gap in ranked], Kind.LONG),
            column("Gap id", [gap.id for gap in ranked]),
        ),
        (
            "no-persona: no persona describes this role. out-of-scope: a persona does, but not for this segment. "
            "The other causes are the team's work list.",
            "Chance (0 to 1), of segments found by the search: how often so clear a segment is found somewhere if what "
            "happened at each account had happened at another. The counts themselves are of the whole export.",
            "In the order that recovers most (sheet Plan). Already in: its people are counted in these gaps as well.",
        ),
    )


def _paid(gap: Gap) -> float | str | None:
    """What the accounts of a gap pay; a word where it is withheld, None where none is recorded."""
    return withheld(gap.paying) or None if gap.revenue is None else gap.revenue


def personas(assessment: Assessment) -> Sheet:
    """Each persona: whom it covers and where, and what it rests on."""
    result, cast = assessment.result, assessment.cast
    figures = result.personas
    who = [cast[figure.id] for figure in figures]
    return Sheet(
        "Personas",
        (
            column("Persona", [figure.id for figure in figures]),
            column("Name", [figure.name for figure in figures]),
            column("Kind", [persona.kind for persona in who]),
            column("Side", [persona.side for persona in who]),
            column("Researched for", [scope(persona) for persona in who]),
            counts("Contacts", [figure.contacts for figure in figures]),
            shares("Share of covered", [figure.share for figure in figures]),
            counts("Accounts", [figure.accounts for figure in figures]),
            counts("Only this one fits", [figure.alone for figure in figures]),
            *_presence(assessment),
            counts("Interviews", [persona.evidence.interviews for persona in who]),
            column("Last reviewed", [persona.reviewed.isoformat() if persona.reviewed else "" for persona in who]),
            column("Owner", [persona.owner for persona in who]),
            *_for_readers(who),
        ),
    )


def _for_readers(who: Sequence[Persona]) -> Iterator[Column]:
    """What is told of personas beside whom they are, where any of them tells it."""
    columns: dict[str, list[tuple[str, ...]]] = {
        "Goals": [persona.goals for persona in who],
        "Frustrations": [persona.frustrations for persona in who],
        "Channels": [persona.channels for persona in who],
        "Quote": [(persona.quote,) if persona.quote else () for persona in who],
    }
    return (column(head, ["; ".join(texts) for texts in cells]) for head, cells in columns.items() if any(cells))


def findings(assessment: Assessment) -> Sheet:
    """All findings, most severe first."""
    ordered = by_severity(assessment.result.findings)
    return Sheet(
        "Findings",
        (
            column("Finding", [finding.code for finding in ordered]),
            column("Severity", [finding.severity for finding in ordered], Kind.STATUS),
            column("Persona", [finding.persona or "" for finding in ordered]),
            column("Problem", [finding.message for finding in ordered], Kind.LONG),
            column("Figure", [_short(finding.figure) for finding in ordered], Kind.NUMBER),
            column("Threshold", [_short(finding.threshold) for finding in ordered], Kind.NUMBER),
            column("Unit", [finding.unit for finding in ordered]),
            column("What to do", [finding.remedy for finding in ordered], Kind.LONG),
            column("Source of the threshold", [finding.source for finding in ordered], Kind.LONG),
        ),
    )


def candidates(assessment: Assessment) -> Sheet:
    """Candidate personas from the uncovered."""
    suggestions = assessment.result.suggestions
    return Sheet(
        "Candidates",
        (
            column("Candidate", [candidate.name for candidate in suggestions]),
            column("Function", [function_label(candidate.function) for candidate in suggestions]),
            column("Level", [candidate.level or "" for candidate in suggestions]),
            counts("Contacts", [candidate.contacts for candidate in suggestions]),
            counts("Accounts", [candidate.accounts for candidate in suggestions]),
            column("Common titles", ["; ".join(candidate.titles) for candidate in suggestions], Kind.LONG),
            shares("Precision of the rule", [candidate.precision for candidate in suggestions]),
            shares("Recall of the rule", [candidate.recall for candidate in suggestions]),
        ),
        ("Hypotheses from the uncovered contacts: interview first.",),
    )


def owning(teams: Teams) -> Sheet:
    """Main contacts by owning team."""
    rows = teams.rows
    return Sheet(
        "Teams",
        (
            column("Owning team", [row.name for row in rows]),
            counts("Accounts", [row.accounts for row in rows]),
            counts("Judged", [row.judged for row in rows]),
            counts("Covered", [row.covered for row in rows]),
            counts("No persona", [row.uncovered for row in rows]),
            counts("Outside scope", [row.stretched for row in rows]),
            shares("Persona fit", [row.share for row in rows]),
            column("Most often missing", [row.missing for row in rows], Kind.LONG),
        ),
        ("Main contacts in the headline by the team that owns them.",),
    )


def _told_in(gap: Gap, result: Result) -> str:
    rank = {other.id: other.rank for other in result.gaps}
    return ", ".join(f"{n:,} in gap {rank[key]}" for key, n in gap.within.items())


def _short(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 3)


def _where(where: dict[str, str]) -> str:
    return ", ".join(f"{axis_label(axis)}: {value_label(axis, value)}" for axis, value in where.items())


def _presence(assessment: Assessment) -> list[Column]:
    return [
        counts(
            f"{sentence(axis_label(axis))}: {value_label(axis, value)}",
            [figure.by_axis.get(axis, {}).get(value, 0) for figure in assessment.result.personas],
        )
        for axis in axes(assessment.result)
        for value in values(assessment.result, axis)
    ]
