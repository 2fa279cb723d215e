"""A reviewed sample -> estimates in the tallies: of the headline, and of every segment that bears one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pandas as pd

from personacheck.estimate.as_matched import as_matched, judgeable
from personacheck.estimate.ppi import LEAST_LABELS, Estimate, estimate, fit, more
from personacheck.estimate.segments import Calibrated, Deviation, calibrate, deviation, segment_estimate
from personacheck.model.estimand import estimand
from personacheck.model.tally import AccountTally, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from personacheck.estimate.as_matched import AsMatched
    from personacheck.estimate.sample import Sample
    from personacheck.estimate.units import Units
    from personacheck.model.result import Result
    from personacheck.model.tally import Segment

_Counted = TypeVar("_Counted", Tally, AccountTally)


def with_estimates(result: Result, sample: Sample | None) -> Result:
    """A result with what people reviewed: estimate, interval and number reviewed in the tallies.

    What is estimated is the share covered of those whom people can judge, also where the tool cannot; beside it stands
    the matched share of the same people. An interval wider than 40 points is withheld.

    Parameters
    ----------
    result
        As counted; a segment's ``where`` names columns of the sample's frame.
    sample
        None leaves the figures as they are.
    """
    if sample is None:
        return replace(result, estimand=estimand(result.headline))
    contacts, main, accounts = map(_view, (sample.contacts, sample.contacts.among(sample.main), sample.accounts))
    headline = replace(
        result.headline,
        contacts=_with_estimate(result.headline.contacts, *_whole(contacts), as_matched(contacts.units)),
        main_contacts=_with_estimate(result.headline.main_contacts, *_whole(main), as_matched(main.units)),
        accounts=_with_estimate(result.headline.accounts, *_whole(accounts), as_matched(accounts.units)),
    )
    segments = tuple(_segment(segment, contacts, main) for segment in result.segments)
    facts = replace(sample.facts, more=more_to_review(sample))
    return replace(result, headline=headline, segments=segments, sample=facts, estimand=estimand(headline))


def more_to_review(sample: Sample) -> int | None:
    """Contacts to review beside those of the random sample, for an interval of ten points; None before there is one, or
    where blanks and conflicts keep it wider.
    """
    contacts = _view(sample.contacts)
    whole, _ = _whole(contacts)
    if whole is None or not whole.shown:
        return None
    units, reading = contacts.units, contacts.readings[0]
    taken = reading.taken
    answers = reading.truth[taken], units.predicted[taken], units.predicted, units.judged[taken]
    alone = estimate(*answers)
    left_open = whole.high - whole.low - (alone.high - alone.low) if alone else 0.0
    return more(fit(*answers), int(taken.sum()), len(taken), left_open)


@dataclass(frozen=True)
class _Reading:
    """Answers read one way: who counts as reviewed, and what is true (0..1) of them."""

    taken: NDArray[np.bool_]
    truth: NDArray[np.float64]


@dataclass(frozen=True)
class _View:
    """What an estimate is about; each reading of the answers, calibrated, and how far axes differ."""

    units: Units
    readings: tuple[_Reading, ...]
    calibrated: tuple[Calibrated, ...]
    differ: dict[str, Deviation]


def _view(units: Units) -> _View:
    between = (units.least.astype(float) + units.most) / 2
    readings = [_Reading(units.answered, between)]
    if units.open:
        readings += [_Reading(units.drawn, bound.astype(float)) for bound in (units.least, units.most)]
    enough = (units.answered & units.judged).sum() >= LEAST_LABELS
    calibrated = tuple(_calibrated(units, reading) for reading in readings if enough)
    return _View(units, tuple(readings), calibrated, {})


def _calibrated(units: Units, reading: _Reading) -> Calibrated:
    taken, predicted = reading.taken, units.predicted
    fitted = fit(reading.truth[taken], predicted[taken], predicted, units.judged[taken])
    return calibrate(fitted, reading.truth, taken & units.judged, predicted, judgeable(units))


def _whole(view: _View) -> tuple[Estimate | None, int]:
    units = view.units
    estimates = (
        estimate(
            reading.truth[reading.taken], units.predicted[reading.taken], units.predicted, units.judged[reading.taken]
        )
        for reading in view.readings
    )
    return _spanning(estimates), int(units.answered.sum())


def _part(view: _View, where: Mapping[str, str]) -> tuple[Estimate | None, int, AsMatched]:
    within = np.ones(len(view.units.frame), bool)
    for axis, value in where.items():
        within &= view.units.frame[axis].to_numpy() == value
    spanned = None
    if view.calibrated:
        most, likely = (max(column) for column in zip(*(_differ(view, axis) for axis in where), strict=True))
        differ = Deviation(most, likely)
        spanned = _spanning(segment_estimate(calibrated, within, differ) for calibrated in view.calibrated)
    return spanned, int((within & view.units.answered).sum()), as_matched(view.units, within)


def _differ(view: _View, axis: str) -> Deviation:
    if axis not in view.differ:
        view.differ[axis] = deviation(view.calibrated[0], pd.factorize(view.units.frame[axis], sort=True)[0])
    return view.differ[axis]


def _spanning(estimates: Iterable[Estimate | None]) -> Estimate | None:
    """The estimate as answered, its interval stretched over all readings of what is open."""
    first, *others = estimates
    if first is None:
        return None
    present = [first, *(other for other in others if other is not None)]
    return replace(first, low=min(other.low for other in present), high=max(other.high for other in present))


def _segment(segment: Segment, contacts: _View, main: _View) -> Segment:
    return replace(
        segment,
        contacts=_with_estimate(segment.contacts, *_part(contacts, segment.where)),
        main_contacts=_with_estimate(segment.main_contacts, *_part(main, segment.where)),
    )


def _with_estimate(tally: _Counted, whole: Estimate | None, reviewed: int, beside: AsMatched) -> _Counted:
    """The number reviewed is told even where the interval is withheld."""
    if whole is None or not whole.shown:
        return replace(tally, reviewed=reviewed)
    shares = {"estimate": whole.share, "low": whole.low, "high": whole.high, **beside._asdict()}
    return replace(tally, **shares, reviewed=reviewed)
