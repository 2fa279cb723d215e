"""Runs are kept, compared, reviewed and gated, through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from personacheck.cli.app import run

FIRST, SECOND, THIRD = "2026-03-31", "2026-06-30", "2026-09-30"
CAST = """version: 1
name: Small cast
reviewed: 2026-06-30
personas:
  - id: buyer
    name: Bea, buyer
    titles: [purchasing manager]
    scope: everywhere
"""
WIDER = CAST.replace("[purchasing manager]", "[purchasing manager, finance director]")
HEADER = "Contact ID,Job Title,Company,Created Date\n"
HISTORY = Path(".personacheck/history.sqlite3")


def rows(people: int, finance: int) -> str:
    """Purchasing managers of old; finance directors who came in August."""
    old = [f"{n:03},Purchasing Manager,Firm {n},2020-01-01\n" for n in range(people)]
    new = [f"{n + 500},Finance Director,House {n},2026-08-01\n" for n in range(finance)]
    return HEADER + "".join(old + new)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "personacheck.toml").write_text('cast = "cast.yaml"\n', encoding="utf-8")
    (tmp_path / "cast.yaml").write_text(CAST, encoding="utf-8")
    (tmp_path / "few.csv").write_text(rows(30, 6), encoding="utf-8")
    (tmp_path / "many.csv").write_text(rows(30, 24), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(export, as_of, *options):
    return run(["check", export, "--as-of", as_of, "--format", "json", *options])


def dates(capsys):
    capsys.readouterr()
    assert run(["history", "list"]) == 0
    return [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]]


class TestRecording:
    def test_each_check_keeps_its_run_once(self, folder, capsys):
        for as_of in (FIRST, SECOND, SECOND):
            assert check("few.csv", as_of, "-q") == 0
        assert dates(capsys) == [FIRST, SECOND]

    def test_no_record_leaves_a_run_out_and_still_compares(self, folder, capsys):
        check("few.csv", FIRST, "-q")
        check("many.csv", SECOND, "--no-record")
        assert f"Since {FIRST}:" in capsys.readouterr().out
        assert dates(capsys) == [FIRST]

    def test_of_one_day_the_later_run_is_compared_with_the_earlier(self, folder, capsys):
        check("many.csv", FIRST, "-q")
        check("many.csv", SECOND, "-q")
        (folder / "cast.yaml").write_text(WIDER, encoding="utf-8")
        for _ in range(2):
            capsys.readouterr()
            run(["check", "many.csv", "--as-of", SECOND])
            assert f"Since the earlier run on {SECOND}: by account: 55.6 %, now 100.0 %" in capsys.readouterr().out
            assert "Since the earlier run on" in Path("personacheck-out/report.html").read_text("utf-8")
        assert dates(capsys) == [FIRST, SECOND, SECOND]
        assert run(["review", "many.csv", "--as-of", SECOND, "--since", FIRST]) == 0
        assert f"Since {FIRST}:" in capsys.readouterr().out
        assert run(["review"]) == 0
        assert f"Since the earlier run on {SECOND}:" in capsys.readouterr().out

    def test_without_settings_nothing_is_kept_unless_a_file_is_named(self, folder, capsys):
        (folder / "personacheck.toml").unlink()
        check("few.csv", FIRST, "-q", "--cast", "cast.yaml")
        assert not HISTORY.exists()
        check("few.csv", FIRST, "-q", "--cast", "cast.yaml", "--history", "mine.sqlite3")
        assert run(["history", "list", "--history", "mine.sqlite3"]) == 0
        assert FIRST in capsys.readouterr().out

    def test_the_demo_keeps_nothing(self, folder):
        before = {path.name for path in folder.iterdir()}
        assert run(["demo", "--out", "demo", "-q"]) == 0
        assert {path.name for path in folder.iterdir()} == before | {"demo"}

    def test_a_run_that_cannot_be_written_is_not_kept(self, folder, capsys):
        (folder / "taken").write_text("a file where a folder should be", encoding="utf-8")
        assert check("few.csv", FIRST, "--out", "taken") == 5
        assert dates(capsys) == []

    def test_a_history_of_another_program_stops_a_run_that_was_to_be_kept_and_no_other(self, folder, capsys):
        HISTORY.parent.mkdir()
        HISTORY.write_text("not a database, but long enough to be looked at" * 9, encoding="utf-8")
        assert check("few.csv", FIRST) == 5
        assert "--no-record" in capsys.readouterr().err
        assert not Path("personacheck-out").exists()
        assert check("few.csv", FIRST, "--no-record") == 0
        assert "not compared with earlier runs" in capsys.readouterr().err

    def test_the_report_says_what_changed(self, folder):
        check("few.csv", SECOND, "-q")
        assert run(["check", "many.csv", "--as-of", THIRD, "-q", "--format", "html"]) == 0
        report = Path("personacheck-out/report.html").read_text("utf-8")
        assert "Since 30 June 2026" in report
        assert "Persona fit over time" in report
        assert "The next review is due on 30 September 2026." in report


class TestReview:
    def test_what_changed_what_to_decide_and_when_is_next(self, folder, capsys):
        check("few.csv", SECOND, "-q")
        capsys.readouterr()
        assert run(["review", "many.csv", "--as-of", THIRD]) == 0
        told = capsys.readouterr().out
        assert "  1. Finance leads (worse): 24 accounts, 24 contacts, 6 and 6 then" in told
        assert "persona fit by contact: 83.3 %, now 55.6 % (-27.7, by the data)" in told
        assert "(reviewed: 2026-09-30). The next one is then due on 2026-12-31." in told
        page = Path("personacheck-out/review.html").read_text("utf-8")
        assert "Of 24 new contacts 0" in page.replace("\u00a0", " ")
        assert "decision: open" in Path("decisions.yaml").read_text("utf-8")
        assert dates(capsys) == [SECOND, THIRD]

    def test_an_edit_of_the_cast_is_told_from_the_data(self, folder, capsys):
        check("few.csv", SECOND, "-q")
        Path("cast.yaml").write_text(WIDER, encoding="utf-8")
        assert run(["review", "many.csv", "--as-of", THIRD, "--json"]) == 0
        contacts = json.loads(capsys.readouterr().out)["changes"]["headline"][2]
        assert (round(contacts["data"], 3), round(contacts["cast"], 3)) == (-0.278, 0.444)

    def test_a_rerun_gives_the_same_bytes(self, folder, capsys):
        check("few.csv", SECOND, "-q")
        made = []
        for _ in range(3):
            capsys.readouterr()
            assert run(["review", "many.csv", "--as-of", THIRD]) == 0
            files = [Path("personacheck-out/review.html"), Path("decisions.yaml")]
            made.append([capsys.readouterr().out, *(path.read_bytes() for path in files)])
        assert made[0] == made[1] == made[2]

    def test_a_rerun_says_again_what_the_first_one_brought_back(self, folder, capsys):
        check("few.csv", FIRST, "-q")
        run(["review", "few.csv", "--as-of", SECOND, "-q"])
        register = Path("decisions.yaml")
        text = register.read_text("utf-8").replace("decision: open", "decision: accept\n    until: 2026-07-31", 1)
        register.write_text(text.replace("owner:\n", "reason: Few of them.\n    owner:\n", 1), encoding="utf-8")
        made = []
        for _ in range(2):
            capsys.readouterr()
            assert run(["review", "few.csv", "--as-of", THIRD, "--gate"]) == 4
            told = capsys.readouterr()
            made.append([told.out, told.err, register.read_bytes(), Path("personacheck-out/review.html").read_bytes()])
        assert made[0] == made[1]
        assert "(expired): It was accepted until 2026-07-31: Few of them." in made[0][0]

    def test_since_picks_the_run(self, folder, capsys):
        for as_of in (FIRST, SECOND, "2026-09-20"):
            check("few.csv", as_of, "-q")
        capsys.readouterr()
        for since, before in (("2026-03-01", FIRST), ("quarter", SECOND), ("half-year", FIRST)):
            assert run(["review", "few.csv", "--as-of", THIRD, "--since", since, "--json"]) == 0
            assert json.loads(capsys.readouterr().out)["changes"]["before"] == before, since

    def test_a_first_review_says_so(self, folder, capsys):
        assert run(["review", "few.csv", "--as-of", THIRD]) == 0
        assert "No earlier run is on file" in capsys.readouterr().out

    def test_markdown_stands_alone_on_stdout(self, folder, capsys):
        assert run(["review", "few.csv", "--as-of", THIRD, "--format", "markdown"]) == 0
        told = capsys.readouterr()
        assert told.out.startswith(f"## Persona review, {THIRD}\n")
        assert "Wrote" not in told.out
        assert "review.html" in told.err

    def test_what_people_wrote_and_how_it_ends_its_lines_stays(self, folder):
        run(["review", "few.csv", "--as-of", SECOND, "-q"])
        register = Path("decisions.yaml")
        ours = b"\xef\xbb\xbf# Ours.\n" + register.read_bytes()
        register.write_bytes(ours.replace(b"\n", b"\r\n"))
        run(["review", "many.csv", "--as-of", THIRD, "-q"])
        after = register.read_bytes()
        assert after.startswith(b"\xef\xbb\xbf# Ours.\r\n")
        assert after.count(b"\n") == after.count(b"\r\n")

    @pytest.mark.parametrize(
        ("break_it", "options", "named"),
        [
            (lambda: None, ["--since", "lately"], ["--since", "quarter"]),
            (lambda: Path("decisions.yaml").write_text("version: 1\ndecisons: []\n"), [], ["decisions.yaml, line 2"]),
            (lambda: Path("personacheck.toml").unlink(), ["--cast", "cast.yaml"], ["--history", "init"]),
        ],
        ids=["since", "register", "no settings"],
    )
    def test_a_refusal_writes_nothing(self, folder, capsys, break_it, options, named):
        break_it()
        before = sorted(folder.iterdir())
        assert run(["review", "few.csv", "--as-of", THIRD, *options]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert not [name for name in named if name not in told.err]
        assert sorted(folder.iterdir()) == before


class TestGates:
    def test_overdue_fails_under_the_gate_only_one_line_each(self, folder, capsys):
        late = "2026-12-31"
        assert run(["review", "few.csv", "--as-of", late]) == 0
        capsys.readouterr()
        assert run(["review", "few.csv", "--as-of", late, "--gate", "-q"]) == 4
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err == ("not met: review: was due on 2026-09-30. Hold it, and note its date in decisions.yaml.\n")
        assert Path("personacheck-out/review.html").exists()

    def test_worse_than_the_last_run_fails_and_the_files_are_there(self, folder, capsys):
        check("few.csv", SECOND, "-q")
        assert check("many.csv", THIRD, "--fail-if-worse", "30") == 0
        capsys.readouterr()
        assert check("many.csv", THIRD, "--fail-if-worse", "20", "--fail-under", "80", "--json") == 4
        told = capsys.readouterr()
        assert json.loads(told.out)["run"]["as_of"] == THIRD
        lines = told.err.splitlines()
        assert [line.split(":")[1].strip() for line in lines] == [
            "--fail-under 80",
            *["--fail-if-worse 20"] * (len(lines) - 1),
        ]
        assert "persona fit by contact fell from 83.3 % on 2026-06-30 to 55.6 %" in told.err
        assert dates(capsys) == [SECOND, THIRD]

    def test_a_first_run_is_no_worse(self, folder):
        assert check("few.csv", THIRD, "--fail-if-worse", "0", "-q") == 0

    def test_worse_than_what_is_asked(self, folder, capsys):
        (folder / "personacheck.toml").unlink()
        assert check("few.csv", THIRD, "--cast", "cast.yaml", "--fail-if-worse", "2") == 2
        assert "no history" in capsys.readouterr().err

    def test_gates_of_the_settings_hold_too(self, folder, capsys):
        with Path("personacheck.toml").open("a", encoding="utf-8") as file:
            file.write("[gates]\nby-accounts = 99\n")
        assert check("few.csv", THIRD, "-q") == 4
        assert "by-accounts: 99" in capsys.readouterr().err


class TestHistory:
    def test_prune_keeps_the_newest(self, folder, capsys):
        for as_of in (FIRST, SECOND, THIRD):
            check("few.csv", as_of, "-q")
        assert run(["history", "prune", "--keep", "1"]) == 0
        assert capsys.readouterr().out == "2 runs deleted\n"
        assert dates(capsys) == [THIRD]

    def test_export_is_json_and_names_nobody(self, folder, capsys):
        check("few.csv", THIRD, "-q")
        assert run(["history", "export"]) == 0
        text = capsys.readouterr().out
        assert [each["result"]["run"]["as_of"] for each in json.loads(text)] == [THIRD]
        assert not [name for name in ("Firm 1", "House 1") if name in text]

    def test_an_empty_history_is_said(self, folder, capsys):
        assert run(["history", "list"]) == 0
        assert "no recorded runs yet" in capsys.readouterr().err


def test_no_canary_comes_out_of_a_review(folder, capsys):
    header = "Contact ID,First Name,Last Name,Email,Phone,Job Title,Company,Created Date\n"
    people = [
        f"canaryid{n},canaryfirst{n},canarylast{n},canarymail{n}@canarydomain{n}.example,+49canaryphone{n},"
        f"{'Finance Director' if n % 4 else f'Head of Canarytitle{n} Finance'},Canaryfirm {n},2026-08-01\n"
        for n in range(40)
    ]
    for day, number in ((SECOND, 30), (THIRD, 40)):
        Path("people.csv").write_text(header + "".join(people[:number]), encoding="utf-8")
        assert run(["review", "people.csv", "--as-of", day]) == 0
    assert run(["review", "people.csv", "--as-of", THIRD, "--json"]) == 0
    assert run(["review", "people.csv", "--as-of", THIRD, "--format", "markdown"]) == 0
    assert run(["history", "export"]) == 0
    told = capsys.readouterr()
    page, register = Path("personacheck-out/review.html"), Path("decisions.yaml")
    texts = [
        told.out,
        told.err,
        page.read_text("utf-8"),
        register.read_text("utf-8"),
        HISTORY.read_bytes().decode("latin-1"),
    ]
    assert "Finance" in texts[0]
    assert not [text for text in texts if "canary" in text.casefold().replace(str(folder).casefold(), "")]


def test_without_an_export_the_last_run_is_held_against_the_one_before(folder, capsys):
    assert run(["review"]) == 2
    assert "no run is on file" in capsys.readouterr().err
    for export, day in (("few.csv", FIRST), ("few.csv", SECOND), ("many.csv", THIRD)):
        assert check(export, day, "-q") == 0
    before = sorted(path.name for path in folder.iterdir())
    assert run(["review"]) == 0
    assert f"Since {SECOND}" in capsys.readouterr().out
    assert run(["review", "--since", FIRST, "--format", "markdown"]) == 0
    assert f"Since {FIRST}" in capsys.readouterr().out
    assert sorted(path.name for path in folder.iterdir()) == before
