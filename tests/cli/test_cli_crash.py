"""Whatever comes in, the program ends in words and with the right exit code: never with a traceback, never waiting."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from personacheck import __version__, pipeline
from personacheck.cli.app import run

pytestmark = pytest.mark.safety

FIXTURES = Path(__file__).parents[2] / "fixtures"
CAST = "personas: [{id: it, titles: [it manager], functions: [it]}, {id: buyer, titles: [head of purchasing]}]"
HEADERS = "Record ID,First Name,Last Name,Job Title,Company Name,Last Activity Date,Create Date,Annual Revenue,Amount"
ROW = "1,Ana,Silva,IT Manager,Acme,2026-05-01,2024-01-01,1000,50"


def export(folder: Path, *rows: str) -> Path:
    path = folder / "contacts.csv"
    path.write_text("\n".join([HEADERS, *(rows or (ROW,))]) + "\n", encoding="utf-8")
    return path


def cast(folder: Path, text: str = CAST) -> Path:
    path = folder / "cast.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def check(folder: Path, *more: str, exports: Path | None = None, who: str | Path | None = None) -> int:
    given = exports or export(folder)
    out = ["--out", str(folder / "out"), "--as-of", "2026-09-30"]
    return run(["check", str(given), "--cast", str(who or cast(folder)), *out, *more])


def test_too_little_memory_is_no_bug(tmp_path, monkeypatch, capsys):
    def greedy(*_, **__):
        raise MemoryError

    monkeypatch.setattr(pipeline, "review", greedy)
    assert check(tmp_path) == 3
    assert capsys.readouterr().err == (
        "error: this takes more memory than there is. Export fewer columns, or run it where there is more memory.\n"
    )


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said on stderr: three lines at most, and no bug."""
    said = capsys.readouterr().err
    assert said
    assert "bug:" not in said
    assert "Traceback" not in said
    assert len(said.splitlines()) <= 3
    return said


# --- cells of an export ---------------------------------------------------------------------------------------------

CELLS = (
    "9999999999999", "99999999999999999999", "-62135596800000", "0001-01-01", "9999-12-31", "1e999", "-1e308", "1e308",
    "9" * 400, "NaN", "inf", "-0", "1/0", "2026-02-30", "٣٤٥", "१२३", "²", "0x10", "=1+1", "\U0001f600", "1,,2", ".",
    "--", "#N/A", "00:00", "1900-01-00", "60", "99999", "2958466", "E", "1e", "+", "€", "5%", "(", ")", "1 2 3 4",
    "*" * 9_000, "1 " * 9_000, "(" * 9_000, "9" * 9_000, "a\u0301\u0327" * 3_000,
)  # fmt: skip  # a table of cells reads better in rows


PLAIN = [f"{number},Ana,Silva{number},IT Manager,Acme{number},2026-05-01,2024-01-01,1000,50" for number in range(2, 40)]


def odd_rows(number: int, cell: str) -> list[str]:
    """A row in which this cell stands in place of title, days and amounts, and one that holds nothing else."""
    quoted = '"' + cell.replace('"', '""') + '"'
    days = f"odd{number},Bo,Li{number},{quoted},Beta{number},{quoted},{quoted},{quoted},{quoted}"
    return [days, ",".join([quoted] * len(HEADERS.split(",")))]


@pytest.mark.long
@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: ascii(cell[:12]))
def test_any_cell_in_any_column(cell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path, exports=export(tmp_path, *PLAIN[:3], *odd_rows(9, cell))) == 0
    assert "bug:" not in capsys.readouterr().err


@pytest.mark.parametrize("cells", [CELLS[part::4] for part in range(4)], ids=range(4))
def test_many_such_cells_in_one_export(cells, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row for number, cell in enumerate(cells) for row in odd_rows(number, cell)]
    assert check(tmp_path, exports=export(tmp_path, *PLAIN, *rows)) == 0
    assert "bug:" not in capsys.readouterr().err


# --- days ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2200-01-01", "1969-12-31", "soon", "", "2026-13-01"])
@pytest.mark.parametrize("flag", ["--as-of", "--since"])
def test_days_of_another_age(flag: str, day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["review", str(export(tmp_path)), "--cast", str(cast(tmp_path)), "--history", str(tmp_path / "h")]
    assert run([*arguments, f"{flag}={day}"]) == 2
    assert flag in refused(capsys)


def test_a_day_to_come_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path, "--as-of", "2199-12-31") == 0
    assert "note: --as-of 2199-12-31 is in the future." in capsys.readouterr().err


def test_contacts_of_days_to_come_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path, exports=export(tmp_path, ROW, ROW.replace("2026-05-01", "2026-12-01"))) == 0
    assert "note: 1 contact has a creation or activity date after the run" in capsys.readouterr().err


