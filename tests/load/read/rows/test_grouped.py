"""Grouped reports, headers under groups, a table beside: what belongs to whom."""

import pytest
from crm_files import load


def accounts(tmp_path, text):
    return list(load(tmp_path, contacts=text).contacts["account"])


def test_rows_between_subtotals_belong_to_the_group_above(tmp_path):
    export = load(
        tmp_path,
        contacts="""Account Name,Contact ID,First Name,Last Name,Title
        Acme,1,Ana,Silva,CFO
        ,2,Bo,Li,CIO
        Subtotal,Count,2,,
        Beta,3,Cy,Roth,CTO
        ,4,Di,Voss,Buyer
        Subtotal,Count,2,,
        Total,Count,4,,""",
    )
    assert list(export.contacts["account"]) == ["Acme", "Acme", "Beta", "Beta"]
    assert export.origins[0].rows.skipped == {"total": 3}
    assert any('grouped under "Account Name"' in note for note in export.origins[0].notes)


def test_a_heading_of_its_own_names_the_rows_below_it_without_its_count(tmp_path):
    export = load(
        tmp_path,
        contacts="""Account Name ↑,Name,Title
        Acme (2),,
        ,Ana Silva,CFO
        ,Bo Li,CIO
        Beta (1 record),,
        ,Cy Roth,CTO""",
    )
    assert list(export.contacts["account"]) == ["Acme", "Acme", "Beta"]
    assert export.origins[0].rows.skipped == {"group heading": 2}


def test_groups_in_lines_of_their_own_are_nobody_and_said(tmp_path):
    export = load(
        tmp_path,
        contacts="""Name,Title,Email
        Account Name: Acme (2 records),,
        Ana Silva,CFO,ana@acme.example
        Bo Li,CIO,bo@acme.example
        Account Name: Beta (1 record),,
        Cy Roth,CTO,cy@beta.example
        Grand Totals (3 records),,""",
    )
    assert list(export.contacts["name"]) == ["Ana Silva", "Bo Li", "Cy Roth"]
    assert export.origins[0].rows.skipped == {"group heading": 2, "total": 1}
    assert any('export again with "Account Name" as a column' in note for note in export.origins[0].notes)


@pytest.mark.parametrize("total", ["Acme Total", "Total Acme", "Summe Acme"])
def test_a_spreadsheets_total_of_a_group_is_nobody(tmp_path, total):
    rows = ["Acme,Ana Silva,CFO,1", ",Bo Li,CIO,2", f"{total},,,3", "Beta,Cy Roth,CTO,3", ",Di Voss,Buyer,1"]
    text = "\n".join(["Company,Name,Title,Deals", *rows])
    assert accounts(tmp_path, text) == ["Acme", "Acme", "Beta", "Beta"]


def test_blank_cells_below_each_company_once_are_its_own(tmp_path):
    text = "Company,Name,Title\nAcme,Ana Silva,CFO\n,Bo Li,CIO\nBeta,Cy Roth,CTO\n,Di Voss,Buyer"
    assert accounts(tmp_path, text) == ["Acme", "Acme", "Beta", "Beta"]


@pytest.mark.parametrize(
    "text",
    [
        "Company,Name,Title\nAcme,Ana Silva,CFO\n,Bo Li,CIO\nAcme,Cy Roth,CTO\n,Di Voss,Buyer",
        "Contact ID,Name,Title\n1,Ana Silva,CFO\n,Bo Li,CIO\n2,Cy Roth,CTO\n,Di Voss,Buyer",
        "Name,Company,Title\nAna Silva,Acme,CFO\nBo Li,,CIO\nCy Roth,Beta,CTO\nDi Voss,,Buyer",
        "Company,Name,Email,Title\nAcme,Ana,ana@acme.example,CFO\n,Bo,bo@other.example,CIO\n"
        "Beta,Cy,cy@beta.example,CTO\n,Di,di@third.example,Buyer",
        "Company,Name,Title\n,Ana Silva,CFO\nAcme,Bo Li,CIO\n,Cy Roth,CTO\nBeta,Di Voss,Buyer",
    ],
)
def test_cells_that_are_merely_empty_stay_empty(tmp_path, text):
    export = load(tmp_path, contacts=text)
    assert not any("grouped" in note for note in export.origins[0].notes)


def test_words_above_several_columns_belong_to_their_names(tmp_path):
    export = load(
        tmp_path,
        contacts="""Contact,,,Account,
        First Name,Last Name,Job Title,Name,Employees
        Ana,Silva,CFO,Acme,900
        Bo,Li,CIO,Beta,9""",
    )
    assert list(export.contacts["name"]) == ["Ana Silva", "Bo Li"]
    assert list(export.contacts["account"]) == ["Acme", "Beta"]
    assert list(export.contacts["size"]) == ["large", "small"]


def test_title_lines_above_a_header_stay_out_of_it(tmp_path):
    text = "Contacts of spring,by region,,\nName,Company,Title,Country\nAna Silva,Acme,CFO,DE\nBo Li,Beta,CIO,FR"
    assert load(tmp_path, contacts=text).origins[0].headers == ("Name", "Company", "Title", "Country")


def test_a_table_beside_is_not_read(tmp_path):
    export = load(
        tmp_path,
        contacts="""Name,Company,Title,,Status,Count
        Ana Silva,Acme,CFO,,Open,3
        Bo Li,Beta,CIO,,Closed,4
        ,,,,Sum,7""",
    )
    assert list(export.contacts["name"]) == ["Ana Silva", "Bo Li"]
    assert "status" not in export.origins[0].columns
    assert any("beside the one that is read" in note for note in export.origins[0].notes)


def test_an_empty_column_within_a_table_parts_nothing(tmp_path):
    export = load(tmp_path, contacts="Name,Company,,Title\nAna Silva,Acme,,CFO\nBo Li,Beta,,CIO\nCy Roth,Beta,,")
    assert list(export.contacts["title"]) == ["CFO", "CIO", ""]
