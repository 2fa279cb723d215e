"""The pages of the reference are what the program says, and leave nothing out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from markdown_text import plain
from reference_pages import pages
from result_page import WORDS

from personacheck.coverage.findings import FINDINGS

DOCS = Path(__file__).resolve().parents[1] / "docs"


@pytest.mark.parametrize(("name", "text"), pages().items())
def test_the_golden_page_is_what_the_program_says(name, text):
    """Renewed by ``make golden``."""
    if os.environ.get("PERSONACHECK_GOLDEN") == "renew":
        (DOCS / name).write_text(text, encoding="utf-8")
    assert (DOCS / name).read_text("utf-8") == text, f"docs/{name} is not what the program says: make golden"


@pytest.mark.parametrize("name", sorted({*pages()} - {"reference/findings.md"}))
def test_nothing_is_left_unsaid(name):
    rows = [line for line in pages()[name].splitlines() if line.startswith("| `")]
    assert rows
    assert not [row for row in rows if not row.split(" | ")[1].strip()]


@pytest.mark.parametrize("rule", FINDINGS, ids=lambda rule: rule.code)
def test_a_finding_says_what_it_means_what_to_do_and_by_whose_measure(rule):
    assert rule.means
    assert rule.remedy
    assert rule.source


def test_every_page_of_the_reference_is_made():
    made = {name for name in pages() if name.startswith("reference/")}
    assert {path.relative_to(DOCS).as_posix() for path in (DOCS / "reference").glob("*.md")} == made


def test_no_key_is_explained_that_the_result_does_not_have():
    page = pages()["reference/result.md"]
    told = {name: text for name, text in WORDS.items() if plain(text) not in page}
    assert not told
