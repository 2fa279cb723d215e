"""What every test may ask for."""

from __future__ import annotations

import functools
import gc
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import pytest
import typer.main
from hypothesis import settings

# As on a user's machine: modules and templates are compiled once, not anew by every process that a test starts.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# The same examples on every machine: a red run can be run again. Seek new ones by HYPOTHESIS_PROFILE=seek.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("seek", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

MEMORY, ROOM = Path("/dev/shm"), 2_000_000_000
"""Where Linux keeps files in memory, and the bytes that tests may want there."""

# A run waits for the disk to hold its files, a tenth of a second each time; no test cuts the power, so none needs that.
if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

# A program asks for its commands once; tests ask a thousand times, and Typer would build them all anew.
typer.main.get_command = functools.cache(typer.main.get_command)


def pytest_collection_finish() -> None:
    """Let the collector leave alone what stays until the end, and look seldom: the program itself runs without it."""
    gc.freeze()
    gc.set_threshold(50_000)


ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def signals_heard():
    """Signals arrive here and in children, even where pytest was begun with ``nohup`` or in the background."""
    asked = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL, signal.SIGHUP: signal.SIG_DFL}
    before = {number: signal.signal(number, handler) for number, handler in asked.items()}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def every_third(root) -> str:
    """Every third of the shipped contacts, as text: some of each kind, in two thirds of the time of all."""
    header, *rows = (root / "fixtures" / "contacts.csv").read_text("utf-8").splitlines(keepends=True)
    return "".join([header, *rows[::3]])


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the documents take for granted, to be copied."""
    from documented import make_world

    folder = tmp_path_factory.mktemp("world")
    make_world(folder)
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The input sets beside the checkout; tests that need them skip elsewhere, and fail under CI."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        reason = f"the input sets ({folder.name}/ beside the checkout) are not on this machine"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder
