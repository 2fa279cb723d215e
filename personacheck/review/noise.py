"""What two exports differ by though nothing happened: accounts that come and go, and a size from which people are told.

A larger export shows more gaps and more segments, and none of that is a change.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model.few import USUAL
from personacheck.review import groups
from personacheck.review.compare import POINT, share
from personacheck.review.gap_moves import Sizes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from personacheck.model.changes import Changes, CoverageChange, FindingChange, GapChange
    from personacheck.model.result import Gap, Result
    from personacheck.model.snapshot import Share, Snapshot
    from personacheck.model.tally import Segment

RISK: Final = 0.05
"""Chance that any of the gaps that are called new was only hidden in the earlier export."""
COMPARED: Final = "points"
"""Unit of findings that compare shares of parts of the customers."""


class Runs(NamedTuple):
    """The earlier run, and its cast on today's export: what lies between them is the data's part, noise and all."""

    before: Snapshot
    between: Snapshot

    def noise(self, measure: str, where: Mapping[str, str], judged: float, among: int) -> float | None:
        """What the data's part of a change of coverage stays under, up or down; see ``groups.noise``.

        Of segments that no groups are kept of, as much as of the whole, were it as small as they are.

        Parameters
        ----------
        judged
            Of the segment, in the run where it is smaller.
        among
            How many changes are looked at.
        """
        was, now = self.before.groups, self.between.groups
        own = groups.noise(was, now, *groups.coverage_of(measure, where), among=2 * among)
        if own is not None or not where or not judged:
            return own
        whole = groups.noise(was, now, *groups.coverage_of(measure, {}), among=2 * among)
        everybody = share(getattr(self.between.result.headline, measure)).judged
        return None if whole is None else whole * sqrt(max(1.0, everybody / judged))


def happened(change: CoverageChange) -> bool:
    """Whether coverage moved by us, or by more than accounts that come and go make of themselves."""
    if change.data is None or change.noise is None:
        return True
    ours = (change.edits or 0.0, change.answers or 0.0)
    return abs(change.data) > change.noise or any(abs(part) > POINT for part in ours)


def findings(changes: Changes) -> tuple[FindingChange, ...]:
    """Findings that came or went; those that compare shares only where some share moved, or we moved it.

    Otherwise a larger export has but told apart what was apart before.
    """
    moved = changes.segments or any(_beyond_noise(change) for change in changes.headline)
    if changes.edit or moved or any(change.answers for change in changes.headline):
        return changes.findings
    return tuple(change for change in changes.findings if _unit(change) != COMPARED)


def _beyond_noise(change: CoverageChange) -> bool:
    return change.data is None or abs(change.data) > (POINT if change.noise is None else change.noise)


def _unit(change: FindingChange) -> str:
    finding = change.after or change.before
    return finding.unit if finding else ""


def was_always_there(change: GapChange, runs: Runs) -> bool:
    """Whether a gap that only one run tells may stand in both: hidden in the other, or a segment that is as it was.

    The search finds more segments in a larger export, so what counts is whether coverage in the segment moved.
    """
    then, now = (_segment(run.result, change.gap) for run in runs)
    if change.gap.excess is not None and then and now and then.coverage is not None and now.coverage is not None:
        fewer, among = min(then.judged, now.judged), max(1, len(runs.between.result.gaps))
        noise = runs.noise("contacts", change.gap.where, fewer, among)
        return noise is not None and abs(now.coverage - then.coverage) <= noise
    other, its_own = runs if change.before is None else (runs.between, runs.before)
    return may_be_hidden(change.gap, Sizes(other, its_own, max(1, len(its_own.result.gaps))))


def _segment(result: Result, gap: Gap) -> Share | None:
    segment: Segment | None = next((segment for segment in result.segments if segment.where == gap.where), None)
    return share(segment.contacts) if segment else None


def may_be_hidden(gap: Gap, sizes: Sizes) -> bool:
    """Whether an export of the other's size may hold too few people of a gap for it to be told there.

    As if the smaller export were a part of the larger, drawn by chance: of a gap of twelve contacts, an export half as
    large holds under five in one of five cases. One that is as large hides nothing, nor does one that lacked the place
    where the gap is: whoever enters a market is new.

    Parameters
    ----------
    sizes
        The other run, then that of the gap, and how many gaps are looked at (Bonferroni).
    """
    risk = RISK / sizes.gaps
    then, now = (_segment(run.result, gap) for run in (sizes.before, sizes.after))
    there = int(then.judged) if then else 0
    if gap.where and now and _under(there + 1, int(now.judged), *sizes.of("contacts")) < risk:
        return False
    minima = (("contacts", gap.contacts, USUAL.contacts), ("accounts", gap.accounts, USUAL.accounts))
    return any(_under(least, number, *sizes.of(what)) > risk for what, number, least in minima if number)


def _under(least: int, number: int, other: int, its_own: int) -> float:
    """Chance that of a number of people, fewer than the least are in the other export."""
    from scipy.special import bdtr  # noqa: PLC0415  # heavy; needed only here

    return float(bdtr(least - 1, number, min(1.0, other / its_own))) if its_own else 0.0
