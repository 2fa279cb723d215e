"""A part of an export: said on every output, and a series of its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from report_text import Outline

from personacheck.cli.app import run

FILES = ["contacts.csv", "accounts.csv", "--cast", "cast.yaml"]
JSON = ["--out", "out", "--format", "json"]
PART = ["--where", "channel=indirect"]
SAID = "only channel indirect"


@pytest.fixture
def example(root, every_third, tmp_path, monkeypatch):
    for name in ("accounts.csv", "cast.yaml", "personacheck.toml"):
        shutil.copy(root / "fixtures" / name, tmp_path)
    (tmp_path / "contacts.csv").write_text(every_third, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_output_says_that_it_is_of_a_part(example, capsys):
    assert run(["check", *FILES, *PART, "--as-of", "2026-06-30", "--out", "out"]) == 0
    terminal = capsys.readouterr().out
    assert terminal.splitlines()[0].startswith("Only channel indirect: ")
    assert "--where channel=indirect" in terminal.splitlines()[-1]
    assert SAID in Outline(Path("out", "report.html").read_text("utf-8")).text
    book = openpyxl.load_workbook("out/workbook.xlsx")
    assert str(book["Summary"]["A1"].value).startswith("Only channel indirect: ")
    assert any(row[0] == "Only a part" for row in book["About"].iter_rows(values_only=True))
    told = json.loads(Path("out", "result.json").read_text("utf-8"))["run"]
    assert (told["where"], told["outside"] > 0) == ({"channel": ["indirect"]}, True)
    assert json.loads(Path("out", "run.json").read_text("utf-8"))["inputs"]["where"] == "channel=indirect"
    assert run(["review", *FILES, *PART, "--as-of", "2026-09-30", "--format", "markdown", "--out", "out"]) == 0
    assert capsys.readouterr().out.startswith(f"## Persona review, 2026-09-30, {SAID}")
    assert SAID in Outline(Path("out", "review.html").read_text("utf-8")).text


def test_a_part_is_compared_with_the_same_part_alone(example, capsys):
    for where in ([], PART):
        assert run(["check", *FILES, *where, "--as-of", "2026-06-30", *JSON, "-q"]) == 0
    assert run(["check", *FILES, *PART, "--as-of", "2026-09-30", "--fail-if-worse", "1", *JSON]) == 0
    assert "Since 2026-06-30: by account: 3.2 %, unchanged" in capsys.readouterr().out
    assert run(["check", *FILES, "--where", "channel=direct", "--as-of", "2026-09-30", *JSON]) == 0
    assert "Since" not in capsys.readouterr().out
    assert run(["history", "list"]) == 0
    assert [line.count(", only channel") for line in capsys.readouterr().out.splitlines()[1:]] == [0, 1, 1, 1]


def test_what_was_decided_on_the_whole_is_left_alone(example, capsys):
    assert run(["review", *FILES, "--as-of", "2026-06-30", "--out", "out", "-q"]) == 0
    before = Path("decisions.yaml").read_bytes()
    assert run(["review", *FILES, *PART, "--as-of", "2026-09-30", "--out", "out"]) == 0
    assert Path("decisions.yaml").read_bytes() == before
    assert "Wrote decisions.yaml" not in capsys.readouterr().out


def test_gates_of_the_settings_are_for_the_whole(example, capsys):
    with Path("personacheck.toml").open("a", encoding="utf-8") as file:
        file.write('\n[gates]\n"by-accounts" = 15\n')
    assert run(["check", *FILES, "--as-of", "2026-06-30", *JSON, "-q"]) == 0
    assert run(["check", *FILES, *PART, "--as-of", "2026-06-30", *JSON]) == 0
    assert "gates in the settings are for the whole" in capsys.readouterr().err
    assert run(["check", *FILES, *PART, "--fail-under", "by-accounts: 15", *JSON, "-q"]) == 4


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("chanel=indirect", "there is no axis chanel. Did you mean channel?"),
        ("channel=indirct", "channel has no value indirct. Did you mean indirect?"),
        ("side=buyer", "a part is of accounts. Use one of: channel, size, stage."),
        ("indirect", 'Write an axis and its value: --where "channel=indirect".'),
        ("channel=mixed", "there is no channel mixed here"),
    ],
)
def test_what_no_axis_holds_is_refused(example, capsys, where, said):
    assert run(["check", *FILES, "--where", where]) == 2
    assert said in capsys.readouterr().err


def test_letters_order_and_number_of_flags_make_no_difference(example):
    ways = (["channel=Indirect,direct,size=SMALL"], ["size=small", "channel=direct,indirect"])
    for out, parts in zip(("a", "b"), ways, strict=True):
        flags = [word for part in parts for word in ("--where", part)]
        assert run(["check", *FILES, *flags, "--as-of", "2026-06-30", "--out", out, "--format", "json", "-q"]) == 0
    assert Path("a", "result.json").read_bytes() == Path("b", "result.json").read_bytes()
