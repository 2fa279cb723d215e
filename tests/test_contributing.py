"""What CONTRIBUTING promises of a new language, dialect, finding and format: it has a case, and a line in the docs."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from personacheck.cli.app import run
from personacheck.coverage.findings import FINDINGS
from personacheck.report.formats import FORMATS
from personacheck.report.marks import MARKS

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
LINES = [line for line in REFERENCE.splitlines() if line.startswith("| `")]
VOCABULARY = resources.files("personacheck.vocabulary")
NO_LANGUAGE = {"background", "functions"}
"""Word lists in the folder of languages that hold no language."""
ENOUGH = 2
"""Titles of a language, or headers of a dialect, that cases show at least."""


def words(folder):
    return sorted(
        entry.name.removesuffix(".yaml") for entry in (VOCABULARY / folder).iterdir() if ".yaml" in entry.name
    )


def line(section, key):
    """The line of the reference that describes a thing, below the heading of its kind."""
    part = REFERENCE.split(f"## {section}\n")[1].split("\n## ")[0]
    (found,) = [each for each in part.splitlines() if each.startswith(f"| `{key}` |")]
    cells = [cell.strip() for cell in found.strip("|").split("|")]
    assert all(cells), f"{key}: an empty cell"
    return cells


@pytest.mark.parametrize("language", sorted({*words("titles")} - NO_LANGUAGE))
def test_a_language_has_cases_and_a_line(language):
    cases = YAML(typ="safe").load((CASES / f"titles_{language}.yaml").read_text("utf-8"))
    assert len(cases) >= ENOUGH
    assert line("Title languages", language)


def headers(dialect):
    """All headers that a dialect knows: of fields, and those that it is recognised by."""
    data = YAML(typ="safe").load((VOCABULARY / "crm" / f"{dialect}.yaml").read_text("utf-8"))
    lists = [data.get("signs", []), data.get("marks", [])]
    lists += [known for thing in data.values() if isinstance(thing, dict) for known in thing.values()]
    return data["crm"], {str(header) for known in lists for header in known}


@pytest.mark.parametrize("dialect", words("crm"))
def test_a_dialect_has_a_case_and_a_line(dialect):
    crm, own = headers(dialect)
    layouts = YAML(typ="safe").load((CASES / "crm_layouts.yaml").read_text("utf-8"))
    shown = [own & {*map(str, one["headers"])} for one in layouts if one.get("crm") == crm]
    assert max(map(len, shown), default=0) >= ENOUGH
    assert line("CRM dialects", dialect)


@pytest.mark.parametrize("rule", FINDINGS, ids=lambda rule: rule.code)
def test_a_finding_has_a_case_and_a_line(rule):
    tests = [path.read_text("utf-8") for path in (ROOT / "tests" / "coverage" / "findings").glob("test_*.py")]
    assert any(f'"{rule.code}"' in text for text in tests)
    _, _, threshold, source = line("Findings", rule.code)
    assert threshold == f"{rule.threshold:g} {rule.unit}"
    assert source == rule.source


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_has_a_line_and_is_known_as_ours(name):
    kind = FORMATS[name]
    told = line("Output formats", name)[1]
    assert all(f"`{file}`" in told for file in (*kind.files, *kind.personal))
    assert {*kind.files, *kind.personal} <= MARKS.keys()


def test_the_reference_describes_nothing_else():
    known = {*words("titles"), *words("crm"), *(rule.code for rule in FINDINGS), *FORMATS}
    assert {row.split("`")[1] for row in LINES} <= known


def test_a_new_format_is_written_without_a_further_edit(tmp_path, monkeypatch):
    """One entry in ``FORMATS`` is all: nothing else lists what is written by default."""
    for name in ("contacts.csv", "cast.yaml"):
        (tmp_path / name).write_bytes((ROOT / "fixtures" / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    kind = type(FORMATS["json"])
    monkeypatch.setitem(FORMATS, "txt", kind(lambda assessment, privacy: {"result.txt": b"fit\n"}, ("result.txt",)))
    monkeypatch.setitem(MARKS, "result.txt", MARKS["result.json"])
    assert run(["check", "contacts.csv", "--cast", "cast.yaml", "--out", "out", "-q"]) == 0
    assert (tmp_path / "out" / "result.txt").read_bytes() == b"fit\n"
