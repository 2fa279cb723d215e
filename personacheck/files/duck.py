"""DuckDB, which reads and writes Parquet: bounded memory, no network, and imported only where a Parquet file is met."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from glob import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from personacheck.files import interrupt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INSTALL: Final = "Install DuckDB: pip install 'personacheck[large]'"
SHARE: Final = 4
"""DuckDB may take the memory of the machine divided by this; what it needs beyond goes to disk."""
BOUNDS: Final = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
"""Where Linux tells a container of its memory: control groups of version 2, and of version 1."""
_LEAST: Final = 256 * 1024**2


def is_installed() -> bool:
    """Whether the extra ``large`` is there."""
    return find_spec("duckdb") is not None


@contextmanager
def connected(paths: Sequence[Path], *, folder: Path | None = None, threads: int = 2) -> Iterator[Any]:
    """A connection that reads and writes these files, or those of a folder, and no others.

    Its own temporary folder is gone at the end.
    Extensions are neither fetched nor loaded, times are told in UTC, and no bar of progress gets among our output.
    """
    import duckdb  # noqa: PLC0415  # an extra

    with tempfile.TemporaryDirectory(prefix="personacheck-", ignore_cleanup_errors=True) as spilled:
        asked = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "threads": str(threads),
            "memory_limit": f"{max(memory() // SHARE, _LEAST)}B",
            "temp_directory": spilled,
        }
        try:
            with duckdb.connect(":memory:", config=asked) as connection:
                _restrict(connection, paths, folder)
                yield connection
        except duckdb.OutOfMemoryException as error:
            raise MemoryError from error
        except Exception:
            interrupt.again()
            raise


def _restrict(connection: Any, paths: Sequence[Path], folder: Path | None) -> None:
    allowed = ", ".join(written for path in paths for written in (text(str(path)), this(path)))
    connection.execute(f"SET allowed_paths = [{allowed}]")
    if folder is not None:
        connection.execute(f"SET allowed_directories = [{text(f'{folder}{os.sep}')}]")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_progress_bar = false")  # else it is on in a notebook and under python -c
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def memory() -> int:
    """Bytes of memory that this computer or container has; of an ordinary one where it does not tell."""
    try:
        installed = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no such call
        installed = 8 * 1024**3
    return min([installed, *filter(None, map(_bound, BOUNDS))])


def _bound(file: Path) -> int:
    """What a container may take, as the system tells; 0 where it sets no bound."""
    try:
        told = file.read_text("ascii").strip()
    except (OSError, ValueError):  # no container
        return 0
    return int(told) if told.isdecimal() else 0


def text(value: str) -> str:
    """A text as SQL holds it."""
    return "'" + value.replace("'", "''") + "'"


def can_name(path: Path) -> bool:
    """Whether a path can stand in SQL, which is UTF-8; names of files may be any bytes."""
    return str(path).encode("utf-8", "ignore").decode("utf-8") == str(path)


def this(path: Path) -> str:
    """A path as SQL holds it where it reads: this file, though signs in its name would stand for others."""
    return text(escape(str(path)))


def name(column: str) -> str:
    """A column's name as SQL holds it."""
    return '"' + column.replace('"', '""') + '"'
