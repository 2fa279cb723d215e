"""What neither the data nor our edits did alone: since the mix of customers changed, the edits count for more, or less.

The edits' own part is what they do in each segment today, at the mix of segments of the earlier export; the rest of
what they do today is the interaction (Kitagawa 1955, "Components of a difference between two rates").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.model import tables as t
from personacheck.review.compare import share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from personacheck.model.result import Result
    from personacheck.model.snapshot import Share

MIX: Final = (t.CHANNEL, t.SIZE)
"""Axes whose combinations are the mix: history keeps segments of two axes."""

Cells = dict[tuple[tuple[str, str], ...], "Share"]


def interaction(before: Result, between: Result, after: Result, measure: str, where: Mapping[str, str]) -> float | None:
    """The interaction in a change of coverage, as a share; None where the mix is not known in all three.

    Parameters
    ----------
    before, between, after
        The earlier run; its cast on today's export; today's run.
    measure
        ``accounts``, ``main_contacts``, ``contacts`` or ``revenue``.
    where
        The segment whose coverage changed, of one axis at most; empty for the headline.
    """
    axes = {*where, *MIX} if not where else {*where, next(axis for axis in MIX if axis not in where)}
    if len(axes) != len(MIX):
        return None
    then, halfway, now = (_cells(run, measure, where, axes) for run in (before, between, after))
    both = [key for key, cell in halfway.items() if cell.judged and key in now and now[key].judged]
    old = sum(then[key].judged for key in both if key in then)
    if not old or old < KNOWN * sum(cell.judged for cell in then.values()):
        return None
    effect = {key: (now[key].coverage or 0.0) - (halfway[key].coverage or 0.0) for key in both}
    mixes = then, now
    own, all_ = (
        sum(effect[key] * mix[key].judged for key in both if key in mix)
        / sum(mix[key].judged for key in both if key in mix)
        for mix in mixes
    )
    return all_ - own


KNOWN: Final = 0.9
"""Share of the earlier mix that today's export must hold, too."""


def _cells(run: Result, measure: str, where: Mapping[str, str], axes: set[str]) -> Cells:
    inside = (
        segment for segment in run.segments if {*segment.where} == axes and where.items() <= segment.where.items()
    )
    tallies = ((tuple(sorted(segment.where.items())), getattr(segment, measure)) for segment in inside)
    return {key: share(tally) for key, tally in tallies if tally is not None}
