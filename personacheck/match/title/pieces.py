"""The letters of a token -> words of terms: all of them, with an ending or without; their beginning, middle or end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.match.title.table import INFLECTED

if TYPE_CHECKING:
    from personacheck.match.title.table import Table

INFIX: Final = 2
"""Fewer letters than that would be found in the middle of anything; two are a word in Chinese."""


class Pieces:
    """Words of a table, by their letters."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._bends = [frozenset(endings) for endings in table.bends]
        self._carried = frozenset[str]().union(*self._bends)
        self._lengths = sorted({len(ending) for ending in self._carried})
        self._heads = frozenset(form[:INFIX] for form in table.prefix)
        self._closings = frozenset(form[-INFIX:] for form in table.suffix)
        self._openings: dict[str, list[str]] = {}
        for form in sorted(table.infix, key=len):
            self._openings.setdefault(form[:INFIX], []).append(form)

    def of(self, text: str) -> list[tuple[int, int, int]]:
        """Words that the letters of a token hit, with those that they account for."""
        size, table = len(text), self._table
        bare = self._bare(text)
        spans = [(word, 0, size) for word in self._bent(table.exact, bare, 0)]
        reach, rest = min(size, table.longest), max(0, size - table.longest)
        begins = range(1, reach + 1) if not self._heads.isdisjoint((text[:INFIX], text[:1])) else ()
        spans += [(table.prefix[text[:end]], 0, end) for end in begins if text[:end] in table.prefix]
        ending = [form for form, _ in bare if not self._closings.isdisjoint((form[-INFIX:], form[-1:]))]
        ends = {at for form in ending for at in range(rest, len(form)) if form[at:] in table.suffix}
        spans += [(word, at, size) for at in sorted(ends) for word in self._bent(table.suffix, bare, at)]
        spans += [
            (table.infix[form], at, at + len(form))
            for at in range(size if self._openings else 0)
            for form in self._openings.get(text[at : at + INFIX], ())
            if text.startswith(form, at)
        ]
        return spans

    def _bare(self, text: str) -> list[tuple[str, str]]:
        """The text without each ending that it may carry, and the ending; first as it is."""
        lengths = [length for length in self._lengths if len(text) - length >= INFLECTED]
        return [
            (text, ""),
            *((text[:-length], text[-length:]) for length in lengths if text[-length:] in self._carried),
        ]

    def _bent(self, forms: dict[str, list[int]], bare: list[tuple[str, str]], at: int) -> list[int]:
        """Words whose form stands from here to the end of a token, as it is or with an ending."""
        bent: set[int] = set()
        for text, ending in bare:
            words = forms.get(text[at:])
            if words is not None and (not ending or len(text) - at >= INFLECTED):
                bends, endings = self._bends, self._table.endings
                bent.update(word for word in words if not ending or ending in bends[endings[word]])
        return sorted(bent)
