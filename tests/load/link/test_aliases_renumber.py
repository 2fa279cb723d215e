"""Ids of today in every table, and accounts that were merged into another."""

import pandas as pd
import pytest

from personacheck.load.link.aliases import Aliases, note_merged, renumber
from personacheck.vocabulary.layouts import ACCOUNTS, CONTACTS

ALIASES = Aliases("aliases.csv", "0" * 64, {CONTACTS: {"c1": "c2"}, ACCOUNTS: {"a1": "a2", "a3": "a2"}})


def _cells(what, **columns):
    table = pd.DataFrame(columns, dtype="object")
    return renumber({what: [table]}, ALIASES)[what][0].to_dict("list")


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("contact_id", ["c2", "a1", "x"]),
        ("converted_contact_id", ["c2", "a1", "x"]),
        ("primary_contact", ["c2", "a1", "x"]),
        ("account_id", ["c1", "a2", "x"]),
        ("converted_account_id", ["c1", "a2", "x"]),
        ("parent_id", ["c1", "a2", "x"]),
        ("owner", ["c1", "a1", "x"]),
        ("record_id", ["c1", "a1", "x"]),
    ],
)
def test_each_field_of_an_id_gets_that_of_today(name, new):
    assert _cells("opportunities", **{name: ["c1", "a1", "x"]}) == {name: new}


def test_a_records_own_id_is_of_its_kind_and_accounts_that_had_another_are_marked():
    assert _cells(CONTACTS, record_id=["c1", "a1"]) == {"record_id": ["c2", "a1"]}
    assert _cells(ACCOUNTS, record_id=["c1", "a1", "a2"]) == {
        "record_id": ["c1", "a2", "a2"],
        "former": ["", "1", ""],
    }


@pytest.mark.parametrize(
    ("ids", "note"),
    [
        (["a1", "", "a1", "x"], []),
        (["a1", "a2", ""], ["aliases.csv: 1 account of the files was merged with another."]),
        (["a1", "a2", "a3", "x"], ["aliases.csv: 2 accounts of the files were merged with another."]),
    ],
)
def test_accounts_that_the_files_hold_apart_and_count_as_one_are_told(ids, note):
    tables = [pd.DataFrame({"record_id": ids}), pd.DataFrame({"account": ["Acme"]})]
    assert note_merged({ACCOUNTS: tables}, ALIASES) == note
    assert note_merged({CONTACTS: tables}, ALIASES) == []
