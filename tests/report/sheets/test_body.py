"""A long table of a worksheet, written by column, holds what XlsxWriter writes cell by cell."""

from __future__ import annotations

import io
import textwrap

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from payloads import FORMULAS, LINKS, MARKUP

from personacheck.report import workbook
from personacheck.report.sheets.body import Book, Page
from personacheck.report.text import plain

CELLS = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", " ", "a\nb", "_x0041_", "\x07", *FORMULAS, *LINKS, *MARKUP]),
    st.text(max_size=8),
)
TABLES = st.integers(1, 3).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=40))


def by_column(page, rows, looks):
    page.begin_table(1, {2: 30.0})
    for look, cells in zip(looks, zip(*rows, strict=True), strict=False):
        page.add_column(cells, look)


def by_cell(page, rows, looks):
    page.set_row(2, 30)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                if text := plain(cell):
                    page.write_string(number, place, text, looks[place])
            elif cell is not None:
                page.write_number(number, place, cell, looks[place])


def written(fill, rows, kind=xlsxwriter.Workbook):
    """Value, number format and height of every cell, as openpyxl reads them."""
    buffer = io.BytesIO()
    with kind(buffer, workbook.OPTIONS) as book:
        page = book.add_worksheet("List", Page)
        page.write_string(0, 0, "head")
        fill(page, rows, [book.add_format({"num_format": look}) for look in ("0.0%", "#,##0", "0.00")])
    sheet = openpyxl.load_workbook(buffer).active
    cells = {
        cell.coordinate: (cell.value, cell.number_format, cell.data_type)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    return cells, {row: sheet.row_dimensions[row].height for row in range(1, len(rows) + 2)} if len(rows) > 1 else {}


@given(rows=TABLES)
def test_by_column_and_by_cell_are_the_same(rows):
    assert written(by_column, rows, Book) == written(by_cell, rows)


@pytest.mark.parametrize("rows", [[], [["one", 1]], [["same", 2]] * 40])
def test_no_row_one_row_and_equal_rows(rows):
    assert written(by_column, rows, Book) == written(by_cell, rows)


WORDS = ("", " ", "a", "of,", "co-owner", "x--y", "\n", "\t", "\xa0", "Vorstandsvorsitzender", "ヴ", "(x)")


@given(st.lists(st.sampled_from(WORDS)), st.integers(4, 12))
def test_lines_are_those_that_a_text_is_wrapped_into(words, wide):
    assert workbook._lines(" ".join(words), wide) == len(textwrap.wrap(" ".join(words), wide))
