"""Whole files or none: what is written is complete, or the old file stays. Nothing of others or of people is lost."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from personacheck.errors import OutputError, Problem, UsageError
from personacheck.files import interrupt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PREFIX: Final = ".personacheck-"
SUFFIX: Final = ".tmp"
_PART: Final = re.compile(r"-\d+\.parquet\Z")
"""How the name of a part of a table ends."""
HOUR: Final = 3_600.0
"""Seconds after which a draft that a killed run left behind is nobody's any more; drafts are moved in seconds."""


def prepare(folder: Path) -> None:
    """Make the folder, try whether it takes a file, and sweep out the drafts of killed runs.

    Raises
    ------
    OutputError
        The folder cannot be made or written to.
    """
    trial = hidden(folder)
    with refusing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with interrupt.unbroken():
            try:
                trial.write_bytes(b"")
                now = trial.stat().st_mtime
            finally:
                trial.unlink(missing_ok=True)
        for draft in sorted(folder.glob(f"{PREFIX}*{SUFFIX}")):
            _sweep(draft, now - HOUR)


def hidden(folder: Path) -> Path:
    """A name in the folder for a draft, which nobody bears; known before it is made, so that it is taken away."""
    return folder / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"


def _sweep(draft: Path, oldest: float) -> None:
    try:
        if draft.stat().st_mtime < oldest:
            shutil.rmtree(draft) if draft.is_dir() else draft.unlink()
    except FileNotFoundError:
        return  # another run swept it, or it was that run's own


def put(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write drafts beside the places of the files, then move all of them there.

    A file is replaced in one step, so no reader and no crash meets half of one. One that is locked or
    write-protected is found before the first is replaced.

    Raises
    ------
    OutputError
        A file cannot be written. None was replaced, unless a lock came up between the drafts and the moves.
    """
    places = {path: Path(os.path.realpath(path)) for path in files}  # what a link leads to is meant, not the link
    for folder in dict.fromkeys(place.parent for place in places.values()):
        prepare(folder)
    for path in files:
        try_old(path)
    drafts = {path: hidden(place.parent) for path, place in places.items()}
    try:
        for path, content in files.items():
            with refusing(path):
                write_whole(drafts[path], content)
        with interrupt.unbroken():
            for path, draft in drafts.items():
                with refusing(path):
                    draft.replace(places[path])
                interrupt.note(path)
    finally:
        with interrupt.unbroken():
            for draft in drafts.values():
                draft.unlink(missing_ok=True)
    return tuple(files)


def try_old(path: Path) -> None:
    """Windows lends out no file that Excel holds open; a write-protected one is somebody's wish.

    What is no file must not be replaced by one: a device would be gone.

    Raises
    ------
    OutputError
        The file cannot be replaced.
    """
    if path.exists() and not path.is_file():
        raise OutputError(Problem(str(path), "", "is not a regular file", "Choose another place with --out."))
    with refusing(path):
        if path.exists():
            with path.open("r+b"):
                pass


def set_aside(path: Path, why: str) -> Path:
    """Give a file another name that nobody bears, and return it: ``report (edited).html``.

    A part of a table keeps its number last, so that a pattern for the parts of today does not match it.
    """
    end = "".join(_PART.findall(path.name)) or path.suffix
    numbers = (f" {n}" if n > 1 else "" for n in range(1, 10_000))
    places = (path.with_name(f"{path.name.removesuffix(end)} ({why}{number}){end}") for number in numbers)
    free = next(place for place in places if not os.path.lexists(place))
    with refusing(path):
        return path.rename(free)


def refuse_foreign(*paths: Path) -> None:
    """Raise for files that are not ours.

    Raises
    ------
    UsageError
        Always; says what to do.
    """
    step = "Choose another place with --out; or add --force, which keeps that file under another name."
    cause = "already exists and was not written by personacheck"
    raise UsageError(*(Problem(str(path), "", cause, step) for path in paths))


Content = bytes | Iterable[bytes]
"""What a file is to hold: all of it, or one part after the other, where all of it would take much memory."""


def write_whole(path: Path, content: Content) -> None:
    """Write a new file, through to the disk, with the rights that the umask gives."""
    with path.open("xb") as file:
        file.writelines([content] if isinstance(content, bytes) else content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """The system's refusals in our words.

    Raises
    ------
    OutputError
        The path cannot be written.
    """
    try:
        yield
    except PermissionError:
        step = "Close it in Excel, or choose another folder with --out."
        raise OutputError(
            Problem(str(path), "", "cannot be written: open elsewhere, or write-protected", step)
        ) from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise OutputError(
            Problem(str(path), "", f"cannot be written: {reason.lower()}", "Choose another place with --out.")
        ) from None
