"""The Excel template holds the same as the YAML, and each of its faults is told with its cell."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from personacheck.cast.load import load_cast
from personacheck.errors import CastError
from personacheck.report.starter import write_starter

YAML_CAST = """\
name: Customer cast
owner: CX team
reviewed: 2026-09-30
personas:
  - id: ingrid-it-decision-maker
    name: Ingrid, IT decision maker
    summary: Decides on IT systems, and on their budget.
    kind: primary
    side: buyer
    titles: [cio, head of it, "*administrator", 012]
    examples: ["Director, Information Technology", CIO]
    not_titles: [assistant to, deputy]
    functions: [it, data, engineering, quality]
    levels: [executive, vp, director, lead, senior]
    departments: [information technology]
    buying_roles: [decision maker, budget holder]
    where: {Partner Type: [Reseller, VAR]}
    scope: {channel: [direct, mixed], size: [large]}
    evidence: {interviews: 6, sources: [interview, survey], last: 2026-05-12, segments: [direct/large]}
    owner: Product marketing
    reviewed: 2026-05-30
    crm: {hubspot: {hs_persona: persona_1}}
  - id: kept
    name: Renamed since
    titles: [buyer]
    scope: everywhere
  - id: finance
    name: Finance
    functions: [finance]
"""

ROWS = [
    {
        "Name": "Ingrid, IT decision maker", "Summary": "Decides on IT systems, and on their budget.",
        "Kind": "primary", "Side": "Buyer", "Titles": "cio, head of it, *administrator, 012",
        "Examples": "Director, Information Technology\nCIO", "Function": "it", "Function 2": "data",
        "Function 3": "engineering, quality", "Level": "executive", "Level 2": "VP", "Level 3": "director",
        "Level 4": "lead; senior", "Departments": "information technology",
        "Buying roles": "decision maker; budget holder", "Scope: channel": "direct, mixed", "Scope: size": "Large",
        "Interviews": 6, "Sources": "interview, survey", "Last research": date(2026, 5, 12),
        "Segments": "direct/large", "Owner": "Product marketing", "Reviewed": "2026-05-30",
    },
    {
        "Name": "Renamed since", "Titles": "buyer", "Scope: channel": "everywhere", "Scope: size": "everywhere",
        "Id": "kept",
    },
    {"Name": "Finance", "Function": "finance"},
]  # fmt: skip  # a table

ADVANCED = [
    ("Ingrid, IT decision maker", "not title", "", "", "assistant to, deputy"),
    ("ingrid, it decision maker", "where", "", "Partner Type", "Reseller; VAR"),
    ("Ingrid, IT decision maker", "crm", "hubspot", "hs_persona", "persona_1"),
]


@pytest.fixture
def template(tmp_path):
    """The template of ``init`` without its personas; filled and saved by calling it."""
    write_starter(tmp_path / "starter")
    book = openpyxl.load_workbook(tmp_path / "starter" / "cast.xlsx")
    for name in ("Personas", "Advanced"):
        book[name].delete_rows(2, 50)
    headers = {cell.value: cell.column for cell in book["Personas"][1]}

    def save(rows=(), advanced=(), cast=None, change=lambda book: None):
        for row, cells in enumerate(rows, start=2):
            for header, value in cells.items():
                book["Personas"].cell(row, headers[header], value)
        for row in advanced:
            book["Advanced"].append([value or None for value in row])
        for row in book["Cast"].iter_rows():
            row[1].value = (cast or {}).get(row[0].value)
        change(book)
        path = tmp_path / "cast.xlsx"
        book.save(path)
        return path

    return save


def _told(path) -> list[str]:
    with pytest.raises(CastError) as caught:
        load_cast(path)
    return [str(problem).removeprefix("cast.xlsx").removeprefix(",").strip(": ") for problem in caught.value.problems]


def test_the_filled_template_says_the_same_as_the_yaml(template, tmp_path):
    (tmp_path / "cast.yaml").write_text(YAML_CAST, encoding="utf-8")
    wanted = load_cast(tmp_path / "cast.yaml")
    about = {"Name": "Customer cast", "Owner": "CX team", "Reviewed": date(2026, 9, 30)}
    found = load_cast(template(ROWS, ADVANCED, about))
    assert (found.name, found.owner, found.reviewed) == (wanted.name, wanted.owner, wanted.reviewed)
    assert [replace(p, place="") for p in found.personas] == [replace(p, place="") for p in wanted.personas]
    assert [persona.place for persona in found.personas] == ["row 2", "row 3", "row 4"]


def test_the_starter_says_the_same_in_both_forms(tmp_path):
    write_starter(tmp_path)
    as_yaml, as_excel = load_cast(tmp_path / "cast.yaml"), load_cast(tmp_path / "cast.xlsx")
    assert len(as_yaml.personas) == 4
    assert [replace(p, place="") for p in as_excel.personas] == [replace(p, place="") for p in as_yaml.personas]
    assert as_excel.name == as_yaml.name


def test_every_fault_is_told_with_its_cell(template):
    rows = [
        {"Name": "Anna", "Kind": "primray", "Titles": "cio, *", "Level 2": "manger", "Last research": "12.05.2026"},
        {"Name": "ANNA", "Function": "finanec", "Scope: size": "lage", "Interviews": "six"},
        {"Name": "Berta"},
        {"Titles": "buyer"},
        {"Name": "山田", "Titles": "=1+1"},
    ]
    advanced = [
        ("Ana", "not title", "", "", "x"),
        ("Anna", "titles", "", "", "x"),
        ("Anna", "where", "", "", "Reseller"),
        ("", "where", "", "Type", "x"),
    ]
    assert _told(template(rows, advanced)) == [
        "Personas!E6: a formula. Type the text itself.",
        "Personas!E5: a persona without a name. Fill in the column Id, for example: it-leader",
        "Personas!A6: no id can be made from this name. Fill in the column Id, for example: it-leader",
        'Advanced!A2: unknown persona "Ana". Did you mean Anna?',
        'Advanced!B3: unknown entry "titles". Use one of: not title, where, crm.',
        "Advanced!B4: where has no Field. Fill in the column Field.",
        "Advanced!B5: unknown persona. Use one of: Anna, ANNA, Berta, 山田.",
        'Personas!C2, persona anna: unknown value "primray" under kind. Did you mean primary?',
        "Personas!E2, persona anna: titles holds a text without a word, which would match everything or nothing. "
        "Add a word or delete it.",
        'Personas!K2, persona anna: unknown value "manger" under levels. Did you mean manager?',
        "Personas!V2, persona anna: last is not a date. Write year, month and day: 2026-05-12",
        'Personas!A3, persona anna: the id "anna" is used twice. '
        "The first is at Personas!A2; give each persona its own.",
        'Personas!G3, persona anna: unknown function "finanec". Did you mean finance?',
        "Personas!Q3, persona anna: unknown value on the axis size. Did you mean large?",
        "Personas!T3, persona anna: interviews is not a whole number. Write digits only.",
        "row 4, persona berta: this persona has no criteria. "
        "Add one of: titles, functions, departments, examples, levels, buying_roles, where.",
        "row 6, persona row-6: this persona has no criteria. "
        "Add one of: titles, functions, departments, examples, levels, buying_roles, where.",
    ]


def test_columns_are_checked_too(template):
    def change(book):
        sheet = book["Personas"]
        sheet["B1"] = "Sumary"
        sheet["F1"] = "Titles"
        sheet["AE2"] = "stray"
        book["Cast"]["A1"] = "Nmae"

    assert _told(template([{"Name": "Anna", "Titles": "cio"}], change=change)) == [
        'Personas!B1: unknown column "Sumary". Did you mean Summary?',
        'Personas!F1: the column "Titles" appears twice. Keep one.',
        "Personas!AE2: a value under no header. Delete it, or name the column.",
        'Cast!A1: unknown key "Nmae". Did you mean Name?',
    ]


def test_a_column_for_an_axis_of_the_settings_may_be_added(template):
    def change(book):
        book["Personas"]["AA1"] = "Scope: region"
        book["Personas"]["AA2"] = "North, South"

    path = template([{"Name": "Anna", "Titles": "cio"}], change=change)
    assert load_cast(path, axes=("region",)).personas[0].scope.axes == {"region": ("North", "South")}
    assert "Personas!AA2, persona anna: a scope on an unknown axis" in _told(path)[0]


def test_a_title_above_and_blank_rows_between_do_no_harm(template):
    def change(book):
        book["Personas"].insert_rows(1, 2)
        book["Personas"]["A1"] = "Our cast"
        book["Personas"].insert_rows(5)

    path = template([{"Name": "Anna", "Titles": "cio"}, {"Name": "Berta", "Titles": "buyer"}], change=change)
    assert [(persona.id, persona.place) for persona in load_cast(path).personas] == [
        ("anna", "row 4"),
        ("berta", "row 6"),
    ]


def test_an_emptied_template_has_no_personas(template):
    assert _told(template()) == ["Personas: no personas. Fill in a row: a name, and titles."]


def test_a_cell_far_away_is_refused_by_its_row(template):
    def change(book):
        book["Personas"]["XFD1048576"] = " "

    told = _told(template([{"Name": "Anna", "Titles": "cio"}], change=change))
    assert told == [
        "Personas: cells are used down to row 1048576, column 16384. Delete all rows and columns beyond the cast."
    ]


def test_another_workbook_is_not_our_template(tmp_path):
    openpyxl.Workbook().save(tmp_path / "cast.xlsx")
    assert _told(tmp_path / "cast.xlsx") == [
        "no table of personas: no row or column has headers like Persona, Job Titles, Goals, Pain Points. "
        "Rename the columns, or create the template with: personacheck init"
    ]


def test_a_bomb_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "cast.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 20_000_001)
    assert _told(tmp_path / "cast.xlsx") == [
        "is too large for a cast when unpacked. Create the template with: personacheck init"
    ]


def test_a_workbook_with_a_password_is_told_from_text(tmp_path):
    (tmp_path / "cast.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    assert _told(tmp_path / "cast.xlsx") == [
        "an old or password-protected Excel file. Save a copy as .xlsx, without a password."
    ]


@pytest.fixture(scope="module")
def starter(tmp_path_factory) -> bytes:
    folder = tmp_path_factory.mktemp("starter")
    write_starter(folder)
    return (folder / "cast.xlsx").read_bytes()


def _is_refused(path) -> bool:
    try:
        load_cast(path)
    except CastError as error:
        assert all(problem.cause for problem in error.problems)
        return True
    return False


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.floats(0, 1), flip=st.integers(0, 255))
def test_a_damaged_workbook_gives_a_cast_or_one_error(tmp_path, starter, cut, flip):
    at = int(cut * (len(starter) - 1))
    path = tmp_path / "cast.xlsx"
    path.write_bytes(starter[:at] + bytes([flip]) + starter[at + 1 :])
    _is_refused(path)
    path.write_bytes(starter[:at])
    assert _is_refused(path)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    part=st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"]),
    text=st.text(max_size=30),
)
def test_any_part_gives_a_cast_or_one_error(tmp_path, starter, part, text):
    path = tmp_path / "cast.xlsx"
    with zipfile.ZipFile(io.BytesIO(starter)) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, text if entry == part else old.read(entry))
    _is_refused(path)


def test_the_yaml_here_is_a_cast():
    assert len(YAML(typ="safe").load(YAML_CAST)["personas"]) == len(ROWS)
