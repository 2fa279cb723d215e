"""A workbook that holds an export on several sheets: contacts, accounts, deals; and sheets that are no export."""

from __future__ import annotations

import pytest
from books import book, sheet, write
from crm_files import AS_OF

from personacheck.errors import ExportError
from personacheck.load.exports import inspect_exports, load_export
from personacheck.settings.settings import Settings

CONTACTS = [
    ["Contact ID", "First Name", "Last Name", "Job Title", "Account ID"],
    ["1", "Ana", "Silva", "CFO", "A"],
    ["2", "Bo", "Li", "Buyer", "B"],
]
ACCOUNTS = [
    ["Account ID", "Account Name", "Account Type", "Employees", "Country", "Industry", "Website"],
    ["A", "Acme", "Customer - Direct", "300", "Portugal", "Retail", "acme.example"],
    ["B", "Beta", "Prospect", "10", "Sweden", "Retail", "beta.example"],
]
DEALS = [["Deal Name", "Account ID", "Deal Stage", "Close Date", "Amount"], ["x", "B", "Won", "2026-01-01", "500"]]
LOOKUP = [["Country", "Industry", "Owner"], ["Spain", "Retail", "Kim"]]


def load(tmp_path, sheets, **export):
    path = write(tmp_path / "EXPORT.xlsx", book({name: sheet(rows) for name, rows in sheets.items()}))
    return load_export([path], Settings(export=export), as_of=AS_OF)


@pytest.mark.parametrize("names", [("Contacts", "Accounts"), ("Accounts", "Contacts")])
def test_accounts_beside_the_contacts_are_read_though_they_have_more_headers(tmp_path, names):
    tables = {"Contacts": CONTACTS, "Accounts": ACCOUNTS}
    export = load(tmp_path, {name: tables[name] for name in names})
    assert [(origin.sheet, origin.object) for origin in export.origins] == [
        ("Contacts", "contacts"),
        ("Accounts", "accounts"),
    ]
    assert list(export.contacts["account"]) == ["Acme", "Beta"]
    assert export.accounts["size"].to_dict() == {"A": "large", "B": "small"}
    assert (export.rows.read, export.rows.loaded) == (4, 4)
    assert 'Sheets "Contacts", "Accounts" were read, as one export.' in export.origins[0].notes


def test_opportunities_tell_customers_too_and_a_lookup_is_left_alone(tmp_path):
    export = load(tmp_path, {"Lists": LOOKUP, "Accounts": ACCOUNTS, "Contacts": CONTACTS, "Deals": DEALS})
    assert [origin.sheet for origin in export.origins] == ["Contacts", "Accounts", "Deals"]
    assert list(export.contacts["population"]) == ["customer", "customer"]
    assert export.accounts.loc["B", "revenue"] == 500
    [note] = [note for note in export.origins[0].notes if note.startswith("Sheets")]
    assert note == 'Sheets "Contacts", "Accounts", "Deals" were read, as one export; sheets not read: "Lists".'


def test_the_sheet_that_is_named_is_read_alone(tmp_path):
    export = load(tmp_path, {"Contacts": CONTACTS, "Accounts": ACCOUNTS}, sheet="contacts")
    assert [origin.sheet for origin in export.origins] == ["Contacts"]
    assert 'Sheet "Contacts" was read; sheets not read: "Accounts".' in export.origins[0].notes


def test_two_sheets_of_accounts_or_an_empty_one_do_no_harm(tmp_path):
    two = {"Contacts": CONTACTS, "Accounts": ACCOUNTS, "Accounts (2)": ACCOUNTS}
    assert [origin.sheet for origin in load(tmp_path, two).origins] == ["Contacts"]
    export = load(tmp_path, {"Contacts": CONTACTS, "Accounts": ACCOUNTS[:1]})
    assert [origin.sheet for origin in export.origins] == ["Contacts"]
    assert 'Sheet "Accounts" was left out: no rows below the header.' in export.origins[0].notes


def test_further_sheets_of_people_are_the_users_to_choose(tmp_path):
    export = load(tmp_path, {"Contacts": CONTACTS, "Left": [row[1:] for row in CONTACTS]})
    assert [origin.sheet for origin in export.origins] == ["Contacts"]
    renamed = [["Contact ID", "First Name", "Last Name", "Title", "Account ID"], *CONTACTS[1:]]
    with pytest.raises(ExportError, match='2 sheets may hold the export: "EMEA", "APAC"'):
        load(tmp_path, {"EMEA": CONTACTS, "APAC": renamed, "Accounts": ACCOUNTS})


def test_sheets_of_one_header_are_one_table(tmp_path):
    others = [CONTACTS[0], ["3", "Cy", "Roth", "CTO", "B"]]
    export = load(tmp_path, {"EMEA": CONTACTS, "Accounts": ACCOUNTS, "APAC": others})
    assert [origin.sheet for origin in export.origins] == ["EMEA", "APAC", "Accounts"]
    assert list(export.contacts["name"]) == ["Ana Silva", "Bo Li", "Cy Roth"]
    told = 'Sheets with the same columns are read as one table: "EMEA" (2 rows) and "APAC" (1 row).'
    assert told in export.origins[0].notes


@pytest.mark.parametrize("header", [["Account", "Name", "Title"], ["Name", "Notes", "Title", "Account"]])
def test_sheets_of_the_same_columns_in_another_order_or_beside_others_are_one_table(tmp_path, header):
    person = {"Name": "Bo Li", "Title": "CIO", "Account": "Beta", "Notes": "x"}
    first = [["Name", "Title", "Account"], ["Ana Silva", "CFO", "Acme"]]
    export = load(tmp_path, {"EMEA": first, "APAC": [header, [person[name] for name in header]]})
    assert list(export.contacts["title"]) == ["CFO", "CIO"]
    assert list(export.contacts["account"]) == ["Acme", "Beta"]
    assert any("read as one table" in note for note in export.origins[0].notes)


def test_rows_without_an_id_are_told_apart_by_their_sheet(tmp_path):
    header = ["First Name", "Last Name", "Job Title", "Company"]
    export = load(
        tmp_path, {"A": [header, ["Ana", "Silva", "CFO", "Acme"]], "B": [header, ["Bo", "Li", "CIO", "Beta"]]}
    )
    assert list(export.contacts["record_id"]) == ["EXPORT.xlsx:2", "EXPORT.xlsx:B:2"]


def test_several_sheets_can_be_named(tmp_path):
    left = [row[1:] for row in CONTACTS]
    export = load(tmp_path, {"Contacts": CONTACTS, "Left": left, "Accounts": ACCOUNTS}, sheet=["contacts", "Left"])
    assert [origin.sheet for origin in export.origins] == ["Contacts", "Left"]
    with pytest.raises(ExportError, match="no such sheet"):
        load(tmp_path, {"Contacts": CONTACTS, "Left": left}, sheet=["Contacts", "Gone"])


def test_a_question_names_the_sheet(tmp_path):
    twice = [[*row, more] for row, more in zip(ACCOUNTS, ["Employees", "7", "8"], strict=True)]
    path = write(tmp_path / "EXPORT.xlsx", book({"Contacts": sheet(CONTACTS), "Accounts": sheet(twice)}))
    with pytest.raises(ExportError, match=r'EXPORT\.xlsx, sheet "Accounts": "Employees"'):
        load_export([path], Settings(), as_of=AS_OF)
    assert len(inspect_exports([path], Settings())) == 2
