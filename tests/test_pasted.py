"""What the program proposes works when pasted. Examples of each help stand in the reference, whose pages are run."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
from pathlib import Path

import pytest
from canaries import fill
from documented import make_world
from typer.main import get_command

from personacheck.cli.app import app, run

PACKAGE = Path(__file__).resolve().parents[1] / "personacheck"
COMMAND = re.compile(r"(?<![\w/.{])personacheck ([a-z]+(?:(?!  |\. |[;:`)”] |\.$|`|\)$).)*)")
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
        for text in _texts(ast.parse(path.read_text("utf-8"))):
            for command in COMMAND.findall(text):
                if not command.startswith(FILLED):
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


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("pasted")
    make_world(made)
    return made


@pytest.mark.parametrize("settings", [True, False])
def test_what_inspect_and_sample_propose_runs(folder, tmp_path, monkeypatch, capsys, settings):
    shutil.copytree(folder, tmp_path / "an export", dirs_exist_ok=True)
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
