"""What a run says first, wherever it says it: short, the same numbers everywhere, and commands that can be pasted."""

from __future__ import annotations

import html
import json
import re
import shlex
import shutil

import openpyxl
import pytest
from report_text import Outline

from personacheck.cli.app import run

AS_OF = ["--as-of", "2026-09-30"]
LINES = 15


@pytest.fixture(scope="module")
def example(root, tmp_path_factory):
    """The shipped example in a folder with a space in its name, checked from there."""
    folder = tmp_path_factory.mktemp("an example")
    for path in (root / "fixtures").iterdir():
        if path.is_file():
            shutil.copy(path, folder)
    (folder / "export.xlsx").rename(folder / "all contacts.xlsx")
    return folder


@pytest.fixture(scope="module")
def told(example, tmp_path_factory):
    """Terminal, page, workbook and result of one run."""
    with pytest.MonkeyPatch.context() as patch, pytest.MonkeyPatch.context() as printed:
        patch.chdir(example)
        lines = []
        printed.setattr("personacheck.cli.assessing.show", lambda line="", end="\n": lines.append(line))
        assert run(["check", "all contacts.xlsx", "--cast", "cast.yaml", "--out", "out", "--no-record", *AS_OF]) == 0
    book = openpyxl.load_workbook(example / "out" / "workbook.xlsx")
    assert book.active.title == "Summary"
    cells = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}
    page = (example / "out" / "report.html").read_text("utf-8")
    return lines, page, cells, json.loads((example / "out" / "result.json").read_text("utf-8"))


def test_the_terminal_says_it_in_fifteen_lines(told):
    lines, *_ = told
    assert len(lines) <= LINES
    assert not any("\n" in line for line in lines)
    assert lines[-1].split(": ")[1].startswith("personacheck sample ")


def test_the_same_numbers_stand_everywhere(told):
    lines, page, cells, result = told
    terminal, text, sheets = "\n".join(lines), Outline(page).text, json.dumps(cells, ensure_ascii=False)
    accounts, people = result["headline"]["accounts"], result["headline"]["main_contacts"]
    of = sum(accounts[status] for status in ("covered", "partial", "stretched", "uncovered"))
    steps = [accounts["covered"], *(step["accounts"] for step in result["priorities"]["accounts"][:3])]
    assert len({*steps}) == 4
    for said in (f"{accounts['covered']} of {of} customer accounts", f"{' → '.join(map(str, steps))} of {of}"):
        assert all(said in where for where in (terminal, text, sheets)), said
    judged = sum(people[status] for status in ("covered", "stretched", "uncovered"))
    assert all(f"{people['covered']} of {judged}" in where for where in (terminal, text))


def test_the_same_gaps_stand_first_everywhere(told):
    lines, page, cells, result = told
    first = [gap["title"] for gap in result["gaps"][:3]]
    ids = [gap["id"] for gap in result["gaps"][:3]]
    assert [step["id"] for step in result["priorities"]["accounts"][:3]] == ids
    assert [re.search(r"\d\. (.*) \(", line)[1] for line in lines if re.match(r"  \d\. ", line)] == first
    text = Outline(page).text
    top = text[text.index("gaps most worth closing") :]
    assert sorted(first, key=top.index) == first
    head = next(row for row in cells["Gaps"] if "Rank" in row)
    rows = cells["Gaps"][cells["Gaps"].index(head) + 1 :]
    assert [row[head.index("Gap")] for row in rows[:3]] == first
    steps = [row for row in cells["Plan"] if row[0] == "accounts"]
    assert [row[2] for row in steps[1:4]] == first


def commands(text):
    """Every command of ours in a text that names a file, up to where the sentence ends."""
    return re.findall(r"personacheck (?:sample|check|suggest|review) [^\n<]*?\.xlsx(?=[\s<.]*$|[\s<.]*\n|</)", text)


def test_every_command_that_is_printed_runs_when_pasted(told, example, monkeypatch):
    lines, page, cells, _ = told
    monkeypatch.chdir(example)
    shown = {found for line in lines for found in commands(line)}
    shown |= {html.unescape(found) for found in re.findall(r"<code>(personacheck [^<]*)</code>", page)}
    shown |= {found for sheet in cells.values() for row in sheet for cell in row for found in commands(str(cell))}
    assert len(shown) >= 2
    for command in sorted(shown):
        assert run([*shlex.split(command)[1:], "--force", "-q"]) == 0, command


def test_without_a_command_the_way_is_shown_and_each_step_works(tmp_path, monkeypatch, root, capsys):
    assert run([]) == 0
    told = capsys.readouterr()
    assert not told.err
    lines = re.findall(r"^  (personacheck .*?)(?:   .*)?$", told.out, flags=re.MULTILINE)
    steps = [shlex.split(line)[1:] for line in lines]
    assert [step[0] for step in steps] == ["demo", "init", "check"]
    shutil.copy(root / "fixtures" / "export.xlsx", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("personacheck.settings.file.find_settings", lambda _start: None)
    assert [run([*step, *(["-q"] if step[0] != "init" else [])]) for step in steps] == [0, 0, 0]


def test_markdown_and_the_review_tell_the_same_plan(example, told, monkeypatch, capsys):
    *_, result = told
    accounts = result["headline"]["accounts"]
    of = sum(accounts[status] for status in ("covered", "partial", "stretched", "uncovered"))
    steps = [accounts["covered"], *(step["accounts"] for step in result["priorities"]["accounts"][:3])]
    plan = f"The three gaps most worth closing: {' → '.join(map(str, steps))} of {of} accounts."
    monkeypatch.chdir(example)
    command = ["review", "all contacts.xlsx", "--cast", "cast.yaml", "--out", "out", "--no-record", *AS_OF]
    for told_as in ("markdown", "text"):
        assert run([*command, "--format", told_as]) == 0
        assert plan in capsys.readouterr().out
