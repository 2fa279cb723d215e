"""E-mail addresses that stand where a title, a company or an id should be."""

from __future__ import annotations

import pytest
from crm_files import load

from personacheck.load.classify.addresses import known_as

pytestmark = pytest.mark.safety

CONTACTS = """Contact ID,First Name,Last Name,Title,Department,Account Name
    ana.silva@firm.example,Ana,Silva,CFO ana.silva@firm.example,Finance,ana.silva@firm.example
    2,Bo,Ek,bo@firm.example,bo@firm.example,Firm (bo@firm.example)
    3,Cem,Kaya,Head of Sales @ ACME,R&D,Acme"""


def test_they_leave_the_tables_and_a_remark_counts_them(tmp_path):
    export = load(tmp_path, contacts=CONTACTS)
    assert list(export.contacts["title"]) == ["CFO", "", "Head of Sales @ ACME"]
    assert list(export.contacts["department"]) == ["Finance", "", "R&D"]
    assert list(export.contacts["record_id"]) == [known_as("ana.silva@firm.example"), "2", "3"]
    kept = export.contacts.drop(columns="email").astype(str)
    for table in (kept, export.accounts.reset_index().astype(str)):
        assert not table.apply(lambda column: column.str.contains("firm.example", regex=False)).to_numpy().any()
    assert export.contacts["account_id"].isin(export.accounts.index).all()
    told = "5 e-mail addresses stand where a title, a company or an id should be: left out."  # accounts: in both tables
    assert told in export.notes


def test_ids_stay_unique_and_the_same_in_every_run(tmp_path):
    rows = "\n".join(f"p{n}@firm.example,P,Q{n},CFO,Acme" for n in range(40))
    ids = load(tmp_path, contacts=f"Contact ID,First Name,Last Name,Title,Account Name\n{rows}").contacts["record_id"]
    assert ids.is_unique
    assert list(ids) == [known_as(f"p{n}@firm.example") for n in range(40)]


@pytest.mark.parametrize("text", ["0031g00000iE9OH", "file.csv:12", "17", "x@y", ""])
def test_an_id_stays_as_it_is(text):
    assert known_as(text) == text
