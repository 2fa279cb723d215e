"""Contacts and accounts as Parquet: the columns of the CSV files, for programs that read large tables."""

from __future__ import annotations

import re
import tempfile
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from personacheck.files import duck
from personacheck.model.own_files import MADE_BY
from personacheck.report.tables import accounts_table, counted_contacts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from personacheck.model.assessment import Assessment
    from personacheck.report.privacy import Privacy
    from personacheck.report.tables import Rows

CONTACTS: Final = "contacts.parquet"
ACCOUNTS: Final = "accounts.parquet"
PART: Final = 1_000_000
"""Rows of a file, at most; a larger table is told in parts: ``contacts-1.parquet``, ``contacts-2.parquet`` …"""
_PART: Final = re.compile(r"(contacts|accounts)-([1-9]\d*)\.parquet")
_CHUNK: Final = 1_000_000
"""Bytes of a file that are held at a time."""


def write(assessment: Assessment, privacy: Privacy) -> dict[str, Iterator[bytes]]:
    """``contacts.parquet`` and ``accounts.parquet``, or their parts; each made when it is written."""
    contacts, accounts = (
        cache(partial(make, assessment, sole_traders=privacy.personal)) for make in (counted_contacts, accounts_table)
    )
    return {
        **_parts(CONTACTS, contacts, len(assessment.matches)),
        **_parts(ACCOUNTS, accounts, len(assessment.accounts)),
    }


def table_of(name: str) -> str:
    """The file that a part stands for, and any other name as it is.

    Examples
    --------
    >>> table_of("contacts-12.parquet"), table_of("accounts.parquet"), table_of("report.html")
    ('contacts.parquet', 'accounts.parquet', 'report.html')
    """
    return f"{part[1]}.parquet" if (part := _PART.fullmatch(name)) else name


def place(name: str) -> int:
    """The place of a part among those of its table; 0 for what is none."""
    return int(part[2]) if (part := _PART.fullmatch(name)) else 0


def _parts(name: str, make: Callable[[], Rows], rows: int) -> dict[str, Iterator[bytes]]:
    """The files of a table that is made when the first of them is written."""

    def part(begin: int, end: int) -> Iterator[bytes]:
        """The file of some rows."""
        yield from parquet(make().lots(begin, end))

    if rows <= PART:
        return {name: part(0, rows)}
    begins = enumerate(range(0, rows, PART), start=1)
    return {name.replace(".", f"-{n}."): part(begin, begin + PART) for n, begin in begins}


def parquet(lots: Iterator[pd.DataFrame]) -> Iterator[bytes]:
    """A table with the types of its columns, ``LOT`` rows at a time; the same table gives the same bytes.

    DuckDB writes a file from one table at once. So that it need not be held, each lot becomes a draft of its own, and
    these are read again as they are written.
    """
    with tempfile.TemporaryDirectory(prefix="personacheck-") as name:
        folder = Path(name)
        whole = folder / "whole"
        with duck.connected([], folder=folder, threads=1) as connection:
            drafts = [_draft(connection, lot, folder / str(n)) for n, lot in enumerate(lots)]
            made_by = f"KV_METADATA {{made_by: {duck.text(MADE_BY)}}}"
            table = f"(FROM read_parquet([{', '.join(drafts)}]))"
            connection.execute(f"COPY {table} TO {duck.text(str(whole))} (FORMAT parquet, {made_by})")
        with whole.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


def _draft(connection: Any, lot: pd.DataFrame, path: Path) -> str:
    """Write some rows, texts as texts and not as codes; the path, as SQL holds it."""
    texts, where = lot.select_dtypes(exclude="number"), duck.text(str(path))
    names = {str(column): duck.name(str(column)) for column in lot}
    columns = ", ".join(f"{name}::VARCHAR AS {name}" if key in texts else name for key, name in names.items())
    connection.register("source", lot.astype({column: object for column in texts if not _has_few(lot[column])}))
    connection.execute(f"COPY (SELECT {columns} FROM source) TO {where} (FORMAT parquet)")  # noqa: S608  # names are quoted
    return where


def _has_few(cells: pd.Series) -> bool:
    """Whether they are codes of few texts: DuckDB takes in all of these for each lot."""
    return cells.dtype == "category" and len(cells.cat.categories) <= len(cells)
