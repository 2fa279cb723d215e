"""What a review says on the terminal, and the line that a check says of its change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.model.cast_edit import edit_in_words
from personacheck.model.changes import Move
from personacheck.model.tally import counted_by, percent
from personacheck.report.changes_view import ALONE, changes_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.model.changes import CoverageChange
    from personacheck.model.review import Review
    from personacheck.report.changes_view import ChangesView

SHOWN: Final = 6
"""Titles of closed gaps told."""


def since(review: Review) -> Iterator[str]:
    """What changed, a line a measure; why not, where it cannot be told; nothing for a first run."""
    if review.changes is None:
        return
    changes = changes_view(review.changes)
    yield f"Since {review.changes.earlier(changes.since)}:"
    yield from (f"  not like for like: {why}" for why in changes.remarks)
    if changes.edit:
        yield f"  the cast: {edit_in_words(changes.edit)}"
    yield from (f"  {_fit(change)}" for change in changes.headline)
    if changes.chance:
        yield f"  {changes.chance}"


def since_last(review: Review) -> Iterator[str]:
    """The same in one line, for a check; nothing for a first run."""
    changes = review.changes
    if changes is None:
        return
    since = changes.earlier(changes.before)
    if changes.bars:
        yield f"Since {since}, not like for like: {changes.bars[0].why}"
    elif changes.headline:
        moved = "; ".join(_fit(change).removeprefix("persona fit ") for change in changes.headline[:2])
        yield f"Since {since}: {moved}."


def summary(review: Review) -> Iterator[str]:
    """Lines of a review: the conclusion, the agenda, what changed, when the next one is due."""
    yield f"Only {review.part}: {review.agenda.conclusion}" if review.part else review.agenda.conclusion
    for number, item in enumerate(review.agenda.items, start=1):
        item_text = " ".join(part for part in (item.why, item.ask, " / ".join(item.options)) if part)
        yield f"  {number}. {item.title} ({item.reason}): {item_text}"
    if review.agenda.rest:
        yield f"  {review.agenda.rest}"
    yield ""
    if review.changes is None:
        yield ALONE
    else:
        yield from since(review)
        yield from (f"  {line}" for line in _gaps(changes_view(review.changes)) if review.changes.headline)
    yield from (line for line in (review.plan, review.estimand) if line)
    yield ""
    if review.past_date:
        yield review.past_date
    yield review.closing


def _fit(change: CoverageChange) -> str:
    before, after = (percent(share.coverage if share else None, 1) for share in (change.before, change.after))
    moved, parts = change.points(1), change.parts(1)
    fit = f"persona fit {counted_by(change.measure)}"
    if not (moved or any(parts.values())):
        return f"{fit}: {before}, now {after}" if moved is None else f"{fit}: {after}, unchanged"
    line = f"{fit}: {before}, now {after} ({moved or 0.0:+.1f}"
    by = {name: f"{part:+.1f} by {name}" for name, part in parts.items() if part}
    if None in parts.values() or not by:
        return f"{line})"
    return f"{line}, by {next(iter(by))})" if len(by) == 1 else f"{line}: {', '.join(by.values())})"


def _gaps(changes: ChangesView) -> Iterator[str]:
    """How many gaps moved which way; those that closed by their titles."""
    counts = [f"{changes.moves[move]} {move.value}" for move in Move if changes.moves[move]]
    yield f"gaps: {', '.join(counts) if counts else 'none'}"
    closed = [change.gap.title for change in changes.closed]
    if closed:
        more = f" and {len(closed) - SHOWN} more" if len(closed) > SHOWN else ""
        yield f"closed: {'; '.join(closed[:SHOWN])}{more}"
    yield from (f"moved: {change.gap.title}; it is now {instead}" for change, instead in changes.became)
