"""Parquet files of one table -> its grid: each column as codes of distinct texts, without ever holding its rows."""

from __future__ import annotations

import errno
import hashlib
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from personacheck.errors import ExportError, Problem
from personacheck.files import duck
from personacheck.load.read.columns import FEW, HEAD, Cells, Column
from personacheck.load.read.grid import Grid
from personacheck.load.read.header import WIDEST
from personacheck.load.read.path import FEWER
from personacheck.text.clean import clean_header
from personacheck.text.prose import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

PARQUET: Final = "parquet"
ROW: Final = 700
CELL: Final = 5
"""Bytes of memory that a check takes for a contact, and for each cell of its row, at most: docs/scale.md, "Memory"."""
_NESTED: Final = ("STRUCT", "MAP", "UNION", "VARIANT", "LIST")
_EXACT: Final = {"DOUBLE": 2**53, "FLOAT": 2**24}
"""Fractions by type, and the number from which they skip whole ones."""
_VECTORS: Final = 50
"""Vectors of 2,048 cells that are taken over at a time."""
_SHOWN: Final = 3


def read_parquet(paths: Sequence[Path], file: str) -> tuple[Grid, str]:
    """The rows of all files, one file after the other, under their header, and the digest of their bytes.

    Raises
    ------
    ExportError
        DuckDB is not installed, or cannot name a file; a file is broken, or changes; columns hold lists, records or
        what is no text; the files' columns differ.
    """
    _check_readable(paths, file)
    with _unchanged(paths), duck.connected(paths) as connection:
        import duckdb  # noqa: PLC0415  # an extra

        at = paths[0]
        columns_of: dict[Path, dict[str, str]] = {}
        try:
            for at in paths:
                columns_of[at] = _columns(connection, at)
                _check_columns(columns_of[at], at)
            columns = columns_of[paths[0]]
            _check_alike(columns_of, file)
            _check_size(connection, paths, len(columns), file)
            contents = [_column(connection, columns_of, name) for name in columns]
        except duckdb.OutOfMemoryException:
            step = "Export fewer columns, or run it where there is more memory."
            raise ExportError(Problem(file, "", "needs more memory than this computer has", step)) from None
        except duckdb.Error as error:
            if os.strerror(errno.EMFILE) in str(error):
                cause, step = f"{len(paths):,} files are more than may be open at once", "Allow more: ulimit -n 10000"
                raise ExportError(Problem(file, "", cause, step)) from None
            raise _unreadable(connection, columns_of, at) from None
    rows = len(contents[0])
    head = [[column[at] for column in contents] for at in range(min(rows, HEAD))]
    cells = Cells(head, contents, np.full(rows, len(contents), np.int16))
    notes = [f"Read as one table: {plural(len(paths), 'file')}."] if len(paths) > 1 else []
    names = tuple(clean_header(name) for name in columns)
    numbers = np.arange(1, rows + 1, dtype=np.int32)
    return Grid(PARQUET, cells, numbers, notes=notes, names=names, shown=names), _digest(paths)


def _check_readable(paths: Sequence[Path], file: str) -> None:
    if not duck.is_installed():
        raise ExportError(Problem(file, "", "is a Parquet file, and DuckDB, which reads it, is missing", duck.INSTALL))
    if unnamed := [path for path in paths if not duck.can_name(path)]:
        raise ExportError(Problem(unnamed[0].name, "", "its path is not in UTF-8, which DuckDB needs", "Rename it."))


@contextmanager
def _unchanged(paths: Sequence[Path]) -> Iterator[None]:
    """Refuse what is written or taken away while it is read, column after column."""

    def check() -> None:
        """By what the system tells of each file."""
        for path, state in before.items():
            if _state(path) != state:
                step = "Run it again once the export is complete."
                raise ExportError(Problem(path.name, "", "changed while it was read", step)) from None

    before = {path: _state(path) for path in paths}
    try:
        yield
    except ExportError:
        check()
        raise
    check()


def _state(path: Path) -> tuple[int, int]:
    try:
        told = path.stat()
    except OSError:  # gone
        return 0, 0
    return told.st_mtime_ns, told.st_size


def _from(path: Path) -> str:
    return f"FROM read_parquet({duck.this(path)}, hive_partitioning = false, binary_as_string = true)"


