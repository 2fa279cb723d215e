"""The page of a review: the agenda, what changed, what is in hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from personacheck.report.page.agenda import Table, table
from personacheck.report.page.change import Change, change
from personacheck.report.page.headline import headline
from personacheck.report.page.moved import Moved, moved
from personacheck.report.page.sample import checked
from personacheck.report.page.trend import TrendChart, trend
from personacheck.report.wording import day

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment
    from personacheck.model.review import Review


class ReviewPage(NamedTuple):
    """What ``review.html`` lays out.

    Attributes
    ----------
    fit
        The sentence with the number, and whether people have checked it.
    due
        When the next review is due.
    late
        Personas whose last review or evidence is too old.
    part
        The part of the export that is reviewed; "" for the whole.
    lowered
        That the settings let smaller numbers of people through than usually.
    """

    name: str
    owner: str
    date: str
    version: str
    agenda: Table
    fit: str
    change: Change
    moved: Moved
    trend: TrendChart | None
    due: str
    note: bool
    late: tuple[str, ...]
    lowered: str
    part: str


def review_page(assessment: Assessment, review: Review) -> ReviewPage:
    """All facts of the page."""
    assessment, result = replace(assessment, review=review), assessment.result
    return ReviewPage(
        name=assessment.cast.name or "personacheck",
        owner=assessment.cast.owner,
        date=day(review.as_of),
        version=result.run.version,
        agenda=table(review),
        fit=f"{headline(result, assessment.cast)}. {checked(result)}",
        change=change(assessment),
        moved=moved(assessment, review),
        trend=trend(assessment),
        due=day(review.due.due),
        note=review.due.due <= review.as_of,
        late=tuple(f"{late.name}: last {late.what} {day(late.since)}" for late in review.late),
        lowered=result.least.lowered,
        part=result.run.part,
    )
