"""The history's file: opened safely wherever it lies, brought up to date, and told apart from what is not ours.

SQLite keeps a transaction whole through a crash. Its write-ahead log lets readers and a writer work at once, but
not on network shares nor in folders that a sync client copies: there the rollback journal serves.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from personacheck.errors import HistoryError, Problem
from personacheck.files import inputs
from personacheck.vocabulary.folders import is_shared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPLICATION: Final = 0x70634869
"""Marks the file as ours in SQLite's header ("pcHi")."""

PATIENCE: Final = 30.0
"""Seconds to wait for others who write; one run takes some milliseconds."""

STEPS: Final = (
    """
    create table run (
        id integer primary key autoincrement,
        as_of text not null,
        export text not null,
        cast_digest text not null,
        settings text not null,
        snapshot text not null,
        unique (as_of, export, cast_digest, settings)
    )
    """,
    """
    create table cast_kept (
        digest text primary key,
        personas text not null
    ) without rowid
    """,
)
"""What made the file what it is. A version is the number of steps taken; a step, once published, never changes."""

AWAY: Final = "Move the file away to begin a new history, or run with --no-record."


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection inside one write transaction, committed at the end; the file is made where there is none.

    Raises
    ------
    HistoryError
        Not our file, damaged, of a newer version, locked for too long, or not to be written.
    """
    with suppress(FileNotFoundError):
        inputs.check(path, inputs.HISTORY)
    with _refusing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as connection:
            _choose_journal(connection, shared=is_shared(path.parent))
            connection.execute("begin immediate")  # take the lock before reading, or two readers may both want to write
            _bring_up_to_date(connection, path)
            yield connection
            connection.execute("commit")


def _choose_journal(connection: sqlite3.Connection, *, shared: bool) -> None:
    """The journal that the folder allows. Another process at work keeps us from changing it: then it stays."""
    wanted = "delete" if shared else "wal"
    if connection.execute("pragma journal_mode").fetchone()[0] != wanted:
        with suppress(sqlite3.OperationalError):
            connection.execute(f"pragma journal_mode = {wanted}")


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("pragma application_id").fetchone()[0]
    version = connection.execute("pragma user_version").fetchone()[0]
    tables = connection.execute("select count(*) from sqlite_master").fetchone()[0]
    if application != APPLICATION and (application or version or tables):
        raise HistoryError(Problem(str(path), "", "is a database of another program", AWAY))
    if version > len(STEPS):
        newer = "was written by a newer personacheck"
        raise HistoryError(Problem(str(path), "", newer, "Update with: pip install --upgrade personacheck"))
    for step in STEPS[version:]:
        connection.execute(step)
    if version < len(STEPS):
        connection.execute(f"pragma application_id = {APPLICATION}")
        connection.execute(f"pragma user_version = {len(STEPS)}")


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """SQLite's and the system's refusals in our words."""
    begun = time.monotonic()
    try:
        yield
    except sqlite3.OperationalError as error:
        if time.monotonic() - begun >= PATIENCE:
            cause, step = "is held by another program", "Close what has it open and run again."
        else:
            cause, step = f"cannot be used ({error})", "Choose another place with --history, or run with --no-record."
        raise HistoryError(Problem(str(path), "", cause, step)) from None
    except sqlite3.DatabaseError:
        raise HistoryError(Problem(str(path), "", "is damaged, or no history", AWAY)) from None
    except OSError:
        step = "Choose another place with --history, or run with --no-record."
        raise HistoryError(Problem(str(path), "", "cannot be written", step)) from None
