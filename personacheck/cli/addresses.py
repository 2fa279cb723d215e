"""Addresses in the place of exports: the program reads copies of the files there, and tells them by their addresses.

In any other place they are refused.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from typer.core import TyperCommand

from personacheck.cli.terminal import say
from personacheck.errors import PersonaCheckError, Problem, UsageError
from personacheck.files.address import is_address

if TYPE_CHECKING:
    from personacheck.load.remote.copies import Copies

_SHORTENED: Final = re.compile(r"[a-z][a-z0-9+.:-]+:/", re.IGNORECASE)
"""How an address begins that was taken for a path, which keeps one slash of two."""
_copies: list[Copies] = []
"""Those of this run, as soon as an address was typed."""


class Command(TyperCommand):
    """A command that refuses addresses where it takes paths."""

    def invoke(self, ctx: Any) -> Any:
        """Run it.

        Raises
        ------
        UsageError
            An address stands in the place of another file or folder; it is not repeated, since it may hold a key.
        """
        named = [param for param in self.params if any(map(_is_shortened, _values(ctx.params.get(param.name))))]
        if named:
            cause, step = "is an address, and only exports are read from one", "Name a place on this computer."
            places = (max(param.opts, key=len) for param in named)
            raise UsageError(*(Problem("", place, cause, step) for place in places))
        return super().invoke(ctx)


def _values(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _is_shortened(value: object) -> bool:
    return isinstance(value, Path) and _SHORTENED.match(str(value)) is not None and not Path(value.parts[0]).exists()


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
