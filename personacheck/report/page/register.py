"""Decisions and waivers, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model.decisions import Standing, Verdict
from personacheck.report.wording import day

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment
    from personacheck.model.decisions import Decision, Entry

STANDINGS: Final = {
    Standing.OVERDUE.value: "late",
    Standing.EXPIRED.value: "waiver has expired",
    Standing.BACK.value: "closed, now back again",
    Standing.OPEN.value: "to decide",
    Standing.RUNNING.value: "under way",
    Standing.ACCEPTED.value: "accepted until its expiry date",
    Standing.MET.value: "target reached",
    Standing.GONE.value: "no longer found",
    Standing.NEW.value: "to decide",
}
VERDICTS: Final = {
    Verdict.OPEN.value: "not decided",
    Verdict.EXTEND.value: "extend a persona",
    Verdict.ADD.value: "add a persona",
    Verdict.MERGE.value: "merge personas",
    Verdict.RETIRE.value: "retire a persona",
    Verdict.ACCEPT.value: "waiver",
    Verdict.RESEARCH.value: "research first",
}


class DecisionRow(NamedTuple):
    """One decision; ``pressing`` where it wants attention now."""

    about: str
    what: str
    owner: str
    due: str
    standing: str
    pressing: bool


class Register(NamedTuple):
    """Decisions as they stand, when the next review is due, and personas whose dates have passed."""

    rows: tuple[DecisionRow, ...]
    due: str
    late: tuple[str, ...]
    conclusion: str


def register(assessment: Assessment) -> Register | None:
    """The register; None where no history is kept."""
    review = assessment.review
    if review is None:
        return None
    due = f"The review has been due since {day(review.due.due)}." if review.due.overdue else ""
    return Register(
        rows=tuple(_row(entry) for entry in review.register if entry.standing not in {Standing.GONE, Standing.NEW}),
        due=due or f"The next review is due on {day(review.due.due)}.",
        late=tuple(f"{late.name}: last {late.what} {day(late.since)}" for late in review.late),
        conclusion=review.agenda.conclusion,
    )


def _row(entry: Entry) -> DecisionRow:
    decision = entry.decision
    pressing = entry.standing in {Standing.OVERDUE, Standing.EXPIRED, Standing.BACK}
    return DecisionRow(
        decision.what or decision.about, _what(decision), decision.owner, _due(decision),
        STANDINGS[entry.standing], pressing,
    )  # fmt: skip  # a row


def _what(decision: Decision) -> str:
    what = VERDICTS[decision.decision]
    return f"{what}: {decision.reason}" if decision.reason else what


def _due(decision: Decision) -> str:
    when = decision.until if decision.decision == Verdict.ACCEPT else decision.due
    return day(when.isoformat()) if when else ""
