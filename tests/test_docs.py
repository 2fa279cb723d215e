"""The documents say what is so: the README's output is real, links lead somewhere, every command has examples."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from personacheck.cli.app import app, run

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")})
BLOCK = re.compile(r"(?<=<!-- output of: personacheck demo, its first ten lines -->\n)```text\n.*?```", re.DOTALL)


def test_the_output_in_the_readme_is_real(tmp_path, monkeypatch, capsys):
    """Renewed by ``make golden``."""
    monkeypatch.chdir(tmp_path)
    assert run(["demo"]) == 0
    printed = capsys.readouterr().out.replace(f"{ROOT}/", "")  # as make demo prints it, in a checkout
    shown = f"```text\n{''.join(printed.splitlines(keepends=True)[:10])}```"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    if os.environ.get("PERSONACHECK_GOLDEN") == "renew":
        (ROOT / "README.md").write_text(BLOCK.sub(lambda _: shown, readme), encoding="utf-8")
        return
    assert BLOCK.search(readme)[0] == shown


def _anchors(page):
    """Names of a page's headings, as code hosts and the site make them."""
    prose = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    heads = (head.strip().casefold() for head in re.findall(r"^#+ (.*)$", prose, re.MULTILINE))
    return {re.sub(r"[^\w -]", "", head).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_pictures_and_links_of_a_document_are_there(document):
    """Addresses outside are held to their form alone: tests have no network."""
    for link in re.findall(r"\]\(([^)\s]+)\)", document.read_text("utf-8")):
        if ":" in link:
            assert re.fullmatch(r"https://[\w.-]+\.[a-z]+(/[^\s()]*)?", link), link
            continue
        name, _, anchor = link.partition("#")
        target = document.parent / name if name else document
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


def _commands():
    groups = [("", app), *((f"{group.name} ", group.typer_instance) for group in app.registered_groups)]
    for name, group in groups:
        for command in group.registered_commands:
            yield name + (command.name or command.callback.__name__), command.callback.__doc__


@pytest.mark.parametrize(("name", "text"), list(_commands()))
def test_every_command_ends_with_two_examples(name, text):
    examples = [paragraph.strip() for paragraph in text.strip().split("\n\n")][1:][-2:]
    assert len(examples) == 2
    assert all(example.startswith(f"personacheck {name}") for example in examples)
