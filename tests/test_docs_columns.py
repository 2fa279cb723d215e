"""docs/files.md names every file, sheet and column that is written, and no other."""

from __future__ import annotations

import re
from contextlib import closing

import openpyxl
import pytest
from documented import ROOT
from reviewed import reviewed

from personacheck.cli.app import run
from personacheck.model import tables as t
from personacheck.report import tables
from personacheck.report.formats import FORMATS
from personacheck.report.page.quality import UNREAD
from personacheck.report.privacy import Privacy
from personacheck.report.workbook import sheets

PAGE = (ROOT / "docs" / "files.md").read_text("utf-8")
ROWS = {row.split(" | ")[0].removeprefix("| "): row for row in PAGE.splitlines() if row.startswith("| ")}
OF_DATA = ("Segments", "Personas", "Who is missing")
"""Sheets with a column for each axis, value or persona; their first and last columns are fixed."""


def names_in(head):
    """The names in the first column of the table that is headed so."""
    rows = re.search(rf"^\| {re.escape(head)} \|.*\n(?:\|.*\n)+", PAGE, re.MULTILINE)[0].splitlines()[2:]
    return [name for row in rows for name in re.findall(r"`([\w.-]+)`", row.split(" | ")[0])]


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("contacts.csv", (*tables.CONTACT_COLUMNS, *tables.CONTACT_FACTS, *t.AXES, *tables.CONTACT_MARKS)),
        ("accounts.csv", (*tables.ACCOUNT_COLUMNS, *tables.ACCOUNT_FACTS, *tables.ACCOUNT_MARKS)),
    ],
)
def test_every_column_of_a_table_is_described_once(file, columns):
    assert sorted(names_in(f"column of `{file}`")) == sorted(columns)


@pytest.mark.parametrize(
    ("head", "column", "values"),
    [
        ("contacts.csv", "status", t.Status),
        ("contacts.csv", "source", t.Source),
        ("contacts.csv", "population", t.Population),
        ("contacts.csv", "unread", UNREAD),
        ("accounts.csv", "status", t.AccountStatus),
        ("accounts.csv", "flags", t.Flag),
    ],
)
def test_the_values_of_a_column_are_those_that_there_are(head, column, values):
    table = re.search(rf"^\| column of `{head}` \|.*\n(?:\|.*\n)+", PAGE, re.MULTILINE)[0]
    (says,) = (row.split(" | ")[1] for row in table.splitlines() if row.startswith(f"| `{column}`"))
    assert set(re.findall(r"`([\w-]+)`", says.partition(". ")[0])) == {str(value) for value in values}


def test_every_file_of_a_run_is_described():
    written = {name for kind in FORMATS.values() for name in kind.files}
    assert {*names_in("file | for")} == written | {"run.json"}


def test_the_columns_of_labels_are_named():
    (told,) = re.findall(r"`labels\.csv`, which `learn` writes \(([^;]*);", PAGE)
    assert re.findall(r"`(\w+)`", told) == list(t.LABEL_COLUMNS)


def _heads(tmp_path):
    assert run(["demo", "-q", "--out", str(tmp_path / "out")]) == 0
    with closing(openpyxl.load_workbook(tmp_path / "out" / "workbook.xlsx", read_only=True)) as book:
        for sheet in book:
            rows = list(sheet.iter_rows(min_row=1, max_row=6, values_only=True))
            header = next((n + 1 for n, row in enumerate(rows) if not any(row)), 0)
            yield sheet.title, [head for head in rows[header] if head]
        for sheet in sheets(reviewed(), Privacy()):
            yield sheet.name, [column.head for column in sheet.columns]


def test_every_sheet_and_column_of_the_workbook_is_described(tmp_path):
    for name, heads in _heads(tmp_path):
        columns = ROWS[name].split(" | ")[2].removesuffix(" |")
        fixed = [heads[-1]] if name in OF_DATA[1:] else [] if name in OF_DATA else heads
        unsaid = [head for head in fixed if not re.search(rf"(^|[,;] ){re.escape(head)}($|[,;])", columns)]
        assert not unsaid, name
