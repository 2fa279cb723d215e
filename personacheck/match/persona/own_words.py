"""A cast's own words, ready to be found in titles: whose they are, and how they may bend."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from personacheck.match.title.lexicon import Lexicon, split
from personacheck.match.title.reading import read
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
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
    lexicon: Lexicon[Phrase] = Lexicon()
    for place, persona in enumerate(cast.personas):
        for text in dict.fromkeys((*persona.titles, *persona.examples)):
            lexicon.add(text, Phrase(place, text, read(text).level), _endings(text))
        for text in persona.not_titles:
            lexicon.add(text, Phrase(place, text, "", excludes=True), _endings(text))
    return lexicon


def _endings(text: str) -> tuple[str, ...]:
    """Of the languages that know the title, else its words, else of all: an "intern" is no "internet"."""
    languages, own = vocabulary().languages, split(text)
    whole = [language for language in languages if own in _terms(language.code)]
    known = whole or [language for language in languages if _words(language.code).issuperset(own)]
    return tuple(sorted({ending for language in known or languages for ending in language.endings}))


@cache
def _terms(code: str) -> frozenset[tuple[str, ...]]:
    """Words of each term of a language, without stars."""
    entries = next(language for language in vocabulary().languages if language.code == code).entries
    return frozenset(tuple(word.strip("*") for word in split(entry.term)) for entry in entries)


@cache
def _words(code: str) -> frozenset[str]:
    return frozenset(word for term in _terms(code) for word in term)
