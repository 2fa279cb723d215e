"""Files that an earlier version wrote are known without a manifest; those that people saved since are kept."""

from __future__ import annotations

import openpyxl
import pytest

from personacheck.errors import UsageError
from personacheck.report.disk import manifest, marks
from personacheck.report.disk.marks import MARKS, Standing, standing
from personacheck.report.formats import names
from personacheck.report.write import write

pytestmark = pytest.mark.safety


@pytest.fixture
def earlier(tmp_path, lifelike):
    """The files of a version that wrote no manifest."""
    write(lifelike, tmp_path, personal=True)
    write(lifelike, tmp_path)
    (tmp_path / manifest.RUN).unlink()
    return tmp_path


def test_the_names_of_a_run_are_known_before_it_writes(tmp_path, lifelike):
    for personal in (False, True):
        for formats in (["html"], ["xlsx"], ["csv", "json"]):
            written = write(lifelike, tmp_path / f"{personal}{formats}", formats, personal=personal).paths
            assert [path.name for path in written] == [*names(formats, personal=personal), manifest.RUN]
            assert set(names(formats, personal=personal)) <= MARKS.keys()


def test_an_update_is_not_stopped_by_files_of_the_version_before(earlier, lifelike):
    for path in earlier.iterdir():
        assert standing(path, MARKS[path.name]) == Standing.OURS, path.name
    assert write(lifelike, earlier).set_aside == {}


def test_what_was_saved_with_excel_since_is_kept(earlier, lifelike):
    book = openpyxl.load_workbook(earlier / "workbook.xlsx")
    book.active["A1"] = "mine"
    book.save(earlier / "workbook.xlsx")
    text = (earlier / "contacts.csv").read_text("utf-8")
    (earlier / "contacts.csv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").replace(",", ";").encode())
    kept = write(lifelike, earlier).set_aside
    assert sorted(path.name for path in kept.values()) == ["contacts (edited).csv", "workbook (edited).xlsx"]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", Standing.OURS),  # of an earlier version
        (
            "account_id,population,main_contact,channel,land,assumed,leaning,function,specialty,level,unread,gaps",
            Standing.OURS,
        ),
        (
            "account_id,population,main_contact,assumed,leaning,function,specialty,level,unread,gaps,notes",
            Standing.FOREIGN,
        ),
        ("notes", Standing.FOREIGN),
    ],
)
def test_contacts_are_known_by_their_header_whatever_the_axes(tmp_path, more, found):
    path = tmp_path / "contacts.csv"
    path.write_text(
        ",".join(["record_id,account,status,persona,alternatives,source,score,reason", *filter(None, [more])]) + "\n"
    )
    assert standing(path, MARKS["contacts.csv"]) == found


FOREIGN = {
    "report.html": b"<title>Quarterly report</title>",
    "workbook.xlsx": b"PK\x03\x04 no archive",
    "result.json": b'{"result": 1}',
    "contacts.csv": b"Contact ID,Job Title\n1,Buyer\n",
    "accounts.csv": b"",
    "run.json": b'{"schema": "another program"}',
}


@pytest.mark.parametrize("name", FOREIGN)
def test_files_of_others_are_told_apart(tmp_path, lifelike, name):
    (tmp_path / name).write_bytes(FOREIGN[name])
    with pytest.raises(UsageError, match=name):
        write(lifelike, tmp_path)
    assert (tmp_path / name).read_bytes() == FOREIGN[name]
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_workbook_of_others_is_not_ours(tmp_path):
    openpyxl.Workbook().save(tmp_path / "workbook.xlsx")
    assert standing(tmp_path / "workbook.xlsx", MARKS["workbook.xlsx"]) == Standing.FOREIGN
    assert standing(tmp_path / "workbook.xlsx", marks.SHEET) == Standing.FOREIGN
