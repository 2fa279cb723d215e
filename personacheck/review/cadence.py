"""When the next review is due, and what is past its date."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from personacheck.model.result import ReviewDue
from personacheck.model.review import Late
from personacheck.model.tally import MEASURES

if TYPE_CHECKING:
    from personacheck.model.cast import Cast
    from personacheck.model.changes import Changes
    from personacheck.model.decisions import Decisions
    from personacheck.settings.settings import Settings

MONTHS: Final = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}

YEAR: Final = 365.0
"""Days after which a persona wants another look, where settings (``[findings] stale-persona``) say nothing else."""


def next_due(last: date, every: str) -> date:
    """One period later, on the same day of the month; the end of a month leads to the end of a month.

    Examples
    --------
    >>> next_due(date(2026, 11, 30), "quarter")
    datetime.date(2027, 2, 28)
    """
    due = _moved(last, MONTHS[every])
    return due.replace(day=_days(due)) if last.day == _days(last) else due


def period_before(day: date, every: str) -> date:
    """One period earlier, on the same day of the month, or on its last.

    Examples
    --------
    >>> period_before(date(2027, 5, 31), "quarter")
    datetime.date(2027, 2, 28)
    """
    return _moved(day, -MONTHS[every])


def last_review(cast: Cast | None, decisions: Decisions, as_of: date) -> date | None:
    """When the cast was last reviewed, as noted in the cast or in ``decisions.yaml``; a date to come is no review."""
    noted = [cast.reviewed if cast else None, decisions.reviewed]
    return max((when for when in noted if when is not None and when <= as_of), default=None)


def review_due(
    last: date | None, every: str, as_of: date, changes: Changes | None, first: date | None = None
) -> ReviewDue:
    """When the next review is due: a period after the last one or, where nobody ever noted one, after the first run.

    Parameters
    ----------
    first
        Date of the first run on file; None where this is the first.

    ``since`` holds each headline measure's change of coverage (share); None where it is not comparable.
    """
    due = next_due(last or first or as_of, every)
    moved = {change.measure: change.difference for change in changes.headline} if changes else {}
    since = {measure: moved.get(measure) for measure in MEASURES} if changes else {}
    return ReviewDue(due.isoformat(), due < as_of, since)


def late(cast: Cast | None, settings: Settings, as_of: date) -> tuple[Late, ...]:
    """Personas whose last review or last evidence is too old, in the order of the cast."""
    oldest = as_of - timedelta(days=settings.findings.get("stale-persona", YEAR))
    overdue = []
    for persona in cast.personas if cast else ():
        dates = {"review": persona.reviewed, "evidence": persona.evidence.last}
        for what, when in dates.items():
            if when is not None and when < oldest:
                overdue.append(Late(persona.id, persona.name, what, when.isoformat()))
    return tuple(overdue)


def _moved(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, _days(first)))


def _days(month: date) -> int:
    return calendar.monthrange(month.year, month.month)[1]
