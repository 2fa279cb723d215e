"""What is dubious about columns: duplicates, ambiguity, forms of address, formulas, overrides."""

from dataclasses import replace

import pytest
from crm_files import load, raw, write

from personacheck.errors import ExportError, SettingsError
from personacheck.load.columns.mapping import find_column, nearest_headers
from personacheck.load.columns.source import understand
from personacheck.load.exports import inspect_exports
from personacheck.settings.settings import Settings

PEOPLE = ["First Name", "Last Name", "Company"]


def test_a_title_column_twice_with_different_cells_is_a_question_that_names_the_columns():
    table = raw([*PEOPLE, "Job Title", "Job Title"], [["Bo", "Li", "Acme", "CFO", "Buyer"]])
    [problem] = understand(table, {}).problems
    assert '"Job Title" (column D) and "Job Title" (column E)' in problem.cause
    assert 'title = "column D" under [export.columns].' in problem.step


def test_the_same_column_twice_is_a_remark():
    source = understand(raw([*PEOPLE, "Job Title", "Job Title"], [["Bo", "Li", "Acme", "CFO", "CFO"]]), {})
    assert not source.problems
    assert any("column D" in note and "column E" in note for note in source.notes)


def test_an_empty_twin_is_passed_over():
    source = understand(raw([*PEOPLE, "Job Title", "Job Title"], [["Bo", "Li", "Acme", "", "CFO"]]), {})
    assert not source.problems
    assert list(source.cells["title"]) == ["CFO"]


def test_two_columns_that_may_both_hold_titles_are_a_question():
    table = raw([*PEOPLE, "Title", "Position"], [["Bo", "Li", "Acme", "CFO", "Buyer"]])
    [problem] = understand(table, {}).problems
    assert "Title" in problem.cause
    assert "Position" in problem.cause
    assert not understand(table, {"title": "Position"}).problems


def test_a_better_column_that_is_empty_gives_way_and_is_mentioned():
    source = understand(raw([*PEOPLE, "Job Title", "Designation"], [["Bo", "Li", "Acme", "", "CFO"]]), {})
    assert source.headers["title"] == "Designation"
    assert 'Column "Job Title" is empty in every row: the title is read from "Designation".' in source.notes


def test_forms_of_address_are_no_titles_though_the_column_says_so():
    source = understand(raw([*PEOPLE, "Title"], [["Bo", "Li", "Acme", "Mr."], ["Eva", "Roth", "Acme", "Dr."]]), {})
    assert "title" not in source.headers
    assert any("forms of address" in note for note in source.notes)


def test_a_title_that_the_crm_calls_an_address_but_that_holds_jobs_is_read():
    headers = ["Title", *PEOPLE, "E-mail 2 Address", "Business Street"]
    source = understand(raw(headers, [["Buyer", "Bo", "Li", "Acme", "", ""]]), {})
    assert source.crm == "outlook"
    assert source.headers["title"] == "Title"


def test_a_mapped_column_of_formulas_without_values_is_refused():
    table = replace(raw([*PEOPLE, "Job Title"]), uncached={3: 2})
    [problem] = understand(table, {}).problems
    assert problem.place == "column D"
    assert "Excel" in problem.step


def test_formulas_without_values_elsewhere_do_not_matter():
    assert not understand(replace(raw([*PEOPLE, "Job Title", "Fax"]), uncached={4: 2}), {}).problems


def test_columns_are_found_by_header_folded_header_or_letter():
    table = raw(["Job Title", "job_title", "Notes"])
    assert [find_column(table, text) for text in ("job_title", "JOB TITLE", "column C", "column D", "Fax")] == [
        1, 0, 2, None, None,
    ]  # fmt: skip


def test_an_override_wins_over_the_dialect(tmp_path):
    text = "Name,Company,Title,Function held\nBo Li,Acme,x,CFO"
    export = load(tmp_path, {"export": {"columns": {"title": "Function held"}}}, contacts=text)
    assert list(export.contacts["title"]) == ["CFO"]


@pytest.mark.parametrize(
    ("columns", "told"), [({"titel": "Title"}, "Did you mean title?"), ({"title": "Titel"}, "Did you mean Title")]
)
def test_an_override_that_fits_nothing_is_refused_with_the_nearest(tmp_path, columns, told):
    with pytest.raises(SettingsError, match=told.replace("?", r"\?")):
        load(tmp_path, {"export": {"columns": columns}}, contacts="Name,Company,Title\nBo Li,Acme,CFO")


def test_without_titles_check_is_refused_and_inspect_answers(tmp_path):
    text = "First Name,Last Name,Company,Previous Job Title\nBo,Li,Acme,CFO"
    with pytest.raises(ExportError) as refusal:
        load(tmp_path, contacts=text)
    [line] = refusal.value.lines()
    for told in ("contacts.csv", "Job Title", "First Name, Last Name, Company, Previous Job Title", "[export.columns]"):
        assert told in line
    [origin] = inspect_exports(write(tmp_path, contacts=text), Settings())
    assert origin.headers == ("First Name", "Last Name", "Company", "Previous Job Title")
    assert origin.rows.loaded == 1


def test_inspect_tells_what_must_be_settled(tmp_path):
    [origin] = inspect_exports(write(tmp_path, contacts="Name,Title,Position\nBo Li,CFO,Buyer"), Settings())
    assert any(note.startswith("To settle: ") for note in origin.notes)


def test_one_file_with_titles_is_enough(tmp_path):
    export = load(
        tmp_path,
        contacts="Contact ID,Name,Company,Title\n1,Bo Li,Acme,CFO",
        more="Contact ID,Name,Company\n2,Eva Roth,Acme",
    )
    assert list(export.contacts["title"]) == ["CFO", ""]
    assert any("no column of job titles" in note for note in export.origins[1].notes)


def test_accounts_alone_are_refused(tmp_path):
    with pytest.raises(ExportError, match="not contacts"):
        load(tmp_path, accounts="Account ID,Account Name,Industry\n1,Acme,Software")


def test_nearest_headers_are_found_whatever_the_spelling():
    assert nearest_headers(["Fax", "job_titel", "Town"], "Job Title")[0] == "job_titel"


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        ("Job Title", ["Job Titel XY", "JobTitel", "Work Title"]),
        ("Company", ["Company ID"]),
        ("Astrology", []),
        ("Region", ["Sales Region"]),
    ],
)
def test_a_header_is_near_by_its_words_not_by_its_letters(wanted, near):
    headers = ["Technology", "Campaign", "Subtitle", "Job ID", "Job Titel XY", "JobTitel", "Work Title", "Mobile",
               "Religious", "Sales Region", "Company ID", "Country"]  # fmt: skip  # read in a row
    assert nearest_headers(headers, wanted) == near
