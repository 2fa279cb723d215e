"""Reports of "accounts with or without contacts": a row may tell of an account and of nobody in it."""

from __future__ import annotations

from datetime import date

from personacheck.load.exports import load_export
from personacheck.model import tables as t
from personacheck.settings.settings import Settings

ROWS = """Contact ID,Last Name,Title,Account ID,Account Name,Account Type,ARR
003A,Wendelmuth,Buyer,001A,Nordlicht AG,Customer - Direct,1000
003B,Osterkamp,Planner,001A,Nordlicht AG,Customer - Direct,1000
,,,001B,Südwind GmbH,Customer - Channel,2500
"""


def test_an_account_without_a_contact_is_kept_and_nobody_is_made_up(tmp_path):
    (tmp_path / "report.csv").write_text(ROWS, encoding="utf-8")
    export = load_export([tmp_path / "report.csv"], Settings(), as_of=date(2026, 9, 30))
    assert list(export.contacts[t.RECORD_ID]) == ["003A", "003B"]
    assert dict(zip(export.accounts[t.ACCOUNT], export.accounts[t.REVENUE], strict=True)) == {
        "Nordlicht AG": 1000.0,
        "Südwind GmbH": 2500.0,
    }
    assert "1 row names an account but no contact: the account is kept." in export.notes
    assert export.rows.read == export.rows.loaded == 3


def test_in_a_list_of_titles_an_empty_title_is_somebodys(tmp_path):
    (tmp_path / "list.csv").write_text("Company,Job Title\nNordlicht AG,Buyer\nSüdwind GmbH,\n", encoding="utf-8")
    export = load_export([tmp_path / "list.csv"], Settings(), as_of=date(2026, 9, 30))
    assert list(export.contacts[t.TITLE]) == ["Buyer", ""]
