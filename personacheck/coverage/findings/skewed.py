"""The sentences that the skew findings share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.coverage.findings.rule import Fault
from personacheck.coverage.skew import Part, judged, skew
from personacheck.model.tally import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
