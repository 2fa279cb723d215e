"""A cast's own words in a title: do they stand here, as they were meant, at the level that was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.match.persona.verdicts import (
    OTHER_WORK,
    OWN_PHRASE,
    OWN_TITLE,
    SCORES,
    Against,
    Tier,
    Verdict,
    opposed,
)
from personacheck.match.title.normalise import JOINER, fold, sequence
from personacheck.match.title.part import DEFAULT_LEVEL, RANK
from personacheck.vocabulary.sections import FIELD, LEVEL, NOTHING, ROLE
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from personacheck.match.clues import Clues
    from personacheck.match.persona.own_words import Phrase
    from personacheck.match.persona.profiles import Profile
    from personacheck.match.title.lexicon import Hit
    from personacheck.match.title.part import Part, Word
    from personacheck.match.title.reading import Reading
    from personacheck.vocabulary.words import Entry

_SPAN: Final = 0.12
"""Added to a phrase that is nearly all of its part."""
STEM: Final = 6
"""Letters of an own word that may be looked for within a longer one."""


def by_phrases(profile: Profile, clues: Clues, hits: Sequence[Hit[Phrase]]) -> Iterator[Verdict]:
    """A case for each of the persona's titles and examples that the title holds."""
    reading = clues.reading
    if sequence(reading.tokens) in profile.titles:
        shown = " ".join(dict.fromkeys(token.shown for token in reading.tokens))
        first = 0 if reading.parts else -1  # of words that say nothing no part speaks
        yield Verdict(profile.place, Tier.EXACT, SCORES[Tier.EXACT], (shown,), "", reading.level, first, OWN_TITLE)
        return
    for hit in hits:
        if hit.meaning.excludes or hit.last in reading.elsewhere or _hidden(profile, hit, reading):
            continue
        at = _part_of(hit, reading)
        part = reading.parts[at] if at >= 0 else None
        span = _share(hit, reading, part)
        words = (" ".join(dict.fromkeys(token.shown for token in reading.tokens[hit.first : hit.last + 1])),)
        whole = _share(hit, reading, None) == 1
        exact = whole or (span == 1 and (part is None or not part.lent))
        score = SCORES[Tier.EXACT] if exact else SCORES[Tier.PHRASE] + _SPAN * span
        level = clues.level_of(_level_beside(hit, part))
        case = Verdict(
            profile.place,
            Tier.EXACT if exact else Tier.PHRASE,
            score,
            words,
            "",
            level,
            at,
            OWN_TITLE if exact else OTHER_WORK if _beside_other_work(profile, part) else OWN_PHRASE,
        )
        if part is not None and not whole and _gives_way(profile, hit, part, reading, own_hat=exact):
            yield opposed(case, Against.OTHER_ROLE)
        elif _level_fits(profile, level, part):
            yield case
        else:
            yield opposed(case, Against.LEVEL)


def near_phrases(profile: Profile, clues: Clues) -> Iterator[Verdict]:
    """Own words that stand apart ("manager, energy"), or within a longer word: a rule that may be too narrow."""
    shown_by_text = {token.text: token.shown for token in clues.reading.tokens if not token.filler}
    apart = {fold(word.shown) for word in clues.reading.words if word.entry.section == NOTHING}
    for words in profile.loose:
        if len(words) > 1 and words <= shown_by_text.keys():
            shown = tuple(shown_by_text[word] for word in sorted(words))
        elif len(words) == 1 and len(stem := next(iter(words))) >= STEM:
            shown = tuple(shown for text, shown in shown_by_text.items() if stem in text and text not in {stem, *apart})
        else:
            continue
        if shown:
            yield opposed(Verdict(profile.place, Tier.PHRASE, 0, shown, level=clues.reading.level), Against.APART)
            return


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
    """It ends or begins within a term: "head of it" of "it procurement", "development engineer" of another."""
    return hit.start < word.start < hit.end < word.end or word.start < hit.start < word.end < hit.end


