"""What a review says on the terminal, and the line that a check says of its change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.model.tally import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.model.changes import Changes, CoverageChange
    from personacheck.model.review import Review

MEASURES: Final = {
    "accounts": "by account",
    "main_contacts": "by main contact",
    "contacts": "by contact",
    "revenue": "by revenue",
}


def since(review: Review) -> Iterator[str]:
    """What changed, a line a measure; why not, where it cannot be told; nothing for a first run."""
    changes = review.changes
    if changes is None:
        return
    yield f"Since {changes.before}:"
    yield from (f"  not like for like: {told}" for told in (*(bar.why for bar in changes.bars), *changes.notes))
    yield from (f"  {_told(change)}" for change in changes.headline)


def summary(review: Review) -> Iterator[str]:
    """Lines of a review: the conclusion, the agenda, what changed, when the next one is due."""
    yield review.agenda.conclusion
    for number, item in enumerate(review.agenda.items, start=1):
        yield f"  {number}. {item.title} ({item.reason}): {item.why} {' / '.join(item.options)}"
    if review.agenda.left:
        yield f"  and {review.agenda.left} more: what was carried over stands in decisions.yaml"
    yield ""
    if review.changes is None:
        yield "This is the first run on file: there is nothing to compare it with."
    else:
        yield from since(review)
        yield f"  gaps: {_gaps(review.changes)}"
    yield ""
    yield f"The next review is due on {review.due.due}."
    if review.due.due <= review.as_of:
        yield "Note the date of this one in decisions.yaml (reviewed:)."


def _told(change: CoverageChange) -> str:
    before, after = (percent(each.coverage if each else None, 1) for each in (change.before, change.after))
    moved = change.difference
    told = f"persona fit {MEASURES[change.measure]}: {before}, now {after}"
    if moved is None:
        return told
    told += f" ({_points(moved)}"
    if change.data is not None and change.cast is not None:
        told += f": {_points(change.data)} by the data, {_points(change.cast)} by the cast"
    return f"{told})"


def _points(difference: float) -> str:
    return f"{round(100 * difference, 1) + 0.0:+.1f}"


def _gaps(changes: Changes) -> str:
    moves = [change.move for change in changes.gaps if change.gap.is_leaderships]
    told = [f"{moves.count(move)} {move}" for move in dict.fromkeys(moves)]
    return ", ".join(sorted(told, key=lambda each: each.split()[1])) if told else "none"
