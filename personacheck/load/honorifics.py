"""Whether a column that is called a title holds job titles or forms of address: its content says so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from personacheck.load.cells import has_value
from personacheck.vocabulary.dialects import dialects
from personacheck.vocabulary.layouts import CONTACTS, PLAIN
from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    import pandas as pd

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
