"""Whole files or none: what is written is complete, or the old file stays."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from personacheck.errors import OutputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PREFIX: Final = ".personacheck-"
SUFFIX: Final = ".tmp"
DAY: Final = 86_400.0
"""Seconds after which a draft that a killed run left behind is nobody's any more."""


def prepare(folder: Path) -> None:
    """Make the folder and try whether it takes a file: before the work starts, not after it.

    Raises
    ------
    OutputError
        The folder cannot be made or written to.
    """
    with _refusing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=PREFIX, suffix=SUFFIX) as trial:
            now = Path(trial.name).stat().st_mtime
        for draft in sorted(folder.glob(f"{PREFIX}*{SUFFIX}")):
            if draft.stat().st_mtime < now - DAY:
                draft.unlink(missing_ok=True)


def put(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write drafts beside the places of the files, then move all of them there.

    A file is replaced in one step, so no reader and no crash meets half of one. One that is locked or
    write-protected is found before the first is replaced.

    Raises
    ------
    OutputError
        A file cannot be written. None was replaced, unless a lock came up between the drafts and the moves.
    """
    for folder in dict.fromkeys(path.parent for path in files):
        prepare(folder)
    for path in files:
        with _refusing(path):
            _try_old(path)
    drafts: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            with _refusing(path):
                _draft(path, content, drafts)
        for path, draft in drafts.items():
            with _refusing(path):
                draft.replace(path)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
    return tuple(files)


def _try_old(path: Path) -> None:
    """Windows lends out no file that Excel holds open; a write-protected one is somebody's wish.

    What is no file must not be replaced by one: a device would be gone.
    """
    if path.exists() and not path.is_file():
        step = "Choose another place with --out."
        raise OutputError(Problem(str(path), "", "is no ordinary file", step))
    if path.exists():
        with path.open("r+b"):
            pass


def _draft(path: Path, content: bytes, drafts: dict[Path, Path]) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=PREFIX, suffix=SUFFIX)
    drafts[path] = Path(name)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    umask = os.umask(0)
    os.umask(umask)
    drafts[path].chmod(0o666 & ~umask)  # mkstemp's own 0600 would lock colleagues out of a shared folder


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError:
        step = "Close it in Excel, or choose another folder with --out."
        raise OutputError(
            Problem(str(path), "", "cannot be written: open elsewhere, or write-protected", step)
        ) from None
    except OSError as error:
        told = os.strerror(error.errno) if error.errno else type(error).__name__
        raise OutputError(
            Problem(str(path), "", f"cannot be written: {told.lower()}", "Choose another place with --out.")
        ) from None
