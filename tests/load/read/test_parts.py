"""Folders and patterns: which files are meant; nothing meant is said in words."""

import os
from pathlib import Path

import pytest

from personacheck.errors import ExportError
from personacheck.load.exports import inspect_exports
from personacheck.load.read.parts import files_of, tables_of
from personacheck.settings.settings import Settings

TABLE = "Contact ID,Title\n{0},CFO\n"


@pytest.fixture
def folder(tmp_path):
    for name in ("b.csv", "a.csv", ".hidden.csv", "~$a.xlsx", "notes.md", "cast.yaml"):
        (tmp_path / name).write_text(TABLE.format(name[0]), "utf-8")
    (tmp_path / "more.csv").mkdir()
    return tmp_path


def test_a_folder_stands_for_the_exports_in_it_by_name(folder):
    assert [path.name for path in files_of(folder)] == ["a.csv", "b.csv"]
    assert [origin.file for origin in inspect_exports([folder], Settings())] == ["a.csv", "b.csv"]


def test_a_pattern_stands_for_the_files_that_match(folder):
    assert [path.name for path in files_of(folder / "[ab].csv")] == ["a.csv", "b.csv"]
    assert [path.name for path in files_of(folder / "**" / "a.*")] == ["a.csv"]


def test_a_pattern_means_casts_and_settings_only_where_it_matches_nothing_else(folder):
    (folder / "personacheck.toml").write_text("[review]\n", "utf-8")
    assert [path.name for path in files_of(folder / "*")] == ["a.csv", "b.csv", "notes.md", "~$a.xlsx"]
    with pytest.raises(ExportError, match="is a cast, not an export"):
        inspect_exports([folder / "*.yaml"], Settings())


def test_marks_of_those_who_write_tables_in_parts_are_no_exports(folder):
    (folder / "_SUCCESS").write_text("", "utf-8")
    (folder / "_old.csv").write_text(TABLE.format(1), "utf-8")
    assert [path.name for path in files_of(folder / "[_ab]*")] == ["_old.csv", "a.csv", "b.csv"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_file_to_which_links_lead_is_read_once(folder):
    (folder / "c.csv").symlink_to("a.csv")
    (folder / "round.csv").symlink_to("round.csv")
    (folder / "around").symlink_to(".")
    assert [path.name for path in files_of(folder)] == ["a.csv", "b.csv"]
    assert [path.name for path in files_of(folder / "**" / "*.csv")] == ["a.csv", "b.csv"]


def test_the_folder_of_a_pattern_may_have_brackets_in_its_name(folder):
    (folder / "[2026]").mkdir()
    (folder / "[2026]" / "a.csv").write_text(TABLE.format(1), "utf-8")
    assert files_of(folder / "[2026]" / "*.csv") == [folder / "[2026]" / "a.csv"]


def test_a_folder_of_folders_asks_for_a_pattern(tmp_path):
    (tmp_path / "year=2026").mkdir()
    with pytest.raises(ExportError, match="give a pattern in quotes: "):
        tables_of(tmp_path)


def test_a_file_may_have_a_pattern_for_a_name(folder):
    odd = folder / "[ab].csv"
    odd.write_text(TABLE.format(1), "utf-8")
    assert tables_of(odd) == [(odd, [odd])]


def test_files_of_which_each_is_refused_are_all_told(folder):
    for name in ("a.csv", "b.csv"):
        (folder / name).write_text("", "utf-8")
    with pytest.raises(ExportError) as refused:
        inspect_exports([folder], Settings())
    assert [problem.place or problem.file for problem in refused.value.problems] == ["a.csv", "b.csv"]


@pytest.mark.parametrize(
    ("made", "asked", "said"),
    [
        (
            "x/notes.md",
            "x",
            "x: is a folder without .csv, .parquet, .tsv or .xlsx files. Give another one, or a file.",
        ),
        ("x/notes.md", "x/*.csv", "no file matches this pattern. Check the folder and the ending in it."),
    ],
)
def test_nothing_meant(tmp_path, made, asked, said):
    (tmp_path / made).parent.mkdir()
    (tmp_path / made).write_text("", "utf-8")
    with pytest.raises(ExportError) as refused:
        tables_of(tmp_path / asked)
    assert str(refused.value).endswith(said)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("s3://bucket/exports/*.parquet", "s3:"),
        ("gs://bucket/contacts.csv", "gs:"),
        ("https://files.example/contacts.csv?signature=secret", "https:"),
    ],
)
def test_an_address_that_became_a_path_is_told_from_a_file_and_its_key_is_not_repeated(address, place):
    with pytest.raises(ExportError) as refused:
        inspect_exports([Path(address)], Settings())
    assert str(refused.value) == (f"{place}//…: is an address, and came as a path of this computer. Give it as text.")
