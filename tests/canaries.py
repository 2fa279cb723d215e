"""An export of canaries: a value of its own in every field of contacts, accounts and deals; and all commands run on it.

``PERSONAL`` must come out nowhere, ``IDS`` and ``FIRMS`` only where they are needed.
"""

from __future__ import annotations

import csv
import io
import os
import zipfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING

import openpyxl

from personacheck.cli import app
from personacheck.model import review_sheet as s

if TYPE_CHECKING:
    from pathlib import Path

    from personacheck.model.assessment import Assessment

PEOPLE = 60
PERSONAL = (
    "First Name", "Last Name", "Email", "Phone", "Mobile", "Street", "Birthdate", "Description", "Contact Owner",
    "Sales Team", "LinkedIn", "Salutation", "Notes", "Mailing City",
)  # fmt: skip  # a table
TITLES = ("Head of Finance", "IT Manager", "Operations Manager", "Head of Legal", "")
CONTACT_IDS, FIRM_IDS, DEAL_IDS = "77331", "88441", "99551"
FIRM = "Quellwerk"
PERSON = "canary"
"""What each value that tells a person holds, whatever its field."""

CAST = """version: 1
name: Test cast
personas:
  - id: it
    name: Ingrid, IT decision maker
    side: buyer
    functions: [it]
    crm: {hubspot: {persona: it_leader}}
"""
LATER = (
    CAST
    + """  - id: finance
    name: Fred, finance lead
    side: buyer
    functions: [finance]
    crm: {hubspot: {persona: finance_lead}}
"""
)


