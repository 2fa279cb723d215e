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

    from personacheck.model.cast import Cast, Persona


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


def own_titles(persona: Persona) -> tuple[str, ...]:
    """Titles and examples without stars, each once, however typed; where all have some, what is left without them."""
    plain = [text for text in (*persona.titles, *persona.examples) if "*" not in text]
    distinct = {" ".join(token.text for token in read(text).tokens): text for text in reversed(plain)}
    return tuple(reversed(distinct.values())) or tuple(text.replace("*", "") for text in persona.titles)


def languages_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Codes of as few languages as know all titles that some language knows; English before others, and where none is.

    Examples
    --------
    >>> languages_of(["head of it", "leiter it", "einkäufer"]), languages_of(["Zorbler"])
    (('en', 'de'), ('en',))
    """
    codes = [language.code for language in vocabulary().languages]
    english, everywhere = codes.index("en"), (1 << len(codes)) - 1
    unread = [bits for text in texts if (bits := _language_bits(text.replace("*", ""))) not in (0, everywhere)]
    chosen: list[str] = []
    while unread:
        votes = [sum(bits >> place & 1 for bits in unread) for place in range(len(codes))]
        best = english if votes[english] else votes.index(max(votes))
        chosen.append(codes[best])
        unread = [bits for bits in unread if not bits >> best & 1]
    return tuple(chosen) or (codes[english],)


def _language_bits(text: str) -> int:
    """Bits of the languages that know the title, else all of its words."""
    words = split(text)
    bits = shipped().terms.get(" ".join(words), 0)
    if bits:
        return bits
    bits = (1 << len(vocabulary().languages)) - 1
    for word in words:
        bits &= shipped().words.get(word, 0)
    return bits


def _endings(text: str) -> tuple[str, ...]:
    """Of the languages that know it, else of all: an "intern" is no "internet"."""
    languages, bits = vocabulary().languages, _language_bits(text)
    knowing = [language for place, language in enumerate(languages) if bits >> place & 1]
    return tuple(sorted({ending for language in knowing or languages for ending in language.endings}))
