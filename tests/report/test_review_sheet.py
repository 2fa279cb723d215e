"""The sheet that reviewers fill in, and what comes back of it."""

from __future__ import annotations

import io
from datetime import date

import builders
import openpyxl
import pytest

from personacheck.errors import LabelsError
from personacheck.labels.filled_sheet import read_filled_sheet, read_filled_sheets
from personacheck.model import review_sheet as s
from personacheck.model import tables as t
from personacheck.report.review_sheet import review_sheet, write_review_sheet

AS_OF = date(2026, 9, 30)
CAST = builders.cast(
    builders.persona("it", titles=("cio",), scope=builders.scope(channel=["direct"])),
    builders.persona("buyer", titles=("buyer",)),
    builders.persona("press", kind="negative", titles=("journalist",)),
)
PEOPLE = builders.contacts(
    {t.RECORD_ID: "007", t.ACCOUNT_ID: "a1", t.TITLE: "=1+1", t.NAME: "Ada Arendt", t.EMAIL: "ada@a.example"},
    {t.RECORD_ID: "008", t.ACCOUNT_ID: "a1", t.TITLE: "Leiter\x07 Einkauf"},
    {t.RECORD_ID: "009", t.ACCOUNT_ID: "a2", t.ACCOUNT: "Bo Berg", t.TITLE: "Owner"},
)
FIRMS = builders.accounts({t.ACCOUNT_ID: "a1"}, {t.ACCOUNT_ID: "a2", t.ACCOUNT: "Bo Berg", t.SOLE_TRADER: True})
DRAWN = PEOPLE.assign(draw=["random", "random", "accounts"])


@pytest.fixture
def path(tmp_path):
    return write_review_sheet(DRAWN, FIRMS, CAST, tmp_path / "review.xlsx").paths[0]


def _edit(path, **cells):
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book[s.REVIEW][place] = value
    book.save(path)
    return path


def _fill(path, *personas, initials="JB", **cells):
    return _edit(path, B4=initials, **{f"G{row}": persona for row, persona in enumerate(personas, start=6)}, **cells)


def _told(path, **options) -> list[str]:
    with pytest.raises(LabelsError) as caught:
        read_filled_sheet(path, as_of=AS_OF, **options)
    return [str(problem).removeprefix("review.xlsx, ") for problem in caught.value.problems]


def test_the_sheet_offers_the_personas_and_none_and_hints_at_nothing(path):
    book = openpyxl.load_workbook(path)
    sheet = book[s.REVIEW]
    (rule,) = sheet.data_validations.dataValidation
    assert str(rule.sqref) == "G6:G8"
    name, cells = rule.formula1.split("!")
    assert [row[0].value for row in book[name][cells.replace("$", "")]] == ["it", "buyer", *t.ANSWERS]
    assert [cell.value for cell in sheet[5]] == [column.header for column in s.COLUMNS]
    assert [sheet.cell(row, 7).value for row in (6, 7, 8)] == [None] * 3


def test_nothing_on_it_is_a_formula_or_personal(path):
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    text = " ".join(str(cell.value) for cell in cells)
    assert "=1+1" in text
    assert not any(word in text for word in ("Ada", "example", "Bo Berg", "\x07"))
    assert "account " in text


def test_names_stand_on_it_where_that_is_allowed():
    book = openpyxl.load_workbook(io.BytesIO(review_sheet(DRAWN, FIRMS, CAST, personal=True)))
    text = " ".join(str(cell.value) for row in book[s.REVIEW].iter_rows() for cell in row)
    assert "Ada Arendt" in text
    assert "ada@a.example" in text
    assert "Bo Berg" in text


def test_the_same_contacts_give_the_same_bytes():
    assert review_sheet(DRAWN, FIRMS, CAST) == review_sheet(DRAWN, FIRMS, CAST)


def test_an_empty_draw_gives_a_sheet(tmp_path):
    write_review_sheet(DRAWN.head(0), FIRMS, CAST, tmp_path / "review.xlsx")
    assert _told(_edit(tmp_path / "review.xlsx", B4="JB"))[0].startswith("Review: nothing is filled in")


@pytest.mark.parametrize("personal", [False, True])
def test_what_is_filled_in_comes_back(tmp_path, personal):
    (path,) = write_review_sheet(DRAWN, FIRMS, CAST, tmp_path / "review.xlsx", personal=personal).paths
    column = "I" if personal else "G"
    _edit(path, B4="JB", **{f"{column}6": "it", f"{column}8": "none"})
    filled = read_filled_sheet(path, as_of=AS_OF)
    assert list(filled.labels.columns) == list(t.LABEL_COLUMNS)
    assert filled.labels.to_numpy().tolist() == [
        ["007", "=1+1", "it", "JB", "2026-09-30", "random", "it|buyer"],
        ["009", "Owner", "", "JB", "2026-09-30", "accounts", "it|buyer"],
    ]
    assert filled.left == 1


