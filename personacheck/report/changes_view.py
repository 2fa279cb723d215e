"""What is told of the changes between two runs, by whoever tells it: page, first screen, Markdown, terminal."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from personacheck.model.changes import Move
from personacheck.model.tally import counted_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from personacheck.model.cast_edit import CastEdit
    from personacheck.model.changes import Changes, CoverageChange, GapChange

ALONE: Final = "No earlier run is on file: there is nothing to compare with."
"""What a review says that has nothing to compare with."""
ASKING: Final = (Move.NEW, Move.WORSE)
"""Moves that want a decision, in the order in which they are told."""
SETTLED: Final = (Move.BETTER, Move.CLOSED)


@dataclass(frozen=True)
class ChangesView:
    """Changes as they are told: gaps of leadership's only, segments of one axis only.

    Attributes
    ----------
    since
        Date of the earlier run.
    remarks
        What is not compared, or only with care, and why.
    chance
        How far the export may move each measure though nothing happened, a sentence; "" where that is not known.
    asking, settled
        Gaps that are new or larger; that are smaller or closed.
    closed
        Gaps that closed for good: not those that have become a part of another.
    became
        Those, each with what it is now.
    moves
        How many gaps moved which way, without those that became a part of another.
    """

    since: str
    remarks: tuple[str, ...]
    edit: CastEdit | None
    headline: tuple[CoverageChange, ...]
    chance: str
    segments: tuple[CoverageChange, ...]
    asking: tuple[GapChange, ...]
    settled: tuple[GapChange, ...]
    closed: tuple[GapChange, ...]
    became: tuple[tuple[GapChange, str], ...]
    moves: Counter[str]


def changes_view(changes: Changes) -> ChangesView:
    """What is told of changes, in its order."""
    gaps = [change for change in changes.gaps if change.gap.is_leaderships]
    became = [change for change in gaps if change.move == Move.CLOSED and change.kin]
    return ChangesView(
        since=changes.before,
        remarks=(*(bar.why for bar in changes.bars), *changes.notes),
        edit=changes.edit,
        headline=changes.headline,
        chance=_chance(changes.headline),
        segments=tuple(change for change in changes.segments if len(change.where) == 1),
        asking=tuple(change for move in ASKING for change in gaps if change.move == move),
        settled=tuple(change for move in SETTLED for change in gaps if change.move == move),
        closed=tuple(change for change in gaps if change.move == Move.CLOSED and not change.kin),
        became=tuple((change, changes.instead(change)) for change in became),
        moves=Counter(change.move for change in gaps if change not in became),
    )


def _chance(headline: Iterable[CoverageChange]) -> str:
    """Without it, five points of revenue read as news where one large account makes as much."""
    noise = [(change.measure, round(100 * change.noise, 1)) for change in headline if change.noise is not None]
    moved = [(counted_by(measure), points) for measure, points in noise if points]
    if not moved:
        return ""
    (measure, points), *others = moved
    rest = "".join(f", {name} {number:.1f}" for name, number in others)
    return f"By chance alone the export may move it: {measure} up to {points:.1f} points{rest}."
