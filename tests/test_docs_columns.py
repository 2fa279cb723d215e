"""docs/files.md names every file, sheet and column that is written."""

from __future__ import annotations

import openpyxl
import pytest
from documented import ROOT
from reviewed import reviewed

from personacheck.cli.app import run
from personacheck.model import tables as t
from personacheck.report import tables
from personacheck.report.privacy import Privacy
from personacheck.report.workbook import sheets

PAGE = (ROOT / "docs" / "files.md").read_text("utf-8")
ROWS = {row.split(" | ")[0].removeprefix("| "): row for row in PAGE.splitlines() if row.startswith("| ")}
OF_DATA = ("Segments", "Personas", "Who is missing")
"""Sheets with a column for each axis, value or persona; their first and last columns are fixed."""


@pytest.mark.parametrize("columns", [tables.CONTACT_COLUMNS, tables.CONTACT_FACTS, tables.CONTACT_MARKS,
                                     tables.ACCOUNT_COLUMNS, tables.ACCOUNT_FACTS, tables.ACCOUNT_MARKS,
                                     t.LABEL_COLUMNS, t.AXES])  # fmt: skip  # a table
def test_every_column_of_the_tables_is_described(columns):
    assert not [column for column in columns if f"`{column}`" not in PAGE]


def _heads(tmp_path):
    assert run(["demo", "-q", "--out", str(tmp_path / "out")]) == 0
    for sheet in openpyxl.load_workbook(tmp_path / "out" / "workbook.xlsx", read_only=True):
        rows = list(sheet.iter_rows(min_row=1, max_row=6, values_only=True))
        header = next((n + 1 for n, row in enumerate(rows) if not any(row)), 0)
        yield sheet.title, [head for head in rows[header] if head]
    for sheet in sheets(reviewed(), Privacy()):
        yield sheet.name, [column.head for column in sheet.columns]


def test_every_sheet_and_column_of_the_workbook_is_described(tmp_path):
    for name, heads in _heads(tmp_path):
        row = ROWS[name].split(" | ")[2]
        fixed = [heads[-1]] if name in OF_DATA[1:] else [] if name in OF_DATA else heads
        assert not [head for head in fixed if head not in row], name
