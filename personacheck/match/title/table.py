"""Terms, split -> where each of their words and each term stands: a table in which ``lexicon`` looks words up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from personacheck.match.title.normalise import fold, spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

INFLECTED: Final = 4
"""Shorter words carry no endings: "it" is not "its"."""
ANY: Final = 0
"""The word that stands for any one."""
START: Final = 0
"""The step before the first word of every term."""
STRIDE: Final = 1 << 20
"""A step and the word after it are one number: step * STRIDE + word."""


@dataclass(slots=True)
class Table:
    """Plain data, so that it can be kept.

    A word is a number; its forms are folded. A step is a term, or the beginning of one: ``roads`` lead from a step and
    a word to the next one.

    Attributes
    ----------
    exact, suffix
        Form to words; of ``*leiter`` without its star. Both may carry endings besides.
    prefix, infix
        Form to word, of ``vertrieb*`` and ``*vertrieb*``.
    endings
        Of each word, by its number: which of the ``bends`` it may carry.
    longest
        Letters of the longest word with a star: no longer piece of a word need be looked up.
    roads
        In the order in which their steps are numbered, from 1 on.
    ends
        Of each term, in the order in which they were given: its last step; START for one without words.
    """

    exact: dict[str, list[int]] = field(default_factory=dict)
    suffix: dict[str, list[int]] = field(default_factory=dict)
    prefix: dict[str, int] = field(default_factory=dict)
    infix: dict[str, int] = field(default_factory=dict)
    endings: list[int] = field(default_factory=lambda: [0])
    bends: list[list[str]] = field(default_factory=lambda: [[]])
    longest: int = 0
    roads: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


def table_of(terms: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Table:
    """The table of terms: their words as ``terms.split`` cuts them, and the letters that whole words may carry."""
    table, roads, words = Table(), _Numbers(1), _Words()
    for term, endings in terms:
        step = START
        for word in term if any(word != "*" for word in term) else ():
            step = roads.of(step * STRIDE + words.number(word, tuple(endings), table))
        table.ends.append(step)
    table.roads = list(roads.numbers)
    return table


class _Numbers:
    """Numbers things as they come."""

    def __init__(self, first: int) -> None:
        self.numbers: dict[int, int] = {}
        self._first = first

    def of(self, thing: int) -> int:
        """The number of a thing, a new one for one not met before."""
        return self.numbers.setdefault(thing, len(self.numbers) + self._first)


class _Words:
    """Numbers words, and enters their forms in a table."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, tuple[str, ...]], int] = {}
        self._bends: dict[tuple[str, ...], int] = {(): 0}

    def number(self, word: str, endings: tuple[str, ...], table: Table) -> int:
        """The number of a word that may take these endings, entered in the table where it is new."""
        if word == "*":
            return ANY
        number = self._numbers.get((word, endings))
        if number is None:
            number = self._numbers[word, endings] = len(self._numbers) + 1
            self._enter(word, number, endings, table)
        form = fold(word.strip("*"))
        if word.startswith("*") and word.endswith("*"):
            return table.infix[form]  # the same word in every language, since endings do not touch it
        return table.prefix[form] if word.endswith("*") else number

    def _enter(self, word: str, number: int, endings: tuple[str, ...], table: Table) -> None:
        if endings not in self._bends:
            self._bends[endings] = len(table.bends)
            table.bends.append(list(endings))
        table.endings.append(self._bends[endings])
        for form in spellings(word.strip("*")):
            if "*" in word:
                carried = max(map(len, endings), default=0) if len(form) >= INFLECTED else 0
                table.longest = max(table.longest, len(form) + carried)
            if word.startswith("*") and word.endswith("*"):
                table.infix.setdefault(form, number)
            elif word.endswith("*"):
                table.prefix.setdefault(form, number)
            else:
                (table.suffix if word.startswith("*") else table.exact).setdefault(form, []).append(number)
