"""From a draw to an estimate, through the command line."""

from __future__ import annotations

import csv
import json
import shutil
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from personacheck.cli.app import run
from personacheck.model import review_sheet as s

AS_OF = ["--as-of", "2026-09-30"]


@pytest.fixture
def example(root, every_third, tmp_path, monkeypatch):
    for name in ("accounts.csv", "cast.yaml"):
        shutil.copy(root / "fixtures" / name, tmp_path)
    (tmp_path / "contacts.csv").write_text(every_third, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("personacheck.settings.file.find_settings", lambda _start: None)
    return tmp_path


RESULT = ["--out", "out", "--format", "json"]
FILES = ["contacts.csv", "accounts.csv", "--cast", "cast.yaml", *AS_OF]


def _fill(path, initials, persona_of):
    book = openpyxl.load_workbook(path)
    sheet = book[s.REVIEW]
    at = {cell.value: cell.column for cell in sheet[5]}
    sheet["B4"] = initials
    for row in range(6, sheet.max_row + 1):
        record = sheet.cell(row, at[s.RECORD.header]).value
        sheet.cell(row, at[s.PERSONA.header]).value = persona_of(record) or "none"
    book.save(path)


def _records(path):
    sheet = openpyxl.load_workbook(path)[s.REVIEW]
    return [row[0] for row in sheet.iter_rows(min_row=6, max_col=1, values_only=True)]


def _matched() -> dict[str, str]:
    """Each contact's persona under the cast that lies here."""
    return _matched_by(Path("cast.yaml").read_text(encoding="utf-8"))


@cache
def _matched_by(_cast: str) -> dict[str, str]:
    assert run(["match", *FILES, "--out", "matches.csv", "--quiet"]) == 0
    with Path("matches.csv").open(encoding="utf-8", newline="") as file:
        return {row["record_id"]: row["persona"] for row in csv.DictReader(file)}


def test_a_filled_random_sample_gives_an_estimate(example, capsys):
    assert run(["sample", *FILES, "--random", "100", "--out", "review.xlsx"]) == 0
    _fill("review.xlsx", "JB", _matched().get)
    assert run(["learn", "review.xlsx", "--labels", "labels.csv", *AS_OF]) == 0
    assert "100 labels added" in capsys.readouterr().err
    assert run(["check", *FILES, "--labels", "labels.csv", *RESULT]) == 0
    assert "Checked by people on a random sample" in capsys.readouterr().out
    result = json.loads((example / "out" / "result.json").read_text("utf-8"))
    people = result["headline"]["contacts"]
    assert people["low"] <= people["estimate"] <= people["high"]
    assert people["high"] - people["low"] < 0.14
    assert result["sample"]["contacts"] == people["reviewed"] == 100
    assert result["sample"]["left_out"] == 0


def test_the_handful_test_says_how_sure_one_may_be(example):
    assert run(["sample", *FILES, "--proportional", "--out", "handful.xlsx"]) == 0
    shutil.copy("handful.xlsx", "second.xlsx")
    ids = [cell.value for cell in openpyxl.load_workbook("handful.xlsx")[s.PERSONAS]["A"]][1:-1]

    def fits(_record):
        return ids[0]

    _fill("handful.xlsx", "JB", fits)
    _fill("second.xlsx", "KM", fits)
    assert run(["learn", "handful.xlsx", "second.xlsx", "--labels", "labels.csv", *AS_OF]) == 0
    assert run(["check", *FILES, "--labels", "labels.csv", *RESULT]) == 0
    sample = json.loads((example / "out" / "result.json").read_text("utf-8"))["sample"]
    assert sample["accounts"]["accounts"] == 12
    assert sample["accounts"]["proportional"]
    assert sample["agreement"]["contacts"] > 12
    assert sample["contacts"] == 0


def _fill_accounts(path, persona, some):
    """Fill in so many accounts, and leave the others empty as a whole; how many there are."""
    book = openpyxl.load_workbook(path)
    sheet = book[s.REVIEW]
    at = {cell.value: cell.column for cell in sheet[5]}
    sheet["B4"] = "JB"
    rows = range(6, sheet.max_row + 1)
    accounts = list(dict.fromkeys(sheet.cell(row, at[s.OWNER.header]).value for row in rows))
    for row in rows:
        answered = sheet.cell(row, at[s.OWNER.header]).value in accounts[:some]
        sheet.cell(row, at[s.PERSONA.header]).value = persona if answered else None
    book.save(path)
    return len(accounts)


def test_accounts_left_empty_as_a_whole_may_not_fit(example, capsys):
    """Who answers only where a persona fits proves no more than who answers nothing else."""

    def drawn_and_fit():
        assert run(["learn", "handful.xlsx", "--labels", "labels.csv", *AS_OF]) == 0
        assert run(["check", *FILES, "--labels", "labels.csv", *RESULT]) == 0
        handful = json.loads((example / "out" / "result.json").read_text("utf-8"))["sample"]["accounts"]
        return handful["accounts"], handful["fit"]

    assert run(["sample", *FILES, "--accounts", "12", "--out", "handful.xlsx"]) == 0
    assert _fill_accounts("handful.xlsx", "none", 8) == 12
    assert drawn_and_fit() == (12, 0)
    lines = (example / "labels.csv").read_text("utf-8").splitlines()
    blank = [line for line in lines if ",not answered," in line]
    answered = len(lines) - 1 - len(blank)
    assert blank
    assert f"{answered} labels added to labels.csv; {len(blank)} left empty" in capsys.readouterr().err
    _fill_accounts("handful.xlsx", "none", 12)
    assert drawn_and_fit() == (12, 0)
    assert f"{len(blank)} labels added" in capsys.readouterr().err


def test_accounts_drawn_by_chance_alone_give_an_estimate_of_accounts(example, capsys):
    assert run(["sample", *FILES, "--accounts", "60", "--proportional", "--out", "accounts.xlsx"]) == 0
    _fill("accounts.xlsx", "JB", _matched().get)
    assert run(["learn", "accounts.xlsx", "--labels", "labels.csv", *AS_OF]) == 0
    assert run(["check", *FILES, "--labels", "labels.csv", *RESULT]) == 0
    result = json.loads((example / "out" / "result.json").read_text("utf-8"))
    accounts = result["headline"]["accounts"]
    assert accounts["low"] <= accounts["estimate"] <= accounts["high"]
    assert accounts["reviewed"] == result["sample"]["drawn_accounts"] == 60
    assert result["headline"]["contacts"]["estimate"] is None


def test_what_two_reviewers_say_differently_is_settled_together(example, capsys):
    assert run(["sample", *FILES, "--random", "40", "--out", "one.xlsx"]) == 0
    shutil.copy("one.xlsx", "two.xlsx")
    matched = _matched()
    _fill("one.xlsx", "JB", matched.get)
    _fill("two.xlsx", "KM", lambda record: "" if sum(map(ord, record)) % 3 == 0 else matched.get(record))
    learn = ["learn", "one.xlsx", "two.xlsx", "--labels", "labels.csv", *AS_OF]
    assert run(learn) == 0
    assert "by the same sample command with --conflicts --out settle.xlsx." in capsys.readouterr().err
    assert run(["sample", *FILES, "--conflicts", "--labels", "labels.csv", "--out", "settle.xlsx"]) == 0
    _fill("settle.xlsx", "KM", matched.get)
    capsys.readouterr()
    assert run(["learn", "settle.xlsx", "--labels", "labels.csv", *AS_OF]) == 0
    assert "different answers" not in capsys.readouterr().err
    assert run(["sample", *FILES, "--conflicts", "--labels", "labels.csv", "--out", "again.xlsx"]) == 2
    assert "nothing is left to settle" in capsys.readouterr().err
    assert run(["sample", *FILES, "--random", "10", "--labels", "labels.csv", "--out", "more.xlsx"]) == 0
    assert "narrow the interval of the estimate to ten points" in capsys.readouterr().err


def test_the_same_draw_gives_the_same_bytes(example):
    for name in ("one.xlsx", "two.xlsx"):
        assert run(["sample", *FILES, "--random", "20", "--accounts", "5", "--active", "9", "--out", name, "-q"]) == 0
    assert (example / "one.xlsx").read_bytes() == (example / "two.xlsx").read_bytes()


def test_nothing_is_added_where_one_sheet_is_wrong(example, capsys):
    assert run(["sample", *FILES, "--random", "20", "--out", "review.xlsx", "-q"]) == 0
    assert run(["learn", "review.xlsx", "--labels", "labels.csv"]) == 2
    assert "no initials of the reviewer" in capsys.readouterr().err
    assert not (example / "labels.csv").exists()


def test_learn_asks_for_a_place_where_no_settings_name_one(example, capsys):
    assert run(["learn", "review.xlsx"]) == 2
    assert "Add --labels labels.csv" in capsys.readouterr().err


def test_labels_hold_for_two_casts_with_other_personas(example, capsys):
    text = Path("cast.yaml").read_text(encoding="utf-8")
    Path("next.yaml").write_text(text.replace("id: it-leader", "id: head-of-it"), encoding="utf-8")
    rows = "1,CIO,it-leader,JB,2026-09-01,\n2,CIO,head-of-it,KM,2026-09-01,\n"
    Path("labels.csv").write_text(f"record_id,title,persona,initials,date,draw\n{rows}", encoding="utf-8")
    labels = ["--labels", "labels.csv"]
    assert run(["compare", "cast.yaml", "next.yaml", "contacts.csv", "accounts.csv", *AS_OF, *labels]) == 0
    assert run(["check", *FILES, *labels, "-q"]) == 2
    assert "line 3: a persona that is not in the cast" in capsys.readouterr().err


def test_a_draw_says_that_nobody_is_left(example, capsys):
    assert run(["sample", *FILES, "--random", "5000", "--out", "review.xlsx"]) == 0
    assert "all that are left to draw" in capsys.readouterr().err
    _fill("review.xlsx", "JB", _matched().get)
    assert run(["learn", "review.xlsx", "--labels", "labels.csv", *AS_OF]) == 0
    assert run(["check", *FILES, "--labels", "labels.csv", *RESULT]) == 0
    _, _, found = capsys.readouterr().out.partition("Checked by people")
    assert "(" not in found.partition(".")[0]  # everybody was reviewed: there is no interval
    assert run(["sample", *FILES, "--random", "10", "--labels", "labels.csv", "--out", "more.xlsx"]) == 2
    assert "no contacts are left to draw" in capsys.readouterr().err
    assert not (example / "more.xlsx").exists()


def test_after_a_persona_is_added_those_reviewed_before_are_asked_anew(example, capsys):
    """Estimates count nobody who was not asked about it; then whoever was."""
    labels = ["--labels", "labels.csv", *AS_OF]
    assert run(["sample", *FILES, "--random", "60", "--out", "first.xlsx", "-q"]) == 0
    _fill("first.xlsx", "JB", _matched().get)
    assert run(["learn", "first.xlsx", *labels, "-q"]) == 0
    text = Path("cast.yaml").read_text(encoding="utf-8")
    more = "  - id: counsel\n    name: Lena, counsel\n    titles: [legal counsel]\n    scope: everywhere\n"
    Path("cast.yaml").write_text(text.rstrip("\n") + "\n" + more, encoding="utf-8")
    assert run(["check", *FILES, *labels, *RESULT, "-q"]) == 0
    result = json.loads(Path("out", "result.json").read_text("utf-8"))
    assert result["sample"] is None
    assert any(
        "60 labels were given without a choice of every persona in this cast, so" in note
        for note in result["run"]["notes"]
    )
    assert run(["sample", *FILES, "--random", "60", *labels, "--out", "again.xlsx", "-q"]) == 0
    assert _records("again.xlsx") == _records("first.xlsx")
    _fill("again.xlsx", "JB", _matched().get)
    assert run(["learn", "again.xlsx", *labels]) == 0
    assert "60 labels added" in capsys.readouterr().err
    assert run(["check", *FILES, *labels, *RESULT, "-q"]) == 0
    assert json.loads(Path("out", "result.json").read_text("utf-8"))["sample"]["contacts"] == 60


def test_a_run_says_how_many_are_decided_by_another_ones_title(example, capsys):
    people = "".join(f"{n},a{n}@firm{n}.de,Firm {n},{title}\n" for n, title in enumerate(["Bursar"] * 6 + ["CIO"] * 3))
    Path("people.csv").write_text(f"Contact ID,Email,Company,Job Title\n{people}", encoding="utf-8")
    Path("labels.csv").write_text(
        "record_id,title,persona,initials,date,draw\n0,Bursar,it-leader,JB,2026-09-01,active\n", encoding="utf-8"
    )
    given = ["check", "people.csv", "--cast", "cast.yaml", *AS_OF, "--out", "out"]
    assert run([*given, "--labels", "labels.csv"]) == 0
    told = "Decided by review: 6 contacts (1 reviewed, 5 with the same title as one that was)."
    assert told in capsys.readouterr().out
    found = json.loads((example / "out" / "result.json").read_text("utf-8"))["run"]
    assert (found["sources"]["review"], found["same_title"]) == (6, 5)
    report = (example / "out" / "report.html").read_text("utf-8")
    assert "6 by people’s review (5 of them by the same title as a reviewed contact’s)" in report
    assert run(given) == 0
    assert "Decided by review" not in capsys.readouterr().out


def test_a_run_whose_labels_are_all_of_their_own_contacts_says_nothing_of_titles(example, capsys):
    Path("people.csv").write_text("Contact ID,Company,Job Title\n0,A,CIO\n1,B,Bursar\n", encoding="utf-8")
    Path("labels.csv").write_text(
        "record_id,title,persona,initials,date,draw\n0,CIO,it-leader,JB,2026-09-01,active\n", encoding="utf-8"
    )
    files = ["people.csv", "--cast", "cast.yaml", "--labels", "labels.csv", *AS_OF]
    assert run(["check", *files, *RESULT]) == 0
    assert "Decided by review" not in capsys.readouterr().out
    assert json.loads((example / "out" / "result.json").read_text("utf-8"))["run"]["same_title"] == 0
