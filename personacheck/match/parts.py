"""Hits in a title -> its parts: one role each, with functions and a level."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from personacheck.match.areas import areas_apart, at_their_grain, heads_first, of_area
from personacheck.match.normalise import JOINER
from personacheck.model.tables import LEVELS
from personacheck.vocabulary.words import FIELD, HELPER, ROLE, VAGUE, WEAK, Entry, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from personacheck.match.lexicon import Hit
    from personacheck.match.normalise import Token

RANK: Final = {level: place for place, level in enumerate(LEVELS)}
DEFAULT_LEVEL: Final = "professional"
"""What a title without a level word is taken for: most people are."""
_CAPPED: Final = ("senior", "junior", "professional")
_PRECEDENCE: Final = ("executive", "vp", "director", "lead", "manager", "senior", "junior", "professional")
_LEADING: Final = _PRECEDENCE[: _PRECEDENCE.index("lead") + 1]
_ENDING: Final = 3
"""Letters that an ending may add."""
_TOP: Final = "general-management"
_LEARNER: Final = "student"


@dataclass(frozen=True, slots=True)
class Word:
    """One term read: as it stands in the title, what it was taken for, and its letters (as in ``lexicon.Hit``)."""

    shown: str
    entry: Entry
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """One role in a title.

    Attributes
    ----------
    functions
        What the person does; of roles, else fields, else weak words (``strength`` says which; "" if none). Of vague
        words: what may be meant.
    fields
        Areas of work that a role's function outdid: IT in "IT recruiter", and in "Recruiter | IT".
    level
        "" where no word says one.
    lent
        The level is a neighbour's: "Director" in "Director, Sales".
    first, last
        Tokens, both inclusive.
    """

    functions: tuple[str, ...]
    strength: str
    fields: tuple[str, ...]
    level: str
    words: tuple[Word, ...]
    first: int
    last: int
    lent: bool = False

    @property
    def firm(self) -> bool:
        """It says what the person does, not only by weak words."""
        return self.strength in (ROLE, FIELD)

    @property
    def general(self) -> bool:
        """It names a kind of work that is done in every area, or only such an area."""
        known = vocabulary().functions
        return not self.strength or (self.firm and all(known[name].general for name in self.functions))

    @property
    def vague(self) -> bool:
        """It does not say what the person does: a rank, a consultant for who knows what."""
        if self.fields:
            return False
        known = vocabulary().functions
        return self.strength in (VAGUE, "") or (
            all(known[name].vague for name in self.functions) and all(_bare(word) for word in self.words)
        )


def _bare(word: Word) -> bool:
    """It is one word: a "consultant", not an "IT consultant" or an "Unternehmensberater"."""
    term = word.entry.term
    return not word.entry.functions or (" " not in term and word.end - word.start <= len(term.strip("*")) + _ENDING)


def parts(hits: list[Hit[Entry]], found: Sequence[Token], nouns: Mapping[int, bool]) -> tuple[Part, ...]:
    """The roles of a title, in order.

    Parameters
    ----------
    nouns
        Where single words end that are a role ("consultant", not the "manager" of a marketing manager), and whether an
        area of work within names it ("Marketingleiter").
    """
    helping = {found[hit.first].part: hit.first for hit in reversed(hits) if hit.meaning.section == HELPER}
    made: list[Part] = []
    bridged = {place for hit in hits for place in range(hit.first + 1, hit.last)}
    for first, last in _spans(found, bridged):
        own = [hit for hit in hits if first <= hit.last <= last]
        if own:
            helped = helping.get(found[last].part, len(found)) <= last
            made.append(_part(own, found, (first, last), helped=helped))
    lent: list[Part] = []
    for place, part in enumerate(made):
        lent.append(_lend(part, lent, made[place + 1 :], found))
    kept = [part for place, part in enumerate(lent) if not _taken_over(part, lent, place)]
    kept = [_raise(_ranked(part, kept, found), kept) for part in kept]
    return tuple(
        replace(part, functions=(), strength="", fields=part.functions) if _serves(part, kept, found, nouns) else part
        for part in kept
    )


def words(hits: Sequence[Hit[Entry]], found: Sequence[Token]) -> Iterator[Word]:
    """Hits as they stand in the title."""
    return (Word(_shown(hit, found), hit.meaning, hit.start, hit.end) for hit in hits)


def _spans(found: Sequence[Token], bridged: Set[int]) -> list[tuple[int, int]]:
    """Stretches between cuts and joiners; none is cut within a phrase ("research & development")."""
    spans: list[tuple[int, int]] = []
    start = 0
    for place, token in enumerate(found):
        if place > start and token.part != found[place - 1].part:
            spans.append((start, place - 1))
            start = place
        if token.text == JOINER and place not in bridged:
            spans.append((start, place - 1))
            start = place + 1
    spans.append((start, len(found) - 1))
    return [span for span in spans if span[0] <= span[1]]


def _part(own: list[Hit[Entry]], found: Sequence[Token], span: tuple[int, int], *, helped: bool) -> Part:
    """What the hits of one stretch say."""
    own = areas_apart(own)
    said = {hit.meaning.level for hit in own} - {""}
    learns = said.isdisjoint(_LEADING) and any(
        hit.meaning.level == "junior" and _LEARNER in hit.meaning.functions for hit in own
    )
    said_by = tuple(words(own, found))
    if helped or learns:
        own = [hit for hit in own if _TOP not in hit.meaning.functions]
        said &= set(_CAPPED)
    if "junior" in said:
        said -= {"manager"}
    level = next((level for level in _PRECEDENCE if level in said), "")
    own = [of_area(hit, own) for hit in own]
    by = {section: _functions(own, section) for section in (ROLE, FIELD, WEAK, VAGUE)}
    by[FIELD] = _functions(heads_first(own), FIELD)
    by[WEAK] = tuple(function for function in by[WEAK] if function != _TOP) or by[WEAK]  # "director of support"
    strength = next((section for section in (ROLE, FIELD, WEAK, VAGUE) if by[section]), "")
    if learns:
        areas = dict.fromkeys((*by[ROLE], *by[FIELD]))
        return Part((_LEARNER,), ROLE, tuple(area for area in areas if area != _LEARNER), level, said_by, *span)
    functions, fields = at_their_grain(by.get(strength, ()), by[FIELD] if strength == ROLE else ())
    return Part(functions, strength, fields, level, said_by, *span)


def _functions(hits: list[Hit[Entry]], section: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(function for hit in hits if hit.meaning.section == section for function in hit.meaning.functions)
    )


def _shown(hit: Hit[Entry], found: Sequence[Token]) -> str:
    if hit.first == hit.last:  # most are one word
        return found[hit.first].shown
    return " ".join(dict.fromkeys(token.shown for token in found[hit.first : hit.last + 1]))


def _lend(part: Part, before: list[Part], after: list[Part], found: Sequence[Token]) -> Part:
    """A level said once holds for the work beside it: "Sales & Marketing Director", "Director, Sales"."""
    if not part.firm:
        return part
    for other in (*before[-1:], *after[:1]):
        if other.level and _lends(other, part, found):
            return replace(part, level=other.level, lent=True)
    return part


def _lends(other: Part, part: Part, found: Sequence[Token]) -> bool:
    if part.level:
        return part.level in _CAPPED and other.level not in _CAPPED and not other.strength
    joined = found[other.last].part == found[part.last].part or _beside(part, other, found)
    listed = other.strength == FIELD and other.first < part.first
    return other.strength in (WEAK, VAGUE, "") or (part.strength == FIELD and (joined or listed))


def _ranked(part: Part, made: list[Part], found: Sequence[Token]) -> Part:
    """A rank of many firms, where a unit is named: "Managing Director, Energy", "Partner Tax", "Director, Co-Head"."""
    if part.functions != (_TOP,) or not any(word.entry.term in _ranks() for word in part.words):
        return part
    near = (other for other in made if other is not part and abs(other.first - part.last) <= 1)
    units = [other for other in near if other.strength in (FIELD, "") and _apart(part, other, found)]
    if part.fields:
        return replace(part, functions=part.fields, fields=(), strength=FIELD)
    if any(unit.strength or unit.level == "lead" for unit in units if unit.lent or unit.level in ("", "lead")):
        return replace(part, functions=(), strength="")
    return part


def _apart(part: Part, other: Part, found: Sequence[Token]) -> bool:
    """A comma or a dash stands between them, not "and"."""
    return found[other.first].part != found[part.first].part


@cache
def _ranks() -> frozenset[str]:
    return vocabulary().ranks


def _raise(part: Part, made: list[Part]) -> Part:
    """Of one work the highest level holds: "Assistant Director of Sales/Senior Sales Manager" directs."""
    said = [other.level for other in made if other.level and set(other.functions) & set(part.functions)]
    top = min(said, key=lambda level: RANK[level], default="")
    return replace(part, level=top, lent=True) if top and RANK[top] < RANK.get(part.level, len(RANK)) else part


def _taken_over(part: Part, made: list[Part], place: int) -> bool:
    """Says only a level, which a neighbour has borrowed."""
    if part.strength not in (WEAK, VAGUE, "") or not part.level:
        return False
    near = (*made[max(place - 1, 0) : place], *made[place + 1 : place + 2])
    return any(other.lent and other.level == part.level for other in near)


def _serves(part: Part, made: list[Part], found: Sequence[Token], nouns: Mapping[int, bool]) -> bool:
    """Only names the area of a role beside it: "Consultant | Data Strategy", but not "Sales & Marketing Manager"."""
    if part.strength not in (FIELD, WEAK, VAGUE) or (part.level and not part.lent):
        return False
    if found[part.last].aside and any(other.functions and not found[other.last].aside for other in made):
        return True
    for other in made:
        if other.strength == ROLE:
            apart = found[other.last].part != found[part.last].part and not _beside(part, other, found)
            if apart or any(_takes(word, other, part, nouns) for word in other.words):
                return True
    return False


def _beside(part: Part, other: Part, found: Sequence[Token]) -> bool:
    """A slash is as good as "and": "Marketing / PR Manager"."""
    first, second = sorted((part, other), key=lambda one: one.first)
    return first.last + 1 == second.first and found[second.first].slashed


def _takes(word: Word, role: Part, field: Part, nouns: Mapping[int, bool]) -> bool:
    """The role is a noun that the field goes with: "Software & IT Consultant", "Projektleiter Messen & Events".

    Not so if an area names it and nothing follows: "Marketing und Vertriebsleiter" is both.
    """
    if word.entry.section != ROLE or word.end not in nouns:
        return False
    goes_on = field.first > role.last and any(
        other.entry.section == FIELD and other.start >= word.end for other in role.words
    )
    return goes_on or not field.firm or not nouns[word.end]
