"""Splits each change into what the data did and what we did to the cast.

Three numbers make two parts: *before* (old cast, old export), *between* (old cast, new export), *after* (new cast, new
export). Data is between minus before: people came, left, changed title, were reviewed. After minus between is what our
edits do today; what of it they would not do at the earlier mix of customers is named apart (``interaction``). The
parts add up.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from personacheck.model.changes import Because, Move
from personacheck.review import groups
from personacheck.review.compare import same_gaps, share
from personacheck.review.gap_moves import LEAST
from personacheck.review.interaction import interaction
from personacheck.review.noise import Runs, findings, happened, was_always_there

if TYPE_CHECKING:
    from personacheck.model.changes import Changes, CoverageChange, GapChange
    from personacheck.model.result import Gap, Result
    from personacheck.model.snapshot import Snapshot
    from personacheck.model.tally import Headline, Segment


def split(
    changes: Changes, between: Snapshot, before: Snapshot | None = None, after: Snapshot | None = None
) -> Changes:
    """The same changes, each with its parts.

    Parameters
    ----------
    between
        The new export under the old cast. Where the cast was not edited, the new run itself: all is data.
    before
        The earlier run; tells what is noise.
    after
        Today's run under today's cast; with ``before`` it tells what data and cast did together.
    """
    data = Runs(before, between) if before else None
    segments = {tuple(segment.where.items()): segment for segment in between.result.segments}
    now = [change.after for change in changes.gaps if change.after is not None]
    same = same_gaps(between.result.gaps, now, changes.edit.renamed if changes.edit else {})
    gaps = {same.get(gap.id, gap.id): gap for gap in between.result.gaps}
    among = groups.segments_kept(between.groups)
    headline = (_coverage(change, between.result.headline, data, len(changes.headline)) for change in changes.headline)
    parts = (_coverage(change, segments.get(tuple(change.where.items())), data, among) for change in changes.segments)
    runs = (before.result, between.result, after.result) if before and after and after is not between else None
    split_ = replace(
        changes,
        headline=tuple(_together(change, runs) for change in headline),
        segments=tuple(_together(change, runs) for change in parts if happened(change)),
        gaps=tuple(_gap(change, gaps.get(change.id), data) for change in changes.gaps),
    )
    return replace(split_, findings=findings(split_)) if data else split_


def _coverage(
    change: CoverageChange, between: Headline | Segment | None, data: Runs | None, among: int
) -> CoverageChange:
    tally = getattr(between, change.measure, None)
    halfway = share(tally).coverage if tally is not None else None
    before = change.before.coverage if change.before else None
    after = change.after.coverage if change.after else None
    fewer = min((people.judged for people in (change.before, change.after) if people), default=0.0)
    return replace(
        change,
        data=None if before is None or halfway is None else halfway - before,
        cast=None if after is None or halfway is None else after - halfway,
        noise=data.noise(change.measure, change.where, fewer, among) if data else None,
    )


def _together(change: CoverageChange, runs: tuple[Result, Result, Result] | None) -> CoverageChange:
    """The change with what data and cast did together taken out of the cast's part, where it is known."""
    if runs is None or change.cast is None or len(change.where) > 1:
        return change
    both = interaction(*runs, change.measure, change.where)
    return change if both is None else replace(change, cast=change.cast - both, both=both)


def _gap(change: GapChange, between: Gap | None, data: Runs | None) -> GapChange:
    """The change and whose part it is; of one that came or went by the data, whether it did at all."""
    because = _because(change, between)
    one_run_tells = change.before is None or change.after is None
    if data and one_run_tells and because == Because.DATA and was_always_there(change, data):
        return replace(change, move=Move.UNCHANGED.value)
    return replace(change, because=because)


def _because(change: GapChange, between: Gap | None) -> str:
    """Of a gap that came or went: whether it would have under the old cast. Of one that moved: whose part it is."""
    if change.move == Move.UNCHANGED:
        return ""
    if change.before is None:
        return (Because.CAST if between is None else Because.DATA).value
    if change.after is None:
        return (Because.DATA if between is None else Because.CAST).value
    if between is None:
        return Because.BOTH.value
    was, halfway, now = ((gap.accounts, gap.contacts) for gap in (change.before, between, change.after))
    if halfway in (was, now):  # one of the two did all of it
        return (Because.DATA if halfway == now else Because.CAST).value
    at = 0 if was[0] != now[0] else 1
    sign = 1 if now[at] > was[at] else -1
    by_data, by_cast = sign * (halfway[at] - was[at]) >= LEAST, sign * (now[at] - halfway[at]) >= LEAST
    return (Because.BOTH if by_data == by_cast else Because.DATA if by_data else Because.CAST).value
