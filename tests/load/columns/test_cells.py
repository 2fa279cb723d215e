"""Each distinct text of a column is looked at once."""

from __future__ import annotations

import pandas as pd
import pytest
from crm_files import ACCOUNTS, CONTACTS, load

from personacheck.load.columns.cells import SAMPLE, map_cells
from personacheck.load.read import columns
from personacheck.model import tables as t


@pytest.mark.parametrize("times", [2, SAMPLE])
def test_a_text_that_repeats_is_looked_at_once(times):
    column, seen = pd.Series(["yes", "no", ""] * times, index=range(5, 5 + 3 * times)), list[str]()

    def length(text):
        seen.append(text)
        return len(text)

    lengths = map_cells(column, length, "int64")
    assert seen == ["yes", "no", ""]
    assert lengths.equals(pd.Series([3, 2, 0] * times, index=column.index))


def test_no_cells_are_none():
    assert map_cells(pd.Series([], dtype="object"), len, "int64").empty


MORE = """Contact ID,Name,Email,Account,Title,Department,Buying Role,Lifecycle Stage,Lead Status
1,Ana Silva,ana@acme.example,Acme,,Finance,Champion,Customer,
,Bo Li,,Acme,Buyer,,User,,Working
7,Eva Roth,eva@beta.example,Beta,Engineer,,,Opportunity,
7,Eva Roth,eva@beta.example,Beta,,Works,,,
,Cy Ek,cy@delta.example,Delta,Head of IT,IT,,,"""
DEALS = """Opportunity ID,Account ID,Opportunity Name,Stage,Amount,Close Date,Partner
D1,A,Acme 1,Closed Won,1000 EUR,2026-01-02,Resell Ltd
D2,B,Beta 1,Proposal,500 EUR,2026-08-02,"""
DAYS = [t.CREATED, t.LAST_ACTIVITY]


def _plain(export):
    tables = [table.astype(object).to_dict("list") for table in (export.contacts.drop(columns=DAYS), export.accounts)]
    return (*tables, export.contacts[DAYS].to_dict("list"), export.notes, export.excluded, export.currency)


def test_whether_columns_are_held_as_texts_or_as_codes_says_nothing(tmp_path, monkeypatch):
    read = []
    for share in (0, 1e9):
        monkeypatch.setattr(columns, "FEW", share)
        read.append(repr(_plain(load(tmp_path, contacts=CONTACTS, accounts=ACCOUNTS, more=MORE, deals=DEALS))))
    assert read[0] == read[1]
