"""Whole runs on the shipped example, through the command line."""

from __future__ import annotations

import contextlib
import io
import json
import shutil

import jsonschema
import pandas as pd
import pytest

from personacheck.cli.app import run
from personacheck.report.formats import names, usual

FILES = {*names(usual()), "run.json"}
AS_OF = ["--as-of", "2026-09-30"]


@pytest.fixture(scope="module")
def example(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("example")
    for path in (root / "fixtures").iterdir():
        if path.is_file():
            shutil.copy(path, folder)
    return folder


@pytest.fixture
def inside(example, monkeypatch):
    monkeypatch.chdir(example)
    return example


def done(example, out, *arguments):
    """The folder that a check with the shipped cast wrote into, and what it said."""
    told, noted = io.StringIO(), io.StringIO()
    with contextlib.chdir(example), contextlib.redirect_stdout(told), contextlib.redirect_stderr(noted):
        assert run(["check", *arguments, "--cast", "cast.yaml", "--out", str(out), *AS_OF]) == 0
    return out, told.getvalue(), noted.getvalue()


@pytest.fixture(scope="module")
def workbook(example, tmp_path_factory):
    """A run on the workbook that holds contacts and accounts, with every file."""
    return done(example, tmp_path_factory.mktemp("workbook"), "export.xlsx")


@pytest.fixture(scope="module")
def two_files(example, tmp_path_factory):
    """A run on the same as two files of text, with one format."""
    return done(example, tmp_path_factory.mktemp("two"), "contacts.csv", "accounts.csv", "--format", "json")


def test_check_writes_all_files_and_speaks(workbook):
    out, told, noted = workbook
    assert {path.name for path in out.iterdir()} == FILES
    assert "Our six personas fit every main contact that can be judged at " in told
    assert "Not yet checked by people." in told
    assert noted == ""


def test_joined_export_and_two_files_say_the_same(workbook, two_files):
    first, second = (json.loads((out / "result.json").read_text("utf-8")) for out, *_ in (workbook, two_files))
    assert first["headline"]["contacts"] == second["headline"]["contacts"]
    assert first["gaps"] == second["gaps"]


def test_json_is_one_document_that_fits_its_schema_and_whose_rows_close(inside, tmp_path, capsys):
    assert run(["check", "export.xlsx", "--cast", "cast.yaml", "--out", str(tmp_path), "--json", *AS_OF]) == 0
    result = json.loads(capsys.readouterr().out)
    assert run(["schema", "result"]) == 0
    jsonschema.validate(result, json.loads(capsys.readouterr().out))
    assert result == json.loads((tmp_path / "result.json").read_text("utf-8"))
    rows = result["run"]["rows"]
    assert rows["read"] == rows["loaded"] + sum(rows["skipped"].values()) + rows["quarantined"]


def test_only_the_formats_asked_for_are_written(two_files):
    assert sorted(path.name for path in two_files[0].iterdir()) == ["result.json", "run.json"]


def test_match_has_one_row_for_every_contact_loaded(inside, tmp_path):
    out = tmp_path / "matches.csv"
    assert run(["match", "contacts.csv", "accounts.csv", "--cast", "cast.yaml", "--out", str(out), "-q"]) == 0
    table = pd.read_csv(out, dtype=str, keep_default_na=False)
    assert list(table) == ["record_id", "account", "status", "persona", "alternatives", "source", "score", "reason"]
    assert len(table) == len(pd.read_csv("contacts.csv", dtype=str))
    assert table["record_id"].is_unique
    assert pd.to_numeric(table["score"]).between(0, 1).all()


def test_inspect_says_how_a_file_was_understood(inside, capsys):
    assert run(["inspect", "contacts.csv", "accounts.csv", "--json"]) == 0
    contacts, accounts = json.loads(capsys.readouterr().out)
    keys = {"file", "kind", "encoding", "sheet", "header_row", "crm", "columns", "fill", "rows", "quarantined", "notes"}
    assert keys <= set(contacts)
    assert "title" in contacts["columns"]
    assert accounts["object"] == "accounts"
    assert run(["inspect", "contacts.csv"]) == 0
    assert "contacts.csv" in capsys.readouterr().out


def test_lint_reads_each_persona_back(inside, capsys):
    assert run(["lint", "cast.yaml", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["sentences"]) == 6
    assert "scope-unstated" in {finding["code"] for finding in told["findings"]}


@pytest.mark.parametrize("arguments", [["--version"], ["schema", "cast"], ["schema", "settings"], ["demo", "--help"]])
def test_small_commands(arguments, capsys):
    assert run(arguments) == 0
    assert capsys.readouterr().out


def test_no_escape_codes_in_a_pipe(inside, tmp_path, capfd):
    assert run(["demo", "--out", str(tmp_path)]) == 0
    told = capfd.readouterr()
    assert told.out
    assert "\x1b" not in told.out + told.err