def write(folder: Path) -> None:
    """Contacts, accounts, deals, two casts and settings with an axis over a column of people."""
    _table(folder / "contacts.csv", [_contact(n) for n in range(PEOPLE)])
    firms = [_firm(n) for n in range(PEOPLE // 3)]
    _table(folder / "accounts.csv", [*firms, {**firms[0], "Account ID": f"{FIRM_IDS}990", "Account Name": _name(0)}])
    _table(folder / "deals.csv", [_deal(n) for n in range(PEOPLE // 3)])
    (folder / "cast.yaml").write_text(CAST, encoding="utf-8")
    (folder / "next.yaml").write_text(LATER, encoding="utf-8")
    (folder / "personacheck.toml").write_text(
        '[export]\nown_domains = ["ours.example"]\n[axes.team]\ncolumn = "Sales Team"\n', encoding="utf-8"
    )


def _name(n: int) -> str:
    return f"canaryfirstname{n:03} canarylastname{n:03}"


def _contact(n: int) -> dict[str, str]:
    """The first is a sole trader; the next ones have an address where a title, a department or a company should be."""
    row = {column: f"canary{column.replace(' ', '').lower()}{n:03}" for column in PERSONAL}
    row |= {"Email": f"canaryemail{n:03}@canarydomain{n // 3}.example", "Phone": f"+49 30 {CONTACT_IDS}4{n:03}"}
    row |= {"Contact Owner": f"canaryowner{n // 9} canaryname", "Sales Team": f"canaryowner{n // 9} canaryname"}
    single = f"Head of Canarytitle{n} Finance" if n < 7 else TITLES[n % 5]
    row |= {"Contact ID": f"{CONTACT_IDS}{n:03}", "Title": single, "Department": f"canarydepartment{n:03}"}
    firm = f"{FIRM_IDS}990" if n == 0 else f"{FIRM_IDS}{n // 3:03}"
    row |= {"Account ID": firm, "Account Name": _name(0) if n == 0 else f"{FIRM} {n // 3}", "Type": "Customer"}
    misplaced = {7: "Title", 8: "Department", 9: "Contact ID"}
    return row | ({misplaced[n]: f"canarymisplaced{n}@firm.example"} if n in misplaced else {})


def _firm(n: int) -> dict[str, str]:
    return {
        "Account ID": f"{FIRM_IDS}{n:03}", "Account Name": f"{FIRM} {n}", "Type": "Customer",
        "Employees": str(20 + n * 30), "Phone": f"+49 30 {FIRM_IDS}4{n:03}", "Billing Street": f"canarystreet{n}",
        "Account Owner": f"canaryowner{n} canaryname", "Primary Contact": _name(3 * n), "ARR": str(10_000 + n),
        "Currency": "EUR",
    }  # fmt: skip  # a row


def _deal(n: int) -> dict[str, str]:
    return {
        "Deal ID": f"{DEAL_IDS}{n:03}", "Deal Name": f"canarydeal{n}", "Account ID": f"{FIRM_IDS}{n:03}",
        "Stage": "Closed Won", "Amount": str(5_000 + n), "Currency": "EUR", "Close Date": "2026-03-01",
        "Deal Owner": f"canaryowner{n} canaryname", "Primary Contact": _name(3 * n),
    }  # fmt: skip  # a row


def _table(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


EXPORTS = ("contacts.csv", "accounts.csv", "deals.csv")
AS_OF, LATER_ON = ("--as-of", "2026-09-30"), ("--as-of", "2026-12-31")
REVIEW = ("review", *EXPORTS, "--cast", "next.yaml", *LATER_ON)
COMMANDS = {
    "init": ["init", "started"],
    "init from an export": ["init", "--from", *EXPORTS, "drafted", *AS_OF],
    "convert": ["convert", "cast.yaml", "--out", "converted.xlsx"],
    "config show": ["config", "show"],
    "schema": ["schema", "result"],
    "lint": ["lint", "cast.yaml"],
    "inspect": ["inspect", *EXPORTS],
    "inspect as json": ["inspect", *EXPORTS, "--json"],
    "check": ["check", *EXPORTS, "--cast", "cast.yaml", *AS_OF, "--out", "out"],
    "check as json": ["check", *EXPORTS, "--cast", "cast.yaml", *AS_OF, "--out", "out2", "--json", "--no-record"],
    "match": ["match", *EXPORTS, "--cast", "cast.yaml", *AS_OF, "--out", "matches.csv"],
    "suggest": ["suggest", *EXPORTS, "--cast", "cast.yaml", *AS_OF],
    "suggest as json": ["suggest", *EXPORTS, "--cast", "cast.yaml", *AS_OF, "--json"],
    "compare": ["compare", "cast.yaml", "next.yaml", *EXPORTS, *AS_OF],
    "compare as json": ["compare", "cast.yaml", "next.yaml", *EXPORTS, *AS_OF, "--json"],
    "explain": ["explain", "Head of Finance", "--cast", "cast.yaml"],
    "export": ["export", *EXPORTS, "--cast", "next.yaml", *AS_OF, "--crm", "hubspot", "--out", "crm.csv"],
    "sample": ["sample", *EXPORTS, "--cast", "cast.yaml", *AS_OF, "--random", "9", "--out", "sheet.xlsx"],
    "learn": ["learn", "sheet.xlsx", "--cast", "cast.yaml", *AS_OF],
    "review": [*REVIEW, "--out", "review"],
    "review as json": [*REVIEW, "--json", "--out", "review2"],
    "review as markdown": [
        "review",
        *EXPORTS,
        "--cast",
        "next.yaml",
        *LATER_ON,
        "--format",
        "markdown",
        "--out",
        "review2",
    ],
    "history": ["history", "list"],
    "history as json": ["history", "export"],
}
REFUSALS = {
    "no such contact": ["explain", "--id", "nobody", *EXPORTS, "--cast", "cast.yaml"],
    "no contacts": ["check", "accounts.csv", "--cast", "cast.yaml", "--out", "no"],
    "deals alone": ["check", "deals.csv", "--cast", "cast.yaml", "--out", "no"],
    "no cast": ["check", *EXPORTS, "--cast", "contacts.csv", "--out", "no"],
    "an axis of names": ["check", *EXPORTS, "--cast", "cast.yaml", "--config", "names.toml", "--out", "no"],
    "not our crm": ["export", *EXPORTS, "--cast", "cast.yaml", "--crm", "salesforce", "--out", "no.csv"],
    "not a sheet": ["learn", "contacts.csv", "--cast", "cast.yaml"],
    "labels of another kind": ["check", *EXPORTS, "--cast", "cast.yaml", "--labels", "contacts.csv", "--out", "no"],
    "not a history": ["history", "list", "--history", "contacts.csv"],
}


def fill(sheet: Path) -> None:
    """Fill a drawn sheet, as reviewers do."""
    book = openpyxl.load_workbook(sheet)
    page = book[s.REVIEW]
    at = {cell.value: cell.column for cell in page[5]}
    page["B4"] = "JB"
    for row in range(6, page.max_row + 1):
        page.cell(row, at[s.PERSONA.header]).value = "none"
    book.save(sheet)


def bug(assessment: Assessment, *_: object) -> None:
    """Stands in for a room that breaks with names in hand; it lies here, since a bug's file is told."""
    raise ValueError(list(assessment.export.contacts["name"]))


def run(folder: Path, arguments: list[str]) -> tuple[int, str]:
    """A command in a folder: its exit code, and all that it said, without the folder's own path."""
    said = io.StringIO()
    with chdir(folder), redirect_stdout(said), redirect_stderr(said):
        code = app.run(arguments)
    return code, said.getvalue().replace(str(folder), "").replace(os.sep, "/")


def text_of(path: Path) -> str:
    """What a file holds, a workbook unpacked."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as parts:
            return b"".join(parts.read(part) for part in parts.namelist()).decode("utf-8", "replace").lower()
    return path.read_bytes().decode("utf-8", "replace").lower()
