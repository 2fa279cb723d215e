"""Contacts and accounts as Parquet: the columns of the CSV files, for programs that read large tables."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from personacheck.files import duck
from personacheck.model.own_files import MADE_BY
from personacheck.report.tables import accounts_table, counted_contacts

if TYPE_CHECKING:
    import pandas as pd

    from personacheck.model.assessment import Assessment
    from personacheck.report.privacy import Privacy

CONTACTS: Final = "contacts.parquet"
ACCOUNTS: Final = "accounts.parquet"


def write(assessment: Assessment, privacy: Privacy) -> dict[str, bytes]:
    """``contacts.parquet`` and ``accounts.parquet``."""
    return {
        CONTACTS: parquet(counted_contacts(assessment, sole_traders=privacy.personal)),
        ACCOUNTS: parquet(accounts_table(assessment, sole_traders=privacy.personal)),
    }


def parquet(table: pd.DataFrame) -> bytes:
    """The table with the types of its columns; the same table gives the same bytes."""
    columns = ", ".join(duck.name(str(column)) for column in table.columns)
    plain = table.reset_index(drop=True).astype(dict.fromkeys(table.select_dtypes(exclude="number"), object))
    with tempfile.TemporaryDirectory(prefix="personacheck-") as folder:
        path = Path(folder, "table")
        with duck.connected([path], threads=1) as connection:
            connection.register("source", plain)
            made_by = f"KV_METADATA {{made_by: {duck.text(MADE_BY)}}}"
            selection = f"(SELECT {columns} FROM source)"  # noqa: S608  # names are quoted
            connection.execute(f"COPY {selection} TO {duck.text(str(path))} (FORMAT parquet, {made_by})")
        return path.read_bytes()
