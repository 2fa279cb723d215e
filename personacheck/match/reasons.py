"""One plain sentence for every decision."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from personacheck.match.decision import Decision, Unread
from personacheck.match.persona.verdicts import Against, Tier, Verdict
from personacheck.model.causes import NO_BUYING_ROLE, NO_VALUES
from personacheck.model.tables import LONGEST_TITLE
from personacheck.text.prose import listed, noun
from personacheck.vocabulary.roles import level_label
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.match.persona.profiles import Profile

_UNREAD: Final = {
    Unread.NO_TITLE: "No title, department or role is recorded.",
    Unread.VAGUE: "The title names no area of work.",
    Unread.WORDS_UNKNOWN: "The vocabulary does not know these words: {words}.",
}
_AGAINST: Final = {
    Against.LEVEL: "{level} is not among its levels",
    Against.NOT_TITLE: "its not_titles exclude it",
    Against.OTHER_ROLE: "the title names another role",
    Against.LATER_ROLE: "the title names another role first",
    Against.APART: "its words appear apart, or inside a longer word",
    Against.AREA: "its titles name such work with another area only",
    Against.BUYING_ROLE: NO_BUYING_ROLE,
    Against.OTHER_BUYING_ROLE: "the CRM records another buying role",
    Against.WHERE: NO_VALUES,
    Against.OTHER_VALUE: "the columns that it asks for hold other values",
    Against.MODEL: "no rule supports it",
    Against.VAGUE: "the title may mean other work as well",
}

_FOR: Final = {
    Tier.EXACT: "{words} is one of its titles",
    Tier.PHRASE: "The title contains its words {words}",
    Tier.DEPARTMENT: "{words} is one of its departments",
    Tier.CRM: "The CRM assigns this persona",
    Tier.OTHER: "The CRM records what it asks for",
}
"""What speaks for a persona; of the other tiers what its words mean."""


def reason(decision: Decision, profiles: tuple[Profile, ...], *, beyond: str = "") -> str:
    """Why this contact is covered, uncovered or unreadable, in one sentence; a second says what was not read.

    Parameters
    ----------
    beyond
        Why the personas that fit do not cover it; "" where one does.
    """
    if decision.reviewed:
        return "Reviewed by people." if decision.fits else "Reviewed by people: no persona fits."
    cut = decision.clues.cut
    rest = f" Only the first {LONGEST_TITLE} characters of its {cut} are read." if cut else ""
    return _why(decision, profiles, beyond) + rest


def _why(decision: Decision, profiles: tuple[Profile, ...], beyond: str) -> str:
    if decision.fits:
        but = f", but {beyond}" if beyond else ""
        first = f"{spoken(decision.fits[0])}: {profiles[decision.fits[0].place].called}{but}."
        return " ".join((first, *_beside(decision, profiles)))
    if decision.unread:
        unknown = ", ".join(decision.clues.reading.unread) or decision.clues.department
        return _UNREAD[decision.unread].format(words=unknown)
    role = label(decision.function, decision.level)
    role = role[:1].upper() + role[1:]
    if decision.near is not None:
        near = profiles[decision.near.place].called
        return f"{role}: no persona; nearest is {near}, but {objection(decision.near)}."
    return f"{role}: no persona."


def _beside(decision: Decision, profiles: tuple[Profile, ...]) -> Iterator[str]:
    """What speaks against a persona that means this more exactly, and what of several roles nobody covers."""
    exacter = decision.exacter
    if exacter is not None:
        yield f"Not {profiles[exacter.place].called}: {objection(exacter)}."
    others = dict.fromkeys(label(part.functions[0], part.level) for part in decision.uncovered_hats)
    if others:
        yield f"No persona covers {noun(len(others), 'this other role', 'these other roles')}: {'; '.join(others)}."


def spoken(verdict: Verdict) -> str:
    """What speaks for a persona."""
    words = listed(f"“{word}”" for word in verdict.words)
    if verdict.tier in _FOR:
        return _FOR[verdict.tier].format(words=words)
    meaning = label(verdict.function, verdict.level)
    if not words:
        return f"The CRM's level means {meaning}"
    return f"{words} {noun(len(verdict.words), 'means', 'mean')} {meaning}"


def objection(verdict: Verdict) -> str:
    """What stands against it."""
    return _AGAINST[verdict.against].format(level=level_label(verdict.level) or "professional (no level is named)")


@lru_cache(maxsize=1_000)
def label(function: str, level: str) -> str:
    """Function and level for readers.

    Examples
    --------
    >>> label("it", "lead"), label("", "vp")
    ('IT, lead', 'VP')
    """
    name = vocabulary().functions[function].label if function else ""
    return ", ".join(part for part in (name, level_label(level)) if part)
