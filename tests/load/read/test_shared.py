"""The input sets beside the checkout: every file is read, or refused in words."""

from __future__ import annotations

import csv

import pytest

from personacheck.errors import ExportError
from personacheck.load.read.files import read_table
from personacheck.vocabulary.dialects import is_known_header

pytestmark = pytest.mark.shared


def outcome(path) -> tuple[int | None, str]:
    """Loaded rows, or None; and what was said."""
    try:
        table = read_table(path, sheet=None, encoding=None, is_known=is_known_header)
    except ExportError as error:
        assert len(error.lines()) <= 3
        return None, " ".join(error.lines())
    assert table.read == len(table.frame) + sum(table.skipped.values()) + table.quarantined
    return len(table.frame), " ".join(table.notes)


def test_hostile_files_are_as_their_manifest_wants(shared):
    """What a reader can do by itself; ``make hostile`` holds the whole door against the manifest."""
    wrong = []
    later = ("x22", "x27", "x37", "x38")  # refused when the columns are understood
    with (shared / "hostile" / "MANIFEST.csv").open(encoding="utf-8") as manifest:
        cases = [case for case in csv.DictReader(manifest) if case["file"][0] in "xc" and case["file"][:3] not in later]
    for case in cases:
        rows, said = outcome(shared / "hostile" / case["file"])
        names = [name.strip() for name in case["error_names"].split("/")]
        named = any(name.casefold() in said.casefold() for name in names)
        right = named if rows is None else not case["rows"] or rows == int(case["rows"])
        if not right or (case["kind"] != "either" and (rows is None) != (case["kind"] == "error")):
            wrong.append((case["file"], rows, said))
    assert len(cases) > 50
    assert wrong == []


def test_messy_files_are_read_or_refused_in_words(shared):
    paths = sorted(path for path in (shared / "data" / "messy").rglob("*") if path.is_file())
    outcomes = [outcome(path) for path in paths]
    assert len(outcomes) == 70
    assert sum(rows is not None for rows, _ in outcomes) > 25


def test_crm_layouts_are_read_whole(shared):
    for path in sorted((shared / "data" / "crm").glob("*.csv")):
        rows, said = outcome(path)
        if "headeronly" in path.name:
            assert "no rows" in said
        else:
            assert rows, said
