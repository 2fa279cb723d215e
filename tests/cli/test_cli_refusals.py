"""Bad input: the exit code, at most three lines, the file, the place, the next step; nothing half written."""

from __future__ import annotations

import json

import pytest

from personacheck.cli.app import run

CAST = """version: 1
name: Small cast
personas:
  - id: buyer
    name: Bea, buyer
    titles: [buyer]
"""

SETTINGS = {
    "renamed": '[review]\nrenamed = {purchaser = "bayer"}\n',
    "mark": "[findings]\nstale = 30\n",
    "gate": "[gates]\nby-heart = 50\n",
    "columns": '[export.columns]\ntitel = "Job Title"\nemail = "Mail"\n',
    "types": '[export.types]\ncustmer = ["Kd"]\n',
    "axes": '[axes.region]\ncolumn = "Region"\n',
    "valuse": '[axes.region]\ncolumn = "Company"\nvaluse = ["North"]\n',
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "cast.yaml").write_text(CAST, encoding="utf-8")
    (tmp_path / "contacts.csv").write_text("Contact ID,Job Title,Company\n001,Buyer,Nordlicht\n", encoding="utf-8")
    (tmp_path / "no_title.csv").write_text("Contact ID,Company,City\n001,Nordlicht,Kiel\n", encoding="utf-8")
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "header.csv").write_text("Contact ID,Job Title,Company\n", encoding="utf-8")
    (tmp_path / "unknown_key.yaml").write_text(CAST.replace("titles:", "titels:"), encoding="utf-8")
    (tmp_path / "twice.yaml").write_text(CAST + CAST.partition("personas:\n")[2], encoding="utf-8")
    faults = "  - id: p{n}\n    titels: [x{n}]\n    {key}: it\n"
    five = CAST.replace("titles", "titels") + "".join(faults.format(n=n, key="side" if n else "kind") for n in range(3))
    five = five.replace("    titels: [buyer]", "    titels: [buyer]\n    funktions: it")
    (tmp_path / "five_faults.yaml").write_text(five, encoding="utf-8")
    wrong = '[accounts]\nmain_contacts = "five"\n[export]\nown_domains = "nordlicht.example"\n'
    (tmp_path / "wrong.toml").write_text(wrong, encoding="utf-8")
    for name, text in SETTINGS.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


