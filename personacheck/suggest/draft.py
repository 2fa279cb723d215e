"""An export -> a first cast: the roles that are really there. It fits by construction, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from personacheck.model import tables as t
from personacheck.model.cast import Cast, Draft, Persona
from personacheck.model.tables import Side, Status
from personacheck.suggest.candidates import LEAD, SELDOM, WORK, accounts_of, cells, specialty_of, widest
from personacheck.suggest.paste import by_axis_in_words, fresh_ids
from personacheck.text.prose import plural, sentence
from personacheck.vocabulary.roles import group_of_level, levels_of, role, seldom

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import pandas as pd
    from numpy.typing import NDArray

    from personacheck.model.titles import Titles
    from personacheck.settings.sections import PrivacySettings

MOST: Final = 8
"""Personas of a draft: more than that nobody interviews in a quarter."""
ONE_SIDE: Final = 0.8
"""Share of buyers, or of users, among those whose side is known, from which a persona is on that side."""
TOLD: Final = (t.LEVEL, t.SPECIALTY, t.SIDE)
"""What each persona's size is told by."""


class Role(NamedTuple):
    """Contacts of one function, all of them or one group of levels; ``weight`` is accounts, weighted."""

    function: str
    level: str | None
    members: NDArray[np.bool_]
    weight: float


def draft(contacts: pd.DataFrame, titles: Titles, privacy: PrivacySettings, day: date) -> Draft:
    """A persona for each of the largest roles; none where no role is held by enough people to be told.

    Parameters
    ----------
    contacts
        Contacts of the headline's population, matched to a cast without personas: an assessment's census.
    titles
        Theirs, which may be shown.
    day
        Day of the draft.
    """
    roles = sorted(_roles(contacts, privacy), key=lambda group: (-group.weight, group.function, group.level or ""))
    names = [
        sentence(role(specialty_of(contacts[group.members]) or group.function, group.level)) for group in roles[:MOST]
    ]
    ids = fresh_ids(names)
    personas, comments = [], {}
    for key, name, group in zip(ids, names, roles, strict=False):
        here = contacts[group.members]
        size = f"{plural(len(here), 'contact')} at {plural(accounts_of(contacts, group.members), 'account')}"
        personas.append(
            Persona(
                id=key,
                name=name,
                summary=f"Hypothesis: interview first. Drafted from {size}.",
                side=_side(here),
                functions=(specialty_of(here) or group.function,),
                levels=levels_of(group.level) if group.level else (),
                examples=titles.frequent(np.flatnonzero(group.members)),
            )
        )
        counts = {axis: cells(here, axis, privacy.least) for axis in TOLD}
        comments[key] = "\n".join(
            ["Hypothesis: interview first.", f"{size}.", *by_axis_in_words(counts, privacy.min_contacts)]
        )
    return Draft(Cast(tuple(personas), name="First draft", drafted=day), comments, max(0, len(roles) - MOST))


def _roles(contacts: pd.DataFrame, privacy: PrivacySettings) -> Iterator[Role]:
    """Each function; those who lead apart from those who do the work, where both are many enough."""
    function = widest(contacts[t.FUNCTION])
    leads = (contacts[t.LEVEL].map(group_of_level()) == LEAD).to_numpy()
    readable = (contacts[t.STATUS] == Status.UNCOVERED.value).to_numpy() & (function != "")
    for name in np.unique(function[readable]):
        members = readable & (function == name)
        parts: dict[str | None, NDArray[np.bool_]] = {LEAD: members & leads, WORK: members & ~leads}
        if not all(_enough(contacts, part, privacy) for part in parts.values()):
            parts = {None: members}
        for level, part in parts.items():
            if _enough(contacts, part, privacy):
                weight = accounts_of(contacts, part) * (SELDOM if name in seldom() else 1)
                yield Role(str(name), level, part, weight)


def _enough(contacts: pd.DataFrame, members: NDArray[np.bool_], privacy: PrivacySettings) -> bool:
    return privacy.least.reached(int(members.sum()), accounts_of(contacts, members))


def _side(contacts: pd.DataFrame) -> str:
    """The side that nearly all are on whose side is known; both where they differ."""
    sides = contacts.loc[contacts[t.SIDE].isin([Side.BUYER.value, Side.USER.value]), t.SIDE]
    if sides.empty:
        return Side.UNKNOWN.value
    shares = sides.value_counts(normalize=True)
    return str(shares.index[0]) if shares.iloc[0] >= ONE_SIDE else Side.BOTH.value
