"""A persona's cases by the work that a title names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.match.persona.shown import LEADERS
from personacheck.match.persona.verdicts import (
    FIT,
    OTHER_WORK,
    RANKED,
    RANKED_SPECIALTY,
    SCORES,
    SPECIALTY,
    UNRANKED,
    Against,
    Tier,
    Verdict,
    opposed,
)
from personacheck.match.title.part import DEFAULT_LEVEL
from personacheck.vocabulary.sections import FIELD, LEARNERS, ROLE, VAGUE, WEAK
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.match.clues import Clues
    from personacheck.match.persona.profiles import Profile
    from personacheck.match.title.part import Part
    from personacheck.match.title.reading import Reading

_TIERS: Final = {ROLE: Tier.ROLE, FIELD: Tier.FIELD, WEAK: Tier.WEAK}
_STEP: Final = 0.02
"""Taken off for each function named before, and for a persona that has only the wider function."""
_SHARED: Final = 0.002
"""Added for each word that stands in one of the persona's own titles too: it breaks ties within a function."""
_FOCUS: Final = 0.001
"""Added to a persona of this work alone, so much less where it has other work too."""
_ELSEWHERE: Final = 0.16
"""Taken off where only the persona's departments say the function (measured: 60 % of such hold, 94 % of others)."""


def by_work(profile: Profile, clues: Clues) -> Iterator[Verdict]:
    """By what each part of a title says is done, and in which areas."""
    for at, part in enumerate(clues.reading.parts):
        if clues.reading.outweighs(part):
            continue
        if part.strength == VAGUE:
            yield from _by_guess(profile, clues, part, at)
            continue
        yield from _by_both(profile, clues, part, at) if part.firm and profile.joint else ()
        for place, function in enumerate(part.functions):
            weakly = part.strength == WEAK and (place > 0 or not profile.at_home(function))
            if not weakly and profile.fitting((function,)):
                case = _case(profile, clues, function, at, _TIERS[part.strength], place=place)
                yield opposed(case, Against.VAGUE) if _guessing(clues.reading, part) else case
        for function in filter(profile.means, profile.fitting(part.fields)):
            case = _case(profile, clues, function, at, Tier.AREA)
            learns = any(LEARNERS in vocabulary().wider(name) for name in part.functions)
            taught = not learns or "junior" in profile.levels
            own = part.functions and clues.reading.general  # "Project Manager | Data" manages projects, of whatever
            yield case if own and taught else opposed(case, Against.OTHER_ROLE)


def _by_both(profile: Profile, clues: Clues, part: Part, at: int) -> Iterator[Verdict]:
    """Work that the persona's titles name with an area only, where this title names both: IT and laboratories."""
    reported_as, named = vocabulary().reported_as, (*part.functions, *part.fields)
    kinds = {reported_as(name) for name in named}
    met = {work for work, area in profile.joint if {work, area} <= kinds} or {work for work, _ in profile.joint}
    function = next((name for name in part.functions if reported_as(name) in met), "")
    if not function or profile.fitting((function,)):
        return
    case = _case(profile, clues, function, at, _TIERS[part.strength])
    areas = {area for work, area in profile.joint if work == reported_as(function)} & kinds
    beside = (word for name in named if reported_as(name) in areas for word in part.saying(name))
    case = case._replace(words=tuple(dict.fromkeys((*case.words, *beside))))
    yield case if areas else opposed(case, Against.AREA)


def _guessing(reading: Reading, part: Part) -> bool:
    """A weak word for an area, before a head that nobody knows: "Materials Zorbling"; not "Zorbling Engineer"."""
    return part.strength == WEAK and reading.tokens[part.last].shown in reading.unread


def _by_guess(profile: Profile, clues: Clues, part: Part, at: int) -> Iterator[Verdict]:
    """Of a word that may mean several kinds of work the persona has all, or some: then nobody can tell."""
    fitting = profile.fitting(part.functions)
    if fitting:
        case = _case(profile, clues, fitting[0], at, Tier.WEAK)
        yield case if len(fitting) == len(part.functions) else opposed(case, Against.VAGUE)


def _case(profile: Profile, clues: Clues, function: str, at: int, tier: Tier, *, place: int = 0) -> Verdict:
    """The persona's case by a function that a part of the title says, at its place among the part's functions."""
    part = clues.reading.parts[at]
    level, narrow = clues.level_of(part.level), profile.narrow(function)
    if tier == Tier.AREA and level in LEADERS:
        level = DEFAULT_LEVEL  # who leads a project in an area does not lead the area
    score = SCORES[tier] - _STEP * (place + (not narrow))
    score = score if profile.named(function) else max(score - _ELSEWHERE, FIT)
    score += _SHARED * sum(token.text in profile.words for token in clues.reading.tokens)
    score += _FOCUS / max(len(profile.functions), 1)
    aside = tier == Tier.AREA or place > 0
    special = narrow and bool(vocabulary().functions[function].under)
    ranked = bool(profile.function_levels)
    exactness = (RANKED_SPECIALTY if ranked else SPECIALTY) if special else RANKED if ranked else UNRANKED
    exactness = UNRANKED if aside else exactness
    case = Verdict(profile.place, tier, score, part.saying(function), function, level, at, exactness, aside=aside)
    if not profile.takes(level or DEFAULT_LEVEL, function):
        return opposed(case, Against.LEVEL)
    return case if profile.of_rank(level or DEFAULT_LEVEL) else case._replace(exactness=OTHER_WORK)
