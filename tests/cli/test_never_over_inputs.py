"""No command writes over what it reads, by whatever name it goes, nor over what people filled in or others wrote."""

from __future__ import annotations

import os
import shutil

import openpyxl
import pytest

from personacheck.cli import assessing
from personacheck.cli.app import run
from personacheck.model import review_sheet as s

pytestmark = pytest.mark.safety

CAST = """version: 1
name: Small cast
personas:
  - id: buyer
    name: Bea, buyer
    titles: [buyer]
    crm: {hubspot: {hs_persona: persona_1}}
"""
EXPORT = "Record ID,Job Title,Company,Company ID\n101,Buyer,Nordlicht,7\n102,Plumber,Nordlicht,7\n"
INPUTS = {
    "contacts.csv": EXPORT,
    "accounts.csv": "Company ID,Company name\n7,Nordlicht\n",
    "cast.yaml": CAST,
    "personacheck.toml": 'cast = "cast.yaml"\n[review]\naliases = "aliases.csv"\n',
    "aliases.csv": "old_id,new_id\n900,901\n",
    "labels.csv": "record_id,title,persona,initials,date,draw\n",
    "decisions.yaml": "version: 1\n",
    ".personacheck/history.sqlite3": "",
}
LONG = "x" * 300
EXPORTS = ["contacts.csv", "accounts.csv", "--cast", "cast.yaml"]
TO_FOLDER = {"check": ["check", *EXPORTS], "review": ["review", *EXPORTS]}
TO_FILE = {
    "match": ["match", *EXPORTS],
    "sample": ["sample", *EXPORTS],
    "export": ["export", *EXPORTS, "--crm", "hubspot"],
}
WRITTEN = {
    "check": ["report.html", "workbook.xlsx", "result.json", "contacts.csv", "accounts.csv", "run.json"],
    "review": ["review.html", "review-run.json"],
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / ".personacheck").mkdir()
    for name, text in INPUTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def snapshot(folder) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def refused(folder, capsys, arguments, *named, code=2):
    """The command says no in words, and no byte has changed."""
    before = snapshot(folder)
    assert run(arguments) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert 1 <= len(told.err.splitlines()) <= 3
    assert [word for word in named if word not in told.err] == [], told.err
    assert snapshot(folder) == before


def called(folder, name: str, how: str, link: str) -> str:
    """The input under another name."""
    if how == "the same":
        return name
    if how == "./":
        (folder / "sub").mkdir()
        return f"sub/../{name}"
    if how == "from the root":
        return str(folder / name)
    if how == "in another case":
        if not (folder / name.upper()).exists():
            pytest.skip("this disk tells upper from lower case")
        return name.upper()
    (folder / link).parent.mkdir(exist_ok=True)
    if how == "a link":
        (folder / link).symlink_to(folder / name)
    else:
        os.link(folder / name, folder / link)
    return link


WAYS = ["the same", "./", "from the root", "a link", "a hard link", "in another case"]
OFTEN = {("match", how) for how in WAYS} | {(command, how) for command in TO_FILE for how in ("./", "a hard link")}
"""Other commands ask the same function, which make safety tries with every way to call a file."""


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize(
    ("command", "how"),
    [
        pytest.param(command, how, marks=() if (command, how) in OFTEN else pytest.mark.long)
        for command in TO_FILE
        for how in WAYS
    ],
)
def test_a_file_is_never_written_over_an_input(folder, capsys, command, how, name):
    out = called(folder, name, how, "link.csv")
    for force in ([], ["--force"]):
        refused(folder, capsys, [*TO_FILE[command], "--out", out, *force], out, "never overwritten", "--out")


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("how", ["a link", "a hard link"])
@pytest.mark.parametrize("command", TO_FOLDER)
def test_a_folder_where_a_name_leads_to_an_input_is_refused(folder, capsys, command, how, name):
    for number, link in enumerate(WRITTEN[command]):
        out = f"out{number}"
        called(folder, name, how, f"{out}/{link}")
        refused(folder, capsys, [*TO_FOLDER[command], "--out", out, "--force"], link, "never overwritten", "--out")


@pytest.mark.parametrize("out", [".", "../here/", "sub/.."])
def test_the_file_names_of_the_readme_are_safe(tmp_path, monkeypatch, capsys, out):
    here = tmp_path / "here"
    (here / "sub").mkdir(parents=True)
    for name in ("contacts.csv", "accounts.csv", "cast.yaml"):
        (here / name).write_text(INPUTS[name], encoding="utf-8")
    monkeypatch.chdir(here)
    refused(tmp_path, capsys, ["check", *EXPORTS, "--out", out], "contacts.csv", "accounts.csv", "--out")
    monkeypatch.chdir(here / "sub")
    refused(
        tmp_path, capsys, ["check", "../contacts.csv", "../accounts.csv", "--cast", "../cast.yaml", "--out", ".."],
        "contacts.csv", "accounts.csv",
    )  # fmt: skip  # arguments, then words


@pytest.mark.parametrize("name", WRITTEN["check"])
def test_an_input_may_bear_any_name_of_ours(folder, capsys, name):
    if name != "contacts.csv":
        shutil.copy("contacts.csv", name)
    refused(folder, capsys, ["check", name, "--cast", "cast.yaml", "--out", "."], name, "never overwritten")


def test_the_example_is_never_written_over(folder, root, capsys, monkeypatch):
    shutil.copytree(root / "fixtures", folder / "example")
    monkeypatch.setattr(assessing, "example_folder", lambda: folder / "example")
    refused(folder, capsys, ["demo", "--out", "example"], "contacts.csv", "accounts.csv", "--out")
    refused(folder, capsys, ["demo", "--out", "example", "--force"], "contacts.csv")


