"""What a gate says: one problem a line, for exit code 4. Only asked where the user wants a gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.errors import Problem
from personacheck.model.changes import Move
from personacheck.model.decisions import Standing
from personacheck.model.tally import percent
from personacheck.review.register import waiver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.model.changes import Changes, CoverageChange
    from personacheck.model.review import Review

MEASURES = {
    "accounts": "by account",
    "main_contacts": "by main contact",
    "contacts": "by contact",
    "revenue": "by revenue",
}


def overdue(review: Review) -> Iterator[Problem]:
    """The review itself, and each decision past its due date or waiver past its end."""
    if review.due.overdue:
        yield Problem("", "review", f"was due on {review.due.due}", "Hold it, and note its date in decisions.yaml.")
    for entry in review.register:
        decision = entry.decision
        if entry.standing == Standing.OVERDUE:
            who = f" ({decision.owner})" if decision.owner else ""
            yield Problem("decisions.yaml", decision.about, f"{decision.decision} was due on {decision.due}{who}")
        elif entry.standing == Standing.EXPIRED:
            yield Problem("decisions.yaml", decision.about, waiver(decision).partition(":")[0], "Decide anew.")


def worse(changes: Changes | None, points: float = 1.0) -> Iterator[Problem]:
    """Headline measures whose coverage fell by more than so many points, and segments of one axis in one more line.

    Parameters
    ----------
    points
        As in ``--fail-if-worse 2``; segments that fell by no more than one are never told.
    """
    if changes is None:
        return
    gate = f"--fail-if-worse {points:g}"
    for bar in changes.bars:
        if bar.what == "all":
            yield Problem("", gate, f"cannot be told. {bar.why}")
    fell = [change for change in (*changes.headline, *changes.segments) if _fell(change) > points]
    whole = [change for change in fell if not change.where]
    segments = [change for change in fell if len(change.where) == 1]
    for change in (*whole, *segments[:1]):
        more = f"; segments that fell: {len(segments)}" if change.where and len(segments) > 1 else ""
        yield Problem("", gate, _told(change, changes.before) + more)


def _fell(change: CoverageChange) -> float:
    """Points that coverage fell by; 0 where it did not."""
    return round(-100 * (change.difference or 0.0), 6) if change.move == Move.WORSE else 0.0


def _told(change: CoverageChange, since: str) -> str:
    where = ", ".join(f"{axis} {value}" for axis, value in change.where.items())
    what = f"persona fit {MEASURES[change.measure]}" + (f", {where}," if where else "")
    before, after = (percent(each.coverage if each else None, 1) for each in (change.before, change.after))
    return f"{what} fell from {before} on {since} to {after}"
