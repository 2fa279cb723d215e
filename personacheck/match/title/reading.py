"""A title -> what it says: roles, each with functions and a level, and the words that say so."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.match.title.elsewhere import denies, elsewhere, says_nothing
from personacheck.match.title.initials import without_repeats
from personacheck.match.title.lexicon import Hit, Lexicon
from personacheck.match.title.normalise import JOINER
from personacheck.match.title.part import CAPPED, RANK, Part, Word
from personacheck.match.title.parts import parts, words
from personacheck.match.title.plain import plain_tokens
from personacheck.match.title.shipped import shipped
from personacheck.match.title.spelling import Speller
from personacheck.vocabulary.sections import EMPLOYER, FIELD, HELPER, LEVEL, NOTHING, OTHERS, ROLE, VAGUE, WEAK
from personacheck.vocabulary.words import Entry, vocabulary

if TYPE_CHECKING:
    from personacheck.match.title.normalise import Token


_FIRMNESS: Final = {ROLE: 0, FIELD: 1, WEAK: 2, "": 3}


class Reading(NamedTuple):
    """All of a title. ``parts`` in order; ``words`` of all of them; ``unread`` are words that no term explains."""

    tokens: tuple[Token, ...]
    parts: tuple[Part, ...]
    words: tuple[Word, ...]
    unread: tuple[str, ...]
    elsewhere: frozenset[int] = frozenset()
    """Tokens that name a company or somebody else, or what the person is not."""

    @property
    def functions(self) -> tuple[str, ...]:
        """Functions of all parts: roles before fields before weak words, then higher levels first, then by place."""
        clear_parts = [part for part in self.parts if part.strength != VAGUE]
        if len(clear_parts) > 1:
            clear_parts.sort(key=lambda part: (_FIRMNESS[part.strength], RANK.get(part.level, len(RANK))))
        firm_parts = [part for part in clear_parts if part.firm] or clear_parts
        return tuple(dict.fromkeys(function for part in firm_parts for function in part.functions))

    def outweighs(self, part: Part) -> bool:
        """Weak words count where nothing firmer is said: a "Prokurist" who heads purchasing is a head of purchasing."""
        return not part.firm and any(other.firm and not other.vague for other in self.parts)

    @property
    def vague(self) -> bool:
        """Nothing in it says what the person does."""
        return all(part.vague for part in self.parts)

    @property
    def general(self) -> bool:
        """It names only kinds of work that are done in every area: the areas say for whom."""
        return all(part.general for part in self.parts)

    @property
    def level(self) -> str:
        """The highest level that a part says, "" where none does."""
        levels = {part.level for part in self.parts if part.level}
        return min(levels, key=RANK.__getitem__) if len(levels) > 1 else "".join(levels)


@lru_cache(maxsize=5_000)  # a title stands in many roles, which come together; and a department beside many titles
def read(text: str) -> Reading:
    """Read a title with the shipped vocabulary.

    Examples
    --------
    >>> [(part.functions, part.level) for part in read("CEO / Head of Sales").parts]
    [(('general-management',), 'executive'), (('sales',), 'lead')]
    >>> read("Assistant to the CEO").functions
    ('assistance',)
    """
    lexicon, speller = _words()
    mended = without_repeats(plain_tokens("" if denies(text) else text))
    if not all(lexicon.explains(token.text) for token in mended):
        mended = tuple(
            piece
            for token in mended
            for piece in (
                (token,) if lexicon.explains(token.text) else speller.mend(token, recognised=lexicon.hits(token.text))
            )
        )
    all_hits = lexicon.find(mended)
    visible = _visible(all_hits)
    silent = says_nothing(visible, mended)
    if silent:
        visible = []
    others = elsewhere(visible, mended)
    hits = [hit for hit in visible if hit.last not in others]
    covered = {place for hit in hits for place in range(hit.first, hit.last + 1)}
    unread = tuple(
        token.shown
        for place, token in enumerate(mended)
        if place not in covered | others and token.text != JOINER and not token.filler and not silent
    )
    nouns: dict[int, bool] = {}
    for hit in all_hits:
        if hit.meaning.section == ROLE and hit.first == hit.last:
            nouns[hit.end] = nouns.get(hit.end, False) or _named(hit, all_hits)
    all_words = tuple(words(hits, mended))
    return Reading(mended, parts(hits, mended, nouns, all_words), all_words, unread, others)


def _general(entry: Entry) -> bool:
    return all(vocabulary().functions[name].general for name in entry.functions)


def _named(role: Hit[Entry], hits: list[Hit[Entry]]) -> bool:
    """By an area of work within it: "Marketingleiter", not "Berater"."""
    work = {name for function in role.meaning.functions for name in vocabulary().wider(function)}
    areas = (hit.meaning.functions for hit in hits if hit.meaning.section == FIELD and role.covers(hit))
    return any(not work.isdisjoint(functions) for functions in areas)


@cache
def _words() -> tuple[Lexicon[Entry], Speller]:
    entries = [entry for language in vocabulary().languages for entry in language.entries]
    return Lexicon(shipped().table, entries), Speller(shipped().spelt, shipped().alone)


def _visible(hits: list[Hit[Entry]]) -> list[Hit[Entry]]:
    """The longer term wins; but a role that says no level does not hide a level word inside it ("sales director")."""
    whole = _outermost(hits)
    areas = [hit for hit in whole if hit.meaning.section == FIELD]
    cut = [hit for hit in whole if hit.meaning.section == ROLE and any(_cuts(area, hit, hits) for area in areas)]
    return _outermost([hit for hit in hits if hit not in cut]) if cut else whole


def _outermost(hits: list[Hit[Entry]]) -> list[Hit[Entry]]:
    return [hit for hit in hits if not _is_hidden(hit, hits)]


def _is_hidden(hit: Hit[Entry], hits: list[Hit[Entry]]) -> bool:
    """Some longer hit covers it and hides it; hits come by their start."""
    start, end = hit.start, hit.end
    for other in hits:
        if other.start > start:
            return False
        if other.end >= end and other is not hit and _hides(other, hit):
            return True
    return False


def _cuts(area: Hit[Entry], role: Hit[Entry], hits: list[Hit[Entry]]) -> bool:
    """A longer name of another area ends or begins within the role: "Head of Product Marketing", "Data Quality Lead".

    Not where what is left still says the role: "consultant" in "Consultant HR Management".
    """
    ends = role.start < area.start < role.end < area.end
    if not ends and not area.first < role.first <= area.last < role.last:
        return False
    work = set(role.meaning.functions)
    if work & set(area.meaning.functions):
        return False
    inside = (hit for hit in hits if role.covers(hit) and hit.size < role.size)
    remaining = (hit for hit in inside if (hit.end <= area.start if ends else hit.end > area.end))
    return not any(work & set(hit.meaning.functions) for hit in remaining)


def _hides(longer: Hit[Entry], shorter: Hit[Entry]) -> bool:
    """Of two hits, the first of which covers the second."""
    outer, inner = longer.meaning, shorter.meaning
    if outer.section == NOTHING:
        return inner.section != NOTHING
    within = longer.first == longer.last and longer.end == shorter.end
    alike = longer.start == shorter.start and longer.end == shorter.end
    if alike or (inner.section == HELPER and within):
        return False  # also a "Projektassistent" helps
    if outer.section == LEVEL:
        deputy = inner.section == WEAK and outer.level not in CAPPED and _general(inner)  # "assistant vice president"
        return bool(inner.level) or not inner.functions or deputy
    return bool(outer.level) or outer.section in (FIELD, EMPLOYER, OTHERS) or inner.section != LEVEL
