"""The other end of ``child``: a workbook, open in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from personacheck.errors import ExportError, Problem
from personacheck.load.read.columns import Growing
from personacheck.load.read.workbook.sheets import Head, Sheet, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from personacheck.load.read.columns import Cells

SECONDS: Final = 120
"""A workbook at the limits of the package check is read in a fraction of this."""

_CHILD: Final = Path(__file__).with_name("child.py")
_FAULTS: Final = {
    "password": ("is protected with a password", "Save a copy without it and run again."),
    "memory": ("needs more memory than a workbook may", "Delete unused rows and columns, save and run again."),
    "range": ("its used range is too large to read", "Delete unused rows and columns, save and run again."),
    "time": (f"could not be read within {SECONDS} seconds", "Save the sheet as CSV and run again."),
    "damaged": (
        "is damaged or incomplete: it cannot be read",
        "Download it again, or open it in Excel and save it as .xlsx.",
    ),
}


class Reader:
    """A workbook in the child process; what it answers is asked once."""

    def __init__(self, file: str, child: subprocess.Popen[bytes], errors: IO[bytes], begun: float) -> None:
        self._file, self._child, self._errors, self._begun = file, child, errors, begun
        self.head = cache(self._head)
        self.sheets = tuple(Sheet(**entry) for entry in self._hear()["sheets"])

    def _head(self, sheet: str) -> Head:
        """What a sheet begins with."""
        self._ask({"head": sheet})
        try:
            heard = self._hear(sheet)
        except ExportError as error:
            return Head((0, 0), [], [], error)
        return Head(tuple(heard["start"]), heard["merged"], heard["rows"])

    def cells(self, sheet: str) -> Cells:
        """All cells of a sheet as text, from its first used one on."""
        growing = Growing()
        self._ask({"rows": sheet})
        while (heard := self._hear(sheet)) is not None:
            columns, rows = heard["texts"], heard["rows"]
            lengths = np.full(rows, len(columns))
            lengths[heard["short"]] = 0
            growing.add(lengths, zip(columns, self._held(sheet, len(columns), rows), strict=True))
        return growing.grown([[*row] for row in self.head(sheet).rows])

    def _ask(self, wish: dict[str, str]) -> None:
        with suppress(OSError):  # it is dead; why is told on hearing nothing
            os.write(self._child.stdin.fileno(), json.dumps(wish).encode() + b"\n")  # type: ignore[union-attr]  # a pipe

    def _hear(self, sheet: str = "") -> Any:
        line = self._child.stdout.readline()  # type: ignore[union-attr]  # a pipe
        message = json.loads(line) if line.endswith(b"\n") else {"fault": self._death()}
        if isinstance(message, dict) and "fault" in message:
            raise self._refusal(message["fault"], sheet)
        return message

    def _held(self, sheet: str, columns: int, rows: int) -> np.ndarray:
        """Which text each cell of a batch holds; shape (columns, rows)."""
        size = columns * rows * np.intc().itemsize
        told = self._child.stdout.read(size)  # type: ignore[union-attr]  # a pipe
        if len(told) < size:
            raise self._refusal(self._death(), sheet)
        return np.frombuffer(told, np.intc).reshape(columns, rows)

    def _refusal(self, fault: str, sheet: str) -> ExportError:
        return ExportError(Problem(self._file, f"sheet {quoted([sheet])}" if sheet else "", *_FAULTS[fault]))

    def _death(self) -> str:
        """Why the child is no more: our timeout, its memory limit, or a file that broke the reader."""
        code = self._child.wait()
        self._errors.seek(0)
        output = self._errors.read()
        if b"Traceback" in output and b"MemoryError" not in output:
            raise RuntimeError(output.decode(errors="replace"))  # a bug of ours
        if monotonic() - self._begun >= SECONDS:
            return "time"
        return "memory" if b"memory" in output.lower() or code == -9 else "damaged"  # -9: killed by the system


@contextmanager
def open_workbook(path: Path, kind: str, file: str) -> Iterator[Reader]:
    """A workbook, open in a child process that ends with the block.

    Parameters
    ----------
    kind
        What its bytes are; the extension may say otherwise.
    file
        Name for messages.

    Raises
    ------
    ExportError
        Password, damage, or more memory or time than a workbook may take.
    """
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-P", str(_CHILD), str(path.resolve()), kind]
    begun = monotonic()
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(  # noqa: S603  # our own script, and a path handed over as one argument
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment
        ) as child,
    ):
        watchdog = Timer(SECONDS, child.kill)
        watchdog.start()
        try:
            yield Reader(file, child, errors, begun)
        finally:
            watchdog.cancel()
            child.kill()
