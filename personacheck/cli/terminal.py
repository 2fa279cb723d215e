"""What the terminal shows: results on stdout, all else on stderr, progress only where somebody watches."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from personacheck.errors import GateError, PersonaCheckError


def say(line: str) -> None:
    """One line to the user, on stderr."""
    print(line, file=sys.stderr)


def print_error(error: PersonaCheckError, *, as_json: bool) -> None:
    """Tell an error: at most three lines on stderr, or all problems as one JSON document on stdout.

    Gates are told on stderr always: the result stands on stdout already, and that holds one document.
    """
    if as_json and not isinstance(error, GateError):
        problems = [asdict(problem) for problem in error.problems]
        print(json.dumps({"error": {"exit_code": error.exit_code, "problems": problems}}, indent=2, ensure_ascii=False))
        return
    for line in error.lines():
        say(line)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A callable that is told each stage; shows a spinner on a terminal, nothing elsewhere or under ``--quiet``."""
    if quiet or not sys.stderr.isatty():
        yield lambda _stage: None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting") as status:
        yield status.update
