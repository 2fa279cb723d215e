"""Workbooks built to break readers: refused in words, quickly and in little memory, or read right."""

from __future__ import annotations

import json
import os
import random
import struct
import zipfile
from time import process_time

import pytest
from books import HEADER, PEOPLE, book, known, open_document, pack, sheet, write

from personacheck.errors import ExportError
from personacheck.load.read.files import read_table
from personacheck.load.read.workbook import package, reader

CLEAN = (HEADER, *PEOPLE)
QUICK = 5.0  # seconds of a processor; each takes a tenth of it


def read(tmp_path, content, name="export.xlsx"):
    begun = process_time()
    try:
        return read_table(write(tmp_path / name, content), sheet=None, encoding=None, is_known=known)
    finally:
        assert process_time() - begun < QUICK


def refused(tmp_path, content, name="export.xlsx") -> str:
    with pytest.raises(ExportError) as caught:
        read(tmp_path, content, name)
    lines = caught.value.lines()
    assert len(lines) <= 3
    assert name in lines[0]
    return str(caught.value)


def readable(table) -> bool:
    return list(table.frame.itertuples(index=False, name=None)) == list(PEOPLE)


@pytest.mark.parametrize("share", [0.1, 0.6, 0.98])
def test_a_broken_download_is_told(tmp_path, share):
    whole = book(sheet(CLEAN))
    assert "damaged or incomplete" in refused(tmp_path, whole[: int(len(whole) * share)])


def test_flipped_bytes_are_told(tmp_path):
    whole = bytearray(book(sheet(CLEAN * 40)))
    with zipfile.ZipFile(write(tmp_path / "whole.xlsx", bytes(whole))) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    for at in range(info.header_offset + 80, info.header_offset + 400, 40):
        whole[at] ^= 0xFF
    assert "damaged" in refused(tmp_path, bytes(whole))


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_compression_is_read_or_told(tmp_path, compression):
    try:
        assert readable(read(tmp_path, book(sheet(CLEAN), compression=compression)))
    except ExportError as error:
        assert len(error.lines()) == 1


def test_a_bomb_is_refused_by_its_directory(tmp_path):
    rows = sheet(CLEAN).replace("</sheetData>", f"{' ' * 60_000_000}</sheetData>")
    assert "too large when unpacked" in refused(tmp_path, book(rows))


def test_a_bomb_whose_directory_lies_is_damaged(tmp_path):
    content = bytearray(book(sheet(CLEAN).replace("</sheetData>", f"{' ' * 60_000_000}</sheetData>")))
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/worksheets/sheet1.xml"))
    content[at + 24 : at + 28] = struct.pack("<I", 2_000)
    assert "damaged" in refused(tmp_path, bytes(content))


def test_the_bound_holds_while_inflating(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "UNPACKED", 20_000)
    assert "too large when unpacked" in refused(tmp_path, book(sheet(CLEAN * 200)))


def test_a_directory_of_a_million_parts_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "_DIRECTORY", 10_000)
    parts = {f"xl/media/{at}.png": b"" for at in range(500)}
    assert "too many parts" in refused(tmp_path, book(sheet(CLEAN), parts=parts))


LAUGHS = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10 if at else "lol"}">' for at in range(10))
DTD = {
    "billion laughs": f"<!DOCTYPE x [{LAUGHS}]>",
    "quadratic blow-up": f'<!DOCTYPE x [<!ENTITY q "{"q" * 100_000}">]>',
    "external entity": '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/hostname">]>',
    "a lone one": "<!DOCTYPE x>",
}


