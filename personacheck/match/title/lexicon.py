"""Terms -> hits in a title. Each word is looked up once, whatever the number of terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from personacheck.match.title.table import ANY, INFLECTED, START, STRIDE, table
from personacheck.match.title.terms import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from personacheck.match.title.normalise import Token
    from personacheck.match.title.table import Table

T = TypeVar("T")
LINK: Final = "s"
"""Joins the halves of a compound, as in "Forschungsgruppe"."""
INFIX: Final = 2
"""Fewer letters than that would be found in the middle of anything; two are a word in Chinese."""


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A term found: what it means, and where. Character offsets count folded letters from the title's start."""

    meaning: T
    start: int
    end: int
    first: int
    last: int
    """First and last token, both inclusive."""

    @property
    def size(self) -> int:
        """Letters from the first to the last."""
        return self.end - self.start

    def covers(self, other: Hit[T]) -> bool:
        """The other lies within."""
        return self.start <= other.start and other.end <= self.end


class _Look(NamedTuple):
    """What is known of a token: words of terms with the letters that they account for; whether these are all."""

    words: dict[int, tuple[int, int]]
    explained: bool


class Lexicon(Generic[T]):
    """Terms in the notation of ``vocabulary/titles/README.md``, and what each means.

    Parameters
    ----------
    table
        Of the terms.
    meanings
        One a term, in the order of the table.
    """

    def __init__(self, table: Table, meanings: Sequence[T]) -> None:
        self._table = table
        self._roads = dict(zip(table.roads, range(1, len(table.roads) + 1), strict=True))
        self._meant: dict[int, list[T]] = {}
        for end, meaning in zip(table.ends, meanings, strict=True):
            if end != START:
                self._meant.setdefault(end, []).append(meaning)
        self._onward = frozenset(road // STRIDE for road in table.roads)
        self._bends = [frozenset(endings) for endings in table.bends]
        self._carried = frozenset[str]().union(*self._bends)
        self._lengths = sorted({len(ending) for ending in self._carried})
        self._seen: dict[str, _Look] = {}

    @classmethod
    def of(cls, terms: Iterable[tuple[str, T, Sequence[str]]]) -> Lexicon[T]:
        """Made of terms, what each means, and letters that its whole words may carry besides."""
        each = [*terms]
        return cls(table((split(term), endings) for term, _, endings in each), [meaning for _, meaning, _ in each])

    def find(self, found: Sequence[Token]) -> list[Hit[T]]:
        """All hits by place; phrases do not cross parts, and skip fillers."""
        offsets, at = [], 0
        for token in found:
            offsets.append(at)
            at += len(token.text) + 1
        looked = [self._look(token.text).words for token in found]
        hits = [
            Hit(meaning, offsets[place] + start, offsets[last] + last_end, place, last)
            for place, words in enumerate(looked)
            for word, (start, end) in words.items()
            if (step := self._roads.get(word)) is not None  # START * STRIDE + word
            for meaning, last, last_end in self._walk(step, place, end, found, looked)
        ]
        return sorted(hits, key=lambda hit: (hit.start, -hit.end))

    def hits(self, text: str) -> bool:
        """Some term knows this word, or a piece of it."""
        return bool(self._look(text).words)

    def explains(self, text: str) -> bool:
        """Terms know all letters of this word, but for an "s" that links two of them."""
        return self._look(text).explained

    def _walk(
        self, step: int, place: int, end: int, found: Sequence[Token], looked: list[dict[int, tuple[int, int]]]
    ) -> Iterator[tuple[T, int, int]]:
        """Meanings of terms that go on from here: with their last token, and where in it they end."""
        for meaning in self._meant.get(step, ()):
            yield meaning, place, end
        following, roads = place + 1, self._roads
        onward = step in self._onward
        while onward and following < len(found) and found[following].part == found[place].part:
            for word, (_, word_end) in looked[following].items():
                after = roads.get(step * STRIDE + word)
                if after is not None:
                    yield from self._walk(after, following, word_end, found, looked)
            after = roads.get(step * STRIDE + ANY)
            if after is not None:
                yield from self._walk(after, following, len(found[following].text), found, looked)
            if not found[following].filler:
                break
            following += 1

    def _look(self, text: str) -> _Look:
        seen = self._seen.get(text)
        if seen is None:
            spans = [*self._spans(text)]
            seen = self._seen[text] = _Look({word: (at, end) for word, at, end in spans}, _explained(text, spans))
        return seen

    def _spans(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Words of terms that a token hits, with the letters that they account for."""
        size, known = len(text), self._table
        yield from ((word, 0, size) for word in self._bent(known.exact, text))
        reach, rest = min(size, known.longest), max(0, size - known.longest)
        prefixes = ((known.prefix.get(text[:end]), end) for end in range(1, reach + 1))
        yield from ((word, 0, end) for word, end in prefixes if word is not None)
        if known.suffix:
            yield from ((word, at, size) for at in range(rest, size) for word in self._bent(known.suffix, text[at:]))
        if known.infix:
            spans = ((at, end) for at in range(size) for end in range(at + INFIX, min(size, at + known.longest) + 1))
            yield from ((word, *span) for span in spans if (word := known.infix.get(text[slice(*span)])) is not None)

    def _bent(self, forms: dict[str, list[int]], text: str) -> list[int]:
        """Words by a form, or by one that carries an ending."""
        found = set(forms.get(text, ()))
        for length in self._lengths:
            if len(text) - length < INFLECTED:
                break
            ending = text[-length:]
            if ending in self._carried:
                bends, endings = self._bends, self._table.endings
                found.update(word for word in forms.get(text[:-length], ()) if ending in bends[endings[word]])
        return sorted(found)


def _explained(text: str, spans: Iterable[tuple[int, int, int]]) -> bool:
    reach = 0
    for _, start, end in sorted(spans, key=lambda span: span[1]):
        linked = start == reach + 1 and text[reach] == LINK
        reach = max(reach, end) if start <= reach or linked else reach
    return reach == len(text)
