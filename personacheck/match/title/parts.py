"""Hits in a title -> its parts: one role each, with functions and a level."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from personacheck.match.title.areas import areas_apart, at_their_grain, heads_first, of_area
from personacheck.match.title.neighbours import beside, directed, lend, raised, ranked, taken_over
from personacheck.match.title.normalise import JOINER
from personacheck.match.title.part import CAPPED, Part, Word
from personacheck.vocabulary.sections import FIELD, HELPER, ROLE, VAGUE, WEAK
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from personacheck.match.title.lexicon import Hit
    from personacheck.match.title.normalise import Token
    from personacheck.vocabulary.words import Entry

_PRECEDENCE: Final = ("executive", "vp", "director", "lead", "manager", "senior", "junior", "professional")
_LEADING: Final = _PRECEDENCE[: _PRECEDENCE.index("lead") + 1]
_TOP: Final = "general-management"
_UNITS: Final = "unit-management"
_LEARNER: Final = "student"


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
        lent.append(lend(part, lent, made[place + 1 :], found))
    kept = [part for place, part in enumerate(lent) if not taken_over(part, lent, place)]
    kept = [directed(raised(ranked(part, kept, found), kept)) for part in kept]
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
    learner = [hit for hit in own if hit.meaning.level == "junior" and any(map(_learns, hit.meaning.functions))]
    learns = said.isdisjoint(_LEADING) and bool(learner)
    said_by = tuple(words(own, found))
    if helped or learns:
        own = [hit for hit in own if not {_TOP, _UNITS} & set(hit.meaning.functions)]
        said &= set(CAPPED)
    if "junior" in said:
        said -= {"manager"}
    level = next((level for level in _PRECEDENCE if level in said), "")
    own = [of_area(hit, own) for hit in own]
    by = {section: _functions(own, section) for section in (ROLE, FIELD, WEAK, VAGUE)}
    by[FIELD] = _functions(heads_first(own), FIELD)
    by[WEAK] = tuple(name for name in by[WEAK] if name not in (_TOP, _UNITS)) or by[WEAK]  # "director of support"
    strength = next((section for section in (ROLE, FIELD, WEAK, VAGUE) if by[section]), "")
    if learns:
        first = next(name for name in learner[0].meaning.functions if _learns(name))
        areas = dict.fromkeys((*by[ROLE], *by[FIELD]))
        return Part((first,), ROLE, tuple(area for area in areas if not _learns(area)), level, said_by, *span)
    done, done_in = by.get(strength, ()), by[FIELD] if strength == ROLE else ()
    if strength == FIELD and _in_areas(done[0]):
        done, done_in = done[:1], done[1:]
    functions, fields = at_their_grain(done, done_in)
    return Part(functions, strength, fields, level, said_by, *span)


def _learns(function: str) -> bool:
    """Whoever does it learns a trade or a subject: students, interns, apprentices."""
    return _LEARNER in vocabulary().wider(function)


def _in_areas(function: str) -> bool:
    """It is done in areas that stand beside it, and is not theirs: "Finance Consulting" advises."""
    kind = vocabulary().functions[function]
    return kind.general and kind.core


def _functions(hits: list[Hit[Entry]], section: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(function for hit in hits if hit.meaning.section == section for function in hit.meaning.functions)
    )


def _shown(hit: Hit[Entry], found: Sequence[Token]) -> str:
    if hit.first == hit.last:  # most are one word
        return found[hit.first].shown
    return " ".join(dict.fromkeys(token.shown for token in found[hit.first : hit.last + 1]))


def _serves(part: Part, made: list[Part], found: Sequence[Token], nouns: Mapping[int, bool]) -> bool:
    """Only names the area of a role beside it: "Consultant | Data Strategy", but not "Sales & Marketing Manager"."""
    if part.strength not in (FIELD, WEAK, VAGUE) or (part.level and not part.lent):
        return False
    if found[part.last].aside and any(other.functions and not found[other.last].aside for other in made):
        return True
    for other in made:
        if other.firm and part.strength == FIELD and other.level and not other.lent and _dashed(other, part, found):
            return True
        if other.strength == ROLE:
            if any(map(_learns, other.functions)):
                return True
            apart = found[other.last].part != found[part.last].part and not beside(part, other, found)
            if apart or any(_takes(word, other, part, nouns) for word in other.words):
                return True
    return False


def _dashed(role: Part, field: Part, found: Sequence[Token]) -> bool:
    """A dash after the role: what it is for follows, as in "Director of Business Development - Defence & Energy".

    A specialty of the role says what the role is: "Head of IT - Infrastructure".
    """
    if not any(token.dashed for token in found[role.last + 1 : field.first + 1]):
        return False
    wide = {name for area in field.functions for name in vocabulary().wider(area)}
    return wide.isdisjoint(role.functions)


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
