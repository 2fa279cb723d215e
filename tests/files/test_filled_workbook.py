"""Which sheet a workbook may have is told from its list of sheets; in doubt it may."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from personacheck.files.filled_workbook import LIST, may_hold


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
    for data in (b"", b"no archive", listless.getvalue(), unreadable.getvalue()):
        assert may_hold(data, "Review")
