"""Each distinct text of a column is looked at once."""

from __future__ import annotations

import pandas as pd
import pytest
from crm_files import ACCOUNTS, CONTACTS, load

from personacheck.load.columns.cells import SAMPLE, map_cells, stand_again
from personacheck.load.columns.ids import whole_names
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


@pytest.mark.parametrize("each", [1, 2, 12])
@pytest.mark.parametrize("apart", [True, False], ids=["apart", "side by side"])
def test_a_long_column_is_sorted_out_where_its_texts_repeat_wherever_equal_ones_stand(each, apart):
    texts = [f"id {n}" for n in range(12 * SAMPLE // each)]
    column = pd.Series(texts * each if apart else [text for text in texts for _ in range(each)], dtype="object")
    asked = list[str]()
    assert map_cells(column, lambda text: asked.append(text) or len(text), "int64").equals(column.str.len())
    assert len(asked) == len(texts)


def test_texts_that_stand_in_several_cells_are_told_however_few_they_are():
    for texts in (["a", "b", "a", ""], [*map(str, range(200)), "7"], ["a"], []):
        told = stand_again(pd.Series(texts, dtype="object"))
        assert told.tolist() == [texts.count(text) > 1 for text in texts]


def test_whole_names_are_held_once_however_their_parts_are_divided():
    parts = [("Ana Maria", "Silva"), ("Ana", "Maria Silva"), ("", "Li"), ("Li", ""), ("Bo", "Roth"), ("", "")]
    people = pd.DataFrame(parts * 2, columns=["first_name", "last_name"], dtype="object")
    names = ["Ana Maria Silva", "Ana Maria Silva", "Li", "Li", "Bo Roth", ""] * 2
    assert list(whole_names(people)) == names
    people["name"] = ["", "", "Ada Li", "", "", "Eva Roth"] * 2
    assert (
        list(whole_names(people)) == ["Ana Maria Silva", "Ana Maria Silva", "Ada Li", "Li", "Bo Roth", "Eva Roth"] * 2
    )


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
