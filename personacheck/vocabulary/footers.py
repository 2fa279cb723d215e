"""Words of totals and footers (``footers.yaml``), by which rows that are nobody are told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from personacheck.vocabulary.lists import longest_first, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Footers:
    """Patterns for the beginning of a row's first filled cell.

    Attributes
    ----------
    total, subtotal
        A total's word (of the table, of a group) with nothing but numbers, punctuation and what is counted around it.
    footer
        The cell begins with a footer's word.
    """

    total: re.Pattern[str]
    subtotal: re.Pattern[str]
    footer: re.Pattern[str]


@cache
def footers() -> Footers:
    """The words of all languages."""
    words = read_words("footers.yaml")
    alone = r"[\W\d]*(?:[(\[]\s*\d[\d.,]*\s\w+\s*[)\]])?$"  # "Total", "Total: 12", "Total (12 records)"
    return Footers(
        _pattern([*words["totals"], *words["subtotals"]], alone),
        _pattern(words["subtotals"], alone),
        _pattern(words["footers"], r"(?!\w)"),
    )


def _pattern(words: Iterable[str], end: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, longest_first(words)))}){end}", re.IGNORECASE)
