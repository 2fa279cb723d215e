"""What the program proposes works when pasted. Examples of each help stand in the reference, whose pages are run."""

from __future__ import annotations

import ast
import html
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from canaries import fill
from typer.main import get_command

from personacheck.cli.app import app, run
from personacheck.model import review_sheet as s

PACKAGE = Path(__file__).resolve().parents[1] / "personacheck"
COMMAND = re.compile(r"(?<![\w/.{])personacheck ([a-z]+(?:(?!  |\. |[;:`)”] |\.$|`|\)$).)*)")
NAMED = re.compile(r"personacheck[ \"'](?!import )")
"""Where a module may name a command, if in two pieces."""
FILLED = "filled-in"
"""Stands for whatever a message fills in; behind the name it is the version."""


def _texts(tree):
    """Texts that the program may say: every string but docstrings, with a word for whatever is filled in."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else FILLED for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs | parts:
            yield node.value


def _proposed():
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text("utf-8")
        if not NAMED.search(source):
            continue  # a tenth of the time
        for text in _texts(ast.parse(source)):
            for command in COMMAND.findall(text):
                if not command.startswith((FILLED, "wrote")):  # "personacheck wrote it" is told of a file
                    yield pytest.param(command, id=f"{path.stem}: {command}")


PROPOSED = list(_proposed())


def test_messages_with_commands_are_found():
    assert len(PROPOSED) >= 12


@pytest.mark.parametrize("command", PROPOSED)
def test_a_command_in_a_message_is_whole(command):
    """It exists, has all that it needs, and knows its options; files in it are of those who read it."""
    name, *words = shlex.split(command)
    known = get_command(app)
    assert name in known.commands, command
    if "--help" not in words:
        known.commands[name].make_context(name, words)


@pytest.mark.parametrize("settings", [True, False])
def test_what_inspect_and_sample_propose_runs(world, tmp_path, monkeypatch, capsys, settings):
    shutil.copytree(world, tmp_path / "an export", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    if not settings:
        for name in ("personacheck.toml", "cast.yaml", "cast.xlsx"):
            (tmp_path / "an export" / name).unlink()
    else:
        monkeypatch.chdir(tmp_path / "an export")
    contacts = "contacts.xlsx" if settings else "an export/contacts.xlsx"
    assert run(["inspect", contacts]) == 0
    proposed = capsys.readouterr().out.splitlines()[-1].strip()
    assert proposed.startswith("personacheck check" if settings else 'personacheck init --from "an export')
    assert run(shlex.split(proposed)[1:]) == 0
    cast = "cast.yaml"
    capsys.readouterr()
    assert run(["sample", contacts, "--cast", cast, "--out", "a sheet.xlsx"]) == 0
    proposed = COMMAND.search(capsys.readouterr().err.strip())[0]
    fill(Path("a sheet.xlsx"))
    assert run(shlex.split(proposed)[1:]) == 0, proposed


NAMES = "Müller's exports", "O'Brien & $ons"
CODE = re.compile(r"([A-Z][^.:]*): <code>(personacheck [^<]*)</code>")


def _words(command):
    """The words of a command, as a shell takes them."""
    printed = ["sh", "-c", f"set -- {command}; printf '%s\\0' \"$@\""]
    program, *words = subprocess.run(printed, check=True, capture_output=True, text=True).stdout.split("\0")[:-1]
    assert program == "personacheck"
    return words


@pytest.fixture(scope="module")
def places(world, tmp_path_factory):
    """The exports in one folder, the cast in another, and a third to work in, whose settings name both."""
    root = tmp_path_factory.mktemp("places")
    exports, casts, work = (root / name for name in (*NAMES, "work"))
    for made in (exports, casts, work):
        made.mkdir()
    for name in ("contacts.csv", "accounts.csv"):
        shutil.copy(world / name, exports / f"Q3 {name}")
    shutil.copy(world / "cast.yaml", casts / "our cast.yaml")
    shutil.copy(world / "cast.yaml", exports)
    (work / "personacheck.toml").write_text(f'cast = "../{NAMES[1]}/our cast.yaml"\nseed = 3\n', encoding="utf-8")
    return root


@pytest.mark.skipif(os.name != "posix", reason="a shell takes the commands")
@pytest.mark.parametrize(
    ("run_in", "typed", "where", "pasted_in"),
    [
        (".", [f"{NAMES[0]}/Q3 contacts.csv", "--cast", f"{NAMES[1]}/our cast.yaml"], "that holds all of these", "."),
        ("work", [f"../{NAMES[0]}/Q3 contacts.csv"], "that holds all of these", "."),
        (NAMES[1], [f"{{root}}/{NAMES[0]}/Q3 contacts.csv", "--cast", "our cast.yaml"], "that holds all of these", "."),
        (NAMES[0], ["Q3 contacts.csv", "--cast", "cast.yaml"], "of the files", NAMES[0]),
    ],
)
def test_what_a_run_prints_runs_where_it_says(  # noqa: PLR0917  # pytest fills them by name
    places, tmp_path, monkeypatch, capsys, run_in, typed, where, pasted_in
):
    """On the terminal in the folder of the run, on the page in the folder that it names; both draw the same."""
    accounts = f"{places}/{NAMES[0]}/Q3 accounts.csv"
    monkeypatch.chdir(places / run_in)
    words = [word.format(root=places) for word in typed]
    parts = ["--where", "channel=direct,indirect", "--as-of", "2026-09-30", "--no-record", "--out", str(tmp_path / "o")]
    assert run(["check", words[0], accounts, *words[1:], *parts]) == 0
    proposed = capsys.readouterr().out.splitlines()[-1].partition(": ")[2]
    assert run([*_words(proposed)[:-1], str(tmp_path / "typed.xlsx"), "--random", "40"]) == 0
    told, pasted = CODE.search((tmp_path / "o/report.html").read_text("utf-8")).groups()
    assert told == f"In the folder {where}"
    monkeypatch.chdir(places / pasted_in)
    assert run([*_words(html.unescape(pasted))[:-1], str(tmp_path / "pasted.xlsx"), "--random", "40"]) == 0
    assert str(places) not in pasted
    assert _drawn(tmp_path / "typed.xlsx") == _drawn(tmp_path / "pasted.xlsx")


def _drawn(sheet):
    page = openpyxl.load_workbook(sheet)[s.REVIEW]
    drawn = [[cell.value for cell in row] for row in page.iter_rows(min_row=6)]
    assert len(drawn) >= 40  # as many as were asked for
    return drawn
