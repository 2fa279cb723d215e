"""Terms -> hits in a title. Each word is looked up once, whatever the number of terms."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from personacheck.match.title.pieces import Pieces
from personacheck.match.title.table import ANY, START, STRIDE, table_of
from personacheck.match.title.terms import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from personacheck.match.title.normalise import Token
    from personacheck.match.title.table import Table

T = TypeVar("T")
LINK: Final = "s"
"""Joins the halves of a compound, as in "Forschungsgruppe"."""


class Hit(NamedTuple, Generic[T]):
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


class Look(NamedTuple, Generic[T]):
    """What is known of a token, wherever it stands.

    Attributes
    ----------
    words
        Of terms, with the letters that they account for.
    explained
        These are all its letters.
    alone
        Meanings of terms of this one word, with the same letters, by their place in it.
    begun
        Terms that may go on: what the next word leads to, and the first of their letters.
    awaited
        The words that some of these go on with.
    """

    words: dict[int, tuple[int, int]]
    explained: bool
    alone: list[tuple[T, int, int]]
    begun: list[tuple[dict[int, int], int]]
    awaited: frozenset[int]


class Once(dict[str, T]):
    """What is known of texts, each looked at once."""

    def __init__(self, look: Callable[[str], T]) -> None:
        self._look = look

    def __missing__(self, text: str) -> T:
        look = self[text] = self._look(text)
        return look


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
        self._after: dict[int, dict[int, int]] = {START: {}}
        for onward, road in enumerate(table.roads, 1):
            step, word = divmod(road, STRIDE)
            self._after.setdefault(step, {})[word] = onward
        self._meanings: dict[int, list[T]] = {}
        for end, meaning in zip(table.ends, meanings, strict=True):
            if end != START:
                self._meanings.setdefault(end, []).append(meaning)
        self._pieces = Pieces(table)
        self._looks = Once(self._look)

    @classmethod
    def of(cls, terms: Iterable[tuple[str, T, Sequence[str]]]) -> Lexicon[T]:
        """Made of terms, what each means, and letters that its whole words may carry besides."""
        entries = [*terms]
        return cls(
            table_of((split(term), endings) for term, _, endings in entries), [meaning for _, meaning, _ in entries]
        )

    def looks(self, tokens: Sequence[Token]) -> list[Look[T]]:
        """What is known of each token."""
        known = self._looks
        return [known[token.text] for token in tokens]

    def find(self, tokens: Sequence[Token]) -> list[Hit[T]]:
        """All hits by place, each once; phrases do not cross parts, and skip fillers."""
        looks = self.looks(tokens)
        if not any(look.alone or look.begun for look in looks):
            return []
        offsets = [0, *accumulate(len(token.text) + 1 for token in tokens)]
        hits: list[Hit[T]] = []
        phrases: list[Hit[T]] = []
        for place, look in enumerate(looks):
            at = offsets[place]
            hits += [Hit(meaning, at + start, at + end, place, place) for meaning, start, end in look.alone]
            if look.begun and _may_go_on(look, place, tokens, looks):
                phrases += [
                    Hit(meaning, at + start, offsets[last] + end, place, last)
                    for after, start in look.begun
                    for step, last, end in self._onward(after, place, tokens, looks, [])
                    for meaning in self._meanings[step]
                ]
        return sorted((*hits, *dict.fromkeys(phrases)), key=_by_place) if phrases else hits

    def runs(self, tokens: Sequence[Token], looks: Sequence[Look[T]]) -> list[tuple[int, int]]:
        """First and last of the tokens that terms hold together; of the others each alone."""
        runs = []
        begin = reach = 0
        for place, look in enumerate(looks):
            if place > reach:
                runs.append((begin, reach))
                begin = reach = place
            if look.begun and _may_go_on(look, place, tokens, looks):
                found: list[tuple[int, int, int]] = []
                for after, _ in look.begun:
                    self._onward(after, place, tokens, looks, found)
                reach = max([reach, *[last for _, last, _ in found]])
        return [*runs, (begin, reach)] if looks else []

    def _onward(
        self,
        after: dict[int, int],
        place: int,
        tokens: Sequence[Token],
        looks: Sequence[Look[T]],
        found: list[tuple[int, int, int]],
    ) -> list[tuple[int, int, int]]:
        """Terms that go on from here, added to those found: their last step, their last token, where in it they end."""
        part = tokens[place].part
        for following in range(place + 1, len(tokens)):
            if tokens[following].part != part:
                break
            words = looks[following].words
            met = not after.keys().isdisjoint(words)
            steps = [(after[word], end) for word, (_, end) in words.items() if word in after] if met else []
            if ANY in after:
                steps.append((after[ANY], len(tokens[following].text)))
            for step, end in steps:
                if step in self._meanings:
                    found.append((step, following, end))
                if step in self._after:
                    self._onward(self._after[step], following, tokens, looks, found)
            if not tokens[following].filler:
                break
        return found

    def _look(self, text: str) -> Look[T]:
        spans = self._pieces.of(text)
        if not spans:
            return Look({}, not text, [], [], frozenset())
        words = {word: (start, end) for word, start, end in spans}
        first = self._after[START]
        steps = [(first[word], span) for word, span in words.items() if word in first]
        alone = dict.fromkeys((meaning, *span) for step, span in steps for meaning in self._meanings.get(step, ()))
        begun = [(self._after[step], start) for step, (start, _) in steps if step in self._after]
        awaited = frozenset[int]().union(*(after for after, _ in begun))
        return Look(words, _explained(text, spans), sorted(alone, key=_within_word), begun, awaited)


def _may_go_on(look: Look[Any], place: int, tokens: Sequence[Token], looks: Sequence[Look[Any]]) -> bool:
    """Some term that begins here may have its second word in the next token, or behind fillers."""
    if place + 1 == len(tokens) or tokens[place + 1].part != tokens[place].part:
        return False
    return tokens[place + 1].filler or ANY in look.awaited or not look.awaited.isdisjoint(looks[place + 1].words)


def _within_word(alone: tuple[Any, int, int]) -> tuple[int, int]:
    _, start, end = alone
    return start, -end


def _by_place(hit: Hit[Any]) -> tuple[int, int]:
    return hit.start, -hit.end


def _explained(text: str, spans: Iterable[tuple[int, int, int]]) -> bool:
    reach = 0
    for _, start, end in sorted(spans, key=lambda span: span[1]):
        linked = start == reach + 1 and text[reach] == LINK
        reach = max(reach, end) if start <= reach or linked else reach
    return reach == len(text)
