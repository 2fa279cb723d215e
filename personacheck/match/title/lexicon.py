"""Terms -> hits in a title. Each word is looked up once, whatever the number of terms."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from personacheck.match.title.normalise import fold, spellings, tokens, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from personacheck.match.title.normalise import Token

T = TypeVar("T")
INFLECTED: Final = 4
"""Shorter words carry no endings: "it" is not "its"."""
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


@dataclass(slots=True)
class _Node(Generic[T]):
    """Terms by their next word; ``meanings`` of those that end here."""

    after: dict[int, _Node[T]] = field(default_factory=dict)
    meanings: list[T] = field(default_factory=list)


@dataclass
class Lexicon(Generic[T]):
    """Terms in the notation of ``vocabulary/titles/README.md``, and what each means."""

    _exact: dict[str, set[int]] = field(default_factory=dict)
    _prefix: dict[str, int] = field(default_factory=dict)
    _suffix: dict[str, set[int]] = field(default_factory=dict)
    _infix: dict[str, int] = field(default_factory=dict)
    _longest: int = 0
    """Letters of the longest word with a star: no longer piece of a word need be looked up."""
    _words: dict[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)
    _root: _Node[T] = field(default_factory=_Node)
    _seen: dict[str, tuple[tuple[int, int, int], ...]] = field(default_factory=dict)

    ANY = -1

    def add(self, term: str, meaning: T, endings: Iterable[str] = ()) -> None:
        """Add a term; `endings` are letters that its whole words may carry besides."""
        words = split(term)
        if not words or all(word == "*" for word in words):
            return
        node = self._root
        for word in words:
            node = node.after.setdefault(self._word(word, tuple(endings)), _Node())
        node.meanings.append(meaning)
        self._seen.clear()

    def find(self, found: Sequence[Token]) -> list[Hit[T]]:
        """All hits by place; phrases do not cross parts, and skip fillers."""
        offsets, at = [], 0
        for token in found:
            offsets.append(at)
            at += len(token.text) + 1
        looked = [{word: (start, end) for word, start, end in self._look(token.text)} for token in found]
        hits = [
            Hit(meaning, offsets[place] + start, offsets[last] + last_end, place, last)
            for place, words in enumerate(looked)
            for word, (start, end) in words.items()
            if word in self._root.after
            for meaning, last, last_end in self._walk(self._root.after[word], place, end, found, looked)
        ]
        return sorted(hits, key=lambda hit: (hit.start, -hit.end))

    def hits(self, text: str) -> bool:
        """Some term knows this word, or a piece of it."""
        return bool(self._look(text))

    def explains(self, text: str) -> bool:
        """Terms know all letters of this word, but for an "s" that links two of them."""
        reach = 0
        for _, start, end in sorted(self._look(text), key=lambda look: look[1]):
            linked = start == reach + 1 and text[reach] == LINK
            reach = max(reach, end) if start <= reach or linked else reach
        return reach == len(text)

    def _walk(
        self, node: _Node[T], step: int, end: int, found: Sequence[Token], looked: list[dict[int, tuple[int, int]]]
    ) -> Iterator[tuple[T, int, int]]:
        """Meanings of terms that go on from here: with their last token, and where in it they end."""
        for meaning in node.meanings:
            yield meaning, step, end
        following = step + 1
        while node.after and following < len(found) and found[following].part == found[step].part:
            for word, (_, word_end) in looked[following].items():
                if word in node.after:
                    yield from self._walk(node.after[word], following, word_end, found, looked)
            if self.ANY in node.after:
                yield from self._walk(node.after[self.ANY], following, len(found[following].text), found, looked)
            if not found[following].filler:
                break
            following += 1

    def _word(self, word: str, endings: tuple[str, ...]) -> int:
        if word == "*":
            return self.ANY
        seen = self._words.get((word, endings))
        if seen is not None:
            return self._alias(word, seen)
        known = self._words[word, endings] = len(self._words)
        bare = word.strip("*")
        for form in spellings(bare):
            whole = (form, *(form + ending for ending in endings)) if len(form) >= INFLECTED else (form,)
            if "*" in word:
                self._longest = max(self._longest, *map(len, whole))
            if word.startswith("*") and word.endswith("*"):
                self._infix[form] = self._infix.get(form, known)
            elif word.endswith("*"):
                self._prefix[form] = self._prefix.get(form, known)
            else:
                table = self._suffix if word.startswith("*") else self._exact
                for variant in whole:
                    table.setdefault(variant, set()).add(known)
        return self._alias(word, known)

    def _alias(self, word: str, known: int) -> int:
        """Prefixes and infixes are the same word in every language, since endings do not touch them."""
        form = fold(word.strip("*"))
        if word.startswith("*") and word.endswith("*"):
            return self._infix[form]
        return self._prefix[form] if word.endswith("*") else known

    def _look(self, text: str) -> tuple[tuple[int, int, int], ...]:
        """Words of terms that a token hits, with the letters that they account for."""
        seen = self._seen.get(text)
        if seen is not None:
            return seen
        size = len(text)
        found = [(word, 0, size) for word in sorted(self._exact.get(text, ()))]
        reach, rest = min(size, self._longest), max(0, size - self._longest)
        found += [(word, 0, end) for end in range(1, reach + 1) if (word := self._prefix.get(text[:end])) is not None]
        found += [
            (word, start, size) for start in range(rest, size) for word in sorted(self._suffix.get(text[start:], ()))
        ]
        if self._infix:
            spans = (
                (start, end)
                for start in range(size)
                for end in range(start + INFIX, min(size, start + self._longest) + 1)
            )
            found += [(word, *span) for span in spans if (word := self._infix.get(text[slice(*span)])) is not None]
        self._seen[text] = tuple(found)
        return self._seen[text]


@lru_cache(maxsize=50_000)  # a term is split for its words and for its hits
def split(term: str) -> tuple[str, ...]:
    """Words of a term, cut like a title; stars and umlauts are kept, fillers only at the ends.

    Examples
    --------
    >>> split("Head of the IT"), split("chief * officer"), split("*leiter für it"), split("manager of")
    (('head', 'it'), ('chief', '*', 'officer'), ('*leiter', 'it'), ('manager', 'of'))
    >>> split("vp sales")
    ('vice', 'president', 'sales')
    """
    words: list[tuple[str, bool]] = []
    for plain in _runs(term.split()):
        if "*" in plain:
            words += [(word, False) for word in _starred(plain)]
        else:
            words += [(_spelt(token), token.filler) for token in tokens(plain)]
    last = len(words) - 1
    return tuple(word for place, (word, filler) in enumerate(words) if not filler or place in (0, last))


def whole_words(terms: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Folded words of the terms, and those that are a term by themselves; of starred words, those that may end one.

    Examples
    --------
    >>> words, alone = whole_words(["key account", "*leiter", "vertrieb*"])
    >>> sorted(words), sorted(alone)
    (['account', 'key', 'leiter'], ['leiter'])
    """
    cut = [tuple(word for word in split(term) if not word.endswith("*")) for term in terms]
    words = {form for each in cut for word in each for form in spellings(word.strip("*"))}
    alone = {form for each in cut if len(each) == 1 for form in spellings(each[0].strip("*"))}
    return frozenset(words), frozenset(alone)


def _spelt(token: Token) -> str:
    """With its umlauts, which can be typed in two ways; an abbreviation as it is written out."""
    return token.shown.casefold() if fold(token.shown) == token.text else token.text


def _runs(words: list[str]) -> Iterator[str]:
    """Starred words one by one, the others together, so that abbreviations of several words are seen."""
    for starred, group in groupby(words, key=lambda word: "*" in word):
        run = tuple(group)
        yield from run if starred else (" ".join(run),)


def _starred(raw: str) -> tuple[str, ...]:
    if raw == "*":
        return ("*",)
    inner = [_spelt(token) for token in written(raw.strip("*"))] or [fold(raw.strip("*"))]
    inner[0] = ("*" if raw.startswith("*") else "") + inner[0]
    inner[-1] += "*" if raw.endswith("*") else ""
    return tuple(inner)
