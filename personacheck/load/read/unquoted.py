"""Records whose writer never quotes: "24, place Kléber" became two fields, of which the second begins with a space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.prose import numbered, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

PATTERN: Final = 3
"""Records of that kind that make a pattern; fewer may be anything."""


def join_unquoted(rows: list[list[str]], numbers: Sequence[int], width: int, delimiter: str) -> list[str]:
    """Join split fields in place where no doubt is left, and say so.

    No doubt is left where a record has just as many fields too many as fields that begin with a space, no field of a
    record of the right length begins with one, and at least three records are of that kind.

    Parameters
    ----------
    numbers
        Line of each record.
    width
        Fields of the header.
    """
    split = [at for at, row in enumerate(rows) if len(row) > width and _spaced(row) == len(row) - width]
    if len(split) < PATTERN or any(_spaced(row) for row in rows if len(row) == width):
        return []
    for at in split:
        joined = [rows[at][0]]
        for field in rows[at][1:]:
            if field.startswith(" "):
                joined[-1] += delimiter + field
            else:
                joined.append(field)
        rows[at] = joined
    where = sentence(numbered([numbers[at] for at in split], "line"))
    return [f'{where} hold an unquoted field with "{delimiter} " in it, which had been split: it was joined again.']


def _spaced(row: Sequence[str]) -> int:
    return sum(field.startswith(" ") for field in row[1:])
