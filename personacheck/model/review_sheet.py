"""The sheet that reviewers fill in: its columns. ``report`` writes it, ``load`` reads it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from personacheck.model import tables as t

REVIEW: Final = "Review"  # one row a contact to review
PERSONAS: Final = "Personas"  # who there is to choose from
INITIALS: Final = "Your initials"  # stands before the cell that takes them


@dataclass(frozen=True)
class Column:
    """A column of the sheet, and the column of the contacts that it shows."""

    header: str
    name: str
    width: int


RECORD: Final = Column("Record id", t.RECORD_ID, 22)
OWNER: Final = Column("Account", t.ACCOUNT, 28)
TITLE: Final = Column("Title", t.TITLE, 36)
PERSONA: Final = Column("Persona", t.PERSONA, 22)
DRAW: Final = Column("Draw", t.DRAW, 10)
COLUMNS: Final = (
    RECORD,
    OWNER,
    TITLE,
    Column("Department", t.DEPARTMENT, 20),
    Column("Level", t.LEVEL, 14),
    Column("Buying role", t.BUYING_ROLE, 18),
    PERSONA,
    DRAW,
)
PERSONAL: Final = (Column("Name", t.NAME, 24), Column("E-mail", t.EMAIL, 28))
"""Beside the record id, where the user allows personal data."""
NEEDED: Final = (RECORD, TITLE, PERSONA, DRAW)
"""Columns that are read back; and the account, where it still stands there."""

PERSONA_ID: Final = "Id"
PERSONA_HEADERS: Final = (PERSONA_ID, "Name", "Who", "Side", "Titles", "Researched for")
