"""Decisions beside the facts: what is overdue, what has come back, what is gone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from personacheck.model.changes import Move
from personacheck.model.decisions import Entry, Standing, Verdict
from personacheck.review.comparable import WHOLE, is_barred
from personacheck.review.compare import finding_id
from personacheck.review.parts import parts
from personacheck.text.prose import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from personacheck.model.changes import Changes
    from personacheck.model.decisions import Decision, Decisions
    from personacheck.model.result import Finding, Gap, Result

PRESSING: Final = (Standing.OVERDUE, Standing.EXPIRED, Standing.BACK)
"""Standings that want a decision before all that is new; ``open`` wants one after it."""

AGAIN: Final = "found again; was: "
ENDED: Final = "accepted until "
"""How the notes begin that a review writes into the history of a decision that it opens again."""


@dataclass(frozen=True)
class Fact:
    """A gap or a finding of today.

    Attributes
    ----------
    kind
        Cause of the gap, or code of the finding.
    figure
        As ``decisions.yaml`` holds it.
    """

    title: str
    kind: str
    figure: float | None
    is_gap: bool


def facts(result: Result) -> dict[str, Fact]:
    """Id to gap or finding; the figure of a gap is its coverage in percent."""
    gaps = {
        gap.id: Fact(gap.title, gap.cause, None if gap.coverage is None else round(gap.coverage * 100, 1), is_gap=True)
        for gap in result.gaps
    }
    names = {figure.id: figure.name for figure in result.personas}
    findings = {
        finding_id(finding): Fact(_name(finding, names), finding.code, _rounded(finding.figure), is_gap=False)
        for finding in reversed(result.findings)
    }
    return {**findings, **_causes(result), **gaps}


def _causes(result: Result) -> dict[str, Fact]:
    """Code to a fault that several personas have, which is decided on once; its figure is how many have it."""
    of_code: dict[str, set[str]] = {}
    for finding in result.findings:
        of_code.setdefault(finding.code, set()).update({finding.persona} if finding.persona else ())
    return {
        code: Fact(f"{sentence(code.replace('-', ' '))}: {len(who)} personas", code, float(len(who)), is_gap=False)
        for code, who in of_code.items()
        if len(who) > 1
    }


def with_parts(by_id: Mapping[str, Fact], of: Mapping[str, tuple[Gap, ...]]) -> dict[str, Fact]:
    """Facts, those of a decided gap together with its parts': it stands where the least covered of them stands."""
    merged = dict(by_id)
    for about, gaps in of.items():
        members = [by_id[gap.id] for gap in gaps] + ([by_id[about]] if about in by_id else [])
        figures = [fact.figure for fact in members if fact.figure is not None]
        merged[about] = replace(by_id.get(about, members[0]), figure=min(figures, default=None))
    return merged


def register(
    decisions: Decisions, result: Result, as_of: date, renamed: Mapping[str, str], changes: Changes | None = None
) -> tuple[Entry, ...]:
    """Each decision with its standing and today's figure, in the order of the file.

    Parameters
    ----------
    renamed
        Old id to new id, of personas and gaps; ``about`` follows.
    changes
        What moved since the run compared with: tells where a gap that is gone lives on.
    """
    current = [replace(decision, about=_about(decision.about, renamed)) for decision in decisions.entries]
    by_id = with_parts(facts(result), parts(result.gaps, {decision.about for decision in current}))
    gone = [change for change in changes.gaps if change.move == Move.CLOSED] if changes else []
    became = {change.id: changes.instead(change) for change in gone} if changes else {}
    blind = changes is not None and is_barred(WHOLE, changes.bars)
    return tuple(
        _entry(decision, by_id.get(decision.about), as_of, became.get(decision.about, ""), blind=blind)
        for decision in current
    )


def _entry(decision: Decision, fact: Fact | None, as_of: date, became: str, *, blind: bool) -> Entry:
    figure = fact.figure if fact else None
    return Entry(decision, _standing(decision, fact, as_of, blind=blind).value, figure, "" if fact else became)


def _standing(decision: Decision, fact: Fact | None, as_of: date, *, blind: bool) -> Standing:
    """`blind`: nothing can be compared, so what is not found may be out of sight, and stands as it was decided."""
    if fact is None and (decision.closed is not None or not blind):
        return Standing.GONE
    if decision.closed is not None:
        return Standing.BACK
    if decision.decision == Verdict.OPEN:
        return _opened(decision, as_of)
    if decision.decision == Verdict.ACCEPT:
        return Standing.ACCEPTED if decision.until is None or decision.until >= as_of else Standing.EXPIRED
    target = decision.kpi.target
    if fact and fact.is_gap and fact.figure is not None and target is not None and fact.figure >= target:
        return Standing.MET
    return Standing.OVERDUE if decision.due is not None and decision.due < as_of else Standing.RUNNING


def _opened(decision: Decision, as_of: date) -> Standing:
    """Of one that is open: what the review of this very date opened stands as that review found it."""
    if decision.raised == as_of:
        return Standing.NEW
    notes = [event.note for event in decision.history if event.when == as_of]
    again, ended = (any(note.startswith(begin) for note in notes) for begin in (AGAIN, ENDED))
    return Standing.BACK if again else Standing.EXPIRED if ended else Standing.OPEN


def waiver(decision: Decision) -> str:
    """A waiver that ended, in words: from its fields, or from the note that took their place."""
    if decision.until is not None:
        return f"{ENDED}{decision.until}: {decision.reason}"
    return next((event.note for event in reversed(decision.history) if event.note.startswith(ENDED)), ENDED.strip())


def _about(about: str, renamed: Mapping[str, str]) -> str:
    code, colon, persona = about.partition(":")
    return f"{code}:{renamed.get(persona, persona)}" if colon else renamed.get(about, about)


def _name(finding: Finding, names: Mapping[str, str]) -> str:
    words = finding.code.replace("-", " ")
    about = f": {names.get(finding.persona, finding.persona)}" if finding.persona else ""
    return f"{words[:1].upper()}{words[1:]}{about}"


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 2)
