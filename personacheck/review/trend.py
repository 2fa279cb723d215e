"""Coverage over the last periods, by channel and size, with what broke the line marked."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from personacheck.model import tables as t
from personacheck.model.cast_edit import edit_in_words
from personacheck.model.review import Trend, TrendLine, TrendMark, TrendPoint
from personacheck.review.cadence import MONTHS
from personacheck.review.cast_edits import cast_edit, short_names
from personacheck.review.comparable import WHOLE, are_answers_new, bars, is_barred
from personacheck.review.compare import SUPPORT, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from personacheck.model.snapshot import Snapshot
    from personacheck.model.tally import AccountTally, Headline, Segment, Tally

PERIODS: Final = 8
AXES: Final = (t.CHANNEL, t.SIZE)
TRACED: Final = ("accounts", "main_contacts")


def trend(past: Iterable[Snapshot], current: Snapshot, every: str, renamed: Mapping[str, str]) -> Trend:
    """The last run of each of the last eight periods up to the current one.

    Parameters
    ----------
    past
        Runs by date; those that are not earlier than the current one are left out.
    every
        The period: ``month``, ``quarter``, ``half-year`` or ``year``.
    """
    earlier = [run for run in past if run.as_of < current.as_of]
    runs = list({_period(run, every): run for run in (*earlier, current)}.values())[-PERIODS:]
    return Trend(
        dates=tuple(run.result.run.as_of for run in runs),
        lines=tuple(_lines(runs)),
        marks=tuple(mark for was, now in pairwise(runs) for mark in _marks(was, now, renamed)),
        begins=tuple(n for n, (was, now) in enumerate(pairwise(runs), start=1) if is_barred(WHOLE, bars(was, now))),
    )


def _period(run: Snapshot, every: str) -> int:
    return (run.as_of.year * 12 + run.as_of.month - 1) // MONTHS[every]


def _lines(runs: Sequence[Snapshot]) -> Iterator[TrendLine]:
    for measure in TRACED:
        yield TrendLine(measure, "", "", tuple(_point(run.result.headline, measure) for run in runs))
        for axis in AXES:
            for value in _values(runs, axis):
                points = tuple(_point(_segment(run, axis, value), measure) for run in runs)
                if any(point is not None and point.judged >= SUPPORT for point in points):
                    yield TrendLine(measure, axis, value, points)


def _values(runs: Sequence[Snapshot], axis: str) -> list[str]:
    """Values seen on an axis: those it has out of the box in their order, then others, unknown last."""
    seen = {segment.where[axis] for run in runs for segment in run.result.segments if list(segment.where) == [axis]}
    order = [*t.AXIS_VALUES[axis], *sorted(seen - {t.UNKNOWN, *t.AXIS_VALUES[axis]}), t.UNKNOWN]
    return [value for value in order if value in seen]


def _segment(run: Snapshot, axis: str, value: str) -> Segment | None:
    return next((segment for segment in run.result.segments if segment.where == {axis: value}), None)


def _point(figures: Headline | Segment | None, measure: str) -> TrendPoint | None:
    if figures is None:
        return None
    tally: Tally | AccountTally = getattr(figures, measure)
    return TrendPoint(tally.coverage, tally.floor, tally.ceiling, int(share(tally).judged), tally.estimate)


def _marks(before: Snapshot, after: Snapshot, renamed: Mapping[str, str]) -> Iterator[TrendMark]:
    as_of = after.result.run.as_of
    if before.cast and after.cast and (edit := cast_edit(before.cast, after.cast, renamed)):
        yield TrendMark(as_of, "cast", "", edit_in_words(edit, short_names(before.cast, after.cast)))
    if are_answers_new(before, after):
        yield TrendMark(as_of, "answers", "", "people’s answers changed (labels.csv)")
    for bar in bars(before, after):
        if bar.what in {WHOLE, *TRACED, *AXES}:
            yield TrendMark(as_of, "break", bar.what if bar.what in AXES else "", bar.why)
