"""Canaries: distinctive values in every field of an export, through all commands, and where they may come out."""

from __future__ import annotations

import csv

import canaries as c
import pytest

from personacheck.report.page import page

pytestmark = pytest.mark.safety


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """A folder after all commands, and what each of them said, its exit code before it."""
    folder = tmp_path_factory.mktemp("folder")
    c.write(folder)
    said = {}
    for name, arguments in c.COMMANDS.items():
        if name == "learn":
            c.fill(folder / "sheet.xlsx")
        said[name] = c.run(folder, arguments)
    return folder, said


def shown(text: str, *marks: str) -> list[str]:
    """Marks that a text holds, with what stands around them."""
    low = text.lower()
    return [low[max(0, low.index(mark) - 60) : low.index(mark) + 60] for mark in marks if mark in low]


def test_every_command_did_its_work(ran):
    folder, said = ran
    assert {name: code for name, (code, _) in said.items() if code not in {0, 4}} == {}
    with (folder / "out" / "contacts.csv").open(encoding="utf-8", newline="") as file:
        assert len([*csv.DictReader(file)]) == c.PEOPLE
    assert c.CONTACT_IDS in c.text_of(folder / "crm.csv")
    assert c.CONTACT_IDS in c.text_of(folder / "sheet.xlsx")


@pytest.mark.parametrize("name", c.COMMANDS)
def test_no_command_says_who_or_at_which_account(ran, name):
    assert shown(ran[1][name][1], c.PERSON, c.CONTACT_IDS, c.FIRM_IDS, c.DEAL_IDS, c.FIRM.lower()) == []


@pytest.mark.parametrize(
    "name",
    ["out/result.json", "review/review.html", "decisions.yaml", ".personacheck/history.sqlite3", "drafted/cast.yaml",
     "drafted/cast.xlsx", "drafted/personacheck.toml"],
)  # fmt: skip  # a list
def test_what_names_nobody_names_no_account_either(ran, name):
    path = ran[0] / name
    assert shown(c.text_of(path), c.PERSON, c.CONTACT_IDS, c.FIRM_IDS, c.DEAL_IDS, c.FIRM.lower()) == []


def test_nothing_else_lies_beside_them(ran):
    """A new file has to be put into one of the lists of this test."""
    made = {str(path.relative_to(ran[0])) for path in ran[0].rglob("*") if path.is_file()}
    made = {name for name in made if not name.startswith(("started/", "out2/", "review2/"))}
    known = {"decisions.yaml", "labels.csv", "matches.csv", "sheet.xlsx", "crm.csv", ".personacheck/history.sqlite3"}
    known |= {f"out/{name}" for name in ("report.html", "result.json", "contacts.csv", "accounts.csv", "workbook.xlsx")}
    known |= {f"drafted/{name}" for name in ("cast.yaml", "cast.xlsx", "personacheck.toml")}
    known |= {*c.EXPORTS, "cast.yaml", "next.yaml", "converted.xlsx", "personacheck.toml"}
    assert {name for name in made - known if "run.json" not in name and not name.startswith("review/review.")} == set()


def test_the_report_names_accounts_alone_and_no_sole_trader(ran):
    page = c.text_of(ran[0] / "out" / "report.html")
    assert c.FIRM.lower() in page
    assert shown(page, c.PERSON, c.CONTACT_IDS, c.FIRM_IDS, c.DEAL_IDS) == []


FIELDS = [f"canary{column.replace(' ', '').lower()}" for column in c.PERSONAL]


@pytest.mark.parametrize("name", ["out/contacts.csv", "out/accounts.csv", "matches.csv", "crm.csv", "labels.csv"])
def test_tables_hold_ids_and_words_of_titles_only(ran, name):
    text = c.text_of(ran[0] / name)
    assert shown(text, *FIELDS, "canarymisplaced", "canarydomain", "@", "canaryowner", "+49 30") == []


@pytest.mark.parametrize("name", ["out/workbook.xlsx", "sheet.xlsx"])
def test_books_of_the_team_hold_ids_and_titles_only(ran, name):
    text = c.text_of(ran[0] / name)
    assert c.CONTACT_IDS in text
    assert shown(text, *FIELDS, "canarymisplaced", "canarydomain", "canaryowner", "+49 30") == []


@pytest.mark.parametrize("name", c.REFUSALS)
def test_no_refusal_says_who(ran, name):
    (ran[0] / "names.toml").write_text('[axes.who]\ncolumn = "Last Name"\n', encoding="utf-8")
    code, said = c.run(ran[0], c.REFUSALS[name])
    assert code in {2, 3, 5}, said
    assert shown(said, c.PERSON, c.CONTACT_IDS, c.FIRM_IDS, c.DEAL_IDS, c.FIRM.lower()) == []


def test_what_is_said_of_one_contact_by_its_id_is_no_name(ran):
    code, said = c.run(ran[0], ["explain", "--id", f"{c.CONTACT_IDS}001", *c.EXPORTS, "--cast", "cast.yaml", *c.AS_OF])
    assert code == 0, said
    assert shown(said, *FIELDS, "@", "canaryowner", "+49 30") == []


def test_a_bug_shows_no_canary(ran, monkeypatch):
    monkeypatch.setattr(page, "first_screen", c.bug)
    code, said = c.run(ran[0], ["check", "contacts.csv", "--cast", "cast.yaml", "--out", "broken", "--no-record"])
    assert code == 1
    assert "bug: ValueError" in said
    assert shown(said, c.PERSON) == []
    assert not (ran[0] / "broken" / "report.html").exists()
