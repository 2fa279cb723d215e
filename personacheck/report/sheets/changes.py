"""Changes and Decisions: this run against the one compared with, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from personacheck.report.page.change import edited
from personacheck.report.page.register import register
from personacheck.report.sheets.sheet import Kind, Sheet, column, shares
from personacheck.text.prose import sentence
from personacheck.vocabulary.axes import axis_label, value_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.model.assessment import Assessment
    from personacheck.model.changes import Changes, CoverageChange
    from personacheck.model.review import Review


class _Line(NamedTuple):
    what: str
    which: str
    move: str
    before: float | None = None
    after: float | None = None
    difference: float | None = None
    data: float | None = None
    cast: float | None = None
    both: float | None = None
    because: str = ""
    answers: float | None = None


def changes(assessment: Assessment, changes: Changes) -> Sheet:
    """Every change; shares for persona fit and personas, numbers of accounts for gaps."""
    lines = [*_lines(changes)]
    intro = [
        sentence(f"{changes.earlier(changes.before)} against {changes.after}."),
        *(f"Not compared: {bar.why}" for bar in changes.bars),
        *changes.notes,
    ]
    edit = edited(changes.edit, assessment.cast) if changes.edit else ""
    return Sheet(
        "Changes",
        (
            column("What", [line.what for line in lines]),
            column("Which", [line.which for line in lines], Kind.LONG),
            column("Move", [line.move for line in lines], Kind.STATUS),
            shares("Before", [line.before for line in lines]),
            shares("After", [line.after for line in lines]),
            shares("Difference", [line.difference for line in lines]),
            shares("By the data", [line.data for line in lines]),
            shares("By people’s answers", [line.answers for line in lines]),
            shares("By the cast", [line.cast for line in lines]),
            shares("By both together", [line.both for line in lines]),
            column("Accounts, or cause", [line.because for line in lines]),
        ),
        (*intro, edit) if edit else tuple(intro),
    )


def decisions(assessment: Assessment, review: Review) -> Sheet:
    """The register as it stands."""
    view = register(assessment)
    rows = view.rows if view else ()
    return Sheet(
        "Decisions",
        (
            column("About", [row.about for row in rows], Kind.LONG),
            column("Decision", [row.what for row in rows], Kind.LONG),
            column("Owner", [row.owner for row in rows]),
            column("Due or until", [row.due for row in rows]),
            column("State", [row.standing for row in rows]),
        ),
        (view.due, review.agenda.conclusion) if view else (),
    )


def _lines(changes: Changes) -> Iterator[_Line]:
    for change in changes.headline:
        yield _fit(f"persona fit by {axis_label(change.measure)}", "all", change)
    for change in changes.segments:
        where = ", ".join(f"{axis_label(axis)}: {value_label(axis, value)}" for axis, value in change.where.items())
        yield _fit("persona fit of main contacts", where, change)
    for gap in changes.gaps:
        then, now = (str(state.accounts) if state else "none" for state in (gap.before, gap.after))
        because = f"{then} to {now} accounts" + (f", {gap.because}" if gap.because else "")
        yield _Line("gap", gap.gap.title, gap.move, because=because)
    for persona in changes.personas:
        before, after = (state.share if state else None for state in (persona.before, persona.after))
        moved = None if before is None or after is None else after - before
        name = persona.after or persona.before
        yield _Line("persona, share of covered", name.name if name else persona.id, "", before, after, moved)
    for finding in changes.findings:
        latest = finding.after or finding.before
        yield _Line("finding", latest.message if latest else finding.id, finding.move)


def _fit(what: str, which: str, change: CoverageChange) -> _Line:
    before, after = (share.coverage if share else None for share in (change.before, change.after))
    line = _Line(what, which, change.move, before, after, change.difference, change.data, change.cast, change.both)
    return line._replace(answers=change.answers)
