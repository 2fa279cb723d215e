"""``from personacheck import check``: the same as the command, typed, silent, and shown in a notebook."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import personacheck
from personacheck import Result, check
from personacheck.cli.app import run
from personacheck.errors import CastError, ExportError, LabelsError, OutputError, SettingsError, UsageError

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs/how-to/from-python.md").read_text("utf-8")
AS_OF = "2026-09-30"


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    for name in ("contacts.csv", "accounts.csv", "cast.yaml", "personacheck.toml"):
        shutil.copy(ROOT / "fixtures" / name, folder)
    return folder


@pytest.fixture(scope="module")
def result(example):
    exports = [example / "contacts.csv", str(example / "accounts.csv")]
    return check(exports, example / "cast.yaml", settings=example / "personacheck.toml", as_of=date(2026, 9, 30))


def test_it_is_what_the_command_writes(result, example, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(example)
    command = ["check", "contacts.csv", "accounts.csv", "--cast", "cast.yaml", "--as-of", AS_OF, "--no-record"]
    assert run([*command, "--out", str(tmp_path / "command")]) == 0
    capsys.readouterr()
    paths = result.save(tmp_path / "library", ["csv", "json"])
    assert capsys.readouterr() == ("", "")
    assert [path.name for path in paths] == ["result.json", "contacts.csv", "accounts.csv", "run.json"]
    for name in ("contacts.csv", "accounts.csv"):
        assert (tmp_path / "library" / name).read_bytes() == (tmp_path / "command" / name).read_bytes()
    commanded = json.loads((tmp_path / "command/result.json").read_text("utf-8"))
    assert json.loads(result.to_json()) == {**commanded, "review": None}  # history is the command's
    table = (tmp_path / "command/contacts.csv").read_text("utf-8-sig").splitlines()
    assert ",".join(result.contacts.columns) == table[0]
    assert len(result.contacts) == len(table) - 1


def test_pyarrow_beside_it_changes_nothing(result, example):
    """Texts that pandas were left to keep as it likes would be refused here without pyarrow, and with it be its own."""
    with pd.option_context("mode.string_storage", "pyarrow"):
        exports = [example / "contacts.csv", example / "accounts.csv"]
        again = check(exports, example / "cast.yaml", settings=example / "personacheck.toml", as_of=AS_OF)
        assert pd.get_option("mode.string_storage") == "pyarrow"
    assert again.to_json() == result.to_json()
    pd.testing.assert_frame_equal(again.contacts, result.contacts)
    pd.testing.assert_frame_equal(again.accounts, result.accounts)


def test_a_notebook_shows_it_and_names_nobody(result):
    shown = result._repr_html_()
    assert repr(result).removeprefix("<personacheck.Result: ").removesuffix(">") in shown
    headline = result.figures.headline.accounts
    assert f"<td>{headline.covered} of {headline.judged}</td>" in shown
    assert result.figures.gaps[0].title in shown
    assert "<script" not in shown
    assert shown.count("<div") == shown.count("</div>") == 1
    assert not [name for name in result.accounts["account"].unique() if name and name in shown]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"exports": "nowhere.csv"}, ExportError),
        ({"cast": "nowhere.yaml"}, CastError),
        ({"settings": "nowhere.toml"}, SettingsError),
        ({"labels": "nowhere.csv"}, LabelsError),
        ({"as_of": "yesterday"}, UsageError),
    ],
)
def test_it_raises_what_it_documents_and_prints_nothing(example, capsys, changed, error):
    given = {"exports": example / "contacts.csv", "cast": example / "cast.yaml", "as_of": AS_OF, **changed}
    with pytest.raises(error) as caught:
        check(given.pop("exports"), given.pop("cast"), **given)
    assert caught.value.problems[0].step
    assert capsys.readouterr() == ("", "")


def test_a_place_that_cannot_be_written_is_an_error(result, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError):
        result.save(tmp_path / "file")


def test_importing_is_cheap_and_what_is_not_public_is_not_there():
    code = "import personacheck, sys; personacheck.__version__; print([m for m in sys.modules if 'personacheck.' in m])"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT).stdout
    assert loaded.strip() == "[]"
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        _ = personacheck.chekc


def test_the_page_lists_what_is_public_and_no_more():
    listed = set(re.findall(r"^\| `(\S+)` \|", PAGE.split("## What is stable")[1], re.MULTILINE))
    members = {f"Result.{name}" for name in dir(Result) if not name.startswith("_")} | {"Result.figures"}
    assert listed == {*personacheck.__all__, *members, "errors"}
    assert (Path(personacheck.__file__).parent / "py.typed").is_file()


def test_the_scheduled_job_runs_and_tells_what_is_wrong(example, tmp_path):
    job = [sys.executable, ROOT / "docs/examples/scheduled_job.py"]
    for name in ("contacts.csv", "accounts.csv", "cast.yaml"):
        shutil.copy(example / name, tmp_path)
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    ran = subprocess.run(job, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert len(list(tmp_path.glob("persona-fit/*/report.html"))) == 1
    (tmp_path / "cast.yaml").unlink()
    ran = subprocess.run(job, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "error: cast.yaml: no such file. Create one with: personacheck init\n"
