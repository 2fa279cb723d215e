"""Canaries: distinctive values in every field of an export, through the whole line, and where they may come out."""

from __future__ import annotations

import csv
import subprocess
import sys
import zipfile

import pytest

PEOPLE = 40
PERSONAL = (
    "First Name", "Last Name", "Email", "Phone", "Mobile", "Street", "Birthdate", "Description", "Contact Owner",
    "Sales Team", "LinkedIn", "Salutation", "Notes", "Mailing City",
)  # fmt: skip  # a table
TITLES = ("Head of Finance", "IT Manager", "Operations Manager", "Zorkologist", "")
CAST = """version: 1
name: Canary cast
personas:
  - id: it
    name: Ingrid, IT decision maker
    side: buyer
    functions: [it]
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """One run of the CLI on an export of canaries; its folder and what it printed."""
    folder = tmp_path_factory.mktemp("canary")
    columns = ["Contact ID", *PERSONAL, "Title", "Account Name", "Account ID", "Type", "Employees"]
    with (folder / "contacts.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(columns)
        for n in range(PEOPLE):
            personal = [f"canary{column.replace(' ', '').lower()}{n:03}" for column in PERSONAL]
            personal[2] = f"canaryemail{n:03}@canarydomain{n // 3}.example"
            personal[9] = personal[8]  # a team that is a person
            trader = f"{personal[0]} {personal[1]}" if n == 0 else f"Firm {n // 3}"
            title = TITLES[n % 5] if n else "Head of Canarytitle Finance"
            table.writerow([f"canaryid{n:03}", *personal, title, trader, f"A{n // 3 if n else 99}", "Customer", "20"])
    (folder / "cast.yaml").write_text(CAST, encoding="utf-8")
    command = [sys.executable, "-m", "personacheck", "check", str(folder / "contacts.csv"), "--cast"]
    (folder / "personacheck.toml").write_text('[axes.team]\ncolumn = "Sales Team"\n', encoding="utf-8")
    command += [str(folder / "cast.yaml"), "--out", str(folder / "out"), "--as-of", "2026-09-30"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    return folder / "out", told.stdout + told.stderr


@pytest.fixture(scope="module")
def more(run):
    """What the other commands print and write for readers, by name."""
    folder = run[0].parent
    export, cast = [str(folder / "contacts.csv")], ["--cast", str(folder / "cast.yaml")]
    later = ["--as-of", "2026-12-31"]
    commands = {
        "inspect": ["inspect", *export, "--json"],
        "lint": ["lint", *cast[1:]],
        "suggest": ["suggest", *export, *cast, *later],
        "review": ["review", *export, *cast, *later, "--out", str(folder / "review")],
        "history": ["history", "list"],
    }
    told = {}
    for name, arguments in commands.items():
        made = subprocess.run(
            [sys.executable, "-m", "personacheck", *arguments], capture_output=True, text=True, check=False, cwd=folder
        )
        assert made.returncode in {0, 4}, made.stderr
        told[name] = made.stdout + made.stderr
    for path in [*(folder / "review").glob("*"), folder / "decisions.yaml", folder / ".personacheck/history.sqlite3"]:
        told[path.name] = path.read_bytes().decode("utf-8", "replace")
    return {name: text.replace(str(folder), "").replace("Canary cast", "").lower() for name, text in told.items()}


def test_the_export_was_read(run):
    out, told = run
    assert f"{PEOPLE} read" in told
    with (out / "contacts.csv").open(encoding="utf-8", newline="") as file:
        assert [row["record_id"] for row in csv.DictReader(file)] == [f"canaryid{n:03}" for n in range(PEOPLE)]


@pytest.mark.parametrize("name", ["report.html", "result.json"])
def test_leaderships_files_hold_no_canary(run, name):
    assert "canary" not in (run[0] / name).read_text("utf-8").replace("Canary cast", "").lower()


def test_the_terminal_shows_no_canary(run):
    told = run[1].replace(str(run[0]), "").replace(str(run[0].parent), "")
    assert "canary" not in told.lower()


@pytest.mark.parametrize("name", ["contacts.csv", "accounts.csv"])
def test_tables_hold_ids_and_words_of_titles_only(run, name):
    text = (run[0] / name).read_text("utf-8").lower()
    for column in ("firstname", "lastname", "email", "phone", "mobile", "street", "birthdate", "description", "domain"):
        assert f"canary{column}" not in text, column


def test_the_workbook_holds_ids_and_titles_only(run):
    with zipfile.ZipFile(run[0] / "workbook.xlsx") as parts:
        text = b"".join(parts.read(part) for part in parts.namelist()).decode("utf-8", "replace").lower()
    assert "canaryid000" in text
    for column in ("firstname", "lastname", "email", "phone", "mobile", "street", "birthdate", "description", "domain"):
        assert f"canary{column}" not in text, column


def test_no_other_command_tells_a_canary(more):
    assert {"review.html", "decisions.yaml", "history.sqlite3"} <= more.keys()
    for name, text in more.items():
        assert "canary" not in text, name


def test_a_bug_shows_no_canary(run):
    folder = run[0].parent
    code = (
        "import sys\nfrom personacheck.report.page import page\nfrom personacheck.cli import app\n"
        "def broken(assessment, *_):\n    raise ValueError(list(assessment.export.contacts['name']))\n"
        "page.first_screen = broken\nsys.exit(app.run(sys.argv[1:]))"
    )
    arguments = ["check", str(folder / "contacts.csv"), "--cast", str(folder / "cast.yaml"), "--out", "broken"]
    told = subprocess.run(
        [sys.executable, "-c", code, *arguments, "--no-record"], capture_output=True, text=True, check=False, cwd=folder
    )
    assert told.returncode == 1
    assert "bug: ValueError" in told.stderr
    said = (told.stdout + told.stderr).replace(str(folder), "")
    assert "canary" not in said.lower()
    assert not (folder / "broken" / "report.html").exists()
