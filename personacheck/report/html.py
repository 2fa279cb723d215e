"""``report.html`` and ``review.html``: one file each that leadership reads; no script, no request, no personal data."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Final

from personacheck.report.page.page import page
from personacheck.report.page.review import review_page
from personacheck.text.unseen import seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.model.assessment import Assessment
    from personacheck.model.review import Review
    from personacheck.report.privacy import Privacy


def rendered(template: str, styles: Sequence[str], page: object) -> bytes:
    """A page of a template; its policy allows the one style element, by hash, and nothing else."""
    from personacheck.report.templates import environment  # noqa: PLC0415  # heavy; needed only to write

    jinja = environment()
    style = "".join(jinja.get_template(name).render() for name in styles)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return seen(jinja.get_template(template).render(page=page, style_hash=digest)).encode()


def write(assessment: Assessment, privacy: Privacy) -> dict[str, bytes]:
    """``report.html``."""
    return {"report.html": rendered("report.html", ("report.css",), page(assessment, privacy))}


NAME: Final = "review.html"


def render(assessment: Assessment, review: Review) -> bytes:
    """The page; same inputs, same bytes."""
    return rendered("review.html", ("report.css", "review.css"), review_page(assessment, review))