def _says_otherwise(profile: Profile, phrase: Phrase, entry: Entry) -> bool:
    if entry.section == LEVEL:
        levels = profile.levels or {phrase.level} - {""}
        return bool(levels) and entry.level not in levels
    return entry.section == NOTHING or (bool(profile.functions) and not profile.fitting(entry.functions))


def _gives_way(profile: Profile, hit: Hit[Phrase], part: Part, reading: Reading, *, own_hat: bool) -> bool:
    """Other work is named more firmly, and the persona is of some work.

    A hat of its own stands beside a role that "and" joins to it: "Partner & Managing Director"; not "Lawyer (Partner)".
    """
    if profile.any_work:
        return False
    here = reading.tokens[part.last].part
    others = [other for other in reading.parts if other.firm]
    joined = all(other.strength == ROLE and reading.tokens[other.last].part == here for other in others)
    return _outdone(profile, hit, part) or (reading.outweighs(part) and not (own_hat and joined))


def _beside_other_work(profile: Profile, part: Part | None) -> bool:
    """The part names work that is not the persona's: "technician" in "Quality Control Technician"."""
    return part is not None and part.firm and bool(profile.functions) and not profile.fitting(part.functions)


def _outdone(profile: Profile, hit: Hit[Phrase], part: Part) -> bool:
    """The part names another role outside the phrase: "supply chain" in "Supply Chain Consultant".

    A rank of many firms is no role where a unit is named: "managing director" in "Managing Director Energy".
    """
    if not part.strength and profile.fitting(part.fields):
        return True
    if part.strength == FIELD and fold(hit.meaning.text) in vocabulary().ranks:
        units = (word for word in part.words if word.entry.section == FIELD and not word.entry.term.startswith("*"))
        return bool(profile.functions) and not profile.fitting(part.functions) and any(units)
    if part.strength != ROLE or not profile.functions or profile.fitting(part.functions):
        return False
    role_words = (
        word for word in part.words if word.entry.section == ROLE and set(word.entry.functions) & set(part.functions)
    )
    return not any(_overlap(word, hit) for word in role_words)


def _overlap(word: Word, hit: Hit[Phrase]) -> bool:
    return word.start < hit.end and hit.start < word.end


def _within(word: Word, hit: Hit[Phrase]) -> bool:
    """All of it is the author's: the "manager" of an "IT manager", not the "chief accountant" of an "accountant"."""
    return hit.start <= word.start and word.end <= hit.end


def _part_of(hit: Hit[Phrase], reading: Reading) -> int:
    return next((at for at, part in enumerate(reading.parts) if part.first <= hit.last and hit.first <= part.last), -1)


def _share(hit: Hit[Phrase], reading: Reading, part: Part | None) -> float:
    """Share (0..1) of the part's words, or of the title's, that the phrase is."""
    first, last = (part.first, part.last) if part else (0, len(reading.tokens) - 1)
    first, last = min(first, hit.first), max(last, hit.last)
    total = sum(not token.filler and token.text != JOINER for token in reading.tokens[first : last + 1])
    phrase_words = sum(not token.filler and token.text != JOINER for token in reading.tokens[hit.first : hit.last + 1])
    return phrase_words / max(total, 1)


def _level_beside(hit: Hit[Phrase], part: Part | None) -> str:
    """The level that the part says outside the phrase."""
    if part is None or not part.level:
        return ""
    inside = {word.entry.level for word in part.words if _within(word, hit)}
    beside = {word.entry.level for word in part.words if not _within(word, hit)}
    return "" if part.level in inside and part.level not in beside else part.level


def _level_fits(profile: Profile, level: str, part: Part | None) -> bool:
    """A phrase brings its author's level; "senior" does not lower it, and "professional" says too little to count."""
    levels = profile.function_levels
    if not levels or level in ("", DEFAULT_LEVEL):
        return True
    if profile.takes(level, part.functions[0] if part is not None and part.functions else ""):
        return True
    return level == "senior" and all(RANK[stated] < RANK["senior"] for stated in levels)
