"""Names that promise another kind of file, settings that are passed over, runs that are not kept: each is said."""

from __future__ import annotations

import pytest

from personacheck.cli.app import run

CSV = "Contact ID,Last Name,Job Title,Company\nC1,Aal,Head of IT,Alpha AG\nC2,Bel,Zookeeper,Beta Ltd\n"
CAST = "version: 1\npersonas:\n  - {id: it, name: Ingrid, summary: Decides on IT., titles: [head of it]}\n"
INPUTS = ["contacts.csv", "--cast", "cast.yaml", "--as-of", "2026-09-30"]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contacts.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "cast.yaml").write_text(CAST, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("command", "out", "step"),
    [
        ("match", "matches.xlsx", "a .csv file is written, but the name ends in .xlsx. Name it matches.csv."),
        ("sample", "sheet.csv", "a .xlsx file is written, but the name ends in .csv. Name it sheet.xlsx."),
        ("sample", "sheet", "its name lacks .xlsx. Name it sheet.xlsx."),
        ("check", "report.xlsx", "must be a folder: this command writes several files. Name a folder: --out report"),
    ],
)
def test_an_ending_that_is_not_written_is_refused_with_the_name_that_is(folder, capsys, command, out, step):
    assert run([command, *INPUTS, "--out", out]) == 2
    assert step in capsys.readouterr().err
    assert not (folder / out).exists()


def test_a_name_with_a_dot_is_a_folder(folder):
    assert run(["check", *INPUTS, "--out", "q3.2026", "--format", "json"]) == 0
    assert (folder / "q3.2026" / "result.json").is_file()


@pytest.mark.parametrize(
    "command",
    [
        ["inspect", "contacts.csv"],
        ["lint", "cast.yaml"],
        ["match", *INPUTS, "--out", "matches.csv"],
        ["sample", *INPUTS, "--out", "sheet.xlsx"],
        ["suggest", *INPUTS],
        ["compare", "cast.yaml", "next.yaml", "contacts.csv"],
        ["check", *INPUTS, "--format", "json"],
        ["review", *INPUTS],
    ],
    ids=lambda command: command[0],
)
def test_settings_of_the_folder_that_are_passed_over_are_named(folder, capsys, command):
    for name in ("personacheck.toml", "other.toml"):
        (folder / name).write_text("", encoding="utf-8")
    (folder / "next.yaml").write_text(CAST.replace("head of it", "zookeeper"), encoding="utf-8")
    told = "note: this run uses the settings in other.toml; personacheck.toml in this folder is not read."
    assert run([*command, "--config", "other.toml"]) == 0
    assert told in capsys.readouterr().err
    assert run([*command, "--config", "./personacheck.toml"]) == 0
    assert told not in capsys.readouterr().err


def test_without_settings_it_is_said_that_a_run_is_not_kept(folder, capsys):
    check = ["check", *INPUTS, "--out", "out", "--format", "json"]
    assert run(check) == 0
    assert "this run is not recorded for reviews; record it with --history history.sqlite3" in capsys.readouterr().err
    assert run([*check, "--history", "history.sqlite3"]) == 0
    assert (folder / "history.sqlite3").is_file()
    assert "not kept" not in capsys.readouterr().err


def test_the_crm_block_of_the_docs_works_as_it_stands(folder, root):
    text = (root / "docs" / "files.md").read_text(encoding="utf-8")
    block = next(part for part in text.split("```yaml\n")[1:] if "crm:" in part.partition("```")[0])
    (folder / "cast.yaml").write_text(block.partition("```")[0], encoding="utf-8")
    hubspot = "Record ID,Last Name,Job Title,Associated Company IDs,Lead Status\n20051,Aal,Head of IT,3001,\n"
    salesforce = CSV.replace("C1", "003Ab00000CdEfGIAZ").replace("C2", "003Ab00000CdEfHIAZ")
    for crm, table, value in (("hubspot", hubspot, "20051,persona_1"), ("salesforce", salesforce, "IAZ,IT leader")):
        (folder / "contacts.csv").write_text(table, encoding="utf-8")
        assert run(["export", *INPUTS, "--crm", crm, "--out", f"{crm}.csv"]) == 0
        assert value in (folder / f"{crm}.csv").read_text(encoding="utf-8")
