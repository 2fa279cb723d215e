"""Rules: does a persona fit a role, how surely, and what stands against it. Every verdict carries its evidence.

Who fits: (titles or functions or departments or examples) and levels and buying roles and where and not not_titles. A
level is a gate, never a bonus; a word that says what a person does beats words for the area of work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.match.persona.by_work import by_work
from personacheck.match.persona.phrases import by_phrases, near_phrases
from personacheck.match.persona.verdicts import (
    DEPARTMENT,
    SCORES,
    UNRANKED,
    Against,
    Tier,
    Verdict,
    opposed,
)
from personacheck.match.title.normalise import fold
from personacheck.match.title.part import DEFAULT_LEVEL
from personacheck.match.title.reading import read
from personacheck.vocabulary.sections import ROLE
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from personacheck.match.clues import Clues
    from personacheck.match.persona.own_words import Phrase
    from personacheck.match.persona.profiles import Profile
    from personacheck.match.title.lexicon import Hit
    from personacheck.match.title.part import Part
    from personacheck.match.title.reading import Reading


def judge(profile: Profile, clues: Clues, hits: Sequence[Hit[Phrase]]) -> Verdict | None:
    """The persona's best case for a contact; None where nothing speaks for it.

    Parameters
    ----------
    hits
        Of the whole cast's phrases in ``clues.reading.tokens``.
    """
    own_hits = [hit for hit in hits if hit.meaning.place == profile.place]
    cases = [
        *by_phrases(profile, clues, own_hits),
        *by_work(profile, clues),
        *_by_department(profile, clues),
        *_by_others(profile, clues),
    ]
    cases = [_vetoed(case, clues.reading, own_hits) for case in cases]
    best = max(cases or near_phrases(profile, clues), key=lambda case: case.rank, default=None)
    if best is not None and best.fits:
        best = best._replace(met=_met(profile, clues.reading.parts, cases))
    return _with_crm(profile, clues, _gated(profile, clues, best))


def heeds(profile: Profile, clues: Clues) -> Hashable:
    """All that `judge` looks at beside the title: roles that agree in it get the same verdict."""
    return (
        clues.level,
        clues.instead,
        (clues.department, clues.departments) if any(_of_department(profile, clues)) else "",
        clues.buying_roles if profile.buying_roles else "",
        tuple(clues.where.get(header) for header, _ in profile.where),
        clues.crm_persona in profile.names,
    )


def _by_department(profile: Profile, clues: Clues) -> Iterator[Verdict]:
    """A department counts unless the title names another role."""
    is_own, fitting = _of_department(profile, clues)
    if not (is_own or fitting):
        return
    level = clues.level_of(clues.reading.level)
    function = fitting[0] if fitting else ""
    words = (clues.department,)
    case = Verdict(
        profile.place, Tier.DEPARTMENT, SCORES[Tier.DEPARTMENT], words, function, level, exactness=DEPARTMENT
    )
    roles = [part for part in clues.reading.parts if part.firm]
    own_levels = [clues.level_of(part.level) for part in roles if profile.fitting(part.functions)]
    if roles and not own_levels:
        yield opposed(case, Against.OTHER_ROLE)
    elif (profile.levels or not is_own) and not any(
        profile.takes(rank or DEFAULT_LEVEL, function) for rank in own_levels or [level]
    ):
        yield opposed(case, Against.LEVEL)
    else:
        yield case


def _of_department(profile: Profile, clues: Clues) -> tuple[bool, tuple[str, ...]]:
    """Whether the department is the persona's own, and which of the persona's functions it says."""
    if not clues.department:
        return False, ()
    return fold(clues.department.strip()) in profile.departments, profile.fitting(clues.departments)


def _by_others(profile: Profile, clues: Clues) -> Iterator[Verdict]:
    """A persona defined by levels, buying roles or columns alone."""
    if profile.by_role:
        return
    if not profile.levels:
        yield Verdict(profile.place, Tier.OTHER, SCORES[Tier.OTHER], exactness=UNRANKED)
        return
    for at, part in enumerate(clues.reading.parts):
        level = clues.level_of(part.level) or (DEFAULT_LEVEL if part.functions else "")
        if level in profile.levels:
            words = tuple(dict.fromkeys(word.shown for word in part.words if word.entry.level == level))
            yield Verdict(profile.place, Tier.LEVEL, SCORES[Tier.LEVEL], words, "", level, at, UNRANKED)
    stated = clues.level_of("")
    if not clues.reading.parts and stated in profile.levels:
        yield Verdict(profile.place, Tier.LEVEL, SCORES[Tier.LEVEL], (), "", stated, exactness=UNRANKED)


def _met(profile: Profile, parts: Sequence[Part], cases: Sequence[Verdict]) -> frozenset[int]:
    fitting = (place for place, part in enumerate(parts) if profile.any_work or profile.fitting(part.functions))
    return frozenset((*fitting, *(case.part for case in cases if case.fits)))


def _vetoed(case: Verdict, reading: Reading, own_hits: Sequence[Hit[Phrase]]) -> Verdict:
    """An excluding phrase counts in the stretch between cuts that it stands in, but not where it names another hat."""
    excluding = [hit for hit in own_hits if hit.meaning.excludes]
    if not excluding:
        return case
    if case.part < 0:
        return opposed(case, Against.NOT_TITLE)
    part = reading.parts[case.part]
    here = reading.tokens[part.last].part
    vetoing = (hit for hit in excluding if reading.tokens[hit.first].part == here)
    work = (case.function,) if case.function else part.functions
    return (
        opposed(case, Against.NOT_TITLE) if any(not _other_hat(hit, part, work, reading) for hit in vetoing) else case
    )


def _other_hat(hit: Hit[Phrase], part: Part, work: Sequence[str], reading: Reading) -> bool:
    """The phrase is other work, and stands beside this role: "marketing" in "Head of Sales and Marketing".

    One that says nothing alone is what it stands in: "board" in "Founder & Board Member".
    """
    vocab = vocabulary()
    phrase = read(hit.meaning.text).parts or [
        other for other in reading.parts if other.first <= hit.first <= other.last
    ]
    others = [other for other in phrase if other.firm and not other.general]
    kinds = {vocab.reported_as(name) for other in others for name in other.functions}
    both = part.strength == ROLE and kinds <= {vocab.reported_as(name) for name in part.functions}
    beside = both or hit.last < part.first or part.last < hit.first
    return bool(kinds) and beside and kinds.isdisjoint(vocab.reported_as(name) for name in work)


def _gated(profile: Profile, clues: Clues, case: Verdict | None) -> Verdict | None:
    if case is None or not case.fits:
        return case
    if profile.buying_roles and not profile.buying_roles & clues.buying_roles:
        return opposed(case, Against.OTHER_BUYING_ROLE if clues.buying_roles else Against.BUYING_ROLE)
    for header, values in profile.where:
        recorded = clues.where.get(header, frozenset()) - {""}
        if not values & recorded:
            return opposed(case, Against.OTHER_VALUE if recorded else Against.WHERE)
    return case


def _with_crm(profile: Profile, clues: Clues, case: Verdict | None) -> Verdict | None:
    """The CRM's own assignment: decides where the title does not speak, breaks ties, never overrules another role."""
    if not clues.crm_persona or clues.crm_persona not in profile.names:
        return case
    stated = Verdict(profile.place, Tier.CRM, SCORES[Tier.CRM], (), "", clues.level_of(clues.reading.level))
    if case is not None and case.fits:
        return case._replace(score=min(0.99, case.score + 0.1))
    if case is not None and case.against != Against.LEVEL:
        return case
    firm = [part for part in clues.reading.parts if part.strength == ROLE]
    if case is None and firm and profile.functions and not any(profile.fitting(part.functions) for part in firm):
        return opposed(stated, Against.OTHER_ROLE)
    return _gated(profile, clues, stated)
