"""What a gap is called, and what to do next about it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.coverage.gaps import phrases
from personacheck.model import tables as t
from personacheck.model.result import Cause
from personacheck.text.prose import plural, spelled
from personacheck.vocabulary.roles import role

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from personacheck.coverage.count.census import Census
    from personacheck.coverage.gaps.drafts import Draft
    from personacheck.model.cast import Cast

INTERVIEWS: Final = 5
"""Interviews that a next step asks for, at most (design, "Gap causes")."""
MOSTLY, LIFT, ENOUGH = 0.6, 1.3, 5
"""A role gap is told to be mostly at one channel or size from this share of its accounts, which is so many times the
share of all accounts, and from so many accounts on."""


def whom(draft: Draft, cast: Cast, population: str) -> str:
    """Whom a gap is about: "finance leads at partner-sold customers"; without a role, people like a persona."""
    if draft.like and draft.function is None:
        return phrases.joined(f"people like {first_name(cast, draft.like)}", draft.where, population)
    return phrases.gap_phrase(draft.where, draft.specialty or draft.function, draft.level, population)


def next_step(draft: Draft, census: Census, cast: Cast, accounts: NDArray[np.int64], population: str) -> str:
    """The next step of a gap whose draft names none."""
    names = [first_name(cast, persona) for persona in draft.personas[:2]]
    if draft.cause is Cause.RULE_TOO_NARROW:
        near = plural(len(draft.contacts), "contact")
        if draft.unrecorded:
            asked = cast[draft.personas[0]].asks_for
            return f"{names[0]} asks for {asked}, not recorded for {near}: fill it in, or remove it from the persona."
        return f"Check the {near} close to {' or '.join(names)}: add their titles to the cast, or accept."
    role_holders = whom(draft, cast, population)
    if draft.cause is Cause.NO_PERSONA and not draft.where:
        place = phrases.place(_mostly(census, accounts), population)
        role_holders = f"{role_holders}, most of them {place}" if place else role_holders
    elif draft.function is None and draft.mostly[0]:
        role_holders = f"{role_holders}, most of them {role(*draft.mostly)}"
    number = min(INTERVIEWS, len(accounts) or len(draft.contacts))
    asked = f"Interview {spelled(number)} {role_holders}" if number > 1 else f"Interview one of the {role_holders}"
    extend = f"extend {' or '.join(names)}, add a persona" if names else "add a persona"
    return f"{asked}, then {extend}, or accept."


def first_name(cast: Cast, persona: str) -> str:
    """What a persona is called in a sentence: its name up to the first comma."""
    return cast.shortly[persona].name


def _mostly(census: Census, accounts: NDArray[np.int64]) -> dict[str, str]:
    """Channel and size that most of these accounts have, and clearly more of them than of all."""
    where: dict[str, str] = {}
    for axis in (t.CHANNEL, t.SIZE) if len(accounts) >= ENOUGH else ():
        values, names = census.account_values[axis]
        here, everywhere = (np.bincount(at, minlength=len(names)) / len(at) for at in (values[accounts], values))
        most = int(here.argmax())
        if names[most] != t.UNKNOWN and here[most] >= max(MOSTLY, LIFT * everywhere[most]):
            where[axis] = str(names[most])
    return where
