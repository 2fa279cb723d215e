"""Did you mean: a word, a file."""

from __future__ import annotations

import pytest

from personacheck.cli.app import run
from personacheck.nearest import did_you_mean, file_meant


@pytest.mark.parametrize(
    ("text", "known", "told"),
    [
        ("Titel", ["title", "level"], "Did you mean title?"),
        ("TITLE", ["title", "level"], "Did you mean title?"),
        (7, ["title", "level"], "Known: title, level."),
    ],
)
def test_the_nearest_word_or_all_of_them(text, known, told):
    assert did_you_mean(text, known) == told


def test_a_file_beside_is_meant_and_never_a_folder(tmp_path):
    (tmp_path / "contacts.xlsx").touch()
    (tmp_path / "contact.csv").mkdir()
    assert file_meant(tmp_path / "contact.csv.txt", "-") == "Did you mean contacts.xlsx?"
    (tmp_path / "contacts.xlsx").unlink()
    assert file_meant(tmp_path / "contact.csv.txt", "-") == "-"
    assert file_meant(tmp_path / "none" / "contact.csv", "-") == "-"


@pytest.mark.parametrize("command", ["inspect customers.csv", "check contacts.csv --cast customers.yaml"])
def test_exports_and_casts_propose_files_alike(tmp_path, monkeypatch, capsys, command):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "customers").mkdir()
    (tmp_path / "contacts.csv").write_text("Name,Title\nA B,CIO\n", encoding="utf-8")
    (tmp_path / "customer-2026.csv").touch()
    run(command.split())
    assert "Did you mean customer-2026.csv?" in capsys.readouterr().err
