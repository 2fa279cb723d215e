"""Any bytes as a file give a table or one refusal in words, and the row accounting closes."""

from __future__ import annotations

import pytest
from books import HEADER, PEOPLE, book, delimited, known, sheet
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from personacheck.errors import ExportError
from personacheck.load.read.files import read_table

SEEDS = (delimited((HEADER, *PEOPLE)).encode(), book(sheet((HEADER, *PEOPLE))), b"<table><tr><td>Job Title<td>Name")
SCRAPS = st.sampled_from(
    [b",", b";", b"\t", b"|", b'"', b"\r", b"\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"Job Title", b"Total", b"sep=",
     b"PK\x03\x04", b"<table>", b"<td>", "é".encode(), "é".encode("cp1252"), "営".encode("cp932"), b"1", b"Ada", b"="]
)  # fmt: skip  # a list
TEXTS = st.lists(SCRAPS | st.binary(max_size=4), max_size=60).map(b"".join)
CELLS = st.sampled_from(["", "", "1", "Ada", "Job Title", "Last Name", "Total", "©", "Copyright", "5", "  ", "é"])
TABLES = st.lists(st.lists(CELLS, max_size=6), max_size=30)
QUIETLY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("any") / "export.csv"


def check(path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        table = read_table(path, sheet=None, encoding=None, is_known=known)
    except ExportError as error:
        assert 1 <= len(error.lines()) <= 3
        assert all(problem.file == path.name and problem.cause for problem in error.problems)
    else:
        assert table.read == len(table.frame) + sum(table.skipped.values()) + table.quarantined
        assert len(table.frame.columns) == len(table.headers) == len(table.letters)
        assert len(table.frame) == len(table.row_numbers) > 0
        assert all(isinstance(cell, str) for cell in table.frame.to_numpy().ravel())


@QUIETLY
@given(st.binary(max_size=300))
@example(b"\xff")
@example(b"PK\x05\x06" + bytes(18))
def test_any_bytes(path, data):
    check(path, data)


@QUIETLY
@given(TEXTS)
def test_any_text(path, data):
    check(path, data)


@QUIETLY
@given(TABLES, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]))
def test_any_table(path, rows, separator, end):
    check(path, delimited(rows, separator, end).encode())


@settings(QUIETLY, max_examples=40)
@given(TABLES)
def test_any_sheet(path, rows):
    check(path, book(sheet(rows)))


@settings(QUIETLY, max_examples=60)
@given(st.sampled_from(SEEDS), st.data())
def test_any_mutation(path, seed, data):
    begin = data.draw(st.integers(0, len(seed)))
    end = data.draw(st.integers(begin, min(begin + 20, len(seed))))
    check(path, seed[:begin] + data.draw(st.binary(max_size=20)) + seed[end:])
