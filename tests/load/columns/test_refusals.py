"""What cannot be read is refused by what it seems to be."""

import pytest
from crm_files import load

from personacheck.errors import ExportError


@pytest.mark.parametrize("mark", ["^", "~", "¦", "§"])
def test_an_exotic_separator_is_named(tmp_path, mark):
    text = "\n".join(["Name^Title^Company", "Ana Silva^CFO^Acme", "Bo Li^CIO^Beta"]).replace("^", mark)
    with pytest.raises(ExportError, match=f'separator seems to be "\\{mark}"'):
        load(tmp_path, contacts=text)


def test_lines_in_quotes_as_a_whole_are_named(tmp_path):
    text = '"Name,Title,Company"\n"Ana Silva,CFO,Acme"\n"Bo Li,CIO,Beta"'
    with pytest.raises(ExportError, match='each whole line is in quotes, with the separator "," in it'):
        load(tmp_path, contacts=text)


def test_departments_alone_are_no_titles(tmp_path):
    with pytest.raises(ExportError, match="no column of job titles"):
        load(tmp_path, contacts="Name,Company,Department\nAna Silva,Acme,Finance\nBo Li,Beta,IT")


def test_a_function_is_a_job_title_where_nothing_else_is(tmp_path):
    export = load(tmp_path, contacts="Name,Company,Function\nAna Silva,Acme,CFO\nBo Li,Beta,Buyer")
    assert list(export.contacts["title"]) == ["CFO", "Buyer"]
    assert any("read as job titles" in note for note in export.origins[0].notes)


def test_a_function_beside_job_titles_is_a_department(tmp_path):
    export = load(tmp_path, contacts="Name,Company,Job Title,Function\nAna Silva,Acme,CFO,Finance")
    assert list(export.contacts["department"]) == ["Finance"]


def test_an_empty_column_gives_way_to_a_filled_one_of_a_longer_header(tmp_path):
    export = load(
        tmp_path,
        contacts="""Last Name,First Name,Email,Work Job Title,Work Company,Job Title,Company
        Silva,Ana,ana@acme.example,CFO,Acme,,
        Li,Bo,bo@beta.example,CIO,Beta,,""",
    )
    assert list(export.contacts["title"]) == ["CFO", "CIO"]
    assert list(export.contacts["account"]) == ["Acme", "Beta"]
    assert any('Column "Job Title" is empty in every row' in note for note in export.origins[0].notes)


def test_a_former_title_stands_in_for_nothing(tmp_path):
    export = load(tmp_path, contacts="Name,Company,Job Title,Previous Job Title\nAna Silva,Acme,,CFO\nBo Li,Beta,,CIO")
    assert list(export.contacts["title"]) == ["", ""]
