"""Which sheet a workbook may have is told from its list of sheets; in doubt it may."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from personacheck.errors import CastError, Problem
from personacheck.files import filled_workbook
from personacheck.files.filled_workbook import LIST, may_hold, open_own


def by_xlsxwriter(name: str) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("Other")
        book.add_worksheet(name)
    return buffer.getvalue()


def by_openpyxl(name: str) -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.create_sheet(name)
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("made", [by_xlsxwriter, by_openpyxl])
@pytest.mark.parametrize("name", ["Review", "REVIEW", 'R & D\'s "list"', "Überblick"])
def test_a_sheet_that_is_there_is_seen_and_no_other(made, name: str) -> None:
    assert may_hold(made(name), name)
    assert not may_hold(made(name), "Personas")


def test_in_doubt_it_may() -> None:
    listless, unreadable = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(listless, "w") as archive:
        archive.writestr("other.xml", "<a/>")
    with zipfile.ZipFile(unreadable, "w") as archive:
        archive.writestr(LIST, '<sheet name="Other"/>'.encode("utf-16"))
    nameless = io.BytesIO()
    with zipfile.ZipFile(nameless, "w") as archive:
        archive.writestr(LIST, "<sheets/>")
    for data in (b"", b"no archive", listless.getvalue(), unreadable.getvalue(), nameless.getvalue()):
        assert may_hold(data, "Review")


def test_a_list_of_sheets_is_read_as_long_as_it_may_be(monkeypatch) -> None:
    data = by_xlsxwriter("Review")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        length = archive.getinfo(LIST).file_size
    monkeypatch.setattr(filled_workbook, "LONGEST_LIST", length)
    assert not may_hold(data, "Personas")
    monkeypatch.setattr(filled_workbook, "LONGEST_LIST", length - 1)
    assert may_hold(data, "Personas")


def test_a_workbook_is_opened_as_large_as_it_may_be() -> None:
    data, too_large = by_xlsxwriter("Review"), Problem("cast.xlsx", "", "too large", "Shorten it.")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    assert open_own(data, unpacked, too_large, CastError).sheetnames == ["Other", "Review"]
    with pytest.raises(CastError, match=r"cast\.xlsx: too large\. Shorten it\."):
        open_own(data, unpacked - 1, too_large, CastError)
    with pytest.raises(CastError, match=r"cast\.xlsx: not a complete Excel file"):
        open_own(data[:-30], unpacked, too_large, CastError)
