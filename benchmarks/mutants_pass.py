"""The first pass of ``mutants``: all mutants are made, and mutmut notes which functions each test goes through.

This is also the plugin of pytest for that pass (``-p benchmarks.mutants_pass``): a test that fails does not end it.
Such a test says nothing of mutants, and would count each of them as killed: it is written down, to be left out.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

WORK: Final = Path("mutants")
FAILING: Final = Path("failing.txt")
"""In ``WORK``, where the tests run: those that fail without any mutant, one a line."""


def is_current() -> bool:
    """Neither code nor tests have changed since the mutants were made."""
    state = WORK / "state.txt"
    return state.exists() and state.read_text(encoding="utf-8") == _state()


def _state() -> str:
    """A digest of code and tests."""
    read = (path for room in ("personacheck", "tests") for path in sorted(Path(room).rglob("*.*")))
    digest = hashlib.sha256()
    for path in (path for path in read if path.suffix in {".py", ".yaml"}):
        digest.update(f"{path}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def make_mutants() -> None:
    """Make all mutants and time all tests; then mutmut finds that none of the mutants was asked for, and stops.

    The copy has no ``shared`` beside it: tests that need it are skipped there, which under ``CI`` they refuse.
    """
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir()
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", "none.of.these"]
    surroundings = {**os.environ, "CI": "", "PYTEST_ADDOPTS": "-p benchmarks.mutants_pass"}
    with (WORK / "mutants.log").open("wb") as log:
        subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False, env=surroundings)
    if not (WORK / "mutmut-stats.json").exists():
        sys.exit(f"mutmut failed: see the end of {WORK / 'mutants.log'}")
    for test in sorted(failing()):
        print(f"fails without any mutant, and is left out: {test}", file=sys.stderr)
    (WORK / "state.txt").write_text(_state(), encoding="utf-8")


def failing() -> set[str]:
    """Tests that fail without any mutant."""
    return set((WORK / FAILING).read_text(encoding="utf-8").splitlines())


def pytest_configure(config: pytest.Config) -> None:
    """Go on after a test that fails, whatever mutmut's ``-x`` says."""
    config.option.maxfail = 0
    FAILING.write_text("", encoding="utf-8")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Write down which test failed."""
    if report.failed:
        with FAILING.open("a", encoding="utf-8") as failing_tests:
            failing_tests.write(f"{report.nodeid}\n")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let mutmut go on unless all fail."""
    if session.testscollected > session.testsfailed:
        session.exitstatus = 0