CASES = [
    (["check", "contact.csv", "--cast", "cast.yaml"], 3, ["contact.csv", "contacts.csv"]),
    (["check", "no_title.csv", "--cast", "cast.yaml"], 3, ["no_title.csv", "title"]),
    (["check", "empty.csv", "--cast", "cast.yaml"], 3, ["empty.csv", "empty"]),
    (["check", "header.csv", "--cast", "cast.yaml"], 3, ["header.csv", "no rows"]),
    (["check", "contacts.csv", "cast.yaml", "--cast", "cast.yaml"], 3, ["cast.yaml", "not an export", "--cast"]),
    (["check", "contacts.csv", "--cast", "nowhere.yaml"], 2, ["nowhere.yaml"]),
    (["check", "contacts.csv", "--cast", "."], 2, [".", "folder", "cast.yaml"]),
    (["check", "contacts.csv", "--cast", "cast.yaml", "--config", "wrong.toml"], 2, ["main_contacts", "whole number"]),
    (
        ["check", "contacts.csv", "--cast", "cast.yaml", "--config", "wrong.toml"],
        2,
        ["own_domains", "a list"],
    ),
    (
        ["review", "contacts.csv", "--cast", "cast.yaml", "--config", "renamed.toml"],
        2,
        ["renamed.toml, review.renamed", "bayer"],
    ),
    (["check", "contacts.csv", "--cast", "unknown_key.yaml"], 2, ["unknown_key.yaml", "line 6", "titels", "titles"]),
    (["check", "contacts.csv", "--cast", "twice.yaml"], 2, ["twice.yaml", "buyer"]),
    (["check", "q3/contacts.csv", "--cast", "q3/cast.yml"], 2, ["q3/contacts.csv", "q3/cast.yml"]),
    (["explain", "--id", "1", "none.csv", "--cast", "none.yaml"], 2, ["none.csv", "none.yaml"]),
    (["compare", "no.yaml", "not.yaml", "none.csv"], 2, ["no.yaml", "not.yaml", "none.csv"]),
    (["check", "contacts.csv"], 2, ["--cast"]),
    (["check", "contacts.csv", "--cast", "cast.yaml", "--format", "htlm"], 2, ["htlm", "html"]),
    (["check", "contacts.csv", "--cast", "cast.yaml", "--as-of", "yesterday"], 2, ["--as-of", "2026-09-30"]),
    (["check", "contacts.csv", "--cast", "cast.yaml", "--frmat", "html"], 2, ["--frmat", "--format"]),
    (
        ["check", "contacts.csv", "--cast", "cast.yaml", "--config", "columns.toml"],
        2,
        ["columns.toml, export.columns.titel", "columns.toml, export.columns.email", "Did you mean title?"],
    ),
    (
        ["check", "contacts.csv", "--cast", "cast.yaml", "--config", "columns.toml"],
        2,
        ['the settings ask for a column "Mail"', "Without this line the column is found by its header."],
    ),
    (
        ["check", "contacts.csv", "--cast", "cast.yaml", "--config", "types.toml"],
        2,
        ["types.toml, export.types.custmer"],
    ),
    (["check", "contacts.csv", "--cast", "cast.yaml", "--config", "axes.toml"], 2, ["axes.toml, axes.region"]),
    (
        ["check", "contacts.csv", "--cast", "cast.yaml", "--config", "valuse.toml"],
        2,
        ["valuse.toml, axes.region.valuse", "Use one of: column, bands, groups."],
    ),
    (["lint", "cast.yaml", "--config", "mark.toml"], 2, ["mark.toml, findings.stale", "no such finding"]),
    (
        ["check", "contacts.csv", "--cast", "cast.yaml", "--config", "gate.toml"],
        2,
        ["gate.toml, gates.by-heart", "not a gate"],
    ),
    (["lint", "twice.yaml"], 2, ["twice.yaml"]),
    (["lint", "five_faults.yaml"], 2, ["line 6", "titels", "line 9", "line 12", "line 15", "funktions", "line 7"]),
    (["check", "cast.yaml", "--cast", "contacts.csv"], 2, ["contacts.csv: looks like an export", "swapped", "--cast"]),
    (["check", "contacts.csv", "--fail-if-worse"], 2, ["See: personacheck check --help"]),
    (["history", "prune", "--keep"], 2, ["See: personacheck history prune --help"]),
    (["suggest", "contacts.csv", "--cast", "cast.yaml", "--out", "cast.yaml"], 5, ["cast.yaml: already exists"]),
    (["suggest", "contacts.csv", "--cast", "cast.yaml", "--out", "new.csv"], 2, ["new.csv", "new.yaml"]),
    (["schema", "castt"], 2, ["castt", "cast"]),
]


@pytest.mark.parametrize(("arguments", "code", "named"), CASES, ids=lambda value: str(value)[:60])
def test_a_refusal_is_short_and_names_what_to_do(folder, capsys, arguments, code, named):
    before = sorted(folder.iterdir())
    assert run(arguments) == code
    told = capsys.readouterr()
    lines = told.err.splitlines()
    assert told.out == ""
    assert 1 <= len(lines) <= 3
    assert not [name for name in named if name not in told.err]
    assert "Traceback" not in told.err
    assert sorted(folder.iterdir()) == before


def test_all_problems_are_told_under_json(folder, capsys):
    assert run(["check", "no_title.csv", "--cast", "cast.yaml", "--json"]) == 3
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["exit_code"] == 3
    assert {"file", "place", "cause", "step"} == set(error["problems"][0])


