"""What a gate says: one problem a line, for exit code 4. Only asked where the user wants a gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.errors import Problem
from personacheck.model.changes import Move
from personacheck.model.decisions import Standing
from personacheck.model.tally import counted_by, percent
from personacheck.review.register import waiver
from personacheck.text.prose import noun
from personacheck.vocabulary.axes import segment_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.model.changes import Changes, CoverageChange
    from personacheck.model.review import Review


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
            yield Problem("decisions.yaml", decision.about, waiver(decision).partition(":")[0], "Decide again.")


def worse(changes: Changes | None, points: float = 1.0) -> Iterator[Problem]:
    """Headline measures that fell by more than so many points, and segments of one axis in one more line.

    What our own edits to the cast did is measured on the same contacts, so all of it counts. What the export did counts
    where it is more than accounts that come and go make of themselves. What people's answers did corrects the number,
    and does not count.

    Parameters
    ----------
    points
        As in ``--fail-if-worse 2``; segments that moved by no more than one are never told.
    """
    if changes is None:
        return
    gate = f"--fail-if-worse {points:g}"
    for bar in changes.bars:
        if bar.what == "all":
            yield Problem("", gate, f"cannot be compared. {bar.why}")
    fell = [(change, why) for change in (*changes.headline, *changes.segments) if (why := _why(change, points))]
    whole = [(change, why) for change, why in fell if not change.where]
    segments = [(change, why) for change, why in fell if len(change.where) == 1]
    for change, why in (*whole, *segments[:1]):
        more = f"; segments that fell: {len(segments)}" if change.where and len(segments) > 1 else ""
        yield Problem("", gate, _movement(change, changes) + why + more)


def met(changes: Changes | None, points: float) -> str:
    """What a gate that is met has compared, and what chance alone may take from each measure; in one line."""
    gate = f"--fail-if-worse {points:g}"
    if changes is None:
        return f"{gate}: there is no earlier run to compare with."
    noise = [
        f"{counted_by(change.measure)} {100 * change.noise:.1f}"
        for change in changes.headline
        if change.noise is not None
    ]
    chance = f", or by no more than chance may cost: {', '.join(noise)} points" if noise else ""
    most = f"{points:g} {noun(points, 'point')}"
    fell = f"persona fit, overall and by segment, fell by no more than {most}{chance}"
    corrected = [
        f"{counted_by(change.measure)} {100 * change.answers:+.1f}" for change in changes.headline if change.answers
    ]
    aside = f" The effect of people’s answers is not counted: {', '.join(corrected)} points." if corrected else ""
    return f"{gate} is met: since {changes.earlier(changes.before)}, {fell}.{aside}"


def _why(change: CoverageChange, points: float) -> str:
    """Whose part fell by more points, in words; "" where none did."""
    if change.data is None or change.cast is None:
        fell = change.move == Move.WORSE and _points(change.difference) > points
        return "; whether because of our edits or the export is not known" if fell else ""
    data, cast = _points(change.data), _points(change.edits)
    parts = [f"our edits to the cast cost {cast:.1f} points, on the same contacts"] if cast > points else []
    if change.noise is None and data > points:
        parts.append(f"the export cost {data:.1f} points")
    elif change.noise is not None and data > max(points, 100 * change.noise):
        parts.append(f"the export cost {data:.1f} points (chance alone may cost {100 * change.noise:.1f})")
    return "".join(f"; {part}" for part in parts)


def _points(part: float | None) -> float:
    """Points that a part fell by."""
    return round(-100 * (part or 0.0), 6)


def _movement(change: CoverageChange, changes: Changes) -> str:
    where = f", {segment_label(change.where)}," if change.where else ""
    what = f"persona fit {counted_by(change.measure)}{where}"
    before, after = (percent(share.coverage if share else None, 1) for share in (change.before, change.after))
    then = f"{'in' if changes.before == changes.after else 'on'} {changes.earlier(changes.before)}"
    moved = "fell" if _points(change.difference) > 0 else "went"
    return f"{what} {moved} from {before} {then} to {after}"