def _columns(connection: Any, path: Path) -> dict[str, str]:
    """Name to type of each column."""
    return {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE SELECT * {_from(path)}").fetchall()}


def _check_columns(columns: dict[str, str], path: Path) -> None:
    nested = [name for name, kind in columns.items() if kind.endswith("]") or kind.startswith(_NESTED)]
    if nested:
        holds = "column holds" if len(nested) == 1 else "columns hold"
        cause = f"{len(nested)} {holds} lists or records, not single values: {_listed(nested)}"
        raise ExportError(Problem(path.name, "", cause, "Export it without them, or one value to a column."))
    if len(columns) > WIDEST:
        cause = f"{len(columns):,} columns, more than the {WIDEST:,} that a spreadsheet can hold"
        raise ExportError(Problem(path.name, "", cause, "Export only the columns that are needed."))


def _check_alike(columns_of: Mapping[Path, Mapping[str, str]], file: str) -> None:
    """Files of one table have the same columns, in any order."""
    (first, expected), *others = columns_of.items()
    for path, columns in others:
        if differing := sorted(expected.keys() ^ columns.keys()):
            cause = f"{first.name} and {path.name} differ in their columns: {_listed(differing)}"
            raise ExportError(Problem(file, "", cause, "Give files with other columns one by one."))


def _check_size(connection: Any, paths: Sequence[Path], columns: int, file: str) -> None:
    rows = sum(connection.execute(f"SELECT count(*) {_from(path)}").fetchone()[0] for path in paths)
    need, memory = rows * (ROW + columns * CELL), duck.memory()
    if need > memory:
        takes = f"{need / 1024**3:,.1f} GB of memory, more than the {memory / 1024**3:,.1f} GB of this computer"
        cause = f"is too large: {rows:,} rows of {columns:,} columns take up to {takes}"
        raise ExportError(Problem(file, "", cause, f"{FEWER}."))


def _unreadable(connection: Any, columns_of: Mapping[Path, Mapping[str, str]], last: Path) -> ExportError:
    """Which file cannot be read, and why: the one whose columns cannot, else the last that was looked at."""
    import duckdb  # noqa: PLC0415  # an extra

    for path, columns in columns_of.items():
        causes = {}
        for name, kind in columns.items():
            try:
                connection.execute(f"SELECT approx_count_distinct({_as_text(duck.name(name), kind)}) {_from(path)}")
            except duckdb.Error as error:
                causes[name] = str(error)
        if causes and all("not valid UTF8" in cause for cause in causes.values()):
            holds = "column holds" if len(causes) == 1 else "columns hold"
            cause = f"{len(causes)} {holds} bytes that are not text: {_listed([*causes])}"
            return ExportError(Problem(path.name, "", cause, "Export it without them."))
        if causes:
            last = path
            break
    return ExportError(Problem(last.name, "", "begins as a Parquet file, but is broken", "Export it again."))


def _column(connection: Any, columns_of: Mapping[Path, Mapping[str, str]], name: str) -> Column:
    """The cells of a column below its name, in the order of the files; its type is each file's own."""
    parts = (
        f"SELECT {_as_text(duck.name(name), columns[name])} AS cell {_from(path)}"
        for path, columns in columns_of.items()
    )
    cells = f"FROM ({' UNION ALL '.join(parts)})"
    distinct, rows = connection.execute(f"SELECT approx_count_distinct(cell), count(*) {cells}").fetchone()
    if distinct > FEW * rows:
        texts = _fetched(connection, f"SELECT cell {cells}")
        codes = np.arange(len(texts), dtype=np.int32)
    else:  # DuckDB sorts them out, and tells each text once
        connection.execute(f"CREATE OR REPLACE TYPE few AS ENUM (SELECT DISTINCT cell {cells})")
        held = connection.execute(f"SELECT CAST(cell AS few) AS cell {cells}").fetch_df()["cell"].array
        codes, order = pd.factorize(held.codes)  # in the order in which they come, not in that of its threads
        texts = held.categories.to_numpy(object)[order]
    places = np.where(texts == "", 0, np.arange(2, len(texts) + 2, dtype=np.int32))
    return Column(np.concatenate([[int(name != "")], places[codes]], dtype=np.int32), ["", name, *texts])


def _fetched(connection: Any, query: str) -> np.ndarray:
    """The texts of a query, some at a time: DuckDB holds no second copy of all."""
    connection.execute(query)
    parts = [np.empty(0, object)]
    while len(cells := connection.fetch_df_chunk(_VECTORS)):
        parts.append(cells["cell"].to_numpy(object))
    return np.concatenate(parts)


def _as_text(cell: str, kind: str) -> str:
    """A cell as a person would type it: whole numbers that were kept as fractions are whole.

    No fraction can be taken for thousands (12.125), and an id that its type has rounded shows it, as in spreadsheets.
    """
    text = f"coalesce(CAST({cell} AS VARCHAR), '')"
    fraction = f"WHEN regexp_full_match({text}, '-?[1-9]\\d{{0,2}}\\.\\d{{3}}') THEN {text} || '0'"
    if kind.startswith("DECIMAL"):
        return f"CASE WHEN {cell} = trunc({cell}) THEN CAST(trunc({cell}) AS VARCHAR) {fraction} ELSE {text} END"
    if kind not in _EXACT:
        return text
    exact = f"abs({cell}) < {_EXACT[kind]}"
    whole = f"WHEN {cell} = trunc({cell}) AND {exact} THEN CAST(CAST({cell} AS BIGINT) AS VARCHAR)"
    rounded = f"WHEN NOT {exact} THEN format('{{:.15E}}', {cell})"
    return f"CASE WHEN NOT isfinite({cell}) THEN '' {whole} {rounded} {fraction} ELSE {text} END"


def _listed(columns: Sequence[str]) -> str:
    more = len(columns) - _SHOWN
    shown = [f'"{clean_header(name)}"' for name in columns[:_SHOWN]]
    return listed([*shown, f"{more} more"] if more > 0 else shown)


def _digest(paths: Sequence[Path]) -> str:
    """SHA-256 of a file's bytes; of several, of their digests."""
    digests = []
    for path in paths:
        with path.open("rb") as file:
            digests.append(hashlib.file_digest(file, "sha256").hexdigest())
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
