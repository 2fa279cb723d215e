"""Contacts -> distinct roles: what some persona looks at, each combination once, those of one title together."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from personacheck.match.clues import buying_roles, stated_level
from personacheck.match.title.normalise import fold
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from personacheck.match.persona.profiles import Profile

BATCH: Final = 5_000
"""Roles that are held at a time: what was read of a title is large, and what becomes of it small."""


Batch = list[tuple[Mapping[str, str], int, list[dict[str, str]]]]
"""Some roles, wherever they are judged: their cells, how many contacts have them, the segments that these are in."""

Combinations = tuple[list[dict[str, str]], NDArray[np.int64]]
"""Distinct combinations of cells, and the combination (0, 1 …) of each row of a table."""


def roles(contacts: pd.DataFrame, profiles: Sequence[Profile], headers: Sequence[str]) -> Combinations:
    """Distinct roles in the order of their titles. What no persona asks for sets no two contacts apart."""
    buying = frozenset().union(*(profile.buying_roles for profile in profiles))
    names = frozenset().union(*(profile.names for profile in profiles))
    looks: dict[str, Callable[[str], Hashable]] = {t.TITLE: str, t.DEPARTMENT: str, t.LEVEL: stated_level}
    if buying:
        looks[t.BUYING_ROLE] = lambda cell: (bool(recorded := buying_roles(cell)), recorded & buying)
    looks[t.CRM_PERSONA] = lambda cell: name if (name := fold(cell.strip())) in names else ""
    looks |= {t.WHERE_PREFIX + header: str for header in headers}
    return distinct(contacts, {column: look for column, look in looks.items() if column in contacts})


def distinct(table: pd.DataFrame, looks: dict[str, Callable[[str], Hashable]]) -> Combinations:
    """Distinct combinations of cells, sorted by the first appearance of each column's in turn.

    Parameters
    ----------
    looks
        Column to what counts of a cell.
    """
    at = np.zeros(len(table), np.int64)
    for column, look in looks.items():
        cells = table[column]
        codes, texts = pd.factorize(cells.array if cells.dtype == "category" else cells.to_numpy(object))
        kinds = pd.factorize(pd.Series([look(text) for text in texts], dtype=object))[0]
        at = np.unique(at * (len(texts) + 1) + kinds[codes], return_inverse=True)[1]
    first = np.unique(at, return_index=True)[1]
    rows = table[list(looks)].iloc[first].itertuples(index=False, name=None)
    return [dict(zip(looks, row, strict=True)) for row in rows], at


def batches(
    cells: Sequence[Mapping[str, str]],
    contacts: Sequence[int],
    pairs: NDArray[np.int64],
    segments: Sequence[dict[str, str]],
) -> Iterator[Batch]:
    """All roles, some at a time.

    Parameters
    ----------
    contacts
        How many contacts have each role.
    pairs
        Role and segment that occur together, as ``role * len(segments) + segment``; sorted.
    """
    for begin in range(0, len(cells), BATCH):
        some = slice(begin, begin + BATCH)
        first = np.searchsorted(pairs, np.arange(begin, min(begin + BATCH, len(cells)) + 1) * len(segments))
        met = [segments[pair] for pair in (pairs[first[0] : first[-1]] % len(segments)).tolist()]
        places = (met[start:end] for start, end in pairwise((first - first[0]).tolist()))
        yield list(zip(cells[some], contacts[some], places, strict=True))
