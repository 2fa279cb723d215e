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
    from collections.abc import Iterator

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


def _endings(text: str) -> tuple[str, ...]:
    """Of the languages that know the title, else its words, else of all: an "intern" is no "internet"."""
    own, known, languages = split(text), shipped(), vocabulary().languages
    every = (1 << len(languages)) - 1
    told = known.terms.get(" ".join(own), 0)
    for word in own if not told else ():
        every &= known.words.get(word, 0)
    which = told or every
    some = [language for place, language in enumerate(languages) if which >> place & 1]
    return tuple(sorted({ending for language in some or languages for ending in language.endings}))
