"""All facts of the report page and of the review page, before they are laid out."""

from __future__ import annotations

from in_full import assert_golden, in_full

from personacheck.report.page.page import page
from personacheck.report.page.review import review_page
from personacheck.report.privacy import Privacy


def test_golden_page():
    assert_golden("page.yaml", page(in_full(), Privacy()))


def test_golden_review_page():
    assert_golden("review_page.yaml", review_page(in_full(), in_full().review))
