"""What CONTRIBUTING promises of a new language, dialect, finding and format: it has a case."""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import get_args

import pytest
from reference_pages import NO_LANGUAGE
from ruamel.yaml import YAML

from personacheck.cli.app import run
from personacheck.cli.check_options import Formats
from personacheck.cli.exporting import Crm
from personacheck.coverage import findings
from personacheck.coverage.findings.rule import Rule
from personacheck.match.title.lexicon import Lexicon
from personacheck.match.title.plain import plain_tokens
from personacheck.report.disk.marks import MARKS
from personacheck.report.formats import FORMATS, usual
from personacheck.vocabulary.dialects import _dialect, fold_header
from personacheck.vocabulary.imports import imports
from personacheck.vocabulary.lists import read_words
from personacheck.vocabulary.words import vocabulary

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
VOCABULARY = resources.files("personacheck.vocabulary")
ENOUGH = 2
"""Titles of a language, or headers of a dialect, that cases show at least."""


def test_the_floors_are_those_that_are_held_to():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    text = CONTRIBUTING.split("Floors, top to bottom:\n\n")[1].split("\n\n")[0]
    assert [" ".join(floor.split()) for floor in re.findall(r"`([^`]+)`", text)] == contracts[0]["layers"]


def words(folder):
    return sorted(
        entry.name.removesuffix(".yaml") for entry in (VOCABULARY / folder).iterdir() if ".yaml" in entry.name
    )


@pytest.mark.parametrize("language", sorted({*words("titles")} - NO_LANGUAGE))
def test_a_language_has_cases_of_its_own_words(language):
    """A word that another language has, too, is read without this one."""
    titles = YAML(typ="safe").load((CASES / f"titles_{language}.yaml").read_text("utf-8"))
    terms = {other.code: {entry.term for entry in other.entries} for other in vocabulary().languages}
    others = set().union(*(of for code, of in terms.items() if code != language))
    endings = next(other.endings for other in vocabulary().languages if other.code == language)
    own = Lexicon.of((term, term, endings) for term in terms[language] - others)
    shown = {hit.meaning for title in titles for hit in own.find(plain_tokens(str(title)))}
    assert len(shown) >= ENOUGH


def headers(dialect):
    """All folded headers that a dialect knows: those that it is recognised by, and those of fields."""
    known = dialect.signs | dialect.marks
    return known.union(*(layout.headers | layout.marks for layout in dialect.layouts.values()))


DIALECTS = {name: _dialect(read_words(f"crm/{name}.yaml")) for name in words("crm")}


@pytest.mark.parametrize("name", DIALECTS)
def test_a_dialect_has_a_case_of_its_own_headers(name):
    """Headers that are read, and that no other file of the same CRM has; ``plain`` has a file for each language."""
    dialect = DIALECTS[name]
    siblings = [headers(other) for file, other in DIALECTS.items() if file != name and other.crm == dialect.crm]
    own = headers(dialect).difference(*siblings)
    layouts = YAML(typ="safe").load((CASES / "crm_layouts.yaml").read_text("utf-8"))
    cases = [case["columns"].values() for case in layouts if case.get("crm") == dialect.crm]
    assert max((len(own & {*map(fold_header, map(str, read))}) for read in cases), default=0) >= ENOUGH


def test_every_module_of_findings_is_entered():
    """What is imported and not entered would be measured by nothing."""
    modules = [f"{findings.__name__}.{module.name}" for module in pkgutil.iter_modules(findings.__path__)]
    rules = [value for module in modules for value in vars(importlib.import_module(module)).values()]
    assert {rule.code for rule in rules if isinstance(rule, Rule)} == {rule.code for rule in findings.FINDINGS}


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_known_as_ours(name):
    kind = FORMATS[name]
    assert {*kind.files, *kind.personal} <= MARKS.keys()


def test_the_help_names_every_format_and_crm():
    extras = [name for name, kind in FORMATS.items() if kind.extra]
    shown = f"{', '.join(FORMATS)}. Default: all but {', '.join(extras)}."
    assert get_args(Formats)[1].help.endswith(shown)
    assert get_args(Crm)[1].help == f"Target CRM: {' or '.join(imports())}."


def test_the_docs_name_what_is_written_by_default():
    text = (ROOT / "docs" / "files.md").read_text("utf-8")
    *first, last = (f"`{name}`" for name in usual())
    assert f"without it, {', '.join(first)} and {last} are written" in text
    assert all(f"`{file}`" in text for kind in FORMATS.values() for file in kind.files)


def test_files_of_tests_are_no_longer_than_it_says():
    (longest,) = re.findall(r"Files of tests, which one subject may fill, of (\d+)", CONTRIBUTING)
    lengths = {path.name: path.read_text("utf-8").count("\n") for path in (ROOT / "tests").rglob("*.py")}
    assert {name: lines for name, lines in lengths.items() if lines > int(longest)} == {}


PAGES = ("CONTRIBUTING.md", *(f"personacheck/vocabulary/{folder}/README.md" for folder in ("crm", "titles")))


@pytest.mark.parametrize("page", PAGES)
def test_files_that_are_named_are_there(page):
    text = (ROOT / page).read_text("utf-8")
    named = re.findall(r"`(?:pytest )?((?:personacheck|tests|docs|benchmarks)/[\w/.]+)`", text)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_a_new_format_is_written_without_a_further_edit(tmp_path, monkeypatch):
    """One entry in ``FORMATS`` is all: nothing else lists what is written by default."""
    for name in ("contacts.csv", "cast.yaml"):
        (tmp_path / name).write_bytes((ROOT / "fixtures" / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    kind = type(FORMATS["json"])
    monkeypatch.setitem(
        FORMATS, "txt", kind("a test", lambda assessment, privacy: {"result.txt": b"fit\n"}, ("result.txt",))
    )
    monkeypatch.setitem(MARKS, "result.txt", MARKS["result.json"])
    assert run(["check", "contacts.csv", "--cast", "cast.yaml", "--out", "out", "-q"]) == 0
    assert (tmp_path / "out" / "result.txt").read_bytes() == b"fit\n"
