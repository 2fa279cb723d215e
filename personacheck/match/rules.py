"""Rules: does a persona fit a role, how surely, and what stands against it. Every verdict carries its evidence.

Who fits: (titles or functions or departments or examples) and levels and buying roles and where and not not_titles. A
level is a gate, never a bonus; a word that says what a person does beats words for the area of work.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from personacheck.match.normalise import JOINER, fold
from personacheck.match.parts import DEFAULT_LEVEL, RANK
from personacheck.match.verdicts import FIT, NEAR, SCORES, Against, Tier, Verdict
from personacheck.vocabulary.words import FIELD, LEVEL, NOTHING, ROLE, WEAK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from personacheck.match.clues import Clues
    from personacheck.match.lexicon import Hit
    from personacheck.match.parts import Part, Word
    from personacheck.match.profiles import Phrase, Profile
    from personacheck.match.reading import Reading
    from personacheck.vocabulary.words import Entry

_TIERS: Final = {ROLE: Tier.ROLE, FIELD: Tier.FIELD, WEAK: Tier.WEAK}
_PHRASE_SPAN: Final = 0.12
"""Added to a phrase that is nearly all of its part."""
_STEP: Final = 0.02
"""Taken off for each function named before, and for a persona that has only the wider function."""
_ELSEWHERE: Final = 0.16
"""Taken off where only the persona's departments say the function (measured: 60 % of such hold, 94 % of others)."""


def judge(profile: Profile, clues: Clues, hits: Sequence[Hit[Phrase]]) -> Verdict | None:
    """The persona's best case for a contact; None where nothing speaks for it.

    Parameters
    ----------
    hits
        Of the whole cast's phrases in ``clues.reading.tokens``.
    """
    own = [hit for hit in hits if hit.meaning.place == profile.place]
    cases = [
        *_by_phrases(profile, clues, own),
        *_by_functions(profile, clues),
        *_by_department(profile, clues),
        *_by_others(profile, clues),
    ]
    cases = [_vetoed(case, clues.reading, own) for case in cases]
    best = max(cases, key=lambda case: case.rank, default=None)
    return _with_crm(profile, clues, _gated(profile, clues, best))


def _by_phrases(profile: Profile, clues: Clues, own: Sequence[Hit[Phrase]]) -> Iterator[Verdict]:
    reading = clues.reading
    for hit in own:
        if hit.meaning.excludes or _hidden(profile, hit, reading):
            continue
        at = _part_of(hit, reading)
        part = reading.parts[at] if at >= 0 else None
        span = _share(hit, reading, part)
        words = (" ".join(dict.fromkeys(token.shown for token in reading.tokens[hit.first : hit.last + 1])),)
        whole = _share(hit, reading, None) == 1
        exact = whole or (span == 1 and (part is None or not part.lent))
        score = SCORES[Tier.EXACT] if exact else SCORES[Tier.PHRASE] + _PHRASE_SPAN * span
        level = clues.level or _level_beside(hit, part)
        case = Verdict(profile.place, Tier.EXACT if exact else Tier.PHRASE, score, words, "", level, at)
        if part is not None and not whole and _outdone(profile, hit, part):
            yield _against(case, Against.OTHER_ROLE)
        elif (exact and not clues.level) or _phrase_level_fits(profile, level):
            yield case
        else:
            yield _against(case, Against.LEVEL)


def _by_functions(profile: Profile, clues: Clues) -> Iterator[Verdict]:
    for at, part in enumerate(clues.reading.parts):
        level = clues.level or part.level
        for place, function in enumerate(part.functions):
            weakly = part.strength == WEAK and (place > 0 or not profile.narrow(function))
            if weakly or not profile.fitting((function,)):
                continue
            score = SCORES[_TIERS[part.strength]] - _STEP * (place + (not profile.narrow(function)))
            score = score if profile.named(function) else max(score - _ELSEWHERE, FIT)
            case = Verdict(profile.place, _TIERS[part.strength], score, _saying(part, function), function, level, at)
            fits = not profile.function_levels or (level or DEFAULT_LEVEL) in profile.function_levels
            yield case if fits else _against(case, Against.LEVEL)
        for function in profile.fitting(part.fields):
            yield _against(
                Verdict(profile.place, Tier.FIELD, 0, _saying(part, function), function, level, at), Against.OTHER_ROLE
            )


def _by_department(profile: Profile, clues: Clues) -> Iterator[Verdict]:
    """A department counts unless the title names another role."""
    if not clues.department:
        return
    named = fold(clues.department.strip()) in profile.departments
    fitting = profile.fitting(clues.departments)
    if not (named or fitting):
        return
    level = clues.level or clues.reading.level
    function = fitting[0] if fitting else ""
    case = Verdict(profile.place, Tier.DEPARTMENT, SCORES[Tier.DEPARTMENT], (clues.department,), function, level)
    roles = [part for part in clues.reading.parts if part.strength in (ROLE, FIELD)]
    if roles and not any(profile.fitting(part.functions) for part in roles):
        yield _against(case, Against.OTHER_ROLE)
    elif profile.levels and (level or DEFAULT_LEVEL) not in profile.levels:
        yield _against(case, Against.LEVEL)
    else:
        yield case


def _by_others(profile: Profile, clues: Clues) -> Iterator[Verdict]:
    """A persona defined by levels, buying roles or columns alone."""
    if profile.by_role:
        return
    if not profile.levels:
        yield Verdict(profile.place, Tier.OTHER, SCORES[Tier.OTHER])
        return
    for at, part in enumerate(clues.reading.parts):
        level = clues.level or part.level or (DEFAULT_LEVEL if part.functions else "")
        if level in profile.levels:
            words = tuple(word.shown for word in part.words if word.entry.level == level)
            yield Verdict(profile.place, Tier.LEVEL, SCORES[Tier.LEVEL], words, "", level, at)
    if clues.level in profile.levels:
        yield Verdict(profile.place, Tier.LEVEL, SCORES[Tier.LEVEL], (), "", clues.level)