# --- options without effect ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--sheet", "Export"], "--sheet has no effect: none of the files is a workbook."),
        (["--no-record"], "--no-record has no effect: there is no history."),
        (["--format", "json", "--no-account-names"], "--no-account-names has no effect: the report is not written."),
        (["--format", "json", "--include-personal-data"], "--include-personal-data has no effect"),
    ],
)
def test_an_option_that_changes_nothing_is_said(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert check(tmp_path, *options) == 0
    assert f"note: {said}" in capsys.readouterr().err
    assert check(tmp_path, *options, "--quiet") == 0
    assert capsys.readouterr().err == ""


def test_an_encoding_changes_no_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", str(FIXTURES / "export.xlsx"), "--encoding", "cp1252"]) == 0
    assert "note: --encoding has no effect: none of the files is text." in capsys.readouterr().err


# --- a cast, labels, decisions and settings that are no files -------------------------------------------------------

HANDED = ("check --cast", "check --config", "check --labels", "check --history", "review --history")


def _odd(kind: str, folder: Path) -> Path:
    path = folder / "odd"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    return path


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name here")
@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
@pytest.mark.parametrize("handed", HANDED)
def test_what_is_no_file_is_refused_at_once(
    handed: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, flag = handed.split()
    odd = _odd(kind, tmp_path)
    arguments = [command, str(export(tmp_path)), "--cast", str(cast(tmp_path)), "--out", str(tmp_path / "out")]
    assert run([*arguments, flag, str(odd)]) == (5 if flag == "--history" else 2)
    assert "odd: a folder, not" in (said := refused(capsys)) or "odd: a pipe or a device, not a regular file" in said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name here")
@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
def test_decisions_that_are_no_file(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _odd(kind, tmp_path).rename(tmp_path / "decisions.yaml")
    history = ["--history", str(tmp_path / "history.sqlite3")]
    assert run(["review", str(export(tmp_path)), "--cast", str(cast(tmp_path)), *history]) == 2
    assert "decisions.yaml: a" in refused(capsys)


@pytest.mark.parametrize(
    ("flag", "size", "said"),
    [
        ("--cast", 1, "too large for a cast"),
        ("--config", 1, "too large for settings"),
        ("--labels", 50, "too large for labels"),
    ],
)
def test_what_is_far_too_large_is_not_read(
    flag: str, size: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(size * 1_000_000 + 1)
    assert check(tmp_path, flag, str(large)) == 2
    assert said in refused(capsys)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = " + "[" * 9_000 + "]" * 9_000, "nested too deep"),
        ("[a" + ".a" * 9_000 + "]", "unknown key"),
        ("seed = " + "9" * 5_000, "a number or a date that cannot be read"),
        ("purpose = 2026-02-30", "not valid TOML"),
        ("purpose = '\x01'", "not valid TOML"),
        ('purpose = "\\u202e"', "purpose: holds a character that cannot be seen"),
        ('[gates]\n"\\u001b[31m" = 3', "holds a character that cannot be seen"),
    ],
)
def test_settings_that_cannot_be(text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "personacheck.toml"
    config.write_text(text, encoding="utf-8")
    assert check(tmp_path, "--config", str(config)) == 2
    assert said in (told := refused(capsys))
    assert "\x1b" not in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            f"personas: [{{id: it, titles: ['{'x ' * 400_000}']}}]",
            "the text under titles is longer than 300 characters",
        ),
        (
            f"personas: [{{id: it, summary: '{'x ' * 4_000}', levels: [vp]}}]",
            "the text under summary is longer than 2,000 characters",
        ),
        (f"personas: [{', '.join(f'{{id: p{n}, titles: [x{n}]}}' for n in range(201))}]", "more than 200 entries"),
        (f"personas: [{{id: it, titles: [{', '.join(f'x{n}' for n in range(5_001))}]}}]", "5,001 titles and examples"),
        ("personas: " + "[" * 9_000, "nesting deeper"),
        ("personas: [{id: it, titles: [x], reviewed: 0000-00-00}]", "reviewed is not a date"),
        (f"personas: [{{id: it, titles: [x], evidence: {{interviews: {'9' * 400}}}}}]", "is too large"),
    ],
    ids=["title", "summary", "personas", "titles", "deep", "day", "number"],
)
def test_a_cast_that_cannot_be(text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path, who=cast(tmp_path, text)) == 2
    assert said in refused(capsys)


