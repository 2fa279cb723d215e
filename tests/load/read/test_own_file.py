"""What personacheck wrote is no export: left out of folders and patterns, refused by name."""

from __future__ import annotations

import shutil

import builders
import openpyxl
import pandas as pd
import pytest
import samples
from typer.testing import CliRunner

from personacheck.cli.app import app
from personacheck.errors import ExportError
from personacheck.load.exports import inspect_exports, load_export
from personacheck.load.read.own_file import Own, left_out, own_file
from personacheck.load.read.parts import files_of, own_files_of
from personacheck.model import tables as t
from personacheck.report.cast_workbook import template
from personacheck.report.disk.own_file import write_matches
from personacheck.report.labels import append_labels
from personacheck.report.review_sheet import review_sheet
from personacheck.report.write import write
from personacheck.settings.settings import Settings

CAST = builders.cast(builders.persona("it", titles=("cio",)))
PEOPLE = builders.contacts({t.RECORD_ID: "1", t.ACCOUNT_ID: "a1", t.TITLE: "CIO"}).assign(draw="random")
PERSONAS = {"version": 1, "personas": [{"id": "it", "name": "Ingrid", "titles": ["cio"]}]}
REVIEWED = dict.fromkeys(t.LABEL_COLUMNS, "") | {t.RECORD_ID: "1", t.TITLE: "CIO", t.PERSONA: "it", t.DRAW: "random"}
EXPORT = "Contact ID,First Name,Account Name,Title\n1,Ada,Alpha,CIO\n2,Bo,Beta,CFO\n"
KINDS = {
    "cast.xlsx": Own.CAST,
    "handful.xlsx": Own.SHEET,
    "labels.csv": Own.LABELS,
    "matches.csv": Own.RESULT,
    "contacts.csv": Own.RESULT,
    "accounts.csv": Own.RESULT,
    "workbook.xlsx": Own.RESULT,
    "contacts.parquet": Own.RESULT,
    "report.html": Own.RESULT,
    "result.json": Own.RESULT,
    "run.json": Own.RESULT,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One file of each kind that we write."""
    folder = tmp_path_factory.mktemp("made")
    assessment = samples.assessment()
    write(assessment, folder, ["html", "xlsx", "json", "csv", "parquet"])
    write_matches(assessment.export, assessment.matches, folder / "matches.csv")
    (folder / "cast.xlsx").write_bytes(template(PERSONAS))
    (folder / "handful.xlsx").write_bytes(review_sheet(PEOPLE, builders.accounts({t.ACCOUNT_ID: "a1"}), CAST))
    append_labels(folder / "labels.csv", None, pd.DataFrame([REVIEWED]))
    return folder


@pytest.fixture
def beside(made, tmp_path):
    """All of them under other names beside an export."""
    for name in KINDS:
        shutil.copy(made / name, tmp_path / f"our-{name}")
    (tmp_path / "people.csv").write_text(EXPORT, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", KINDS)
def test_a_file_of_ours_is_known_by_what_it_bears(beside, name):
    assert own_file(beside / f"our-{name}") == KINDS[name]


def test_a_folder_is_read_without_what_we_wrote_and_says_so(beside):
    assert files_of(beside) == [beside / "people.csv"]
    whole = load_export([beside], Settings(), as_of=builders.AS_OF)
    assert len(whole.contacts) == 2
    assert whole.digest == load_export([beside / "people.csv"], Settings(), as_of=builders.AS_OF).digest
    (origin,) = inspect_exports([beside], Settings())
    (note,) = (note for note in origin.notes if note.startswith("Left out: "))
    assert note.startswith("Left out: our-accounts.csv, our-cast.xlsx, ")
    assert note.endswith(": personacheck wrote them.")


def test_a_pattern_is_read_without_what_we_wrote(beside):
    assert files_of(beside / "*") == [beside / "people.csv"]
    assert len(own_files_of(beside / "*")) == len(KINDS)
    assert left_out(own_files_of(beside / "*cast*")) == "left out: our-cast.xlsx: personacheck wrote it"


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("cast.xlsx", "is a cast, not an export. Pass it as --cast {}"),
        ("handful.xlsx", "is a review sheet, not an export. Once it is filled in: personacheck learn {}"),
        ("labels.csv", "holds reviewed labels, not an export. Pass it as --labels {}"),
        ("matches.csv", "is a result of personacheck, not an export. Give the export that it was made from."),
    ],
)
def test_one_named_as_an_export_is_refused(beside, name, refusal):
    ours = beside / f"our-{name}"
    with pytest.raises(ExportError) as refused:
        load_export([beside / "people.csv", ours], Settings(), as_of=builders.AS_OF)
    assert [str(problem) for problem in refused.value.problems] == [f"{ours.name}: {refusal.format(ours)}"]


def test_a_folder_that_holds_nothing_else_is_refused(made):
    with pytest.raises(ExportError, match=r"no export, only what personacheck wrote: .*cast\.xlsx.*Give the export"):
        inspect_exports([made], Settings())


@pytest.mark.parametrize(("separator", "mark"), [(";", "\ufeff"), ("\t", "")])
def test_what_a_spreadsheet_saved_anew_is_known_still(made, tmp_path, separator, mark):
    for name in ("labels.csv", "matches.csv", "accounts.csv"):
        first, _, rest = (made / name).read_text("utf-8").partition("\n")
        header = separator.join(f'"{cell}"' for cell in first.split(","))
        (tmp_path / name).write_text(f"{mark}{header}\r\n{rest}", "utf-8")
        assert own_file(tmp_path / name) == KINDS[name]


def test_workbooks_are_known_by_their_sheets_where_the_title_is_lost(made, tmp_path):
    for name in ("cast.xlsx", "handful.xlsx"):
        book = openpyxl.load_workbook(made / name)
        book.properties.title = None
        book.save(tmp_path / name)
        assert own_file(tmp_path / name) == KINDS[name]


def test_an_export_with_columns_or_sheets_like_ours_stays_one(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("record_id,account,title,status,persona\n1,Alpha,CIO,active,it\n", "utf-8")
    book = openpyxl.Workbook()
    book.active.title = "Review"
    book.active.append(["Record id", "Account", "Title"])
    book.create_sheet("Personas")
    book.save(tmp_path / "people.xlsx")
    assert own_file(path) is own_file(tmp_path / "people.xlsx") is None


def test_check_says_in_one_line_what_it_left_out(beside):
    cast = beside / "cast.yaml"
    cast.write_text("version: 1\npersonas: [{id: it, name: Ingrid, titles: [cio]}]\n", "utf-8")
    run = CliRunner().invoke(app, ["check", str(beside), "--cast", str(cast), "--out", str(beside / "out")])
    assert run.exit_code == 0, run.output
    (line,) = (line for line in run.stderr.splitlines() if line.startswith("left out: "))
    assert "our-handful.xlsx" in line
    assert "Rows: 2 read = 2 loaded" in run.stdout
