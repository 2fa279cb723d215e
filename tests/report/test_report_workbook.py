"""workbook.xlsx, as openpyxl reads it back."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace

import builders as b
import openpyxl
import pandas as pd
import pytest
import reviewed
import samples
from payloads import FORMULAS, LINKS, MARKUP
from report_text import told

from personacheck.report import workbook
from personacheck.report.page.gaps import gaps as page_gaps
from personacheck.report.privacy import Privacy
from personacheck.report.sheets import people
from personacheck.report.sheets.numbers import by_axis, segments
from personacheck.text.prose import plural

SHEETS = [
    "Summary", "Gaps", "By axis", "Segments", "Accounts", "Who is missing", "Contacts", "Unread titles", "Personas",
    "Findings", "Row accounting", "About",
]  # fmt: skip  # a list


def opened(assessment, **privacy):
    ((name, content),) = workbook.write(assessment, Privacy(**privacy)).items()
    return name, openpyxl.load_workbook(io.BytesIO(content)), content


def table(sheet):
    """Rows as dicts, read from below the header that autofilter names."""
    head = int("".join(c for c in sheet.auto_filter.ref.split(":")[0] if c.isdigit()))
    rows = list(sheet.iter_rows(min_row=head, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_every_sheet_is_there_with_frozen_header_and_filter(lifelike):
    name, book, _ = opened(lifelike)
    assert name == "workbook.xlsx"
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.auto_filter.ref
        assert sheet.freeze_panes
        assert sheet.print_title_rows
        assert not sheet.merged_cells.ranges


def test_numbers_are_numbers_and_shares_are_percent(lifelike):
    _, book, _ = opened(lifelike)
    accounts, people_, *_ = table(book["Summary"])
    assert (accounts["Covered"], accounts["Total"]) == (55, 148)
    assert accounts["Persona fit"] == pytest.approx(lifelike.result.headline.accounts.coverage)
    assert people_["Floor"] == pytest.approx(lifelike.result.headline.main_contacts.floor)
    fit = next(cell for row in book["Summary"].iter_rows() for cell in row if cell.value == accounts["Persona fit"])
    assert fit.number_format == "0.0%"


def test_contacts_and_accounts_are_all_there(lifelike):
    _, book, _ = opened(lifelike)
    contacts, accounts = table(book["Contacts"]), table(book["Accounts"])
    assert len(contacts) == len(lifelike.export.contacts)
    assert len(accounts) == len(lifelike.accounts)
    assert {row["Status"] for row in contacts} == {"covered", "stretched", "uncovered", "unreadable"}
    assert contacts[1]["Persona"] == "Ingrid, IT decision maker"


def test_no_text_becomes_a_formula_or_a_link():
    texts = [*FORMULAS, *LINKS, *MARKUP]
    folk = b.contacts(
        *({"account_id": f"a{n}", "account": text, "record_id": f"r{n}", "title": text} for n, text in enumerate(texts))
    )
    found = b.matches(folk, status="unreadable", unread="words-unknown", reason=texts)
    cast = b.cast(*(b.persona(f"p{n}", name=text) for n, text in enumerate(texts)))
    _, book, content = opened(samples.counted(b.export(folk), found, cast))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not [name for name in parts.namelist() if "externalLink" in name or "vba" in name]
    assert not [text for text in sheets if "<f>" in text or "<hyperlink" in text]
    assert {"=DE", "=1+1"} <= {row["Title"] for row in table(book["Contacts"])}


def test_unread_titles_are_the_work_list_by_frequency():
    titles = ["Zork", "zork ", "ZORK", "Blip", "", "CFO"]
    folk = b.contacts(*({"account_id": f"a{n}", "title": title} for n, title in enumerate(titles)))
    why = ["words-unknown"] * 4 + ["no-title", ""]
    found = b.matches(folk, status=["unreadable"] * 5 + ["uncovered"], unread=why)
    _, book, _ = opened(samples.counted(b.export(folk), found, samples.six()))
    assert [(row["Title"], row["Contacts"]) for row in table(book["Unread titles"])] == [("zork", 3), ("blip", 1)]


def test_names_only_when_asked_for_and_then_said_in_file_and_sheet():
    folk = b.contacts({"account_id": "a", "name": "Xaver Quint", "email": "xaver@example.org", "title": "CFO"})
    whole = samples.counted(b.export(folk), b.matches(folk), samples.six())
    _, _, content = opened(whole)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [part for part in parts.namelist() if b"Quint" in parts.read(part) or b"xaver" in parts.read(part)]
    name, book, _ = opened(whole, personal=True)
    assert "personal-data" in name
    assert "Contacts (personal data)" in book.sheetnames
    assert table(book["Contacts (personal data)"])[0]["E-mail"] == "xaver@example.org"


def test_up_to_the_limit_the_sheet_holds_all_and_says_nothing(lifelike, monkeypatch):
    monkeypatch.setattr(people, "MOST", len(lifelike.export.contacts))
    _, book, _ = opened(lifelike)
    assert len(table(book["Contacts"])) == len(lifelike.export.contacts)
    assert "contacts.csv" not in book["Contacts"]["A1"].value


def test_beyond_the_limit_the_sheet_says_so(lifelike, monkeypatch):
    monkeypatch.setattr(people, "MOST", 100)
    _, book, _ = opened(lifelike)
    assert len(table(book["Contacts"])) == 100
    assert "contacts.csv" in book["Contacts"]["A1"].value
    assert plural(100, "x")[:3] in book["Contacts"]["A1"].value


def test_control_characters_and_overlong_text_are_written_safely():
    folk = b.contacts({"account_id": "a"}, {"account_id": "a"})
    folk["title"] = pd.Series(["ring\x07\x00 me \ud800", "x" * 40_000], folk.index, dtype=object)  # as they are loaded
    found = b.matches(folk)
    _, book, _ = opened(samples.counted(b.export(folk), found, samples.six()))
    first, second = (row["Title"] for row in table(book["Contacts"]))
    assert first == "ring me "
    assert len(second) < 32_767
    assert second.endswith("(cut)")


def test_nothing_at_all_still_makes_a_workbook(unreadable):
    nobody = b.contacts()
    empty = samples.counted(b.export(nobody, b.accounts()), b.matches(nobody), samples.six(), findings=())
    assert opened(unreadable)[1].sheetnames == SHEETS
    assert opened(empty)[1].sheetnames == [name for name in SHEETS if name != "Who is missing"]


def test_candidates_have_their_sheet(lifelike):
    from personacheck.model.result import Suggestion

    candidate = Suggestion("Finance lead", "finance", "lead", 9, 7, ("cfo",), {"titles": ("cfo",)}, 0.9, None)
    _, book, _ = opened(replace(lifelike, whole=replace(lifelike.result, suggestions=(candidate,))))
    assert table(book["Candidates"])[0]["Candidate"] == "Finance lead"


def test_changes_and_decisions_have_their_sheets():
    _, book, _ = opened(reviewed.reviewed())
    assert book.sheetnames[-4:] == ["Changes", "Decisions", "Row accounting", "About"]
    rows = table(book["Changes"])
    assert rows[0]["What"] == "persona fit by accounts"
    assert rows[0]["Difference"] == pytest.approx(55 / 140 - 54 / 139)
    assert {row["Move"] for row in rows if row["What"] == "gap"} == {"new", "closed", "unchanged"}
    assert [row["State"] for row in table(book["Decisions"])] == ["under way", "late", "accepted until its expiry date"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_libreoffice_opens_it_and_loses_nothing(tmp_path):
    _, book, content = opened(samples.assessment(accounts=24))
    (tmp_path / "workbook.xlsx").write_bytes(content)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "workbook.xlsx")], check=True, capture_output=True, timeout=300)
    again = openpyxl.load_workbook(tmp_path / "out" / "workbook.xlsx")
    assert again.sheetnames == book.sheetnames
    for sheet in book:
        assert again[sheet.title].auto_filter.ref == sheet.auto_filter.ref
        for row, other in zip(sheet.iter_rows(values_only=True), again[sheet.title].iter_rows(values_only=True)):  # noqa: B905  # trailing empty rows may go
            assert [pytest.approx(cell) if isinstance(cell, float) else cell for cell in row] == [*other]


def test_an_axis_of_one_value_is_no_column_of_the_segments():
    whole = samples.assessment(accounts=24)
    direct = tuple(row for row in whole.result.segments if row.where.get("channel", "direct") == "direct")
    heads, one = (
        [column.head for column in segments(replace(whole, result=replace(whole.result, segments=rows))).columns]
        for rows in (whole.result.segments, direct)
    )
    assert "Channel" in heads
    assert "Channel" not in one


def with_stage(assessment, stage):
    """The same, all contacts at one stage."""
    alone = [replace(segment, where={"stage": stage}) for segment in assessment.result.segments[:1]]
    stageless = [segment for segment in assessment.result.segments if "stage" not in segment.where]
    return replace(assessment, result=replace(assessment.result, segments=(*stageless, *alone)))


@pytest.mark.parametrize(("stage", "called"), [("post-sale", "after the sale"), ("unknown", "not recorded")])
def test_an_axis_of_one_value_is_left_out_of_the_sheets_that_compare_and_named(lifelike, stage, called):
    for sheet in (by_axis(with_stage(lifelike, stage)), segments(with_stage(lifelike, stage))):
        assert f"Left out, since there is one value only: stage ({called})." in sheet.intro
        heads = [column.head for column in sheet.columns]
        assert not [text for text in (*heads, *sheet.columns[0].cells) if str(text).startswith("Stage")]
    assert "Size: small" in by_axis(with_stage(lifelike, stage)).columns[0].cells
    assert not [line for line in by_axis(lifelike).intro if line.startswith("Left out")]


def test_revenue_that_is_withheld_is_told_from_revenue_that_nobody_recorded(lifelike):
    paid, hidden, none = lifelike.result.gaps[:3]
    gaps = (replace(paid, paying=3), replace(hidden, revenue=None, paying=2), replace(none, revenue=None, paying=0))
    first, second, third = lifelike.result.segments[:3]
    parts = (first, replace(second, revenue=None, under=3), replace(third, revenue=None, under=None))
    whole = replace(lifelike, result=replace(lifelike.result, gaps=gaps, segments=parts), whole=None)
    _, book, _ = opened(whole)
    assert [row["Revenue"] for row in table(book["Gaps"])] == [paid.revenue, "too few", None]
    for head in ("Revenue: covered", "Revenue: judged", "Revenue: fit"):
        (cells,) = (column.cells for column in segments(whole).columns if column.head == head)
        assert (cells[1], cells[2]) == ("too few", None), head
    page = told(whole)
    assert "too few" in [row.revenue for row in page_gaps(whole).rows]
    assert "a gap says “too few”" in page
