"""``init``: a starter cast, or one drafted from an export; what it proposes to do next works when pasted."""

from __future__ import annotations

import csv
import json
import shlex
from pathlib import Path

import pytest

from personacheck.cli.app import run
from personacheck.settings.file import load_settings

ROLES = {"CFO": 9, "Accountant": 8, "Head of IT": 7, "Network Administrator": 6, "Nurse": 4}
AS_OF = ["--as-of", "2026-09-30"]


def export(path, titles, header="Job Title"):
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["Contact ID", "First Name", "Last Name", header, "Company"])
        for number, title in enumerate(titles):
            rows.writerow([f"c-{number}", "Ada", f"Quell{number}", title, f"Firm {number % 7}"])
    return path.name


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def roles(here):
    return export(here / "contacts.csv", [title for title, number in ROLES.items() for _ in range(number)])


def next_commands(output):
    return [line.strip() for line in output.split("Next:\n")[1].splitlines()]


def test_what_was_drafted_is_told(roles, capsys):
    assert run(["init", "--from", roles, *AS_OF]) == 0
    told = capsys.readouterr().out
    assert "Finance leads: Hypothesis: interview first. Drafted from 9 contacts at 7 accounts." in told
    assert "A draft made from an export, which fits by construction: no persona states evidence yet." in told


def test_where_nothing_can_be_drafted_nothing_is_written(here, capsys):
    name = export(here / "bad.csv", ["CFO", "CIO", "Buyer"])
    assert run(["init", "--from", name]) == 3
    assert "no role is held by five contacts at three accounts: 3 titles read" in capsys.readouterr().err
    assert [path.name for path in here.iterdir()] == ["bad.csv"]


def test_it_names_nobody(roles):
    assert run(["init", "--from", roles, *AS_OF]) == 0
    for path in Path().glob("cast.*"):
        assert b"Quell" not in path.read_bytes()
    assert "Quell" not in Path("personacheck.toml").read_text("utf-8")


def test_the_next_three_commands_work_when_pasted(roles, capsys):
    assert run(["init", "--from", roles, *AS_OF, "my cast"]) == 0
    commands = next_commands(capsys.readouterr().out)
    assert [command.split()[1] for command in commands] == ["lint", "check", "sample"]
    for command in commands:
        assert run(shlex.split(command)[1:]) == 0, command


def test_settings_hold_the_column_of_titles_and_offer_the_others(here):
    name = export(here / "people.csv", ["CFO"] * 6, header="Funktion im Unternehmen")
    Path("personacheck.toml").write_text('[export.columns]\ntitle = "Funktion im Unternehmen"\n', encoding="utf-8")
    assert run(["init", "--from", name, "new", "--quiet"]) == 0
    settings = load_settings(Path("new/personacheck.toml"), environment={})
    assert settings.export.columns == {"title": "Funktion im Unternehmen"}
    assert '# account = "Company"' in Path("new/personacheck.toml").read_text("utf-8")
    assert settings.cast == "cast.yaml"


def test_settings_that_are_there_stay(roles, capsys):
    Path("personacheck.toml").write_text('purpose = "mine"\n', encoding="utf-8")
    assert run(["init", "--from", roles, *AS_OF]) == 0
    assert Path("personacheck.toml").read_text("utf-8") == 'purpose = "mine"\n'
    assert "Kept personacheck.toml" in capsys.readouterr().out


CAST = "version: 1\nname: Ours\npersonas:\n  - {id: it, name: Ingrid, titles: [head of it]}\n"


def test_beside_a_cast_of_ones_own_it_writes_the_settings_that_are_missing(roles, capsys):
    Path("cast.yaml").write_text(CAST, encoding="utf-8")
    assert run(["history", "list"]) == 2
    assert run(["init"]) == 0
    assert capsys.readouterr().out == "Wrote personacheck.toml\nKept cast.yaml\n"
    assert Path("cast.yaml").read_text("utf-8") == CAST
    assert run(["history", "list"]) == 0
    assert run(["check", roles, *AS_OF, "--fail-if-worse", "1"]) == 0


