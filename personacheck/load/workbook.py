"""A workbook (xlsx, xlsm, xlsb, xls, ods) -> the grid of one sheet, read by python-calamine in a child process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, Final

from personacheck.errors import ExportError, Problem
from personacheck.load.grid import Area, Grid
from personacheck.load.workbook_sheets import Sheet, choose_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO

SECONDS: Final = 120
"""A workbook at the limits of the preflight is read in a fraction of this."""

_CHILD: Final = Path(__file__).with_name("workbook_child.py")
_RESAVE: Final = "Open it in Excel, save it as .xlsx and run again."


class Workbook:
    """A workbook open in the child process."""

    def __init__(self, file: str, child: subprocess.Popen[bytes], errors: IO[bytes]) -> None:
        self._file, self._child, self._errors = file, child, errors
        self.sheets = tuple(
            Sheet(
                entry["name"],
                entry["visible"],
                tuple(entry.get("start", (0, 0))),
                entry.get("head", []),
                entry.get("merged", []),
                entry.get("fault", ""),
            )
            for entry in self._hear()["sheets"]
        )

    def rows(self, sheet: str) -> list[list[str]]:
        """All rows of a sheet as text, from its first cell on."""
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(sheet).encode() + b"\n")
        self._child.stdin.flush()
        rows: list[list[str]] = []
        while (batch := self._hear()) is not None:
            rows.extend(batch)
        return rows

    def _hear(self) -> Any:
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        if not line.endswith(b"\n"):
            raise self._death()
        message = json.loads(line)
        if isinstance(message, dict) and "fault" in message:
            raise ExportError(Problem(self._file, "", *_FAULTS[message["fault"]]))
        return message

    def _death(self) -> ExportError:
        """Why the child is no more: our timeout, the memory limit, or a file that broke the reader."""
        code = self._child.wait()
        self._errors.seek(0)
        said = self._errors.read(4096)
        if getattr(self._child, "overdue", False):
            fault = "time"
        elif b"memory" in said.lower() or code in {-6, -9}:
            fault = "memory"
        else:
            fault = "damaged"
        return ExportError(Problem(self._file, "", *_FAULTS[fault]))


_FAULTS: Final = {
    "password": ("is protected with a password", "Save a copy without the password and run again."),
    "memory": ("needs more memory than a workbook may", "Delete unused rows and columns, save it and run again."),
    "time": (f"could not be read within {SECONDS} seconds", "Save the sheet as CSV and run again."),
    "damaged": ("is damaged or incomplete: its sheets cannot be read", f"Download it again. Or: {_RESAVE}"),
}


@contextmanager
def open_workbook(path: Path, file: str) -> Iterator[Workbook]:
    """A workbook, open in a child process that ends with the block.

    Raises
    ------
    ExportError
        Password, damage, or more memory or time than a workbook may take.
    """
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-P", str(_CHILD), str(path.resolve())]
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment
        ) as child,
    ):
        watchdog = Timer(SECONDS, _end, [child])
        watchdog.start()
        try:
            yield Workbook(file, child, errors)
        finally:
            watchdog.cancel()
            child.kill()


def _end(child: subprocess.Popen[bytes]) -> None:
    child.overdue = True  # type: ignore[attr-defined]
    child.kill()


def read_workbook(path: Path, file: str, kind: str, sheet: str | None, known: Callable[[str], bool]) -> Grid:
    """The grid of one sheet: the one named, else the visible one with most known headers.

    Raises
    ------
    ExportError
        The workbook cannot be read, has no such sheet, or leaves the choice open.
    """
    with open_workbook(path, file) as workbook:
        chosen = choose_sheet(workbook.sheets, file, sheet, known)
        rows = workbook.rows(chosen.name)
    top, left = chosen.start
    areas = tuple(Area(up - top, begin - left, down - top, end - left) for (up, begin), (down, end) in chosen.merged)
    return Grid(kind, rows, range(top + 1, top + 1 + len(rows)), sheet=chosen.name, column=left, merged=areas)
