"""The sentence that the skew findings share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage import phrases
from personacheck.coverage.findings.rule import Facts, Fault
from personacheck.coverage.skew import Skew, judged, skew
from personacheck.model.tally import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.model.tally import Segment


def skewed(facts: Facts, axis: str, threshold: float) -> Iterator[Fault]:
    """The fault of an axis whose best and worst value differ by so many points, where there is one."""
    found = skew(facts.coverage.segments, axis)
    if found is not None and found.points >= threshold:
        yield Fault(_told(found, axis), _remedy(found, axis), found.points)


def _told(found: Skew, axis: str) -> str:
    best, worst = (phrases.axis_value(axis, one.where[axis]) for one in (found.best, found.worst))
    return (
        f"The cast fits {percent(found.best.main_contacts.coverage)} of main contacts where {axis} is {best}, "
        f"{percent(found.worst.main_contacts.coverage)} where it is {worst}: {found.points:.0f} points apart "
        f"({_of(found.best)} against {_of(found.worst)})."
    )


def _of(segment: Segment) -> str:
    return f"{segment.main_contacts.covered:,} of {judged(segment.main_contacts):,}"


def _remedy(found: Skew, axis: str) -> str:
    worst = phrases.axis_value(axis, found.worst.where[axis])
    return (
        f"Interview people where {axis} is {worst}; then extend the scope of the personas that hold there, or add one."
    )