def test_rows_and_columns_may_be_moved_and_notes_added(path):
    book = openpyxl.load_workbook(_fill(path, "it", "buyer"))
    sheet = book[s.REVIEW]
    sheet.insert_cols(3)
    sheet["C5"], sheet["C6"] = "Notes", "met her in May"
    sheet.insert_rows(5)
    book.save(path)
    assert list(read_filled_sheet(path, as_of=AS_OF).labels[t.PERSONA])[:2] == ["it", "buyer"]


def test_every_fault_is_told_with_its_cell(path):
    _fill(path, "buyre", "=A1", "none", initials="Johanna Berg", A6=7, A8=None, H7="by hand")
    assert _told(path) == [
        "Review!B4: no initials of the reviewer. Write at most 10 letters, not the name.",
        "Review!A6: stored as a number, so leading zeros may be lost. Copy the record id from the sheet as drawn.",
        "Review!G6: a persona that is not in the cast. Did you mean buyer?",
        "Review!G7: a formula or an error value. Type the text itself.",
        "Review!H7: an unknown draw. Use one of: random, accounts, proportional, active, settled.",
        "Review!A8: no record id. Copy it from the sheet as drawn.",
    ]


def test_a_persona_must_be_in_the_cast_where_one_is_named(path):
    _fill(path, "it")
    told = "Review!G6: a persona that is not in the cast. Use one of: buyer, none, cannot tell, not a customer contact."
    assert _told(path, personas=["buyer"]) == [told]


def test_two_answers_for_one_contact_are_refused(path):
    _fill(path, "it", "buyer", A7="007")
    assert _told(path) == ["Review!G7: a different persona than in Review!G6, for the same contact. Keep one."]


def test_initials_are_needed(path):
    assert _told(_fill(path, "it", initials=None)) == [
        "Review!B4: no initials of the reviewer. Write at most 10 letters, not the name."
    ]


def test_all_faults_of_all_sheets_are_told(tmp_path):
    one, two = (
        _fill(write_review_sheet(DRAWN, FIRMS, CAST, tmp_path / name).paths[0], "x", initials=who)
        for name, who in (("a.xlsx", "JB"), ("b.xlsx", "KM"))
    )
    with pytest.raises(LabelsError) as caught:
        read_filled_sheets([one, two, tmp_path / "c.xlsx"], as_of=AS_OF)
    assert [problem.file for problem in caught.value.problems] == ["a.xlsx", "b.xlsx", "c.xlsx"]
    for path in (one, two):
        _edit(path, G6="it")
    labels = read_filled_sheets([one, two], as_of=AS_OF).labels
    assert list(labels.loc[labels[t.PERSONA] != t.NOT_ANSWERED, t.INITIALS]) == ["JB", "KM"]


def test_sheets_of_two_people_with_the_same_initials_are_refused(tmp_path):
    """The fault lies between the two sheets, and most likely in the initials: the labels may not be there yet."""
    one, two, three = (
        _fill(write_review_sheet(DRAWN, FIRMS, CAST, tmp_path / name).paths[0], persona, "buyer", initials=who)
        for name, persona, who in (("a.xlsx", "it", "JB"), ("b.xlsx", "buyer", "JB"), ("c.xlsx", "buyer", "KM"))
    )
    with pytest.raises(LabelsError) as caught:
        read_filled_sheets([one, two, three], as_of=AS_OF)
    assert list(map(str, caught.value.problems)) == [
        "b.xlsx: differs from a.xlsx under the same initials; contacts: 1. "
        "Two people? Give each their own initials. One person? Keep one answer."
    ]
    assert len(read_filled_sheets([one, three], as_of=AS_OF).labels) > 3


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"record_id,title\n1,CPO\n"])
def test_what_is_no_workbook_is_refused(tmp_path, content):
    (tmp_path / "review.xlsx").write_bytes(content)
    assert _told(tmp_path / "review.xlsx") == [
        "review.xlsx: not a complete Excel file. Open it in Excel, save it as .xlsx and run again."
    ]


def test_another_workbook_is_refused(tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "review.xlsx")
    assert _told(tmp_path / "review.xlsx") == [
        "Review: not a review sheet: it has no column Record id. How to draw one: personacheck sample --help"
    ]
