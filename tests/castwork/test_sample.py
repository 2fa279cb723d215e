"""Whom people should review, and what they said: sheets that are taken back."""

from __future__ import annotations

import openpyxl
import pytest
from builders import AS_OF

from personacheck.castwork.sample import learn, sample
from personacheck.labels.labels_csv import load_labels
from personacheck.model import review_sheet as s
from personacheck.model import tables as t
from personacheck.model.sample import Wish
from personacheck.report.review_sheet import review_sheet
from personacheck.settings.settings import Settings


@pytest.fixture
def drawn(tmp_path, cast):
    """Draws from six contacts, of whom some labels may tell."""
    path = tmp_path / "contacts.csv"
    rows = "".join(f"c-{n},Quell,{title}\n" for n, title in enumerate(["Head of IT", "CFO", "Buyer"] * 2))
    path.write_text(f"Contact ID,Last Name,Job Title\n{rows}", encoding="utf-8")

    def made(wish, labels=None):
        return sample([path], cast, Settings(), wish, as_of=AS_OF, labels=labels, tell=lambda _: None)

    return made


@pytest.fixture
def sheet(tmp_path, drawn):
    """Review sheets of all six contacts, filled in by somebody."""
    draw = drawn(Wish(random=6))

    def filled(initials, answers):
        path = tmp_path / f"{initials}.xlsx"
        path.write_bytes(review_sheet(draw.contacts, draw.export.accounts, draw.cast))
        book = openpyxl.load_workbook(path)
        rows = book[s.REVIEW]
        at = {cell.value: cell.column for cell in rows[5]}
        rows["B4"] = initials
        for row in range(6, rows.max_row + 1):
            rows.cell(row, at[s.PERSONA.header]).value = answers.get(rows.cell(row, at[s.RECORD.header]).value)
        book.save(path)
        return path

    return filled


def test_only_a_random_draw_says_how_many_more_would_do(drawn):
    assert len(drawn(Wish(random=4)).contacts) == 4
    assert drawn(Wish(random=4)).more is None  # nobody of them was reviewed yet
    assert drawn(Wish(active=2)).more is None


def test_answers_are_added_and_blanks_are_counted(tmp_path, cast, sheet):
    labels = tmp_path / "labels.csv"
    one = sheet("jb", {"c-0": "it", "c-1": "money", "c-2": "none"})
    learned = learn([one], cast, Settings(), as_of=AS_OF, labels=labels)
    assert (learned.added, learned.left, learned.conflicts) == (3, 3, 0)
    read = load_labels(labels)
    assert dict(zip(read[t.RECORD_ID], read[t.PERSONA], strict=True)) == {"c-0": "it", "c-1": "money", "c-2": ""}


def test_what_was_left_blank_hides_no_answer_on_file(tmp_path, cast, sheet):
    labels = tmp_path / "labels.csv"
    learn([sheet("jb", {"c-0": "it"})], cast, Settings(), as_of=AS_OF, labels=labels)
    learned = learn([sheet("km", {"c-1": "money"})], cast, Settings(), as_of=AS_OF, labels=labels)
    assert learned.added == 1
    read = load_labels(labels)
    assert read.loc[read[t.RECORD_ID] == "c-0", t.PERSONA].tolist() == ["it"]


def test_two_who_differ_are_in_conflict(tmp_path, cast, sheet):
    sheets = [sheet("jb", {"c-0": "it"}), sheet("km", {"c-0": "none"})]
    assert learn(sheets, cast, Settings(), as_of=AS_OF, labels=tmp_path / "labels.csv").conflicts == 1
