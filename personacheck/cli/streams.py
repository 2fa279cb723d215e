"""``-`` in a file's place: what is piped in is read as a file; one file that is written goes to the next program."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import typer

from personacheck.cli.terminal import say, show_bytes
from personacheck.errors import Problem, UsageError

DASH: Final = Path("-")
TABLE: Final = ".csv"
CAST: Final = ".yaml"

_WORKBOOKS: Final = {b"PK": ".xlsx", b"\xd0\xcf": ".xls"}
_PIPED: Final = "personacheck.piped"
_piped: dict[Path, Path] = {}
"""What was piped in, under the name that it is read by, to how it was typed."""


def read_piped(context: typer.Context, param: typer.CallbackParam, value: list[Path] | Path | None) -> object:
    """The paths of an argument or option, with a file of what is piped in where ``-`` stands.

    Raises
    ------
    UsageError
        ``-`` stands twice.
    """
    if context.resilient_parsing:
        return value
    ending = CAST if param.name == "cast" else TABLE
    if isinstance(value, list):
        return [_file(context, ending) if path == DASH else path for path in value]
    return _file(context, ending) if value == DASH else value


def as_typed(path: Path) -> Path:
    """A path as the user typed it."""
    return _piped.get(path, path)


def remove_piped() -> None:
    """Take away the files of what was piped in, whether the command ran or a later argument was refused."""
    for path in _piped:
        shutil.rmtree(path.parent, ignore_errors=True)
    _piped.clear()


def _file(context: typer.Context, ending: str) -> Path:
    if _PIPED in context.meta:
        step = "Give the others as files."
        raise UsageError(Problem("", "-", "standard input holds only one file, but - is given twice", step))
    context.meta[_PIPED] = True
    content = _standard_input()
    path = Path(tempfile.mkdtemp(prefix="personacheck-"), f"stdin{_WORKBOOKS.get(content[:2], ending)}")
    _piped[path] = DASH
    path.write_bytes(content)
    return path


def _standard_input() -> bytes:
    from personacheck.load.read.path import LARGEST

    try:
        if sys.stdin.isatty():
            say("reading standard input; Ctrl-D ends it")
        return sys.stdin.buffer.read(LARGEST + 1)  # whether it is too large is told as of any file
    except (OSError, AttributeError) as fault:  # closed, or there is none
        raise UsageError(Problem("", "-", "standard input cannot be read", "Name a file.")) from fault


@contextmanager
def destination(out: Path) -> Iterator[Path]:
    """The file to write; for ``-`` one that is handed to standard output at the end, if all went well.

    Raises
    ------
    UsageError
        A terminal would be shown a workbook.
    """
    if out != DASH:
        yield out
        return
    with tempfile.TemporaryDirectory(prefix="personacheck-") as folder:
        path = Path(folder, "stdout")
        yield path
        content = path.read_bytes()
        if content[:2] in _WORKBOOKS and sys.stdout.isatty():
            cause = "a workbook cannot be shown on a terminal"
            raise UsageError(Problem("", "--out", cause, "Name a file, or redirect it with > or |."))
        show_bytes(content)


def where(out: Path) -> str:
    """How a destination is called."""
    return "standard output" if out == DASH else str(out)
