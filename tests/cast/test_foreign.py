"""Personas that were kept elsewhere are read, and what a cast has no place for is told."""

from __future__ import annotations

import csv
from dataclasses import asdict
from pathlib import Path

import openpyxl
import pytest
from ruamel.yaml import YAML

from personacheck.cast.load import load_cast
from personacheck.cli.app import run
from personacheck.errors import CastError

CASES = YAML(typ="safe").load((Path(__file__).resolve().parents[1] / "cases/foreign_casts.yaml").read_text("utf-8"))


def as_csv(rows, path, delimiter=","):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def as_xlsx(rows, path):
    book = openpyxl.Workbook()
    book.active.title = "Personas"  # as our template's sheet is called
    for row in rows:
        book.active.append([cell or None for cell in row])
    book.save(path)
    return path


@pytest.mark.parametrize("save", [as_csv, as_xlsx])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_it_is_read_from_text_and_from_excel(case, save, tmp_path):
    cast = load_cast(save(case["rows"], tmp_path / f"personas.{save.__name__[3:]}"))
    assert list(cast.unread) == case["unread"]
    assert len(cast.personas) == len(case["personas"])
    for persona, wanted in zip(cast.personas, case["personas"], strict=True):
        told = {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(persona).items()}
        assert {key: told[key] for key in wanted} == wanted
        for key in ("goals", "frustrations", "channels", "quote", "departments"):
            assert told[key] == wanted.get(key, type(told[key])())


def test_a_fault_is_told_with_its_place(tmp_path):
    path = as_csv([["Persona", "Goals"], ["Ava", "Rest"], ["Ava", "Peace"]], tmp_path / "personas.csv", ";")
    with pytest.raises(CastError) as caught:
        load_cast(path)
    causes = [f"{problem.place}: {problem.cause}" for problem in caught.value.problems]
    assert causes == [
        "row 2, column 1, persona ava: this persona has no criteria",
        'row 3, column 1, persona ava: the id "ava" is used twice',
        "row 3, column 1, persona ava: this persona has no criteria",
    ]


CONTACTS = [["First Name", "Job Title", "Persona", "Channel"], ["Ava", "CFO", "Finance", "direct"]]


@pytest.mark.parametrize("rows", [CONTACTS, [["Name", "Title"], ["Ava", "CFO"]], [["x"]], [["Persona", "Role"]]])
def test_what_holds_no_personas_is_refused(rows, tmp_path):
    with pytest.raises(CastError, match="no table of personas"):
        load_cast(as_csv(rows, tmp_path / "personas.csv"))


def test_it_is_taken_over_and_says_what_it_leaves(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    as_csv(CASES[0]["rows"], Path("personas.csv"))
    assert run(["lint", "personas.csv"]) == 0
    assert "note: personas.csv: not read, in whole or in part: Age." in capsys.readouterr().err
    assert run(["convert", "personas.csv", "--out", "cast.yaml"]) == 0
    assert "Wrote cast.yaml: 2 personas" in capsys.readouterr().out
    taken, yours = load_cast(Path("cast.yaml")), load_cast(Path("personas.csv"))
    assert [(p.id, p.titles, p.goals, p.quote) for p in taken.personas] == [
        (p.id, p.titles, p.goals, p.quote) for p in yours.personas
    ]
    assert run(["convert", "cast.yaml", "--out", "cast.xlsx"]) == 0
    assert run(["convert", "cast.xlsx", "--out", "cast.yaml"]) == 5
    assert "already exists" in capsys.readouterr().err
    assert run(["convert", "cast.xlsx", "--out", "cast.docx"]) == 5
    assert "is neither .yaml nor .xlsx. Name it so: cast.yaml or cast.xlsx" in capsys.readouterr().err


def test_nobody_is_matched_by_what_is_for_readers(tmp_path):
    from personacheck.match.matcher import Matcher

    path = tmp_path / "cast.yaml"
    base = "personas:\n  - {id: a, titles: [cfo]"
    path.write_text(f"{base}}}\n", encoding="utf-8")
    plain = load_cast(path)
    path.write_text(
        f"{base}, goals: [nurse], frustrations: [nurse], channels: [nurse], quote: nurse}}\n", encoding="utf-8"
    )
    told = load_cast(path)
    titles = ["CFO", "Nurse", "Head of Finance"]
    fits = [Matcher.train(cast, rules_only=True).fits(titles) for cast in (plain, told)]
    assert fits[0].equals(fits[1])
    assert told.personas[0].goals == ("nurse",)