def test_beside_a_cast_of_ones_own_an_export_gives_the_columns(roles, capsys):
    Path("cast.yaml").write_text(CAST, encoding="utf-8")
    assert run(["init", "--from", roles, *AS_OF]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Wrote personacheck.toml\nKept cast.yaml\nNext:")
    assert "Hypothesis" not in said
    assert Path("cast.yaml").read_text("utf-8") == CAST
    assert "title =" in Path("personacheck.toml").read_text("utf-8")


def test_where_all_is_there_the_same_command_is_proposed_for_another_folder(roles, capsys):
    assert run(["init", "--from", roles, *AS_OF]) == 0
    assert run(["init", "--from", roles, *AS_OF]) == 5
    other = capsys.readouterr().err.split("choose another folder: ")[1].splitlines()[0].split()
    assert other == ["personacheck", "init", "--from", roles, "customer-cast"]
    assert run([*other[1:], *AS_OF]) == 0


def test_contacts_of_no_known_customer_are_said_to_be_so_and_can_be_drafted_from_alone(here, capsys):
    contacts = export(here / "contacts.csv", ["CFO"] * 9 + ["Head of IT"] * 8)
    (here / "accounts.csv").write_text("Account Name,Type\nFirm 3,Customer\n", encoding="utf-8")
    assert run(["init", "--from", contacts, "accounts.csv"]) == 3
    said = capsys.readouterr().err
    assert "15 of 17 contacts belong to no known customer." in said
    alone = said.split("Draft from the contacts alone: ")[1].split()
    assert alone == ["personacheck", "init", "--from", "contacts.csv"]
    assert run(alone[1:]) == 0


def test_what_is_wrong_with_every_persona_of_a_draft_is_said_once(roles, capsys):
    assert run(["init", "--from", roles, *AS_OF, "--quiet"]) == 0
    assert run(["lint", "cast.yaml", *AS_OF]) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("no-evidence: ")]
    assert said == [
        "no-evidence: Finance leads lists no interviews: an internal assumption so far. The same applies to Accounting "
        "staff, IT leads and Networks staff. Interview five people in the role, and record that as "
        "evidence."
    ]


def test_a_file_that_is_not_there_is_no_folder(roles, here, capsys):
    assert run(["init", "--from", roles, "acounts.csv"]) == 3
    assert "no such file" in capsys.readouterr().err
    assert run(["init", "one", "two"]) == 2
    assert "takes one folder, but got 2" in capsys.readouterr().err


def test_every_report_on_a_draft_says_so_first_until_it_states_evidence(roles, here, capsys):
    assert run(["init", "--from", roles, *AS_OF, "--quiet"]) == 0
    draft = "A draft made from an export, which fits by construction"
    check = ["check", roles, "--cast", "cast.yaml", *AS_OF]
    assert run([*check, "--out", "out"]) == 0
    assert capsys.readouterr().out.startswith(f"{draft}: no persona states evidence yet.\n")
    result = json.loads((here / "out/result.json").read_text("utf-8"))
    assert result["draft"] == f"{draft}: no persona states evidence yet"
    assert result["headline"]["contacts"]["covered"] == 30
    page = (here / "out/report.html").read_text("utf-8")
    assert draft in page.split("</h1>")[0].split("<h1")[1]
    assert run(["review", roles, "--cast", "cast.yaml", "--as-of", "2026-10-30", "--format", "markdown"]) == 0
    assert draft in capsys.readouterr().out.splitlines()[2]

    text = Path("cast.yaml").read_text("utf-8").replace("kind: primary", "evidence: {interviews: 5}", 1)
    Path("cast.yaml").write_text(text, encoding="utf-8")
    assert run([*check, "--out", "out"]) == 0
    assert capsys.readouterr().out.startswith(f"{draft}: three of its four personas state no evidence yet.\n")
    Path("cast.yaml").write_text(text.replace("kind: primary", "evidence: {interviews: 5}"), encoding="utf-8")
    assert run([*check, "--out", "out"]) == 0
    assert capsys.readouterr().out.startswith("Our four personas fit every main contact")
    assert json.loads((here / "out/result.json").read_text("utf-8"))["draft"] == ""


def test_the_starter_has_no_finding_but_the_honest_ones(here, capsys):
    assert run(["init"]) == 0
    assert run(["lint", "cast.yaml", "--json"]) == 0
    found = {
        finding["code"] for finding in json.loads(capsys.readouterr().out.split("personacheck.toml\n")[1])["findings"]
    }
    assert found == {"scope-unstated", "no-evidence", "stale-persona"}
