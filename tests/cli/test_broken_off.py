"""Ctrl-C, SIGTERM and many at once, on whole runs of the program: what is left, and what is said."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from personacheck.cli.app import run
from personacheck.files import interrupt
from personacheck.report.disk.manifest import digest_of, read

pytestmark = [
    pytest.mark.safety,
    pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGTERM"),
    pytest.mark.usefixtures("signals_heard"),
]

PEOPLE = 300
MINUTES = 600
"""After so many seconds a child hangs, however full the machine is."""


@pytest.fixture
def folder(tmp_path, root):
    rows = "".join(f"{n},Buyer {n % 7},Firm {n % 40}\n" for n in range(PEOPLE))
    (tmp_path / "contacts.csv").write_text(f"Contact ID,Job Title,Company\n{rows}", encoding="utf-8")
    (tmp_path / "cast.yaml").write_bytes((root / "fixtures" / "cast.yaml").read_bytes())
    (tmp_path / "tmp").mkdir()
    return tmp_path


@contextlib.contextmanager
def begun(folder, *arguments, code: str = "from personacheck.cli.app import main; main()"):
    """The program at work; where a test fails it is not left behind."""
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=folder, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(folder / "tmp")},
    ) as child:  # fmt: skip  # one call
        try:
            yield child
        finally:
            child.kill()


CHECK = ("check", "contacts.csv", "--cast", "cast.yaml", "--as-of", "2026-09-30", "-q", "--out", "out")
WAITING = """
import signal
from personacheck import pipeline
from personacheck.cli import app
from personacheck.review import history

def waits(*_, **__):
    print("here", flush=True)
    while True:
        signal.pause()

{target} = waits
app.main()
"""


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)], ids=str
)
def test_broken_off_at_work_it_says_that_nothing_was_written(folder, number, code):
    with begun(folder, *CHECK, code=WAITING.format(target="pipeline.review")) as child:
        assert child.stdout.readline() == "here\n"
        child.send_signal(number)
        _, told = child.communicate(timeout=MINUTES)
    assert (child.returncode, told) == (code, "interrupted: nothing was written\n")
    assert not (folder / "out").exists()
    assert not list((folder / "tmp").iterdir())


def test_broken_off_after_the_files_it_names_them(folder):
    (folder / "personacheck.toml").write_text("", encoding="utf-8")
    with begun(folder, *CHECK, code=WAITING.format(target="history.record")) as child:
        assert child.stdout.readline() == "here\n"
        child.send_signal(signal.SIGINT)
        _, told = child.communicate(timeout=MINUTES)
    assert child.returncode == 130
    assert told.startswith("interrupted: completely written before that: out/report.html, out/workbook.xlsx, ")
    assert told.endswith("out/run.json. Nothing else was written.\n")
    assert whole(folder / "out")


def test_what_was_written_in_an_earlier_run_of_this_process_is_not_told():
    interrupt.note("before")
    assert run(["--version"]) == 0
    assert interrupt.summary() == "nothing was written"


def test_a_signal_waits_for_the_end_of_the_block_and_handlers_come_back():
    before = signal.getsignal(signal.SIGTERM)
    done = []
    with pytest.raises(KeyboardInterrupt), interrupt.unbroken():
        signal.raise_signal(signal.SIGINT)
        done.append("moved")
    assert done == ["moved"]
    assert signal.getsignal(signal.SIGTERM) == before


def whole(out) -> bool:
    known = read(out / "run.json")
    return known is not None and all(digest_of(out / name) == told for name, told in known.files.items())


@pytest.mark.long
def test_eight_runs_at_once_leave_one_whole_set(folder):
    dates = [f"2026-09-{day}" for day in range(10, 18)]
    with contextlib.ExitStack() as stack:
        children = [stack.enter_context(begun(folder, *CHECK, "--as-of", date)) for date in dates]
        told = [child.communicate(timeout=MINUTES)[1] for child in children]
    assert [child.returncode for child in children] == [0] * 8, told
    assert whole(folder / "out")
    date = json.loads((folder / "out" / "result.json").read_text("utf-8"))["run"]["as_of"]
    assert date == read(folder / "out" / "run.json").source.as_of
    names = {"report.html", "workbook.xlsx", "result.json", "contacts.csv", "accounts.csv", "run.json"}
    assert {path.name for path in (folder / "out").iterdir()} == names


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopped_at_any_moment_a_run_leaves_all_or_nothing_and_no_temporary_file(folder, number):
    begin = time.monotonic()
    with begun(folder, *CHECK) as first:
        assert first.communicate(timeout=MINUTES)
    assert first.returncode == 0
    length = time.monotonic() - begin
    for tenth in (2, 5, 8, 9, 11):
        with begun(folder, *CHECK, "--as-of", f"2026-10-{tenth + 10}") as child:
            time.sleep(length * tenth / 10)
            child.send_signal(number)
            child.communicate(timeout=MINUTES)
        assert whole(folder / "out"), tenth
        assert not [path.name for path in (folder / "out").iterdir() if path.name.startswith(".")], tenth
        assert not list((folder / "tmp").iterdir()), tenth


STARTING = """
import builtins, os, signal
from personacheck.__main__ import start
real = builtins.__import__
def stopped(name, *rest):
    if name == "personacheck.cli.app":
        os.kill(os.getpid(), signal.SIGINT)
    return real(name, *rest)
builtins.__import__ = stopped
start()
"""


def test_broken_off_while_it_starts_it_shows_no_traceback(folder):
    with begun(folder, "--version", code=STARTING) as child:
        assert (*child.communicate(timeout=MINUTES), child.returncode) == ("", "", -signal.SIGINT)
