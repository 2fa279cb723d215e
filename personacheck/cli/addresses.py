"""Addresses in the place of exports: the program reads copies of the files there, and tells them by their addresses."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from personacheck.cli.terminal import say
from personacheck.errors import PersonaCheckError
from personacheck.files.address import is_address

if TYPE_CHECKING:
    from personacheck.load.remote.copies import Copies

_copies: list[Copies] = []
"""Those of this run, as soon as an address was typed."""


def path_of(text: str) -> Path:
    """What was typed in an export's place, as a path; of an address, where its copy will lie."""
    if not is_address(text):
        return Path(text)
    from personacheck.load.remote.copies import Copies

    if not _copies:
        _copies.append(Copies())
    return _copies[0].path_for(text)


def bring(paths: Iterable[Path | None]) -> None:
    """Copy here what lies at addresses, before it is read; say so where somebody waits.

    Raises
    ------
    ExportError
        As of ``Copies.bring``.
    """
    for copies in _copies:
        copies.bring(paths, say if sys.stderr.isatty() else lambda _line: None)


def is_one(path: Path) -> bool:
    """Whether an address was typed for this path."""
    return any(path in copies for copies in _copies)


def typed(path: Path) -> str | None:
    """The address whose copy lies at a path, as a command may have it; None of other files."""
    return _copies[0].pasteable.get(path) if _copies else None


def by_address(error: PersonaCheckError) -> PersonaCheckError:
    """The same error, whose next steps name addresses and not the copies, which are gone by then."""
    named = {str(path): address for copies in _copies for path, address in copies.pasteable.items()}
    problems = error.problems
    for path, address in named.items():
        problems = tuple(replace(each, step=each.step.replace(path, address)) for each in problems)
    return type(error)(*problems) if named else error


def remove_copies() -> None:
    """Take away the copies, whether the command ran or was refused."""
    while _copies:
        _copies.pop().close()
