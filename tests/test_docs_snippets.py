"""What the documents show runs: commands and Python, page by page; settings, casts and decisions are read."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from documented import ROOT, follow, snippets
from ruamel.yaml import YAML

from personacheck.cast.load import load_cast
from personacheck.review.decisions import load_decisions
from personacheck.settings.file import in_force, load_settings

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES = [page for page in DOCUMENTS if {"sh", "python"} & {kind for kind, _ in snippets(page)}]
FILES = [
    pytest.param(kind, text, id=f"{page.stem}-{number}")
    for page in DOCUMENTS
    for number, (kind, text) in enumerate(snippets(page))
    if kind in {"toml", "yaml"}
]
OWN = {"tutorial"}
"""Pages that make their cast and settings themselves."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_snippets_of_a_page_run(page, world, tmp_path, monkeypatch):
    here = tmp_path / "here"
    shutil.copytree(world, here)
    monkeypatch.chdir(here)
    if page.stem in OWN:
        for name in ("cast.yaml", "personacheck.toml"):
            Path(name).unlink()
        for name in ("contacts.csv", "accounts.csv"):
            shutil.copy(ROOT / "fixtures" / name, name)
    follow(page)


@pytest.mark.parametrize(("kind", "text"), FILES)
def test_a_file_that_a_page_shows_can_be_read(kind, text, tmp_path):
    file = tmp_path / f"shown.{kind}"
    file.write_text(text, encoding="utf-8")
    if kind == "toml":
        load_settings(file)
    elif re.search(r"^personas:", text, re.MULTILINE):
        load_cast(file)
    elif re.search(r"^decisions:", text, re.MULTILINE):
        load_decisions(file)
    else:
        YAML(typ="safe").load(text)


def test_a_variable_that_a_page_shows_sets_a_key(monkeypatch):
    shown = {match for page in DOCUMENTS for match in re.findall(r"PERSONACHECK_\w+=[^`\s]+", page.read_text("utf-8"))}
    assert len(shown) > 1
    for name, value in (variable.split("=") for variable in shown):
        for other in shown:
            monkeypatch.delenv(other.split("=")[0], raising=False)
        monkeypatch.setenv(name, value)
        (setting,) = [setting for setting in in_force(None) if setting.source == name]
        assert setting.value == (value.split(",") if isinstance(setting.value, list) else value)
