"""``review.html``: the page of a periodic review, in the report's house. No script, no personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.report.html import rendered
from personacheck.report.page.review import review_page

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment
    from personacheck.model.review import Review


NAME: Final = "review.html"


def render(assessment: Assessment, review: Review) -> bytes:
    """The page; same inputs, same bytes."""
    return rendered("review.html", ("report.css", "review.css"), review_page(assessment, review))
