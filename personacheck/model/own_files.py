"""What the files that we write bear, by which they are known again whatever they are called."""

from __future__ import annotations

from typing import Final

from personacheck.model import tables as t

FIT: Final = "Persona fit"
"""Title of the report and of the workbook of a run."""
TO_REVIEW: Final = "Contacts to review"
CAST: Final = "Cast of personas"
"""Titles of a review sheet and of the workbook of a cast."""
MADE_BY: Final = "personacheck"
"""What Parquet files and documents say of themselves."""

CONTACTS_HEADER: Final = (
    t.RECORD_ID, t.ACCOUNT, t.STATUS, t.PERSONA, t.ALTERNATIVES, t.SOURCE, t.SCORE, t.REASON,
)  # fmt: skip  # a row of names
ACCOUNTS_HEADER: Final = (
    t.ACCOUNT_ID, t.ACCOUNT, t.STATUS, t.FLAGS, t.MAIN_CONTACTS, t.Status.COVERED.value, t.Status.STRETCHED.value,
    t.Status.UNCOVERED.value, t.Status.UNREADABLE.value, t.CHANNEL, t.SIZE, t.STAGE, t.REVENUE,
)  # fmt: skip  # as above
LABELS_HEADER: Final = t.LABEL_COLUMNS[:-1]
"""Columns that CSV files of ours begin with; of labels, that they have in any order."""
PARQUET_FOOT: Final = 1_000
"""Bytes in which a Parquet file says who made it."""


def parquet_mark() -> bytes:
    """The entry of a Parquet file's end that names us."""
    return f"made_by\x18{chr(len(MADE_BY))}{MADE_BY}".encode()