def test_unseen_characters_of_a_cast_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    turned = 'personas: [{id: it, name: "Ingrid \\u202e\\e[31mhead\\u200b", titles: ["it \\u2067manager"]}]'
    assert run(["lint", str(cast(tmp_path, turned))]) == 0
    assert check(tmp_path, "--json", who=cast(tmp_path, turned)) == 0
    shown = capsys.readouterr().out + (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert not {"\u202e", "\x1b", "\u2067"} & set(shown)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name here")
@pytest.mark.parametrize("command", ["match", "check", "sample"])
def test_a_pipe_or_device_is_no_place_to_write_to(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)  # a device would be lost, were the test to fail
    given = [command, str(export(tmp_path)), "--cast", str(cast(tmp_path)), "--out", str(pipe)]
    assert run(given) == 5
    assert "pipe" in refused(capsys)
    assert pipe.is_fifo()


ODD = ("", " ", "-", "--", "--cast", "\udcff", "\x1b[31m", "x" * 5_000, "/dev/null", "/", "..", "-1", "nan", "%s", "{}")


@pytest.mark.parametrize("odd", ODD, ids=ascii)
@pytest.mark.parametrize("command", ["check", "explain", "lint", "schema", "history", "compare", "learn", "nothing"])
def test_any_argument(
    command: str, odd: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run([command, odd]) in (0, 2, 3)
    assert run([command, odd, "--cast", odd]) in (0, 2, 3)
    told = capsys.readouterr()
    assert "bug:" not in told.err
    assert "\x1b" not in told.err


# --- where it writes to ---------------------------------------------------------------------------------------------

CASTED = ["--cast", str(FIXTURES / "cast.yaml")]
QUICK = (["--help"], ["--version"], ["schema", "result"], ["explain", "--cast", "none.yaml", "x", "--json"])
SLOW = (
    ["check", "--help"], ["schema", "cast"], ["schema", "settings"], ["lint", CASTED[1]], ["lint", CASTED[1], "--json"],
    ["explain", "Head of IT", *CASTED], ["explain", "Head of IT", *CASTED, "--json"],
    ["inspect", str(FIXTURES / "contacts.csv")], ["inspect", str(FIXTURES / "contacts.csv"), "--json"],
    ["suggest", str(FIXTURES / "contacts.csv"), *CASTED], ["compare", CASTED[1], "other.yaml", "x.csv"],
    ["history", "list", "--history", "none"], ["history", "export", "--history", "none"],
)  # fmt: skip  # a row a kind
PRINTING = (*QUICK, *(pytest.param(one, marks=pytest.mark.long, id=" ".join(one)) for one in SLOW))
SILENT = (["compare"], ["history", "list"])  # as called here: a refusal and an empty history print nothing to stdout
TO_STDOUT = (
    *QUICK,
    *(
        pytest.param(one, marks=pytest.mark.long, id=" ".join(one))
        for one in SLOW
        if one[:1] not in SILENT and one[:2] not in SILENT
    ),
)


def _program(arguments: list[str], out: int, *, buffered: bool = True) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "COLUMNS": "80"} | ({} if buffered else {"PYTHONUNBUFFERED": "1"})
    command = [sys.executable, "-m", "personacheck", *arguments]
    return subprocess.run(command, stdout=out, stderr=subprocess.PIPE, env=environment, timeout=600, check=False)


@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_a_reader_who_leaves_changes_nothing(arguments: list[str], buffered: bool) -> None:
    whole = _program(arguments, subprocess.PIPE)
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = _program(arguments, writing, buffered=buffered)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (whole.returncode, whole.stderr)


def test_a_reader_who_leaves_hides_no_gate(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    given = ["check", str(export(tmp_path)), "--cast", str(cast(tmp_path)), "--out", str(tmp_path / "out")]
    try:
        done = _program([*given, "--fail-under", "channel=direct: 100"], writing)
    finally:
        os.close(writing)
    assert done.returncode == 4
    assert (tmp_path / "out" / "report.html").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("arguments", TO_STDOUT, ids=" ".join)
def test_a_full_disk_behind_stdout_is_told(arguments: list[str], buffered: bool) -> None:
    with Path("/dev/full").open("wb") as full:
        done = _program(arguments, full.fileno(), buffered=buffered)
    assert done.returncode == (2 if "none.yaml" in arguments else 5)  # what was wrong before keeps its code
    assert done.stderr.decode().splitlines()[-1] == (
        "error: standard output: cannot be written (No space left on device). Redirect it elsewhere."
    )


@pytest.mark.skipif(os.name == "nt", reason="the shell of Windows closes no stream")
@pytest.mark.parametrize(("closed", "shown"), [(">&-", ""), ("2>&-", f"personacheck {__version__}\n")])
def test_a_closed_stream_changes_nothing(closed: str, shown: str) -> None:
    command = f"{shlex.quote(sys.executable)} -m personacheck --version {closed}"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, shown, "")


def test_more_runs_to_keep_than_a_database_can_count(tmp_path, capsys):
    assert run(["history", "prune", "--keep", "9" * 20, "--history", str(tmp_path / "runs.sqlite3")]) == 2
    assert "'--keep'" in capsys.readouterr().err
