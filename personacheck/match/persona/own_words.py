"""A cast's own words, ready to be found in titles: whose they are, and how they may bend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from personacheck.match.title.lexicon import Lexicon
from personacheck.match.title.reading import read
from personacheck.match.title.shipped import shipped
from personacheck.match.title.terms import split
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from personacheck.model.cast import Cast


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cast's own words: whose, the level that they say, and whether they exclude."""

    place: int
    text: str
    level: str
    excludes: bool = False


def phrases(cast: Cast) -> Lexicon[Phrase]:
    """The cast's own titles, examples and not_titles."""
    return Lexicon.of((phrase.text, phrase, _endings(phrase.text)) for phrase in _phrases(cast))


def _phrases(cast: Cast) -> Iterator[Phrase]:
    for place, persona in enumerate(cast.personas):
        for text in dict.fromkeys((*persona.titles, *persona.examples)):
            yield Phrase(place, text, read(text).level)
        for text in persona.not_titles:
            yield Phrase(place, text, "", excludes=True)


def languages_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Codes of as few languages as know all titles that some language knows; English before others, and where none is.

    Examples
    --------
    >>> languages_of(["head of it", "leiter it", "einkäufer"]), languages_of(["Zorbler"])
    (('en', 'de'), ('en',))
    """
    codes = [language.code for language in vocabulary().languages]
    english, every = codes.index("en"), (1 << len(codes)) - 1
    left = [which for text in texts if (which := _known(text.replace("*", ""))) not in (0, every)]
    found: list[str] = []
    while left:
        votes = [sum(which >> place & 1 for which in left) for place in range(len(codes))]
        best = english if votes[english] else votes.index(max(votes))
        found.append(codes[best])
        left = [which for which in left if not which >> best & 1]
    return tuple(found) or (codes[english],)


def _known(text: str) -> int:
    """Bits of the languages that know the title, else all of its words."""
    own, known = split(text), shipped()
    every = (1 << len(vocabulary().languages)) - 1
    told = known.terms.get(" ".join(own), 0)
    for word in own if not told else ():
        every &= known.words.get(word, 0)
    return told or every


def _endings(text: str) -> tuple[str, ...]:
    """Of the languages that know it, else of all: an "intern" is no "internet"."""
    languages, which = vocabulary().languages, _known(text)
    some = [language for place, language in enumerate(languages) if which >> place & 1]
    return tuple(sorted({ending for language in some or languages for ending in language.endings}))
