"""Gaps of a narrower role, under what was decided of a wider one: finance leads are accounting leads, too.

When the vocabulary comes to tell functions apart, the gap of the wider one is gone, or is left with those whose titles
say no more. Its decisions and waivers hold for all of its parts, under the id that they were made for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.model.result import role_id
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from personacheck.model.result import Gap


def wider_ids(gap: Gap) -> tuple[str, ...]:
    """Ids of the same gap of wider functions, nearest first; none of a segment, a scope or a gap without a function."""
    words = vocabulary()
    if gap.function not in words.functions or gap.id != role_id(gap.cause, gap.function, gap.level):
        return ()
    return tuple(role_id(gap.cause, function, gap.level) for function in words.wider(gap.function)[1:])


def parts(gaps: Iterable[Gap], decided: Collection[str]) -> dict[str, tuple[Gap, ...]]:
    """Of each decided id the gaps that are a part of it, as they are ranked.

    A gap that was decided on itself is no other's part; else the nearest wider one that was has it.

    Parameters
    ----------
    decided
        Ids that the register speaks of.
    """
    by_decision: dict[str, list[Gap]] = {}
    for gap in gaps:
        mine = next((wider for wider in wider_ids(gap) if wider in decided), None)
        if mine is not None and gap.id not in decided:
            by_decision.setdefault(mine, []).append(gap)
    return {about: tuple(members) for about, members in by_decision.items()}
