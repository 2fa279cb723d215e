"""Persona fit as it is shown everywhere: how many of how many, the share, and how far it may be off."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from personacheck.model.tally import AccountTally, Money, Tally
from personacheck.report.wording import count, money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from personacheck.model.result import Result
    from personacheck.model.tally import Segment


class Fit(NamedTuple):
    """One mark of persona fit. Shares are 0..1; None is "n/a".

    Attributes
    ----------
    label
        What is counted, or the value of an axis.
    fits
        "46 of 133", or amounts.
    judged
        The denominator: what can be judged.
    low, high
        Interval of the estimate from a reviewed sample, where there is one.
    """

    label: str
    fits: str
    judged: float
    share: float | None
    floor: float | None
    ceiling: float | None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None


def fit(label: str, tally: Tally | AccountTally) -> Fit:
    """Persona fit of contacts or accounts."""
    of = tally.judged
    fits = f"{count(tally.covered)} of {count(of)}"
    shares = (tally.coverage, tally.floor, tally.ceiling)
    if isinstance(tally, Tally):
        return Fit(label, fits, of, *shares, tally.estimate, tally.low, tally.high)
    return Fit(label, fits, of, *shares)


def revenue_fit(label: str, revenue: Money) -> Fit:
    """Persona fit by what they pay."""
    of = revenue.judged
    fits = f"{money(revenue.covered, revenue.currency)} of {money(of, revenue.currency)}"
    return Fit(label, fits, of, revenue.coverage, revenue.floor, revenue.ceiling)


def segment_tally(result: Result, segment: Segment) -> Tally:
    """Whom the number of a segment is of: its main contacts, or its contacts where there are no accounts."""
    return segment.contacts if result.headline.by_contact else segment.main_contacts


def segment(result: Result, where: Mapping[str, str]) -> Tally | None:
    """Main contacts of a segment; None where the result does not hold it."""
    return next((segment_tally(result, candidate) for candidate in result.segments if candidate.where == where), None)
