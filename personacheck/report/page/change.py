"""Since the last run: what moved, and whether the data or the cast moved it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model.changes import Move
from personacheck.report.changes_view import changes_view
from personacheck.report.wording import count, day, percent, points, signed
from personacheck.text.prose import listed, noun, plural, sentence
from personacheck.vocabulary.axes import axis_label, value_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.model.assessment import Assessment
    from personacheck.model.cast import Cast
    from personacheck.model.cast_edit import CastEdit
    from personacheck.model.changes import Changes, CoverageChange
    from personacheck.model.snapshot import Share
    from personacheck.report.changes_view import ChangesView

ALL: Final = "all"
ACCOUNTS: Final = "accounts"
NEXT: Final = {
    (True, True): "The next run says what changed.",
    (True, False): "This run is not kept, so the next one says nothing of it.",
    (False, True): "This run is not kept: add --history history.sqlite3, and the next one says what changed.",
    (False, False): "",
}
"""What a first run says of the next, by whether there is a history, and whether the run was to be kept."""
SHOWN: Final = 4
"""Lines under the number; the others are in the workbook."""


class Change(NamedTuple):
    """What the first screen says of it: a title, the difference, and lines."""

    title: str
    big: str
    lines: tuple[str, ...]


def change(assessment: Assessment) -> Change:
    """The change since the run compared with; a first run says so."""
    review = assessment.review
    if review is None or review.changes is None:
        following = NEXT[review is not None, assessment.command_line is None or assessment.command_line.kept]
        return Change("Since the last run", "First run", (f"Nothing to compare with yet. {following}".rstrip(),))
    changes = changes_view(review.changes)
    title = f"Since {review.changes.earlier(day(changes.since))}"
    barred = [bar.why for bar in review.changes.bars if bar.what in {ALL, ACCOUNTS}]
    if barred:
        return Change(title, "Not comparable", tuple(barred[:SHOWN]))
    whole = next((moved for moved in changes.headline if moved.measure == ACCOUNTS), None)
    big = _difference(whole, whole.before, whole.after) if whole and whole.before and whole.after else "No change"
    return Change(title, big, tuple(_lines(review.changes, whole, assessment.cast))[:SHOWN])


def edited(edit: CastEdit, cast: Cast) -> str:
    """How the cast was edited, by names where they are known; "" where it was not."""
    names = {persona.id: persona.name for persona in cast.shortly.personas}
    edits = [
        f"{listed(names.get(key, key) for key in ids)} {word}"
        for word, ids in (("added", edit.added), ("removed", edit.removed), ("edited", edit.changed))
        if ids
    ]
    edits += [f"{names.get(new, new)} under a new id" for new in edit.renamed.values()]
    return f"{sentence('; '.join(edits))}." if edits else ""


def _difference(whole: CoverageChange, before: Share, after: Share) -> str:
    """In accounts; in points where the share of them went another way than their number."""
    moved, fit = round(after.covered - before.covered), whole.points(0)
    if fit and moved * fit <= 0:
        return points(fit / 100)
    return f"{signed(moved)} {noun(moved, 'account')}" if moved else "No change"


def _lines(changes: Changes, whole: CoverageChange | None, cast: Cast) -> Iterator[str]:
    if whole and whole.before and whole.after:
        then, now = (f"{count(share.covered)} of {count(share.judged)}" for share in (whole.before, whole.after))
        yield f"From {then} to {now}{_parts(whole)}."
    moved = next((change for change in changes.segments if change.before and change.after and change.difference), None)
    if moved is not None and moved.before and moved.after:
        where = listed(f"{axis_label(axis)}: {value_label(axis, value)}" for axis, value in moved.where.items())
        yield f"Main contacts, {where}: {percent(moved.before.coverage)} to {percent(moved.after.coverage)}."
    yield from _gaps(changes_view(changes))
    if changes.edit:
        yield edited(changes.edit, cast)
    yield from changes.notes


def _parts(whole: CoverageChange) -> str:
    """What the data and the cast each did, where that is known and both did something."""
    parts = [f"{points(part / 100)} by {name}" for name, part in whole.parts(0).items() if part]
    return f": {', '.join(parts)}" if len(parts) > 1 else ""


def _gaps(changes: ChangesView) -> Iterator[str]:
    moves = [
        f"{plural(number, 'gap')} {word}"
        for move, word in ((Move.NEW, "new"), (Move.WORSE, "worse"), (Move.BETTER, "better"), (Move.CLOSED, "closed"))
        if (number := changes.moves[move])
    ]
    closed = [change.gap.title for change in changes.closed]
    among = "" if not closed else f": {closed[0]}" if len(closed) == 1 else f", {closed[0]} among them"
    if moves:
        yield f"{sentence(', '.join(moves))}{among}."
