"""A persona as its author wrote it -> what can be compared with a title."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from personacheck.match.lexicon import Lexicon, split
from personacheck.match.normalise import fold, tokens
from personacheck.match.parts import RANK
from personacheck.match.reading import read
from personacheck.model.cast import Kind
from personacheck.model.tables import LEVELS
from personacheck.vocabulary.words import WEAK, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from personacheck.match.parts import Part
    from personacheck.model.cast import Cast, Persona

SHARE: Final = 0.25
"""A function belongs to a persona if so much of its own titles and examples say it (measured: research, matching)."""
LEADERS: Final = frozenset(LEVELS[: LEVELS.index("lead") + 1])
_AGREED: Final = 0.75
"""Of titles and examples that must name a leading level before leaders alone are meant."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cast's own words: whose, the level that they say, and whether they exclude."""

    place: int
    text: str
    level: str
    excludes: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """A persona, ready to compare.

    Attributes
    ----------
    place
        In the cast, from 0.
    functions
        Stated, read from departments, and read from a quarter at least of titles and examples.
    own
        Those of them that the author stated or named in titles and examples, not only as a department.
    levels
        That fit; empty: all.
    function_levels
        That fit where only the function does: `levels`, or those that own titles name if nearly all name leading ones.
    names
        Folded id, name and CRM values.
    any_work
        Its titles and examples are known words that name no work: whoever is a "*leiter", of whatever.
    by_role
        Has a criterion on what people do (titles, functions, departments, examples).
    words
        Of its own titles and examples: they break ties between personas of one function.
    loose
        The words of each title and example without stars, in no order.
    """

    place: int
    persona: Persona
    functions: frozenset[str]
    own: frozenset[str]
    levels: frozenset[str]
    function_levels: frozenset[str]
    departments: frozenset[str]
    buying_roles: frozenset[str]
    where: tuple[tuple[str, frozenset[str]], ...]
    names: frozenset[str]
    any_work: bool
    by_role: bool
    words: frozenset[str]
    loose: tuple[frozenset[str], ...]

    def fitting(self, functions: Iterable[str]) -> tuple[str, ...]:
        """Those of the functions that this persona has, itself or as a wider one."""
        under = _under(self.functions)
        return tuple(name for name in functions if name in under)

    def narrow(self, function: str) -> bool:
        """The function is this persona's, not only a wider one is."""
        return function in self.functions

    def named(self, function: str) -> bool:
        """The author named it, or a wider one, as work, not only as a department."""
        return function in _under(self.own)


@lru_cache
def _under(functions: frozenset[str]) -> frozenset[str]:
    """These functions and all narrower ones."""
    known = vocabulary()
    return frozenset(name for name in known.functions if not functions.isdisjoint(known.wider(name)))


def profiles(cast: Cast) -> tuple[Profile, ...]:
    """One profile a persona, in the cast's order."""
    return tuple(_profile(place, persona) for place, persona in enumerate(cast.personas))


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


def _profile(place: int, persona: Persona) -> Profile:
    own = tuple(text for text in (*persona.titles, *persona.examples) if "*" not in text)
    own = own or tuple(text.replace("*", "") for text in persona.titles)
    departments = frozenset(function for text in persona.departments for function in _department_functions(text))
    read_from = _own_functions(own)
    named = frozenset(persona.functions) | (_spared(read_from) if persona.kind == Kind.NEGATIVE else read_from)
    levels = frozenset(persona.levels)
    plain = dict.fromkeys(text for text in (*persona.titles, *persona.examples) if "*" not in text)
    loose = tuple(frozenset(token.text for token in tokens(text) if not token.filler) for text in plain)
    crm = (value for fields in persona.crm.values() for value in fields.values())
    return Profile(
        place=place,
        persona=persona,
        functions=named | departments,
        own=named or departments,
        levels=levels,
        function_levels=levels or (frozenset() if persona.functions else _own_levels(own)),
        departments=frozenset(fold(text) for text in persona.departments),
        buying_roles=frozenset(fold(text) for text in persona.buying_roles),
        where=tuple((header, frozenset(fold(value) for value in values)) for header, values in persona.where.items()),
        names=frozenset(fold(text) for text in (persona.id, persona.name, *crm)),
        any_work=bool(own) and not named | read_from | departments and not any(read(text).unread for text in own),
        by_role=bool(persona.titles or persona.functions or persona.departments or persona.examples),
        words=frozenset().union(*loose),
        loose=loose,
    )


def _department_functions(text: str) -> tuple[str, ...]:
    """A department stands for its function only if it is all read: "metering operations" is not operations."""
    reading = read(text)
    return () if reading.unread else reading.functions[:1]


def _own_functions(texts: tuple[str, ...]) -> frozenset[str]:
    """Each text has one vote, shared by its parts; of several functions in a part the first counts.

    A text that is read by a weak word only, beside words unknown, has none: a metering technician is no technician.
    One that names only the area of the others has theirs: beside an IT manager, an IT project manager is in IT.
    """
    votes: Counter[str] = Counter()
    parted = [_voting(text) for text in texts]
    first = Counter(function for parts in parted for function in {part.functions[0] for part in parts})
    mostly = {function for function, count in first.items() if 2 * count >= len(texts)}
    for parts in parted:
        for part in parts:
            area = next((said for said in (*part.functions, *part.fields) if said in mostly), part.functions[0])
            votes[area] += 1 / len(parts)  # type: ignore[assignment]  # typeshed's Counter counts ints
    return frozenset(function for function, count in votes.items() if count >= SHARE * len(texts))


def _spared(functions: frozenset[str]) -> frozenset[str]:
    """What titles of a negative persona may stand for: to leave out recruiters is not to leave out all of HR."""
    return frozenset(name for name in functions if not vocabulary().functions[name].core)


def _voting(text: str) -> list[Part]:
    reading = read(text)
    return [part for part in reading.parts if part.functions and not (reading.unread and part.strength == WEAK)]


def _own_levels(texts: tuple[str, ...]) -> frozenset[str]:
    """From the top down to the lowest leading level that is named, if nearly all texts name one."""
    said = [read(text).level for text in texts]
    leading = [level for level in said if level in LEADERS]
    if not leading or len(leading) < _AGREED * len(said):
        return frozenset()
    return frozenset(LEVELS[: max(RANK[level] for level in leading) + 1])
