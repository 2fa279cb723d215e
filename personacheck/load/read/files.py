"""Bytes of any file -> its tables of text, or one refusal in words."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from personacheck.errors import ExportError
from personacheck.load.read.delimited import read_delimited
from personacheck.load.read.encoding import decode
from personacheck.load.read.header import with_header
from personacheck.load.read.html_table import charset_of, read_page
from personacheck.load.read.kind import HTML, TEXT, ZIP, container_of, text_of
from personacheck.load.read.own_file import refuse_own
from personacheck.load.read.parquet import read_parquet
from personacheck.load.read.path import (
    LARGEST,
    about_file,
    cannot_open,
    is_parquet,
    largest_text,
    not_a_file,
    too_large,
)
from personacheck.load.read.rows.tabulate import tabulate
from personacheck.load.read.workbook.grids import Wish, read_package, read_xls
from personacheck.load.read.workbook.sheets import columns_read, quoted
from personacheck.text.prose import listed, plural
from personacheck.text.unseen import seen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from personacheck.load.read.grid import Grid
    from personacheck.load.read.table import RawTable


def read_table(
    path: Path, *, sheet: Sequence[str] | str | None, encoding: str | None, is_known: Callable[[str], bool]
) -> RawTable:
    """Read the table that a file holds; of a workbook with several sheets of one export, the main one.

    Parameters and errors as of ``read_tables``.
    """
    return read_tables(path, sheet=sheet, encoding=encoding, is_known=is_known)[0]


def read_tables(
    path: Path, *, sheet: Sequence[str] | str | None, encoding: str | None, is_known: Callable[[str], bool],
    files: Sequence[Path] = (),
) -> tuple[RawTable, ...]:  # fmt: skip  # a path, what is known of it, its files
    """Read the tables that a file holds, whatever its extension says: one, or those of a workbook's sheets.

    Parameters
    ----------
    sheet
        Sheets of a workbook to read, and no others; None chooses those that hold the export, the main one first.
    encoding
        Encoding of a text file; None finds it out and says so where it had to be guessed.
    is_known
        Whether a text is a header that the vocabulary knows.
    files
        What the path stands for, where it is a folder or a pattern: Parquet files that hold one table.

    Raises
    ------
    ExportError
        The file cannot be read right.
    """
    file = seen(path.name)  # whose bytes may be no text
    refuse_own(path)
    is_known = lru_cache(maxsize=None)(is_known)
    if _is_parquet(files or [path]):
        return (_read_parquet(path, files, is_known),)
    wish = Wish(path, file, [sheet] if isinstance(sheet, str) else [*(sheet or ())], is_known)
    grids, digest = _grids(wish, _bytes(path), encoding)
    main = _table(grids[0], file, digest, is_known)
    notes = [*about_file(path, main.kind), *main.notes]
    beside = []
    for grid in grids[1:]:
        try:
            beside.append(_table(grid, file, digest, is_known))
        except ExportError as error:
            notes.append(f"Sheet {quoted([str(grid.sheet)])} was left out: {error.problems[0].cause}.")
    return replace(main, notes=(*notes, *_one_table([main, *beside], is_known))), *beside


def _read_parquet(path: Path, files: Sequence[Path], is_known: Callable[[str], bool]) -> RawTable:
    file = seen(path.name)
    grid, digest = read_parquet(files or [path], file)
    table = tabulate(grid, file, digest, is_known)
    return table if files else replace(table, notes=(*about_file(path, grid.kind), *table.notes))


def _one_table(tables: Sequence[RawTable], is_known: Callable[[str], bool]) -> list[str]:
    """That sheets of the same columns are one table, with their rows."""
    columns = columns_read(tables[0].headers, is_known)
    same = [table for table in tables if columns_read(table.headers, is_known) == columns]
    if len(same) < 2:
        return []
    sheets = listed([f"{quoted([str(table.sheet)])} ({plural(len(table.frame), 'row')})" for table in same])
    return [f"Sheets with the same columns are read as one table: {sheets}."]


def _is_parquet(paths: Sequence[Path]) -> bool:
    """Whether all begin as Parquet does; sockets, folders and what cannot be opened are refused before."""
    path = paths[0]
    try:
        for path in paths:
            if not stat.S_ISREG(path.stat().st_mode):
                raise not_a_file(path)
            if not is_parquet(path):
                return False
    except OSError as error:
        raise cannot_open(path, error) from None
    return True


def _bytes(path: Path) -> bytes:
    try:
        size, most = path.stat().st_size, largest_text()
        if size > most:
            raise too_large(path, size, most)
        return path.read_bytes()
    except OSError as error:
        raise cannot_open(path, error) from None


def _grids(wish: Wish, data: bytes, encoding: str | None) -> tuple[list[Grid], str]:
    """The grids of a file, and its digest."""
    size, container, digest = len(data), container_of(data, wish.file), hashlib.sha256(data).hexdigest()
    if container != TEXT and size > LARGEST:
        raise too_large(wish.path, size, LARGEST)
    if container != TEXT:
        return read_package(wish) if container == ZIP else read_xls(wish), digest
    decoded = decode(data, wish.file, encoding, charset_of(data))
    del data  # the text alone is large enough
    kind = text_of(decoded.text, wish.file)
    if kind == HTML and size > LARGEST:
        raise too_large(wish.path, size, LARGEST)
    read_text = read_page if kind == HTML else read_delimited
    grid = read_text(decoded.text, wish.file, decoded.encoding, wish.is_known)
    return [replace(grid, notes=[*decoded.notes, *grid.notes])], digest


def _table(grid: Grid, file: str, digest: str, is_known: Callable[[str], bool]) -> RawTable:
    return tabulate(with_header(grid, file, is_known), file, digest, is_known)
