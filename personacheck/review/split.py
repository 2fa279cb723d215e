"""Splits each change into what the data did, what people said of contacts, and what we did to the cast.

Four numbers make three parts: *before* (old export, old answers, old cast), *between* (new export), *answered* (new
answers, too), *after* (new cast, too). Data is between minus before: people came, left, changed title. Answered minus
between is what reviewers corrected. After minus answered is what our edits do today; what of it they would not do at
the earlier mix of customers is named apart (``interaction``). The parts add up.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from personacheck.model.changes import Because, Move
from personacheck.review import groups
from personacheck.review.compare import same_gaps, share
from personacheck.review.gap_moves import LEAST
from personacheck.review.interaction import interaction
from personacheck.review.noise import Runs, findings, happened, was_always_there

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.model.changes import Changes, CoverageChange, GapChange
    from personacheck.model.result import Gap, Result
    from personacheck.model.snapshot import Snapshot
    from personacheck.model.tally import Headline, Segment


def split(
    changes: Changes, between: Snapshot, before: Snapshot | None = None, after: Snapshot | None = None,
    answered: Snapshot | None = None,
) -> Changes:  # fmt: skip  # the runs in their order but the last, which is seldom there
    """The same changes, each with its parts.

    Parameters
    ----------
    between
        The new export under the old cast and the old answers. Where neither changed, the new run itself: all is data.
    before
        The earlier run; tells what is noise.
    after
        Today's run under today's cast; with ``before`` it tells what data and cast did together.
    answered
        As ``between``, under today's answers; None where people said nothing new.
    """
    data = Runs(before, between) if before else None
    answered = answered or between
    steps = (between, answered)
    gaps, among = [_gaps(step, changes) for step in steps], groups.segments_kept(between.groups)
    whole, segments = [step.result.headline for step in steps], [_segments(step) for step in steps]
    headline = (_coverage(change, whole, data, len(changes.headline)) for change in changes.headline)
    parts = (
        _coverage(change, [step.get(tuple(change.where.items())) for step in segments], data, among)
        for change in changes.segments
    )
    runs = (before.result, answered.result, after.result) if before and after and after is not answered else None
    split_ = replace(
        changes,
        headline=tuple(_together(change, runs) for change in headline),
        segments=tuple(_together(change, runs) for change in parts if happened(change)),
        gaps=tuple(_gap(change, [step.get(change.id) for step in gaps], data) for change in changes.gaps),
    )
    return replace(split_, findings=findings(split_)) if data else split_


def _segments(step: Snapshot) -> dict[tuple[tuple[str, str], ...], Segment]:
    return {tuple(segment.where.items()): segment for segment in step.result.segments}


def _gaps(step: Snapshot, changes: Changes) -> dict[str, Gap]:
    """Gaps of a step on the way, under the ids that they have now."""
    now = [change.after for change in changes.gaps if change.after is not None]
    same = same_gaps(step.result.gaps, now, changes.edit.renamed if changes.edit else {})
    return {same.get(gap.id, gap.id): gap for gap in step.result.gaps}


def _coverage(
    change: CoverageChange, steps: Sequence[Headline | Segment | None], data: Runs | None, among: int
) -> CoverageChange:
    tallies = [getattr(step, change.measure, None) for step in steps]
    halfway, answered = (None if tally is None else share(tally).coverage for tally in tallies)
    before = change.before.coverage if change.before else None
    after = change.after.coverage if change.after else None
    fewer = min((people.judged for people in (change.before, change.after) if people), default=0.0)
    return replace(
        change,
        data=None if before is None or halfway is None else halfway - before,
        answers=None if answered is None or halfway is None else answered - halfway,
        cast=None if after is None or answered is None else after - answered,
        noise=data.noise(change.measure, change.where, fewer, among) if data else None,
    )


def _together(change: CoverageChange, runs: tuple[Result, Result, Result] | None) -> CoverageChange:
    """The change with what data and cast did together taken out of the cast's part, where it is known."""
    if runs is None or change.cast is None or len(change.where) > 1:
        return change
    both = interaction(*runs, change.measure, change.where)
    return change if both is None else replace(change, cast=change.cast - both, both=both)


def _gap(change: GapChange, steps: Sequence[Gap | None], data: Runs | None) -> GapChange:
    """The change and whose part it is; of one that came or went by the data, whether it did at all."""
    because = _because(change, steps)
    one_run_tells = change.before is None or change.after is None
    if data and one_run_tells and because == Because.DATA and was_always_there(change, data):
        return replace(change, move=Move.UNCHANGED.value)
    return replace(change, because=because)


CAUSES: Final = (Because.DATA, Because.ANSWERS, Because.CAST)
"""In the order of the steps that they lead over."""


def _because(change: GapChange, steps: Sequence[Gap | None]) -> str:
    """Of a gap that came or went: the step at which it did. Of one that moved: whose part it is."""
    if change.move == Move.UNCHANGED:
        return ""
    way = (change.before, *steps, change.after)
    if change.before is None or change.after is None:
        is_as_now = [(gap is None) == (change.after is None) for gap in way[1:]]
        return CAUSES[is_as_now.index(True)].value
    sizes = [(gap.accounts, gap.contacts) if gap is not None else None for gap in way]
    moving = [cause for cause, was, now in zip(CAUSES, sizes, sizes[1:], strict=False) if was != now]
    several = (Because.SEVERAL if Because.ANSWERS in moving else Because.BOTH).value
    on_the_way = [size for size in sizes if size is not None]
    if len(on_the_way) < len(sizes):
        return several
    if len(moving) < 2:  # one did all of it; where none did, it is another share of an export that has grown or shrunk
        return (moving or CAUSES)[0].value
    at = 0 if on_the_way[0][0] != on_the_way[-1][0] else 1
    sign = 1 if on_the_way[-1][at] > on_the_way[0][at] else -1
    along = [cause for n, cause in enumerate(CAUSES) if sign * (on_the_way[n + 1][at] - on_the_way[n][at]) >= LEAST]
    return along[0].value if len(along) == 1 else several
