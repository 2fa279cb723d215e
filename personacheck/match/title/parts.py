"""Hits in a title -> its parts: one role each, with functions and a level."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from personacheck.match.title.areas import (
    are_sectors,
    areas_apart,
    at_their_grain,
    for_whom,
    heads_first,
    without_sectors,
)
from personacheck.match.title.neighbours import (
    beside,
    beside_sectors,
    directed,
    lend,
    listed,
    parallel,
    raised,
    ranked,
    taken_over,
    without_chair,
)
from personacheck.match.title.normalise import JOINER
from personacheck.match.title.part import CAPPED, Part, Word
from personacheck.vocabulary.sections import COMPANY_OR_UNIT, FIELD, HELPER, LEARNERS, ROLE, VAGUE, WEAK
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from personacheck.match.title.lexicon import Hit
    from personacheck.match.title.normalise import Token
    from personacheck.vocabulary.words import Entry

_PRECEDENCE: Final = ("executive", "vp", "director", "lead", "manager", "senior", "junior", "professional")
_LEADING: Final = _PRECEDENCE[: _PRECEDENCE.index("lead") + 1]
_TOPS: Final = frozenset(COMPANY_OR_UNIT)
_JOINED: Final = 2
"""Tokens from the last word of a part to the first of one that "and" joins to it."""


def parts(
    hits: list[Hit[Entry]], tokens: Sequence[Token], nouns: Mapping[int, bool], all_words: tuple[Word, ...]
) -> tuple[Part, ...]:
    """The roles of a title, in order.

    Parameters
    ----------
    nouns
        Where single words end that are a role ("consultant", not the "manager" of a marketing manager), and whether an
        area of work within names it ("Marketingleiter").
    all_words
        The hits as they stand in the title.
    """
    helping = {tokens[hit.first].part: hit.first for hit in reversed(hits) if hit.meaning.section == HELPER}
    roles: list[Part] = []
    for first, last in _spans(tokens, hits):
        within = hits if first == 0 and last + 1 == len(tokens) else [hit for hit in hits if first <= hit.last <= last]
        if within:
            helped = helping.get(tokens[last].part, len(tokens)) <= last
            telling = areas_apart(within)
            shown = all_words if telling is hits else words(telling, tokens)
            roles.append(_part(telling, shown, (first, last), helped=helped))
    if len(roles) == 1:
        return (directed(ranked(roles[0], roles, tokens)),)
    roles, hats = listed(beside_sectors(parallel(roles, tokens), tokens), tokens)
    roles = [ranked(part, roles, tokens) for part in roles]
    lent: list[Part] = []
    for place, part in enumerate(roles):
        lent.append(part if place in hats else lend(part, lent, roles[place + 1 :], tokens))
    firsts = {roles[place].first for place in hats}
    roles = [part for place, part in enumerate(lent) if not taken_over(part, lent, place)]
    roles = [directed(raised(ranked(part, roles, tokens), roles)) for part in roles]
    return tuple(
        part._replace(functions=(), strength="", fields=part.functions)
        if part.first not in firsts and _serves(part, roles, tokens, nouns)
        else part
        for part in roles
    )


def words(hits: Sequence[Hit[Entry]], tokens: Sequence[Token]) -> tuple[Word, ...]:
    """Hits as they stand in the title."""
    return tuple(
        [
            Word(tokens[first].shown if first == last else _shown(tokens[first : last + 1]), meaning, start, end)
            for meaning, start, end, first, last in hits
        ]
    )


def _shown(tokens: Sequence[Token]) -> str:
    return " ".join(dict.fromkeys([token.shown for token in tokens]))


def _spans(tokens: Sequence[Token], hits: list[Hit[Entry]]) -> list[tuple[int, int]]:
    """Stretches between cuts and joiners; none is cut within a phrase ("research & development")."""
    if tokens and not tokens[-1].part and JOINER not in [token.text for token in tokens]:
        return [(0, len(tokens) - 1)]
    bridged = {place for hit in hits for place in range(hit.first + 1, hit.last)}
    spans: list[tuple[int, int]] = []
    start = 0
    for place, token in enumerate(tokens):
        if place > start and token.part != tokens[place - 1].part:
            spans.append((start, place - 1))
            start = place
        if token.text == JOINER and place not in bridged:
            spans.append((start, place - 1))
            start = place + 1
    spans.append((start, len(tokens) - 1))
    return [span for span in spans if span[0] <= span[1]]


def _part(hits: list[Hit[Entry]], shown: tuple[Word, ...], span: tuple[int, int], *, helped: bool) -> Part:
    """What the hits of one stretch say, shown as they stand in it."""
    levels = {hit.meaning.level for hit in hits} - {""}
    learner = _learner(hits) if "junior" in levels else []
    learns = levels.isdisjoint(_LEADING) and bool(learner)
    if helped or learns:
        hits = [hit for hit in hits if _TOPS.isdisjoint(hit.meaning.functions)]
        levels &= set(CAPPED)
    if "junior" in levels:
        levels -= {"manager"}
    level = min(levels, key=_PRECEDENCE.index, default="")
    hits, served = for_whom(hits)
    by = _functions(hits)
    by[ROLE] = without_chair(by[ROLE], by[FIELD], hits)
    if by[WEAK] and not _TOPS.isdisjoint(by[WEAK]):  # "director of support"
        by[WEAK] = _functions([hit for hit in hits if not _TOPS.issuperset(hit.meaning.functions)])[WEAK] or by[WEAK]
    strength = next(filter(by.get, (ROLE, FIELD, WEAK, VAGUE)), "")
    if learns:
        first = next(name for name in learner[0].meaning.functions if _learns(name))
        areas = dict.fromkeys((*by[ROLE], *by[FIELD]))
        return Part((first,), ROLE, tuple(area for area in areas if not _learns(area)), level, shown, *span)
    done, done_in = by.get(strength, ()), by[FIELD] if strength == ROLE else ()
    if strength == FIELD and vocabulary().functions[done[0]].of_areas:
        done, done_in = done[:1], done[1:]
    elif strength == FIELD:
        done, done_in = without_sectors(tuple(name for name in done if name not in served))
        done_in = (*(name for name in by[FIELD] if name in served), *done_in)
    both = {name for hit in hits if len(hit.meaning.functions) > 1 for name in hit.meaning.functions}
    functions, fields = at_their_grain(done, done_in, both)
    functions = (*_by_hand(functions, hits), *functions) if strength == FIELD else functions
    return Part(functions, strength, fields, level, shown, *span)


def _by_hand(areas: tuple[str, ...], hits: list[Hit[Entry]]) -> tuple[str, ...]:
    """The specialty of those who work in an area by hand, where another word says so: "Robotics Technician"."""
    workers = [hit for hit in hits if hit.meaning.section == WEAK]
    if not workers:
        return ()
    functions = vocabulary().functions
    named = [(hit.start, hit.end) for hit in hits if hit.meaning.section == FIELD]
    beside = (hit for hit in workers if not any(hit.start < end and start < hit.end for start, end in named))
    hands = {functions[area].by_hand for area in areas}
    return tuple(dict.fromkeys(name for hit in beside for name in hit.meaning.functions if name in hands - {*areas}))


def _learner(hits: list[Hit[Entry]]) -> list[Hit[Entry]]:
    return [hit for hit in hits if hit.meaning.level == "junior" and any(map(_learns, hit.meaning.functions))]


def _learns(function: str) -> bool:
    """Whoever does it learns a trade or a subject: students, interns, apprentices."""
    return LEARNERS in vocabulary().wider(function)


def _functions(hits: list[Hit[Entry]]) -> dict[str, tuple[str, ...]]:
    """By section, each once: the areas with their head first, the rest in the order of the title."""
    by: dict[str, list[str]] = {ROLE: [], FIELD: [], WEAK: [], VAGUE: []}
    for hit in hits:
        section = hit.meaning.section
        if section != FIELD and section in by:
            by[section] += hit.meaning.functions
    for hit in heads_first(hits):
        by[FIELD] += hit.meaning.functions
    return {section: tuple(dict.fromkeys(functions)) for section, functions in by.items()}


def _serves(part: Part, parts: list[Part], tokens: Sequence[Token], nouns: Mapping[int, bool]) -> bool:
    """Only names the area of a role beside it: "Consultant | Data Strategy", but not "Sales & Marketing Manager"."""
    if part.strength not in (FIELD, WEAK, VAGUE) or (part.level and not part.lent):
        return False
    aside = tokens[part.last].aside and any(other.functions and not tokens[other.last].aside for other in parts)
    if aside or _is_setting(part, parts, tokens):
        return True
    for other in parts:
        if other.firm and part.strength == FIELD and other.says_rank and _dashed(other, part, tokens):
            return True
        if other.strength == ROLE:
            if any(map(_learns, other.functions)):
                return True
            apart = tokens[other.last].part != tokens[part.last].part and not beside(part, other, tokens)
            if apart or any(_takes(word, other, part, nouns) for word in other.words):
                return True
    return False


def _is_setting(part: Part, parts: list[Part], tokens: Sequence[Token]) -> bool:
    """A sector beside other work says where that is done: "VP Sales, Healthcare"; not "Sales & Catering"."""
    if part.strength != FIELD or not are_sectors(part.functions):
        return False
    others = [other for other in parts if other.firm and not are_sectors(other.functions)]
    return bool(others) and not any(_adjoin(part, other, tokens) for other in others)


def _adjoin(sector: Part, other: Part, tokens: Sequence[Token]) -> bool:
    """Nothing but a joiner stands between them; two sectors are joined in "Sales Hotels & Catering"."""
    first, second = sorted((sector, other), key=attrgetter("first"))
    if second.first - first.last != _JOINED or tokens[second.first - 1].text != JOINER:
        return False
    last = max(other.words, key=attrgetter("end"))
    return first is sector or not are_sectors(last.entry.functions) or not last.entry.functions


def _dashed(role: Part, field: Part, tokens: Sequence[Token]) -> bool:
    """A dash after the role: what it is for follows, as in "Director of Business Development - Defence & Energy".

    A specialty of the role says what the role is: "Head of IT - Infrastructure".
    """
    if not any(token.dashed for token in tokens[role.last + 1 : field.first + 1]):
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