@pytest.mark.parametrize("group", ["config", "history"])
def test_a_group_of_commands_alone_shows_what_it_holds(group, capsys):
    assert run([group]) == 0
    told = capsys.readouterr()
    assert f"Usage: personacheck {group}" in told.out
    assert told.err == ""


def test_inspect_answers_where_check_refuses(folder, capsys):
    assert run(["inspect", "no_title.csv"]) == 0
    assert "City" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["columns", "types", "axes"])
def test_inspect_asks_what_check_refuses_in_the_settings(folder, capsys, name):
    assert run(["check", "contacts.csv", "--cast", "cast.yaml", "--config", f"{name}.toml"]) == 2
    refused = [line.removeprefix("error: ") for line in capsys.readouterr().err.splitlines()]
    assert run(["inspect", "contacts.csv", "--config", f"{name}.toml"]) == 0
    told = capsys.readouterr().out
    assert [line for line in told.splitlines() if "To settle: " in line] == [
        f"  note: To settle: {problem}" for problem in refused
    ]
    assert "title          ← Job Title" in told
    assert "personacheck check" not in told.partition("Next:")[2]


def test_contacts_of_whom_nobody_can_be_judged_are_exported_again(folder, capsys):
    (folder / "blank.csv").write_text("Contact ID,Job Title,Company\n001,,Nordlicht\n002,,Kiel\n", encoding="utf-8")
    assert run(["inspect", "blank.csv"]) == 0
    told = capsys.readouterr().out
    assert 'the column of the title is empty; export it again with "Job Title"' in told
    assert "personacheck check" not in told
    assert run(["check", "blank.csv", "--cast", "cast.yaml", "--no-record", "--out", "out"]) == 0
    told = capsys.readouterr().out
    assert "export the contacts again with their job titles" in told
    assert "How these files were read: personacheck inspect blank.csv\n" in told
    assert "personacheck sample" not in told


def test_a_bug_is_told_in_words(folder, capsys, monkeypatch):
    monkeypatch.setattr("personacheck.settings.file.find_settings", lambda _folder: 1 / 0)
    assert run(["check", "contacts.csv", "--cast", "cast.yaml"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("bug: ZeroDivisionError in test_cli_refusals.py")
    assert "Traceback" not in told


def test_an_export_without_accounts_is_counted_by_contacts(folder, capsys):
    (folder / "people.csv").write_text("Contact ID,Job Title\n001,Buyer\n", encoding="utf-8")
    assert run(["check", "people.csv", "--cast", "cast.yaml", "--no-record", "--out", "out"]) == 0
    told = capsys.readouterr().out
    assert "fits the one contact, which is assumed" in told
    assert "account" not in told.partition("Rows:")[0]


def test_one_account_and_one_contact_are_told_as_one(folder, capsys):
    (folder / "one.csv").write_text("Contact ID,Job Title,Company\n001,Chief Financial Officer,Nordlicht\n", "utf-8")
    assert run(["check", "one.csv", "--cast", "cast.yaml", "--no-record", "--out", "out"]) == 0
    assert "1 account, 1 contact." in capsys.readouterr().out


def test_lint_takes_the_cast_of_the_settings(folder, capsys):
    (folder / "personacheck.toml").write_text('cast = "cast.yaml"\n', encoding="utf-8")
    assert run(["lint"]) == 0
    assert "Bea" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["Leiter", "Einkauf"], ["Head", "of", "IT"]])
def test_a_title_without_quotes_is_told_how_to_be_written(words, root, capsys):
    assert run(["explain", *words, "--cast", str(root / "fixtures" / "cast.yaml")]) == 2
    told = capsys.readouterr().err
    assert f'Put it in quotes: personacheck explain "{" ".join(words)}"' in told
    assert f"takes one title, but got {len(words)}" in told
