"""``-`` reads what is piped in, and hands on what is written: tried through real pipes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from personacheck.cli.app import run
from personacheck.cli.streams import where

CSV = (
    "Contact ID,First Name,Last Name,Job Title,Company\nC1,Ada,Aal,Head of IT,Alpha AG\nC2,Bo,Bel,Zookeeper,Beta Ltd\n"
)
CAST = "version: 1\npersonas:\n  - {id: it, name: Ingrid, summary: Decides on IT., titles: [head of it]}\n"
AS_OF = ["--as-of", "2026-09-30"]


@pytest.fixture
def piped(tmp_path, monkeypatch):
    """Run the program in a folder with an export and a cast, and hand it bytes."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contacts.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "cast.yaml").write_text(CAST, encoding="utf-8")

    def program(content: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "personacheck", *arguments]
        return subprocess.run(command, input=content, capture_output=True, check=False, timeout=600)

    return program


def test_a_destination_is_called_by_its_name():
    assert [where(Path(out)) for out in ("-", "q3/matches.csv")] == ["standard output", str(Path("q3/matches.csv"))]


def test_an_export_is_piped_through(piped, tmp_path):
    done = piped(CSV.encode(), "match", "-", "--cast", "cast.yaml", "--out", "-", *AS_OF)
    assert done.returncode == 0
    assert run(["match", "contacts.csv", "--cast", "cast.yaml", "--out", "file.csv", "-q", *AS_OF]) == 0
    assert done.stdout == (tmp_path / "file.csv").read_bytes()
    assert b"2 contacts matched: standard output" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"contacts.csv", "cast.yaml", "file.csv"}


def test_a_cast_is_piped_in_and_a_workbook_out(piped, tmp_path):
    done = piped(CAST.encode(), "sample", "contacts.csv", "--cast", "-", "--random", "2", "--out", "-", *AS_OF)
    assert done.returncode == 0
    assert b"learn" not in done.stderr
    (tmp_path / "sheet.xlsx").write_bytes(done.stdout)
    assert load_workbook(tmp_path / "sheet.xlsx").worksheets


def test_a_workbook_is_told_from_its_bytes(piped, root):
    done = piped((root / "fixtures" / "export.xlsx").read_bytes(), "inspect", "-")
    assert done.returncode == 0
    assert done.stdout.startswith(b"stdin.xlsx: xlsx")
    assert b"The name ends in" not in done.stdout


def test_the_commands_printed_hold_what_was_typed(piped):
    done = piped(CSV.encode(), "check", "-", "--cast", "cast.yaml", "--out", "run", *AS_OF)
    assert done.returncode == 0
    assert b"personacheck sample - --cast cast.yaml" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["match", "-", "--cast", "-", "--out", "x.csv"], b"- is given twice. Give the others as files."),
        (["check", "contacts.csv", "--cast", "cast.yaml", "--out", "-"], b"Name a folder; --json prints the result"),
        (["match", "-", "--cast", "cast.yaml", "--out", "x.csv"], b"stdin.csv: the file is empty"),
    ],
)
def test_what_cannot_work_is_refused_in_words(piped, tmp_path, arguments, cause):
    done = piped(b"", *arguments)
    assert done.returncode in {2, 3}
    assert cause in done.stderr
    assert done.stdout == b""
    assert len(list(tmp_path.iterdir())) == 2
