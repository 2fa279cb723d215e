"""Both tables whole: what stands on a contact's own row, what it has of its account, and what of neither."""

from __future__ import annotations

import pandas as pd
from crm_files import load

from personacheck.model import tables as t

CONTACTS = (
    "Contact ID,Name,Email,Account ID,Account Name,Title,Department,Seniority,Persona,Buying Role,Primary Contact,"
    "Lead Status,Country,Industry,Owner Team,Created Date,Last Activity,Region,Account Type,Employees\n"
    "1,Ana Silva (DM),ana@acme.example,A,Acme Local,CFO,Finance,C-Level,Boss,Influencer,yes,"
    "Customer,Chile,Gas,West,2025-01-31,2026-05-01,North,,\n"
    "2,,info@acme.example,A,,,,,,,no,,,,,,,,,\n"
    "3,Eva Roth,eva@beta.example,,,Engineer,,,,,,New,,,,soon 1,soon 2,South,Customer - Direct,900"
)
ACCOUNTS = (
    "Account ID,Account Name,Account Type,Employees,Country,Industry,Owner Team,Account Stage,ARR,Currency,Region\n"
    "A,Acme,Customer - Channel,300,Portugal,Water,East,Renewal,100,EUR,West\n"
    "B,Beta,Prospect,,,,,,,,"
)
DAYS = pd.Timestamp("2025-01-31"), pd.Timestamp("2026-05-01")


def test_contacts_and_accounts_are_told_whole(tmp_path):
    settings = {"axes": {"region": {"column": "Region"}}}
    export = load(tmp_path, settings, headers=["Region"], contacts=CONTACTS, accounts=ACCOUNTS)
    people = [
        ("1", "A", "Acme", "Ana Silva (DM)", "ana@acme.example", "CFO", "Finance", "C-Level",
         "Influencer;Decision Maker", "Boss", True, "customer", "", False, "indirect", "large", "buyer", "post-sale",
         *DAYS, "West", "Chile", "Gas", "North", "North"),
        ("2", "A", "Acme", "", "info@acme.example", "", "", "", "", "", False, "customer", "", True, "indirect",
         "large", "unknown", "renewal", None, None, "East", "Portugal", "Water", "West", "West"),
        ("3", "", "", "Eva Roth", "eva@beta.example", "Engineer", "", "", "", "", False, "prospect", "", False,
         "direct", "large", "unknown", "pre-sale", None, None, "", "", "", "South", "South"),
    ]  # fmt: skip  # a table
    assert _rows(export.contacts) == (
        ["record_id", "account_id", "account", "name", "email", "title", "department", "level", "buying_role",
         "persona", "is_primary", "population", "excluded", "mailbox", "channel", "size", "side", "stage", "created",
         "last_activity", "owner_team", "country", "industry", "where:Region", "region"],
        people,
    )  # fmt: skip  # a table
    assert _rows(export.accounts.reset_index()) == (
        ["account_id", "account", "population", "excluded", "channel", "channel_inferred", "size", "stage",
         "employees", "revenue", "owner_team", "country", "industry", "sole_trader", "partner_staff",
         "size_from", "region"],
        [
            ("A", "Acme", "customer", "", "indirect", False, "large", "renewal", 300.0, 100.0, "East", "Portugal",
             "Water", False, False, "employees", "West"),
            ("B", "Beta", "prospect", "", "unknown", False, "unknown", "pre-sale", None, None, "", "", "", False,
             False, "", "unknown"),
        ],
    )  # fmt: skip  # a table
    assert (export.currency, export.excluded, export.accounts.index.name) == ("EUR", {}, t.ACCOUNT_ID)
    assert export.notes == (
        "2 of 3 contacts linked to an account in the account files (2 by id).",
        '1 cell in "created" is not a date.',
        '1 cell in "last activity" is not a date.',
        "1 contact names no company and is in no account.",
        "1 contact is a mailbox such as info@.",
    )


def _rows(table):
    plain = table.astype(object).where(table.notna(), None)
    return [*plain.columns], [*plain.itertuples(index=False, name=None)]
