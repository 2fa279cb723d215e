"""Our reading of a workbook against openpyxl's, cell by cell; ``make cells`` does it with real files."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from personacheck.load.read.workbook import child

ROOT = Path(__file__).parents[4]
ROWS = (
    ("Id", "Title", "Created", "Seen", "Amount"),
    (1234567890123456, "Head of IT", datetime(2026, 3, 4), datetime(2026, 3, 4, 10, 30), 0.1),  # noqa: DTZ001  # as Excel
    ("0012", True, time(7, 12), timedelta(hours=30, minutes=5), 1e15),
    (None, "#N/A", datetime(2009, 12, 12), "Owner\u2019s Assistant", -12.5),  # noqa: DTZ001  # as Excel
)


ODD = ("", " ", "1", "TRUE", "PT30H05M00S", True, False, 0, 1, 1.0, -0.0, 0.1 + 0.2, timedelta(hours=30), time(7, 12))


@given(st.lists(st.sampled_from(ODD), min_size=1))
def test_distinct_cells_are_told_once(column):
    said = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "_tell", said.append)
        patch.setattr(child, "STRIP", 3)
        (held,) = child._told(([cell] for cell in column), 1)
    ((texts,), short) = said[0]["texts"], said[0]["short"]
    assert [texts[at] for at in held] == [child.text(cell) for cell in column]
    assert short == [at for at, cell in enumerate(column) if cell == ""]
    assert len(texts) <= 2 * len(set(map(child.text, column)))  # 1 and "1" are shown alike


@pytest.fixture
def cells(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    from benchmarks import cells

    return cells


@pytest.fixture
def folder(tmp_path):
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "contacts.xlsx")
    return tmp_path


def test_each_cell_is_read_as_openpyxl_reads_it(cells, folder):
    path = folder / "contacts.xlsx"
    theirs = cells.read_by_others(path)
    assert cells.read_by_us(path, ["Sheet"]) == theirs
    assert {theirs["Sheet", 2, 1], theirs["Sheet", 4, 3]} == {"1234567890123456", "2009-12-12"}


def test_a_cell_that_differs_is_told_and_fails(cells, folder, monkeypatch, capsys):
    monkeypatch.setattr(cells, "read_by_us", lambda *_: {("Sheet", 1, 1): "Idx"})
    assert cells.main([str(folder)]) == 1
    assert "Sheet A1: ours 'Idx', theirs 'Id'" in capsys.readouterr().out
