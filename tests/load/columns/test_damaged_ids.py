"""Ids that a spreadsheet damaged, and placeholders: they merge nobody, and are told."""

import pandas as pd
import pytest
from crm_files import load

from personacheck.load.columns.damaged_ids import mend_ids


def mended(ids, names=("Ana Silva", "Bo Li", "Cy Roth", "Di Voss")):
    cells = {"record_id": pd.Series(ids), "name": pd.Series(list(names)[: len(ids)])}
    told, notes = mend_ids(cells, {"record_id": "Record ID"})
    return list(told["record_id"]), notes


@pytest.mark.parametrize(
    "ids",
    [
        ["2.30071E+11", "2.30071E+11", "2.30072E+11"],
        ["2,3E+11", "2,3E+11", "2,3E+11"],
        ["4e+17", "4e+17", "5e+17"],
        ["100200300400500000", "100200300400500000", "100200300400600000"],
        ["1002003004005000", "1002003004006000", "1002003004007000"],
        ["0", "0", "0"],
        ["0000", "0000", "0000"],
        ["00000000-0000-0000-0000-000000000000"] * 3,
        ["9999", "9999", "9999"],
    ],
)
def test_damaged_ids_and_placeholders_are_emptied_and_told(ids):
    told, notes = mended(ids)
    assert told == ["", "", ""]
    assert len(notes) == 1
    assert "not used" in notes[0]


@pytest.mark.parametrize(
    "ids",
    [
        ["0", "1", "2"],
        ["1002003004005001", "1002003004005000", "1002003004005003"],
        ["1000000000000010", "", ""],
        ["12E45", "12E46", "12E47"],
        ["17;18", "101,102", "19"],
        ["7", "7", "8"],
    ],
)
def test_sound_ids_stay(ids):
    assert mended(ids) == (ids, ())


def test_only_the_damaged_cells_of_a_column_are_emptied():
    assert mended(["4f3a", "1.2E+46", "77b0"])[0] == ["4f3a", "", "77b0"]


def test_marks_between_thousands_and_decimals_are_taken_out_of_numbers():
    assert mended(["1,204,001", "1,204,002", "98,001"]) == (["1204001", "1204002", "98001"], ())
    assert mended(["17.0", "18.0", "19.0"]) == (["17", "18", "19"], ())


def test_one_id_on_all_rows_of_one_person_stays():
    assert mended(["7", "7", "7"], ["Ana Silva"] * 3)[0] == ["7", "7", "7"]


def test_people_under_damaged_ids_stay_apart_and_repeat_each_other_by_address(tmp_path):
    export = load(
        tmp_path,
        contacts="""Record ID,Name,Email,Company,Job Title
        2.3E+11,Ana Silva,ana@acme.example,Acme,CFO
        2.3E+11,Bo Li,bo@acme.example,Acme,CIO
        2.3E+11,Ana Silva,ana@acme.example,Acme,
        2.3E+11,Cy Roth,,Beta,Buyer""",
    )
    assert list(export.contacts["excluded"]) == ["", "", "duplicate", ""]
    assert list(export.contacts["title"]) == ["CFO", "CIO", "", "Buyer"]
    assert any("4 ids were damaged by a spreadsheet" in note for note in export.origins[0].notes)


def test_damaged_account_ids_join_nobody(tmp_path):
    export = load(
        tmp_path,
        contacts="""Contact ID,Name,Company ID,Company Name,Job Title
        1,Ana Silva,2.3E+11,Acme,CFO
        2,Bo Li,2.3E+11,Beta,CIO""",
        accounts="""Company ID,Company Name,Number of Employees
        2.3E+11,Acme,900
        2.3E+11,Beta,9""",
    )
    assert list(export.contacts["account"]) == ["Acme", "Beta"]
    assert list(export.contacts["size"]) == ["large", "small"]
