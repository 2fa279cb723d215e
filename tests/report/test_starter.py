"""What ``init`` writes."""

from __future__ import annotations

import openpyxl
import pytest

from personacheck.errors import OutputError
from personacheck.model import cast_sheets as s
from personacheck.report.starter import write_starter
from personacheck.settings.file import load_settings
from personacheck.vocabulary.words import vocabulary


def test_three_files_are_written_and_none_is_overwritten(tmp_path):
    folder = tmp_path / "new"
    assert [path.name for path in write_starter(folder)] == ["cast.yaml", "cast.xlsx", "personacheck.toml"]
    (folder / "cast.yaml").write_text("mine", encoding="utf-8")
    (folder / "cast.xlsx").unlink()
    with pytest.raises(OutputError) as caught:
        write_starter(folder)
    (problem,) = caught.value.problems
    assert (problem.file, problem.cause) == (
        f"{folder / 'cast.yaml'} and {folder / 'personacheck.toml'}",
        "already exist",
    )
    assert (folder / "cast.yaml").read_text(encoding="utf-8") == "mine"
    assert not (folder / "cast.xlsx").exists()


@pytest.mark.parametrize("cast", ["cast.yaml", "cast.xlsx"])
def test_beside_a_cast_only_settings_are_written_that_name_it(tmp_path, cast):
    (tmp_path / cast).write_text("mine", encoding="utf-8")
    assert [path.name for path in write_starter(tmp_path)] == ["personacheck.toml"]
    assert str(load_settings(tmp_path / "personacheck.toml", environment={}).cast) == cast
    assert (tmp_path / cast).read_text(encoding="utf-8") == "mine"


def test_beside_settings_only_a_cast_is_written(tmp_path):
    (tmp_path / "personacheck.toml").write_text('purpose = "mine"', encoding="utf-8")
    assert [path.name for path in write_starter(tmp_path)] == ["cast.yaml", "cast.xlsx"]
    assert (tmp_path / "personacheck.toml").read_text(encoding="utf-8") == 'purpose = "mine"'


def test_the_settings_are_settings_and_name_the_cast(tmp_path):
    write_starter(tmp_path)
    settings = load_settings(tmp_path / "personacheck.toml", environment={})
    assert (tmp_path / str(settings.cast)).is_file()


def test_the_same_template_every_time(tmp_path):
    write_starter(tmp_path / "a")
    write_starter(tmp_path / "b")
    assert (tmp_path / "a" / "cast.xlsx").read_bytes() == (tmp_path / "b" / "cast.xlsx").read_bytes()


def test_drop_downs_offer_the_vocabulary(tmp_path):
    write_starter(tmp_path)
    book = openpyxl.load_workbook(tmp_path / "cast.xlsx")
    sheet = book[s.PERSONAS]
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        header = sheet.cell(1, next(iter(rule.sqref.ranges)).min_col).value
        name, cells = rule.formula1.split("!")
        offered[header] = [row[0].value for row in book[name][cells.replace("$", "")]]
    assert offered["Function"] == offered["Function 3"] == list(vocabulary().functions)
    assert offered["Level"][0] == "executive"
    assert offered["Side"] == ["buyer", "user", "both", "unknown"]
    assert offered["Scope: channel"] == ["direct", "indirect", "mixed", "everywhere"]
    assert set(offered) == {column.header for column in s.COLUMNS if column.choices}


def test_every_header_explains_itself(tmp_path):
    write_starter(tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "cast.xlsx")[s.PERSONAS]
    assert [cell.comment.text for cell in sheet[1]] == [column.help for column in s.COLUMNS]