@pytest.mark.parametrize("dtd", DTD.values(), ids=DTD)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dtd_is_refused(tmp_path, dtd, encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>{dtd}'
    content = book("x", parts={"xl/worksheets/sheet1.xml": (head + sheet(CLEAN)).encode(encoding)})
    told = refused(tmp_path, content)
    assert "DTD or entities" in told
    assert "sheet1.xml" in told


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml", "docProps/core.xml"])
def test_a_dtd_is_refused_wherever_it_stands(tmp_path, part):
    assert "DTD or entities" in refused(tmp_path, book(sheet(CLEAN), parts={part: "<!DOCTYPE x><x/>"}))


def test_a_dtd_quoted_in_a_cell_is_text(tmp_path):
    quoted = '<c r="B7" t="inlineStr"><is><t><![CDATA[<!DOCTYPE html>]]></t></is></c>'
    table = read(tmp_path, book(sheet([*CLEAN, ("0016", quoted, "x")])))
    assert table.frame[1].iloc[-1] == "<!DOCTYPE html>"


def test_parts_named_outside_are_never_written(tmp_path):
    outside = "../../outside.txt"
    assert readable(read(tmp_path, book(sheet(CLEAN), parts={outside: "x"})))
    assert not (tmp_path / outside).exists()


GHOSTS = {
    "a blank": '<c r="XFD1048576" t="inlineStr"><is><t> </t></is></c>',
    "nothing": '<c r="XFD1048576" t="inlineStr"><is><t/></is></c>',
    "a shared blank": '<c r="XFD1048576" t="s"><v>1</v></c>',
    "a style": '<c r="XFD1048576" s="0"/>',
}


@pytest.mark.parametrize("ghost", GHOSTS.values(), ids=GHOSTS)
def test_a_ghost_cell_does_no_harm(tmp_path, ghost):
    shared = "<sst><si><t>Ada</t></si><si><t xml:space='preserve'> </t></si></sst>"
    rows = sheet(CLEAN).replace("</sheetData>", f'<row r="1048576">{ghost}</row></sheetData>')
    assert readable(read(tmp_path, book(rows, parts={"xl/sharedStrings.xml": shared})))


def test_a_filled_cell_far_out_is_named(tmp_path):
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    told = refused(tmp_path, book(sheet(CLEAN).replace("</sheetData>", f"{far}</sheetData>")))
    assert "cell XFD1048576" in told


@pytest.mark.parametrize("place", ["ZZZZZ99999999999", "A0", "1", "XFE1"])
def test_cells_that_no_sheet_has_are_read_or_told(tmp_path, place):
    odd = f'<row r="9"><c r="{place}"><v>1</v></c></row>'
    try:
        read(tmp_path, book(sheet(CLEAN).replace("</sheetData>", f"{odd}</sheetData>")))
    except ExportError as error:
        assert len(error.lines()) <= 3


@pytest.mark.slow
def test_a_filled_cell_in_the_last_row_is_no_contact(tmp_path):
    far = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    path = write(tmp_path / "far.xlsx", book(sheet(CLEAN).replace("</sheetData>", f"{far}</sheetData>")))
    table = read_table(path, sheet=None, encoding=None, is_known=known)
    assert readable(table)
    assert table.read == 1_048_575


TANGLES = {
    "open cells": "<c>" * 300_000,
    "open cells with quotes": '<c r="A1' * 100_000,
    "spaces": "<c r='A9'><f/>" + " " * 300_000,
    "errors": "<c t='e'>" * 200_000,
    "rows": "<row hidden=" * 200_000,
    "references": " r='" + "A" * 300_000,
    "values": "<v>" + "1" * 300_000,
    "a row without an end": "<row r='9'>" + "<c r='A9'><v>1</v></c>" * 100_000,
}


@pytest.mark.parametrize("tangle", TANGLES.values(), ids=TANGLES)
def test_no_pattern_runs_long(tmp_path, tangle):
    odd = tangle + " t='e'>#SPILL!"
    rows = sheet(CLEAN).replace("</sheetData>", f"{odd}</sheetData>")
    ghost = f'<row r="1048576">{GHOSTS["a blank"]}</row>'
    for markup in (rows, rows.replace("<sheetData>", f"<sheetData>{ghost}")):
        content = book(markup, compression=zipfile.ZIP_STORED)
        try:
            read(tmp_path, content)
        except ExportError as error:
            assert len(error.lines()) <= 3


def test_a_repeated_row_of_an_open_document_is_no_bomb(tmp_path):
    with zipfile.ZipFile(write(tmp_path / "x.ods", open_document(CLEAN))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    repeat = b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
    parts["content.xml"] = parts["content.xml"].replace(
        b"</table:table>",
        repeat
        + b'table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>'
        b"</table:table-row></table:table>",
    )
    assert "too large" in refused(tmp_path, pack(parts), "export.ods")


def test_broken_indexes_are_told(tmp_path):
    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "[Content_Types].xml"):
        for rubbish in (b"", b"<", b"\x00\xff" * 50, b"<a><b></a>"):
            content = book(sheet(CLEAN), parts={part: rubbish})
            try:
                assert readable(read(tmp_path, content))
            except ExportError as error:
                assert len(error.lines()) <= 3


def test_a_reader_that_takes_too_long_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "SECONDS", 0.01)
    content = book(sheet(CLEAN * 2_000), compression=zipfile.ZIP_STORED)
    assert "seconds" in refused(tmp_path, content)


