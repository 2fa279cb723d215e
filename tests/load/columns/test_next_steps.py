"""What inspect would do next."""

import re
from datetime import date

import pytest
from books import book, sheet
from books import write as write_book
from crm_files import write

from personacheck.errors import ExportError
from personacheck.load.columns.next_steps import next_steps
from personacheck.load.exports import inspect_exports, load_export
from personacheck.settings.file import load_settings
from personacheck.settings.settings import Settings

GOES_ON = "personacheck check contacts.csv --cast cast.yaml"


def steps(tmp_path, **files):
    settings = Settings()
    return next_steps(inspect_exports(write(tmp_path, **files), settings), GOES_ON, settings)


def test_sound_files_are_checked_next(tmp_path):
    found = steps(
        tmp_path, contacts="Name,Company,Title\nAna Silva,Acme,CFO", accounts="Account Name,Employees\nAcme,9"
    )
    assert found == [GOES_ON]


def test_a_column_that_was_not_mapped_comes_with_the_line_to_paste(tmp_path):
    found = steps(tmp_path, contacts="Name,Company,Titel,Job Titel XY,Umsatz (TEUR)\nAna Silva,Acme,,CFO,5")
    assert found[0].endswith(
        'put title = "Job Titel XY" under [export.columns] in personacheck.toml (personacheck init creates it).'
    )
    assert 'put amount = "Umsatz (TEUR)" if it is what they pay you' in found[1]
    assert found[2] == GOES_ON


def test_an_account_by_id_needs_no_name_and_a_phone_is_no_title(tmp_path):
    found = steps(tmp_path, contacts="First Name,Last Name,Account Id,Mobile\nAna,Silva,1,0151 777\nBo,Li,2,0151 888")
    assert found == ['contacts.csv: the column of the title was not found; export it again with "Job Title".']


def test_a_missing_column_is_called_as_the_crm_calls_it(tmp_path):
    found = steps(tmp_path, contacts="Id,IsDeleted,LastName,FirstName,SystemModstamp\n003,0,Li,Bo,2026-01-01")
    assert [step.partition("; ")[2] for step in found] == [
        'export it again with "Title".',
        'export it again with "Account Name".',
    ]


def test_sheets_of_people_that_are_not_read_come_with_the_options_that_read_them(tmp_path):
    people = [["Name", "Title", "Company", "Country"], ["Ana Silva", "CFO", "Acme", "PT"]]
    others = [["Full Name", "Position", "Employer"], ["Bo Li", "CIO", "Beta"]]
    path = write_book(tmp_path / "export.xlsx", book({"EMEA": sheet(people), "APAC": sheet(others)}))
    left = next_steps(inspect_exports([path], Settings()), GOES_ON, Settings())
    step = 'Not read: "APAC" holds contacts, too. If they count, add --sheet "EMEA" --sheet "APAC".'
    assert left == [f"export.xlsx: {step}", GOES_ON]
    both = Settings(export={"sheet": ["EMEA", "APAC"]})
    assert next_steps(inspect_exports([path], both), GOES_ON, both) == [GOES_ON]


def test_what_would_be_refused_is_settled_first(tmp_path):
    header = "Company,Contact 1 Name,Contact 1 Title,Contact 2 Name,Contact 2 Title"
    first = steps(tmp_path, contacts=f"{header}\nAcme,Ana Silva,CFO,Bo Li,CIO")[0]
    assert first.startswith("Answer the questions above first")


def test_contacts_are_asked_for_where_there_are_none(tmp_path):
    assert steps(tmp_path, accounts="Account Name,Employees,Industry\nAcme,9,Retail") == [
        "Add the export of the contacts: these files hold none."
    ]


def test_never_more_than_three(tmp_path):
    found = steps(tmp_path, contacts="Name,Revenue,Umsatz,Titel\nAna Silva,5,6,\nBo Li,6,7,")
    assert len(found) == 3


@pytest.mark.parametrize(
    ("name", "text", "table"),
    [
        ("acme.toml", 'purpose = "renewal"', "[export.columns] in acme.toml"),
        ("pyproject.toml", "[tool.personacheck]", "[tool.personacheck.export.columns] in pyproject.toml"),
        ("", "", "[export.columns] in personacheck.toml (personacheck init creates it)"),
    ],
)
def test_advice_names_the_settings_that_were_read_or_says_how_to_make_some(tmp_path, name, text, table):
    if name:
        (tmp_path / name).write_text(text, "utf-8")
    settings = load_settings(tmp_path / name if name else None, environment={})
    files = write(tmp_path, contacts="Name,Company,Titel,Job Titel XY\nAna Silva,Acme,,CFO")
    assert f'"Job Titel XY" under {table}.' in next_steps(inspect_exports(files, settings), GOES_ON, settings)[0]
    twice = write(tmp_path, contacts="Name,Company,Job Title,Job Title\nAna Silva,Acme,CFO,Buyer")
    with pytest.raises(ExportError, match=re.escape(f'title = "column C" under {table}.')):
        load_export(twice, settings, as_of=date(2026, 9, 30))
    untitled = write(tmp_path, contacts="Name,Company,E-Mail\nAna Silva,Acme,ana@acme.example")
    with pytest.raises(ExportError, match=re.escape(f'name the column that holds them under {table}: title = "…".')):
        load_export(untitled, settings, as_of=date(2026, 9, 30))
