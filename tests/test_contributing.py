"""What CONTRIBUTING promises of a new language, dialect, finding and format: it has a case."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest
from reference_pages import NO_LANGUAGE
from ruamel.yaml import YAML

from personacheck.cli.app import run
from personacheck.coverage.findings import FINDINGS
from personacheck.report.formats import FORMATS
from personacheck.report.marks import MARKS

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
VOCABULARY = resources.files("personacheck.vocabulary")
ENOUGH = 2
"""Titles of a language, or headers of a dialect, that cases show at least."""


def test_the_floors_are_those_that_are_held_to():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("Floors, top to bottom:\n\n")[1].split("\n\n")[0]
    assert [" ".join(floor.split()) for floor in re.findall(r"`([^`]+)`", text)] == contracts[0]["layers"]


def words(folder):
    return sorted(
        entry.name.removesuffix(".yaml") for entry in (VOCABULARY / folder).iterdir() if ".yaml" in entry.name
    )


@pytest.mark.parametrize("language", sorted({*words("titles")} - NO_LANGUAGE))
def test_a_language_has_cases(language):
    cases = YAML(typ="safe").load((CASES / f"titles_{language}.yaml").read_text("utf-8"))
    assert len(cases) >= ENOUGH


def headers(dialect):
    """All headers that a dialect knows: of fields, and those that it is recognised by."""
    data = YAML(typ="safe").load((VOCABULARY / "crm" / f"{dialect}.yaml").read_text("utf-8"))
    lists = [data.get("signs", []), data.get("marks", [])]
    lists += [known for thing in data.values() if isinstance(thing, dict) for known in thing.values()]
    return data["crm"], {str(header) for known in lists for header in known}


@pytest.mark.parametrize("dialect", words("crm"))
def test_a_dialect_has_a_case(dialect):
    crm, own = headers(dialect)
    layouts = YAML(typ="safe").load((CASES / "crm_layouts.yaml").read_text("utf-8"))
    shown = [own & {*map(str, one["headers"])} for one in layouts if one.get("crm") == crm]
    assert max(map(len, shown), default=0) >= ENOUGH


@pytest.mark.parametrize("rule", FINDINGS, ids=lambda rule: rule.code)
def test_a_finding_has_a_case(rule):
    tests = [path.read_text("utf-8") for path in (ROOT / "tests" / "coverage" / "findings").glob("test_*.py")]
    assert any(f'"{rule.code}"' in text for text in tests)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_known_as_ours(name):
    kind = FORMATS[name]
    assert {*kind.files, *kind.personal} <= MARKS.keys()


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
