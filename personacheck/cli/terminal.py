"""What the terminal shows: results on stdout, all else on stderr, progress only where somebody watches."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from personacheck.errors import GateError, OutputError, PersonaCheckError, Problem
from personacheck.text.unseen import escaped, seen

if TYPE_CHECKING:
    from typing import TextIO

LEFT = (errno.EPIPE, errno.EINVAL)
"""What the system says where nobody reads any more; the second on Windows."""


class NoOutletError(OutputError):
    """stdout itself cannot be written: told on stderr, whatever was asked for."""


class Outlet:
    """A standard stream. Where its reader has left (``| head``), the rest goes nowhere and the work goes on.

    Python's own stream would end the program in the middle, and once more while it leaves.

    Raises
    ------
    NoOutletError
        On writing to stdout, where it cannot be written for another reason: a full disk.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        """Everything else is the stream's own."""
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write, and say how much."""
        with self.refusing():
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Hand over what is held back."""
        with self.refusing():
            self._stream.flush()

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """What goes wrong while the stream is written, told as of it.

        Raises
        ------
        NoOutletError
            It cannot be written, but for a reader who has left and for the error stream, where nobody would read it.
        """
        try:
            yield
        except OSError as error:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
            if self._stream.fileno() != sys.__stderr__.fileno() and error.errno not in LEFT:  # type: ignore[union-attr]  # it is there, since we write to it
                cause = f"cannot be written ({error.strerror})"
                raise NoOutletError(Problem("", "standard output", cause, "Redirect it elsewhere.")) from None


def show(text: str = "", end: str = "\n") -> None:
    """A result to the user, on stdout."""
    print(seen(text), end=end)


def show_bytes(content: bytes) -> None:
    """A whole file to the next program, on stdout."""
    sys.stdout.flush()
    stream = sys.stdout
    with stream.refusing() if isinstance(stream, Outlet) else nullcontext():
        stream.buffer.write(content)
        stream.buffer.flush()


def show_json(document: object) -> None:
    """A result as one JSON document, on stdout."""
    print(escaped(json.dumps(document, indent=2, ensure_ascii=False)))


def say(line: str) -> None:
    """One line to the user, on stderr."""
    print(seen(line), file=sys.stderr)


def print_error(error: PersonaCheckError, *, as_json: bool) -> None:
    """Tell an error: at most three lines on stderr, or all problems as one JSON document on stdout.

    Gates are told on stderr always: the result stands on stdout already, and that holds one document. So is a stdout
    that cannot be written.
    """
    if as_json and not isinstance(error, GateError | NoOutletError):
        problems = [asdict(problem) for problem in error.problems]
        try:
            show_json({"error": {"exit_code": error.exit_code, "problems": problems}})
            sys.stdout.flush()
        except NoOutletError as lost:
            print_error(error, as_json=False)
            print_error(lost, as_json=False)
        return
    for line in error.lines():
        say(line)


@contextmanager
def progress(*, quiet: bool, last: str = "") -> Iterator[Callable[[str], None]]:
    """A callable that is told each stage; shows it on a terminal, nothing elsewhere or under ``--quiet``.

    Parameters
    ----------
    last
        The stage that ends the run; where it is known, the share done and the time left are shown, too.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _stage: None
        return
    from rich.console import Console

    from personacheck.cli.pace import Pace

    pace = Pace(last)
    with Console(stderr=True).status(pace):
        yield pace.begin