def _hidden(profile: Profile, hit: Hit[Phrase], reading: Reading) -> bool:
    """A longer term of the vocabulary lies over it or cuts it: "developer" in "business developer"."""
    return any(
        (_over(word, hit) and _says_otherwise(profile, hit.meaning, word.entry))
        or (_cuts(word, hit) and word.entry.functions and _says_otherwise(profile, hit.meaning, word.entry))
        for word in reading.words
    )


def _over(word: Word, hit: Hit[Phrase]) -> bool:
    return word.start <= hit.start and hit.end <= word.end and word.end - word.start > hit.size


def _cuts(word: Word, hit: Hit[Phrase]) -> bool:
    """The phrase ends within a term: "head of it" in "head of it procurement"."""
    return hit.start < word.start < hit.end < word.end


def _says_otherwise(profile: Profile, phrase: Phrase, entry: Entry) -> bool:
    if entry.section == LEVEL:
        levels = profile.levels or {phrase.level} - {""}
        return bool(levels) and entry.level not in levels
    return entry.section == NOTHING or (bool(profile.functions) and not profile.fitting(entry.functions))


def _outdone(profile: Profile, hit: Hit[Phrase], part: Part) -> bool:
    """The part names another role outside the phrase: "supply chain" in "Supply Chain Consultant"."""
    if not part.strength and profile.fitting(part.fields):
        return True
    if part.strength != ROLE or not profile.functions or profile.fitting(part.functions):
        return False
    named = (
        word for word in part.words if word.entry.section == ROLE and set(word.entry.functions) & set(part.functions)
    )
    return not any(_overlap(word, hit) for word in named)


def _overlap(word: Word, hit: Hit[Phrase]) -> bool:
    return word.start < hit.end and hit.start < word.end


def _part_of(hit: Hit[Phrase], reading: Reading) -> int:
    return next((at for at, part in enumerate(reading.parts) if part.first <= hit.last and hit.first <= part.last), -1)


def _share(hit: Hit[Phrase], reading: Reading, part: Part | None) -> float:
    """Share (0..1) of the part's words, or of the title's, that the phrase is."""
    first, last = (part.first, part.last) if part else (0, len(reading.tokens) - 1)
    first, last = min(first, hit.first), max(last, hit.last)
    total = sum(not token.filler and token.text != JOINER for token in reading.tokens[first : last + 1])
    own = sum(not token.filler and token.text != JOINER for token in reading.tokens[hit.first : hit.last + 1])
    return own / max(total, 1)


def _level_beside(hit: Hit[Phrase], part: Part | None) -> str:
    """The level that the part says outside the phrase."""
    if part is None or not part.level:
        return ""
    inside = {word.entry.level for word in part.words if _overlap(word, hit)}
    beside = {word.entry.level for word in part.words if not _overlap(word, hit)}
    return "" if part.level in inside and part.level not in beside else part.level


def _phrase_level_fits(profile: Profile, level: str) -> bool:
    """A phrase brings its author's level; "senior" does not lower it, and "professional" says too little to count."""
    if not profile.levels or level in ("", DEFAULT_LEVEL) or level in profile.levels:
        return True
    return level == "senior" and all(RANK[own] < RANK["senior"] for own in profile.levels)


def _saying(part: Part, function: str) -> tuple[str, ...]:
    saying = (
        word.shown
        for word in part.words
        if function in word.entry.functions or (part.level and word.entry.level == part.level)
    )
    return tuple(dict.fromkeys(saying))


def _vetoed(case: Verdict, reading: Reading, own: Sequence[Hit[Phrase]]) -> Verdict:
    """An excluding phrase counts in the stretch between cuts that it stands in."""
    excluding = [hit for hit in own if hit.meaning.excludes]
    if not excluding:
        return case
    if case.part < 0:
        return _against(case, Against.NOT_TITLE)
    here = reading.tokens[reading.parts[case.part].last].part
    hit = any(reading.tokens[hit.first].part == here for hit in excluding)
    return _against(case, Against.NOT_TITLE) if hit else case


def _gated(profile: Profile, clues: Clues, case: Verdict | None) -> Verdict | None:
    if case is None or not case.fits:
        return case
    if profile.buying_roles and not profile.buying_roles & clues.buying_roles:
        return _against(case, Against.OTHER_BUYING_ROLE if clues.buying_roles else Against.BUYING_ROLE)
    for header, values in profile.where:
        held = clues.where.get(header, frozenset()) - {""}
        if not values & held:
            return _against(case, Against.OTHER_VALUE if held else Against.WHERE)
    return case


def _with_crm(profile: Profile, clues: Clues, case: Verdict | None) -> Verdict | None:
    """The CRM's own assignment: decides where the title does not speak, breaks ties, never overrules another role."""
    if not clues.crm_persona or clues.crm_persona not in profile.names:
        return case
    stated = Verdict(profile.place, Tier.CRM, SCORES[Tier.CRM], (), "", clues.level or clues.reading.level)
    if case is not None and case.fits:
        return replace(case, score=min(0.99, case.score + 0.1))
    if case is not None and case.against != Against.LEVEL:
        return case
    firm = [part for part in clues.reading.parts if part.strength == ROLE]
    if case is None and firm and profile.functions and not any(profile.fitting(part.functions) for part in firm):
        return _against(stated, Against.OTHER_ROLE)
    return stated


def _against(case: Verdict, against: Against) -> Verdict:
    return replace(case, against=against, score=NEAR[against])
