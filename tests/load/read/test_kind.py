"""What is no table is told by what it is; a file is what its bytes are, whatever its name says."""

from __future__ import annotations

import gzip
import os

import pytest
from books import HEADER, PEOPLE, book, delimited, known, open_document, pack, sheet, write
from crm_files import load

from personacheck.errors import ExportError
from personacheck.load.read import files
from personacheck.load.read.files import read_table
from personacheck.load.read.kind import container_of

CLEAN = (HEADER, *PEOPLE)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000)


def read(path):
    return read_table(path, sheet=None, encoding=None, is_known=known)


def refused(path) -> str:
    with pytest.raises(ExportError) as caught:
        read(path)
    assert len(caught.value.lines()) == 1
    return str(caught.value)


OTHERS = {
    "gzip": (gzip.compress(delimited(CLEAN).encode()), "gzip"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    "png": (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
    "word": (pack({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "Word"),
    "powerpoint": (pack({"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
    "numbers": (pack({"Index/Document.iwa": "x", "Metadata/Properties.plist": "x"}), "Numbers"),
    "text document": (
        pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
        "OpenDocument",
    ),
    "zip": (pack({"contacts.csv": delimited(CLEAN)}), "zip archive"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old word": (OLE + "WordDocument".encode("utf-16-le"), "Word"),
    "broken xls": (OLE, "damaged"),
    "database": (b"SQLite format 3\x00" + bytes(100), "SQLite"),
    "parquet": (b"PAR1" + bytes(100), "Parquet"),  # with and without DuckDB
    "json": (b'[{"name": "Ada"}]', "JSON"),
    "xml": (b'<?xml version="1.0"?><contacts/>', "XML"),
    "excel 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "Excel 2003",
    ),
    "web archive": (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "MHTML"),
    "vcard": (b"BEGIN:VCARD\nN:Quist\nEND:VCARD\n", "vCard"),
    "page": (b"<!DOCTYPE html><html><body>Please log in</body></html>", "HTML"),
    "nul": (bytes(1_000), "empty"),
}


@pytest.mark.parametrize("extension", ["csv", "xlsx", "xls"])
@pytest.mark.parametrize(("content", "told"), OTHERS.values(), ids=OTHERS)
def test_what_is_no_table_is_told(tmp_path, content, told, extension):
    message = refused(write(tmp_path / f"export.{extension}", content))
    assert message.startswith(f"export.{extension}: ")
    assert told in message


@pytest.mark.parametrize(
    ("name", "content", "kind", "told"),
    [
        ("export.csv", book(sheet(CLEAN)), "xlsx", "xlsx"),
        ("export.xlsx", delimited(CLEAN).encode(), "csv", "CSV"),
        ("export.xlsx", open_document(CLEAN), "ods", "ods"),
        ("export.xls", book(sheet(CLEAN)), "xlsx", "xlsx"),
        ("export.ods", book(sheet(CLEAN)), "xlsx", "xlsx"),
        ("export", book(sheet(CLEAN)), "xlsx", "xlsx"),
    ],
)
def test_content_beats_the_extension_and_is_said(tmp_path, name, content, kind, told):
    table = read(write(tmp_path / name, content))
    assert (table.kind, len(table.frame)) == (kind, 5)
    assert any("content is" in note and told in note for note in table.notes)


@pytest.mark.parametrize("name", ["export.csv", "export.txt", "export.tsv", "EXPORT.CSV"])
def test_an_extension_that_fits_is_not_noted(tmp_path, name):
    assert read(write(tmp_path / name, delimited(CLEAN))).notes == ()


def test_a_missing_file_is_told_with_its_neighbour(tmp_path):
    write(tmp_path / "contacts.csv", delimited(CLEAN))
    missing, there = tmp_path / "contcats.csv", tmp_path / "contacts.csv"
    assert refused(missing) == f"{missing}: no such file. Did you mean {there}?"


def test_a_missing_folder_is_told(tmp_path):
    assert "no such folder" in refused(tmp_path / "exports" / "contacts.csv")


def test_a_folder_is_told(tmp_path):
    assert "is a folder" in refused(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_told_and_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    assert "not a regular file" in refused(tmp_path / "pipe.csv")


def test_a_file_held_by_excel_is_told(tmp_path, monkeypatch):
    path = write(tmp_path / "export.xlsx", book(sheet(CLEAN)))

    def held(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", held)
    assert "Close it in Excel" in refused(path)


def test_a_file_that_seems_open_is_noted(tmp_path):
    write(tmp_path / "~$export.xlsx", b"x")
    table = read(write(tmp_path / "export.xlsx", book(sheet(CLEAN))))
    assert any("open in Excel" in note for note in table.notes)


def test_a_file_beyond_the_bound_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "largest_text", lambda: 100)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda _path: pytest.fail("read"))
    said = refused(write(tmp_path / "export.csv", delimited(CLEAN)))
    assert "is too large" in said
    assert said.endswith("or export it as Parquet.")  # DuckDB is there


def test_a_large_text_is_read_where_a_workbook_or_a_page_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 100)
    assert len(read(write(tmp_path / "export.csv", delimited(CLEAN))).frame) == 5
    assert "more than 0 MB" in refused(write(tmp_path / "export.xlsx", book(sheet(CLEAN))))
    page = "<table>" + "".join(f"<tr><td>{'<td>'.join(row)}" for row in CLEAN)
    assert "is too large" in refused(write(tmp_path / "export.html", page))


def test_a_link_is_followed(tmp_path):
    path = write(tmp_path / "export.csv", delimited(CLEAN))
    (tmp_path / "link.csv").symlink_to(path)
    assert len(read(tmp_path / "link.csv").frame) == 5


def test_the_digest_is_of_the_bytes(tmp_path):
    one, two = (read(write(tmp_path / name, delimited(CLEAN))) for name in ("one.csv", "two.csv"))
    assert one.digest == two.digest
    assert len(one.digest) == 64


def test_a_table_that_begins_like_a_sylk_file_is_a_table(tmp_path):
    export = load(tmp_path, contacts="ID;Position;Firma\n1;CFO;Acme\n2;CIO;Beta")
    assert list(export.contacts["title"]) == ["CFO", "CIO"]


def test_a_sylk_file_is_named_by_its_records():
    for data in (b"ID;PWXL;N;E\r\nP;PGeneral\r\n", b"ID;PCALC\nB;Y3;X4\n"):
        with pytest.raises(ExportError, match="SYLK"):
            container_of(data, "file.slk")
