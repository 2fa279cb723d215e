"""The review, whole: a run against an earlier one, with decisions, dates and the agenda."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from personacheck.model.cast import Cast
from personacheck.model.decisions import Decision, Decisions, Kpi
from personacheck.model.plan import plan_of
from personacheck.model.review import Review
from personacheck.model.snapshot import Snapshot
from personacheck.model.tally import MEASURES
from personacheck.review import cadence
from personacheck.review.agenda import agenda
from personacheck.review.cast_edits import current_ids
from personacheck.review.comparable import WHOLE, are_answers_new, columns, is_barred, other_answers
from personacheck.review.compare import compare
from personacheck.review.drift import drift, unseen, words
from personacheck.review.history import earlier, until
from personacheck.review.register import facts, register
from personacheck.review.renew import renew
from personacheck.review.split import split
from personacheck.review.trend import trend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from personacheck.model.changes import Changes
    from personacheck.model.result import ReviewDue
    from personacheck.model.review import Drift
    from personacheck.model.snapshot import Fresh
    from personacheck.settings.settings import Settings

Rescore = Callable[[Cast, str], Snapshot | None]
"""Assesses the export at hand under another cast and the answers of a digest; None where these are not at hand."""


def review(
    current: Snapshot, past: Sequence[Snapshot], decisions: Decisions, settings: Settings,
    *, since: date | None = None, rescore: Rescore | None = None,
) -> Review:  # fmt: skip  # what is at hand, and beside it what is asked
    """What changed since an earlier run, what is due, and what to decide.

    Parameters
    ----------
    since
        Compare with the run on file nearest to this date; None: with the last. Only earlier dates count.
    rescore
        Where the export is at hand: tells the parts of an edited cast and of new answers from the data's.
    """
    as_of, every, result = current.as_of, settings.review.every, current.result
    past, before = until(past, result.run), earlier(past, result.run, since)
    changes, between = (None, None) if before is None else _changes(before, current, settings, rescore)
    renamed = {**current_ids(current.cast), **settings.review.renamed, **(changes.renamed if changes else {})}
    entries = register(decisions, result, as_of, renamed, changes)
    due = _due(current, past, decisions, every, changes)
    like = before if changes and not is_barred(WHOLE, changes.bars) else None
    moved = _drift(like, current, between, renamed) if like else ()
    return Review(
        as_of=result.run.as_of,
        due=due,
        changes=changes,
        fresh=_fresh(current, changes),
        drift=moved,
        words=words(like.mix, current.mix) if like else (),
        unseen=unseen(past, current.mix),
        register=entries,
        late=cadence.late(current.cast, settings, as_of),
        trend=trend(past, current, every, renamed),
        agenda=agenda(result, changes, entries, drift=moved, due=due),
        following=cadence.next_due(as_of, every).isoformat(),
        estimand=result.estimand,
        part=result.run.part,
        plan=f"{plan.says}." if (plan := plan_of(result)) else "",
    )


def _due(
    current: Snapshot, past: Sequence[Snapshot], decisions: Decisions, every: str, changes: Changes | None
) -> ReviewDue:
    """When the next review is due: by the last one or, where nobody ever noted one, by the first run on file."""
    first = min((run.as_of for run in past if run.as_of < current.as_of), default=None)
    last = cadence.last_review(current.cast, decisions, current.as_of)
    return cadence.review_due(last, every, current.as_of, changes, first)


def _fresh(current: Snapshot, changes: Changes | None) -> Fresh | None:
    """What is new, if it was counted since the run that is compared with; of one day, nothing is."""
    fresh = current.fresh
    compared = changes is not None and fresh is not None and fresh.since == changes.before != changes.after
    return fresh if compared else None


def _drift(
    before: Snapshot, current: Snapshot, between: Snapshot | None, renamed: Mapping[str, str]
) -> tuple[Drift, ...]:
    """Of the data alone where the old cast was applied to it, else of data and cast together."""
    now, names = (between, {}) if between else (current, renamed)
    return drift(before.mix, now.mix, names, before.groups, now.groups)


def to_note(review: Review, current: Snapshot) -> tuple[Decision, ...]:
    """Agenda items that ``decisions.yaml`` does not hold yet, as open decisions."""
    by_id = facts(current.result)
    noted = {entry.decision.about for entry in review.register}
    return tuple(
        Decision(about=item.about, what=item.title, kpi=Kpi(by_id[item.about].figure), raised=current.as_of)
        for item in review.agenda.items
        if item.about in by_id and item.about not in noted
    )


def _changes(
    before: Snapshot, current: Snapshot, settings: Settings, rescore: Rescore | None
) -> tuple[Changes, Snapshot | None]:
    """The changes, split where that can be done, and the export at hand as it was judged then where it was scored."""
    changes, new_answers = compare(before, current, settings.review.renamed), are_answers_new(before, current)
    if is_barred(WHOLE, changes.bars) or (changes.edit is None and not new_answers):
        return changes, None
    if changes.edit is not None and not changes.edit and not new_answers:
        return _split(changes, before, current), None
    answers = (before if new_answers else current).result.run.digests.labels
    between = rescore(before.cast, answers) if rescore and before.cast else None
    if between is None or rescore is None or before.cast is None:
        bars = (other_answers(before),) if new_answers else ()
        return compare(before, current, settings.review.renamed, bars), None
    answered: Snapshot | None = between
    if new_answers:
        answered = rescore(before.cast, current.result.run.digests.labels) if changes.edit else current
    return _split(changes, before, between, current, answered), between


def _split(
    changes: Changes, before: Snapshot, between: Snapshot, after: Snapshot | None = None,
    answered: Snapshot | None = None,
) -> Changes:  # fmt: skip  # the runs in their order but the last, which is seldom there
    return split(replace(changes, notes=(*changes.notes, *columns(before, between))), between, before, after, answered)


MARK: Final = "\ufeff"


def renewed(path: Path, review: Review, current: Snapshot) -> bytes:
    """The file's content with today's facts and what came up; all of it where there is no file yet.

    Where a segment cannot be compared, or nothing can, no decision is closed: what is not found may be out of sight.

    Parameters
    ----------
    path
        A file that ``load_decisions`` took, or none.
    """
    text = path.read_bytes().decode("utf-8") if path.is_file() else ""
    ends = "\r\n" if "\r\n" in text else "\n"
    plain = text.removeprefix(MARK).replace("\r\n", "\n")
    hidden = review.changes is not None and any(bar.what not in MEASURES for bar in review.changes.bars)
    content = renew(plain, review.register, to_note(review, current), current.as_of, close=not hidden)
    return (MARK * text.startswith(MARK) + content.replace("\n", ends)).encode()