def test_a_reader_that_dies_is_told(tmp_path, monkeypatch):
    dying = write(tmp_path / "dying.py", "import os, sys; sys.stderr.write(sys.argv[0]); os.abort()")
    monkeypatch.setattr(reader, "_CHILD", dying)
    assert "damaged" in refused(tmp_path, book(sheet(CLEAN)))


def test_a_reader_out_of_memory_is_told(tmp_path, monkeypatch):
    dying = write(tmp_path / "dying.py", "import sys; sys.exit('memory allocation of 17 bytes failed')")
    monkeypatch.setattr(reader, "_CHILD", dying)
    assert "memory" in refused(tmp_path, book(sheet(CLEAN)))


def test_a_child_that_dies_before_all_cells_are_told_is_told(tmp_path, monkeypatch):
    sheets, batch = {"sheets": [{"name": "Contacts", "visible": True}]}, {"rows": 1, "short": [], "texts": [["CFO"]]}
    lines = "".join(f"print({json.dumps(message)!r}, flush=True)\n" for message in (sheets, batch))
    dying = write(tmp_path / "dying.py", f"{lines}import sys; sys.exit('out of memory')")
    monkeypatch.setattr(reader, "_CHILD", dying)
    with reader.open_workbook(tmp_path, "xlsx", "x.xlsx") as workbook, pytest.raises(ExportError, match="memory"):
        workbook.cells("Contacts")


def test_a_fault_of_our_own_is_not_blamed_on_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "_CHILD", write(tmp_path / "wrong.py", "raise TypeError"))
    with pytest.raises(RuntimeError, match="TypeError"):
        read(tmp_path, book(sheet(CLEAN)))


def test_any_flipped_byte_is_read_right_or_told(tmp_path):
    """The property test cannot reach far into a zip; this one flips single bytes all over a workbook."""
    whole = book(sheet(CLEAN))
    draw = random.Random(7)
    for _ in range(40):
        broken = bytearray(whole)
        broken[draw.randrange(len(broken))] ^= 1 << draw.randrange(8)
        try:
            table = read(tmp_path, bytes(broken))
        except ExportError as error:
            assert len(error.lines()) <= 3
        else:
            assert table.read == len(table.frame) + sum(table.skipped.values()) + table.quarantined


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_read_in_time(tmp_path):
    rows = (HEADER, *((f"{at:07}", *PEOPLE[at % 5][1:]) for at in range(100_000)))
    path = write(tmp_path / "large.xlsx", book(sheet(rows)))
    begun = sum(os.times()[:4])  # of this process and of its children
    table = read_table(path, sheet=None, encoding=None, is_known=known)
    assert sum(os.times()[:4]) - begun < 8
    assert (len(table.frame), table.frame[0].iloc[-1]) == (100_000, "0099999")
