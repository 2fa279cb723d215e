"""The page of a review in real Chromium: accessible, silent, two sheets of paper, good on a phone."""

from __future__ import annotations

import functools
import io
from dataclasses import replace

import pytest
import reviewed
import samples
import snapshots as s
from payloads import MARKUP
from pypdf import PdfReader
from test_report_in_browser import PHONE, WIDTH, ZOOMED, opening, tab, unfold, violations  # noqa: F401  # tab: a fixture

from personacheck.model.decisions import Decisions
from personacheck.report.html import render
from personacheck.review.review import review
from personacheck.settings.settings import Settings

pytestmark = pytest.mark.browser


def first():
    """A first run: nothing to compare with, nothing to decide."""
    return replace(samples.empty(), review=review(s.run(), [], Decisions(), Settings()))


def hostile():
    """A full agenda of hostile and very long titles, after an earlier run."""
    titles = [*MARKUP, "x" * 300, "محمد، مدير تقنية المعلومات", "田中、情報システム部長"]
    gaps = tuple(s.gap(f"g{n}", title=text, accounts=40 - n) for n, text in enumerate(titles))
    current = s.run(covered=20, gaps=gaps, findings=tuple(s.finding("stale-persona", f"p{n}") for n in range(20)))
    past = [s.run("2026-03-31", covered=80), s.run("2026-06-30", covered=60, gaps=gaps[:4])]
    return replace(samples.assessment(), review=review(current, past, Decisions(), Settings()))


CASES = {"eight quarters": reviewed.reviewed, "first run": first, "hostile": hostile}


@functools.cache
def text(case):
    whole = CASES[case]()
    return render(whole, whole.review).decode()


@pytest.fixture
def load(tab, tmp_path):  # noqa: F811  # pytest hands the fixture in by its name
    with opening(tab, tmp_path / "review.html", text) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES)
def test_axe_finds_nothing(load, case):
    assert violations(load(case)) == {}


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_wider_than_the_window_and_no_text_acts(load, case):
    page = load(case)
    unfold(page)
    for width in (PHONE, ZOOMED, 800, WIDTH):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    strange = "script, img, iframe, object, embed, form, link, base, [style], [onload], [onerror], [onmouseover]"
    assert page.query_selector_all(strange) == []
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") == "46px"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_on_paper_the_agenda_has_a_sheet_to_write_on_and_the_rest_another(load, paper):
    pdf = PdfReader(io.BytesIO(load("eight quarters", look="print").pdf(format=paper, print_background=True)))
    sheets = [" ".join(sheet.extract_text().replace("\u00a0", " ").split()) for sheet in pdf.pages]
    assert len(sheets) == 2
    assert "to decide" in sheets[0]
    assert "Decision, owner, due" in sheets[0]
    assert sheets[1].startswith("What changed")
    assert "Persona fit over time" in sheets[1]
    assert "In hand" in sheets[1]


def test_the_keyboard_reaches_the_agenda_and_what_folds(load):
    page = load("eight quarters")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the agenda"
    focused = []
    for _ in range(12):
        page.keyboard.press("Tab")
        focused.append(page.evaluate("document.activeElement.hash || document.activeElement.tagName"))
    assert focused[:3] == ["#agenda", "#moved", "#hand"]
    assert "SUMMARY" in focused


def test_weight():
    assert max(len(text(case).encode()) for case in CASES) <= 100_000