def test_a_demo_writes_over_no_exports_of_yours(folder, capsys):
    refused(folder, capsys, ["demo", "--out", "."], "contacts.csv", "not written by personacheck", "--force")


@pytest.mark.parametrize("name", ["contacts.csv", "cast.yaml"])
def test_what_is_kept_is_never_an_input(folder, capsys, name):
    for command in TO_FOLDER.values():
        refused(folder, capsys, [*command, "--history", name], name, "never overwritten")
    refused(folder, capsys, ["learn", name, "--labels", f"./{name}"], name, "never overwritten")


def test_init_writes_over_nothing(folder, capsys):
    refused(folder, capsys, ["init"], "cast.yaml", "already exist", code=5)


def sheet(path, **cells):
    """A review sheet as it was drawn, with some cells filled in."""
    assert run(["sample", *EXPORTS, "--random", "1", "--out", str(path), "-q"]) == 0
    book = openpyxl.load_workbook(path)
    for place, text in cells.items():
        book[s.REVIEW][place] = text
    if cells:
        book.save(path)
    return path


@pytest.mark.parametrize("cells", [{"G6": "buyer"}, {"B4": "JB"}])
def test_a_sheet_that_people_filled_in_is_never_written_over(folder, capsys, cells):
    sheet(folder / "sheet.xlsx", **cells)
    for command in TO_FILE.values():
        refused(folder, capsys, [*command, "--out", "sheet.xlsx", "--force"], "sheet.xlsx", "answers", "learn")
    (folder / "out").mkdir()
    (folder / "sheet.xlsx").rename("out/workbook.xlsx")
    refused(folder, capsys, ["check", *EXPORTS, "--out", "out", "--force"], "workbook.xlsx", "answers")


def test_a_sheet_as_it_was_drawn_may_be_drawn_again(folder, capsys):
    first = sheet(folder / "sheet.xlsx").read_bytes()
    assert sheet(folder / "sheet.xlsx").read_bytes() == first
    assert not list(folder.glob("sheet (*"))


def test_a_sheet_that_was_saved_without_answers_is_kept(folder, capsys):
    sheet(folder / "sheet.xlsx", K1="mine")
    edited = (folder / "sheet.xlsx").read_bytes()
    sheet(folder / "sheet.xlsx")
    assert (folder / "sheet (edited).xlsx").read_bytes() == edited
    assert "sheet (edited).xlsx" in capsys.readouterr().err


@pytest.mark.parametrize("command", TO_FILE)
def test_a_file_of_others_is_refused_and_kept_by_force(folder, capsys, command):
    (folder / "mine.txt").write_text("somebody's notes")
    arguments = [*TO_FILE[command], "--out", "mine.txt"]
    refused(folder, capsys, arguments, "mine.txt", "not written by personacheck", "--force")
    assert run([*arguments, "--force"]) == 0
    assert "mine (kept).txt" in capsys.readouterr().err
    assert (folder / "mine (kept).txt").read_text() == "somebody's notes"
    again = (folder / "mine.txt").read_bytes()
    assert run(arguments) == 0, "our own file is in nobody's way"
    assert (folder / "mine.txt").read_bytes() == again


def test_a_file_of_others_stops_check_before_it_reads(folder, capsys):
    (folder / "out").mkdir()
    (folder / "out" / "report.html").write_text("<title>Persona fit of the year</title>")
    refused(
        folder, capsys, ["check", "missing.csv", "--cast", "cast.yaml", "--out", "out"], "report.html", "--force"
    )  # the export that is not there is not even missed


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
@pytest.mark.parametrize("command", TO_FILE)
def test_a_pipe_or_a_folder_is_never_replaced(folder, capsys, command):
    os.mkfifo(folder / "pipe")
    (folder / "taken").mkdir()
    for out in ("pipe", "taken"):
        assert run([*TO_FILE[command], "--out", out, "--force"]) == 5
        assert out in capsys.readouterr().err
    assert (folder / "pipe").is_fifo()
    assert (folder / "taken").is_dir()


def test_a_folder_that_is_not_whole_is_said_by_who_reads_and_mended_by_who_writes(folder, capsys):
    assert run(["check", *EXPORTS, "--out", "out", "--as-of", "2026-09-30", "-q"]) == 0
    whole = snapshot(folder / "out")
    moving = folder / "out" / ".personacheck-moving"
    moving.mkdir()
    for name in ("run.json", "report.html"):
        (folder / "out" / name).rename(moving / name)
    capsys.readouterr()
    beside = folder / "out" / "people.csv"
    shutil.copy(folder / EXPORTS[0], beside)
    assert run(["inspect", "out/people.csv"]) == 0
    assert "was interrupted" in capsys.readouterr().err
    beside.unlink()
    assert run(["check", *EXPORTS, "--out", "out", "--as-of", "2026-09-30", "-q"]) == 0
    assert "first completed the run" in capsys.readouterr().err
    assert snapshot(folder / "out") == whole


@pytest.mark.parametrize("arguments", [*TO_FOLDER.values(), *TO_FILE.values()], ids=[*TO_FOLDER, *TO_FILE])
def test_a_name_that_is_too_long_is_refused_in_words(folder, capsys, arguments):
    refused(folder, capsys, [*arguments, "--out", LONG], "cannot be written: file name too long", code=5)


@pytest.mark.parametrize(
    "arguments",
    [
        [*TO_FILE["match"], "--out", f"new/{'x' * 300}"],
        ["init", "x" * 300],
        ["history", "list", "--history", "x" * 300],
    ],
    ids=lambda arguments: arguments[0],
)
def test_so_is_one_that_the_system_refuses_later(folder, capsys, arguments):
    assert run(arguments) == 5
    told = capsys.readouterr().err
    assert "file name too long. Check the path" in told
    assert "bug" not in told
