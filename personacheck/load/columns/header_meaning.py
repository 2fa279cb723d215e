"""A header -> the field that it means, and how sure that is; of a "Title" its cells say what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from personacheck.load.columns.cells import has_value
from personacheck.vocabulary.dialects import dialects, fold_header, header_forms, is_primary
from personacheck.vocabulary.layouts import ACCOUNTS, CONTACTS, OPPORTUNITIES, PLAIN
from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    import pandas as pd

    from personacheck.load.dialect import Recognised

CLOSE: Final = 0.88
"""Least similarity (optimal string alignment) of a header that is misspelt: one slip in nine letters ("employed" is no
slip of "employer")."""
SHORTEST: Final = 9
"""Letters that a header must have before a slip in it is forgiven."""
FORGIVEN: Final = (
    "title", "account", "email", "department", "employees", "first_name", "last_name", "buying_role", "industry",
)  # fmt: skip  # a list of names reads better in columns
"""Fields whose headers may be misspelt. Ids and amounts are never guessed."""
JOINED: Final = {
    "record_id": "account_id", "name": "account", "status": "", "deleted": "", "created": "", "last_activity": "",
}  # fmt: skip  # a table
"""What an account's field is called on a contact; "" where it says nothing of the contact."""
LOOSE: Final = 50
SLIP: Final = 99
"""Added to the rank of a header with something around it; rank of one that is misspelt."""

Rank = tuple[int, int]
"""Which reader knows the header, then its rank there; less is better."""


@dataclass(frozen=True)
class Claim:
    """A column that may hold a field."""

    rank: Rank
    position: int


def meaning_of(header: str, recognised: Recognised) -> tuple[str, Rank] | None:
    """The field that a header means, and the rank of that meaning; None where it means none.

    The readers are asked in turn: the CRM's dialect, plain English, the language of the headers; each first for the
    object itself, then for a joined column of its account. What none of them knows may be misspelt. Of several records
    that one may be linked to, the primary one comes first.
    """
    for number, folded in enumerate(header_forms(header)):
        is_known, meaning = _look_up(folded, recognised)
        if meaning is not None:
            field, (level, rank) = meaning
            loose = -LOOSE if is_primary(header) else LOOSE * bool(number)
            return field, (level + loose, rank)
        if is_known:
            return None
    return _forgive(fold_header(header), recognised)


def _look_up(folded: str, recognised: Recognised) -> tuple[bool, tuple[str, Rank] | None]:
    """Whether a reader knows the header, and what it means."""
    for level, reader in enumerate(recognised.readers):
        layout = reader.layouts.get(recognised.object)
        if layout and folded in layout.meanings:
            field, rank = layout.meanings[folded]
            return True, (field, (2 * level, rank))
        if folded in reader.unused:
            return True, None
        part = "" if recognised.object in {ACCOUNTS, OPPORTUNITIES} else reader.account_part(folded)
        joined = _joined(part, recognised) if part else None
        if joined is not None:
            return True, (joined[0], (2 * level + 1, joined[1]))
    return False, None


def _joined(part: str, recognised: Recognised) -> tuple[str, int] | None:
    for reader in recognised.readers:
        layout = reader.layouts.get(ACCOUNTS)
        if layout and part in layout.meanings:
            field, rank = layout.meanings[part]
            name = JOINED.get(field, field)
            return (name, rank) if name else None
    return None


def _forgive(folded: str, recognised: Recognised) -> tuple[str, Rank] | None:
    if len(folded) < SHORTEST:
        return None
    from rapidfuzz import process  # noqa: PLC0415  # needed only for headers that nobody knows
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # same reason

    field_of = {
        header: field
        for _, layout in reversed(recognised.layouts)
        for header, (field, _) in layout.meanings.items()
        if field in FORGIVEN and len(header) >= SHORTEST
    }
    match = process.extractOne(folded, list(field_of), scorer=OSA.normalized_similarity, score_cutoff=CLOSE)
    return (field_of[match[0]], (SLIP, 0)) if match else None


HONORIFIC_SHARE: Final = 0.5
"""More honorifics than this in a "Title" column: it holds Mr and Mrs, no job titles (research, landscape 6)."""


def honorific_share(column: pd.Series) -> float:
    """Share (0..1) of filled cells that are forms of address; NaN where none is filled."""
    counts = {text: count for text, count in column.value_counts().items() if has_value(str(text))}
    hits = sum(count for text, count in counts.items() if fold_words(str(text)) in people().honorifics)
    return hits / sum(counts.values()) if counts else float("nan")


@cache
def plain_titles() -> frozenset[str]:
    """Folded headers that mean a job title unless a dialect says otherwise."""
    plain = (dialect.layouts[CONTACTS] for dialect in dialects() if dialect.crm == PLAIN)
    return frozenset().union(*(rank for layout in plain for rank in layout.fields.get("title", ())))
