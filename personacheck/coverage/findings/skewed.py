"""``channel-skew``, ``size-skew``, ``side-skew``: the cast fits one part of the customers far better."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.coverage.skew import Part, along, judged, skew
from personacheck.model import tables as t
from personacheck.model.tally import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from personacheck.coverage.facts import Facts


def skewed(parts: Iterable[Part], threshold: float) -> Iterator[Fault]:
    """The fault of parts that are fitted so many points better and worse, where there are such."""
    found = skew(parts)
    if found is None or found.points < threshold:
        return
    best, worst = found.best, found.worst
    yield Fault(
        f"The cast fits {percent(best.tally.coverage)} of main contacts {best.name}, but "
        f"{percent(worst.tally.coverage)} of those {worst.name}: {found.points:.0f} points apart "
        f"({_of(best)} against {_of(worst)}).",
        f"Interview people {worst.name}; then extend the personas that hold there too, or add one.",
        found.points,
    )


def _of(part: Part) -> str:
    return f"{part.tally.covered:,} of {judged(part.tally):,}"


def _measure(axis: str, facts: Facts, threshold: float) -> Iterator[Fault]:
    """Points of coverage between the values of an axis that are fitted best and worst."""
    yield from skewed(along(facts.coverage.segments, axis, facts.coverage.population), threshold)


def _rule(axis: str, failure: str) -> Rule:
    source = f"the failure '{failure}': 15 points, and 95 % intervals that do not overlap"
    return Rule(f"{axis}-skew", "high", threshold=15, unit="points", source=source, measure=partial(_measure, axis))


CHANNEL: Final = _rule(t.CHANNEL, "personas fit only direct customers")
SIZE: Final = _rule(t.SIZE, "personas fit only large customers")
SIDE: Final = _rule(t.SIDE, "talking to users, not to buyers")
