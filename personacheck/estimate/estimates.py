"""A reviewed sample -> estimates in the tallies of contacts, of the headline and of every segment that bears one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from personacheck.estimate.headline import LEAST, Estimate, estimate, fit
from personacheck.estimate.segments import Calibrated, calibrate, segment_estimate

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from personacheck.estimate.sample import Sample
    from personacheck.model.result import Result
    from personacheck.model.tally import Segment, Tally


def with_estimates(result: Result, sample: Sample | None) -> Result:
    """A result with what people reviewed: estimate, interval and number reviewed in the tallies of contacts.

    What is estimated is the share covered of all contacts that are judged or unreadable: people can judge who the tool
    cannot. Floor and ceiling are shares of the same contacts. An interval wider than 40 points is withheld.

    Parameters
    ----------
    result
        As counted; a segment's ``where`` names columns of the sample's frame.
    sample
        None leaves the result as it is.
    """
    if sample is None:
        return result
    people, main = _view(sample, np.ones(len(sample.frame), bool)), _view(sample, sample.main)
    headline = replace(
        result.headline,
        contacts=_told(result.headline.contacts, *_whole(people)),
        main_contacts=_told(result.headline.main_contacts, *_whole(main)),
    )
    segments = tuple(_segment(each, people, main) for each in result.segments)
    return replace(result, headline=headline, segments=segments, sample=sample.facts)


@dataclass(frozen=True)
class _View:
    """All contacts of the sample's frame, or the main contacts: what an estimate is about."""

    frame: pd.DataFrame
    reviewed: NDArray[np.bool_]
    truth: NDArray[np.bool_]
    predicted: NDArray[np.float64]
    calibrated: Calibrated | None


def _view(sample: Sample, among: NDArray[np.bool_]) -> _View:
    reviewed, truth, predicted = sample.reviewed[among], sample.truth[among], sample.predicted[among]
    calibrated = None
    if reviewed.sum() >= LEAST:
        fitted = fit(truth[reviewed], predicted[reviewed], predicted)
        calibrated = calibrate(fitted, truth, reviewed, predicted)
    return _View(sample.frame[among], reviewed, truth, predicted, calibrated)


def _whole(view: _View) -> tuple[Estimate | None, int]:
    made = estimate(view.truth[view.reviewed], view.predicted[view.reviewed], view.predicted)
    return made, int(view.reviewed.sum())


def _part(view: _View, where: Mapping[str, str]) -> tuple[Estimate | None, int]:
    within = np.ones(len(view.frame), bool)
    for axis, value in where.items():
        within &= view.frame[axis].to_numpy() == value
    made = segment_estimate(view.calibrated, within, where) if view.calibrated else None
    return made, int((within & view.reviewed).sum())


def _segment(segment: Segment, people: _View, main: _View) -> Segment:
    return replace(
        segment,
        contacts=_told(segment.contacts, *_part(people, segment.where)),
        main_contacts=_told(segment.main_contacts, *_part(main, segment.where)),
    )


def _told(tally: Tally, made: Estimate | None, reviewed: int) -> Tally:
    """The number reviewed is told even where the interval is withheld."""
    if made is None or not made.shown:
        return replace(tally, reviewed=reviewed)
    return replace(tally, estimate=made.share, low=made.low, high=made.high, reviewed=reviewed)
