"""Records whose writer never quotes: "24, place Kléber" became two fields, of which the second begins with a space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.text.prose import numbered, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.load.read.columns import Cells

PATTERN: Final = 3
"""Records of that kind that make a pattern; fewer may be anything."""


def join_unquoted(cells: Cells, numbers: np.ndarray, width: int, delimiter: str) -> list[str]:
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
    lengths = cells.lengths
    split = [at for at in np.flatnonzero(lengths > width).tolist() if _spaced(cells.row(at)) == lengths[at] - width]
    if len(split) < PATTERN:
        return []
    whole = lengths == width
    if any((column.holds(lambda text: text.startswith(" ")) & whole).any() for column in cells.columns[1:width]):
        return []
    for at in split:
        begin, *rest = cells.row(at)
        joined = [begin]
        for field in rest:
            if field.startswith(" "):
                joined[-1] += delimiter + field
            else:
                joined.append(field)
        cells.put(at, joined)
    where = sentence(numbered([numbers[at] for at in split], "line"))
    return [f'{where} hold an unquoted field with "{delimiter} " in it, which had been split: it was joined again.']


def _spaced(row: Sequence[str]) -> int:
    return sum(field.startswith(" ") for field in row[1:])
