"""Web pages, which many programs write under the name .xls."""

from __future__ import annotations

from html import escape
from time import process_time

import pytest
from books import HEADER, PEOPLE, known, write

from personacheck.errors import ExportError
from personacheck.load.read.files import read_table


def read(tmp_path, markup, encoding="utf-8"):
    path = write(tmp_path / "export.xls", markup.encode(encoding))
    table = read_table(path, sheet=None, encoding=None, is_known=known)
    assert table.read == len(table.frame) + sum(table.skipped.values()) + table.quarantined
    return table


def rows(cells, tag="td") -> str:
    return "".join("<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) + "</tr>" for row in cells)


def table(body=None) -> str:
    return f"<table border=1>{rows([HEADER], 'th')}{rows(PEOPLE) if body is None else body}</table>"


def cells(read_) -> list[tuple[str, ...]]:
    return list(read_.frame.itertuples(index=False, name=None))


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-15", "iso-8859-1"])
def test_a_page_is_read_whole(tmp_path, charset):
    page = f'<html><head><meta charset="{charset}"><style>td {{}}</style></head><body>{table()}</body></html>'
    found = read(tmp_path, page.replace("’", "&rsquo;"), charset)
    assert (found.kind, found.headers, cells(found)) == ("html", HEADER, list(PEOPLE))
    assert any("web page" in note for note in found.notes)


def test_a_charset_named_in_a_text_table_is_a_text(tmp_path):
    path = write(tmp_path / "export.csv", "Last Name,Job Title\nGarçon,charset=utf-16\n".encode("cp1252"))
    table = read_table(path, sheet=None, encoding=None, is_known=known)
    assert table.frame.iloc[0].tolist() == ["Garçon", "charset=utf-16"]


def test_a_bare_table_is_a_page(tmp_path):
    assert cells(read(tmp_path, f"<!-- made by x -- y -->\n{table()}")) == list(PEOPLE)


def test_ends_of_cells_and_rows_may_be_left_out(tmp_path):
    markup = table().replace("</td>", "").replace("</th>", "").replace("</tr>", "")
    assert cells(read(tmp_path, markup)) == list(PEOPLE)


def test_markup_within_cells_is_text(tmp_path):
    script = "<script>alert('<td>')</script>"
    body = f"<tr><td>1<td><b>Ada</b><!-- <td>x</td> --><td>Quist<br>Moe<td>a&amp;b&nbsp;c<td>{script}CTO"
    assert cells(read(tmp_path, table(body)))[0][:5] == ("1", "Ada", "Quist\nMoe", "a&b c", "CTO")


def test_the_table_that_looks_like_an_export_is_read(tmp_path):
    page = f"<html><body><table><tr><td>Report<td>{table()}</td></tr></table><table>{rows([('a', 'b')] * 9)}</table>"
    found = read(tmp_path, page)
    assert cells(found) == list(PEOPLE)
    assert any("tables" in note for note in found.notes)


def test_cells_over_several_rows_stand_for_each(tmp_path):
    body = "<tr><td rowspan=2>1<td>Ada<td>Quist</tr><tr><td>Bo<td>Moe</tr>"
    assert [row[:3] for row in cells(read(tmp_path, table(body)))] == [("1", "Ada", "Quist"), ("1", "Bo", "Moe")]


def test_cells_over_several_columns_keep_the_others_in_place(tmp_path):
    body = "<tr><td colspan=3>1<td>ada@example.com<td>CTO</tr>"
    assert cells(read(tmp_path, table(body)))[0][:5] == ("1", "", "", "ada@example.com", "CTO")


TANGLES = (
    "<!--" * 200_000,
    "<td " * 300_000,
    "<td a='" * 200_000,
    "<td colspan=99999>" * 5_000,
    "<table>" * 200_000,
    "<script" * 200_000,
)


@pytest.mark.parametrize("tangle", TANGLES, ids=lambda tangle: tangle[:12])
def test_no_page_takes_long(tmp_path, tangle):
    begun = process_time()
    try:
        read(tmp_path, f"<html><table>{tangle}")
    except ExportError as error:
        assert len(error.lines()) <= 3
    assert process_time() - begun < 10
