"""A lock on a folder, for the time that files are moved in it.

Our own few lines and no library: those that there are leave their file behind in the user's folder, and cannot say
who holds it.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from personacheck.errors import OutputError, Problem
from personacheck.files.interrupt import unbroken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE: Final = ".personacheck.lock"
PATIENCE: Final = 20.0
"""Seconds to wait for another run; a move takes some milliseconds."""
PAUSE: Final = 0.02
BEYOND: Final = 1 << 20
"""Windows locks bytes and then nobody reads them: one far behind the text that says who."""
NO_LOCKS: Final = (errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK)


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """The folder's lock; a process that ends, however it ends, gives it back.

    Parameters
    ----------
    patience
        Seconds; others than ``PATIENCE`` are for tests, which cannot wait so long.

    Raises
    ------
    OutputError
        Somebody else held it all the time; tells who.
    """
    path, end = folder / FILE, time.monotonic() + patience
    taken: list[int] = []
    try:
        while not taken:
            with unbroken():  # or a signal between the lock and the note of it would leave the file behind
                _try(path, taken)
            if not taken:
                if time.monotonic() > end:
                    raise OutputError(_busy(path))
                time.sleep(PAUSE)
        yield
    finally:
        with unbroken():
            for handle in taken:
                _give_back(path, handle)


def _try(path: Path, taken: list[int]) -> None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    if not (_locked(handle) and _is_still(path, handle)):
        os.close(handle)
        return
    taken.append(handle)
    os.truncate(handle, 0)
    os.write(handle, f"process {os.getpid()} on {socket.gethostname()}".encode("utf-8", "replace"))


def _busy(path: Path) -> Problem:
    try:
        who = path.read_text("utf-8", "replace")[:200] or "another process"
    except OSError:
        who = "another process"
    return Problem(str(path.parent), "", f"another run is writing there ({who})", "Wait until it ends and run again.")


def _is_still(path: Path, handle: int) -> bool:
    """The one before us may have taken the file away between our opening and our locking it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _give_back(path: Path, handle: int) -> None:
    """Nobody may lock a file that is on its way out: POSIX takes it away first, Windows can only do so afterwards."""
    if sys.platform == "win32":
        os.close(handle)
        with suppress(OSError):
            path.unlink()
    else:
        with suppress(OSError):
            path.unlink()
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        os.lseek(handle, BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno in NO_LOCKS  # a share that knows no locks: one run at a time is then up to its users
        return True
