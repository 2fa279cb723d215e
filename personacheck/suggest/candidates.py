"""Uncovered contacts -> candidate personas. Each is a hypothesis: interview first.

Contacts are grouped by the function that the vocabulary reads: on real titles this brought a hidden persona back in 12
of 12 cases, where clustering libraries found a third of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from personacheck.model import tables as t
from personacheck.model.result import Suggestion
from personacheck.model.tables import Status
from personacheck.suggest.words import Lexicon, cross_fit
from personacheck.text.prose import sentence
from personacheck.vocabulary.roles import group_of_level, levels_of, role, seldom
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from personacheck.model.few import Least
    from personacheck.model.titles import Titles
    from personacheck.settings.sections import PrivacySettings
    from personacheck.settings.settings import Settings

MOST: Final = 10
"""Candidates told, at most."""
ONE_LEVEL: Final = 0.8
"""Share of one level group from which a candidate is of that level (measured, research on matching)."""
ONE_SPECIALTY: Final = 0.8
"""Share of one specialty from which a candidate is of that, not of its function; as gaps are told."""
HALF_DESCRIBED: Final = 2.0
"""Weight of a function where the cast covers others already: half a function described is a hole in the cast."""
LEAD, WORK = t.LEVELS[3], t.LEVELS[6]
"""Levels that stand for those who lead, and for those who do the work."""
SELDOM: Final = 0.5
"""Weight of a function that business vendors seldom draw journeys for."""


class Group(NamedTuple):
    """Uncovered contacts of one function.

    Attributes
    ----------
    members
        Positions of the contacts: uncovered, of this function, and of ``level`` where there is one.
    level
        Level group that most of them are in; None where they are mixed.
    weight
        Accounts, weighted: what candidates are ranked by.
    """

    function: str
    level: str | None
    members: NDArray[np.int64]
    weight: float


class Telling(NamedTuple):
    """What may be told of a candidate, and along which axes."""

    privacy: PrivacySettings
    axes: tuple[str, ...]


def suggest(
    contacts: pd.DataFrame, titles: Titles, settings: Settings, axes: Sequence[str] = t.AXES
) -> tuple[Suggestion, ...]:
    """Candidate personas, the ones worth most first.

    Parameters
    ----------
    contacts
        Contacts of the headline's population with their matches and ``NEAR``: an assessment's census.
    titles
        Theirs, which may be shown.
    axes
        Axes that candidates are told along.
    """
    lexicon, telling = Lexicon(contacts), Telling(settings.privacy, tuple(axes))
    groups = sorted(_groups(contacts, settings.privacy), key=lambda group: (-group.weight, group.function))
    return tuple(_suggestion(contacts, group, titles, lexicon, telling) for group in groups[:MOST])


def _groups(contacts: pd.DataFrame, privacy: PrivacySettings) -> Iterator[Group]:
    does, functions = pd.factorize(contacts[t.FUNCTION])
    wide, names = pd.factorize(widest(pd.Series(np.asarray(functions, object))), sort=True)
    function = wide.astype(np.int16)[does]
    leads = (contacts[t.LEVEL].map(group_of_level()) == LEAD).to_numpy()
    status = contacts[t.STATUS]
    open_ = ((status == Status.UNCOVERED.value) & (contacts[t.FUNCTION] != "")).to_numpy() & ~contacts[
        t.NEAR
    ].to_numpy()
    for n in np.unique(function[open_]):
        name, mine = str(names[n]), function == n
        members = mine & open_
        half = (mine & t.is_covered(status)).sum() * HALF_DESCRIBED >= members.sum()
        share = leads[members].mean()
        level = LEAD if share >= ONE_LEVEL else WORK if half and share <= 1 - ONE_LEVEL else None
        members = members if level is None else members & (leads == (level == LEAD))
        accounts, count = accounts_of(contacts, members), int(members.sum())
        if privacy.least.reached(count, accounts):
            weight = accounts * (HALF_DESCRIBED if half else 1) * (SELDOM if name in seldom() else 1)
            yield Group(name, level, np.flatnonzero(members), weight)


def widest(functions: pd.Series) -> NDArray[np.object_]:
    """The widest function that each is under: a persona of it fits the narrower ones too."""
    by_function = {name: vocabulary().wider(name)[-1] for name in functions.unique() if name in vocabulary().functions}
    return functions.map(lambda name: by_function.get(name, name)).to_numpy(object)


def accounts_of(contacts: pd.DataFrame, members: NDArray[np.bool_] | NDArray[np.int64]) -> int:
    """Accounts of some contacts, marked or by position; one without a company is in none."""
    account = contacts[t.ACCOUNT_ID].iloc[members]
    return int(account[account != ""].nunique())


def _suggestion(contacts: pd.DataFrame, group: Group, titles: Titles, lexicon: Lexicon, telling: Telling) -> Suggestion:
    privacy = telling.privacy
    at = group.members
    here = contacts[[t.ACCOUNT_ID, t.SPECIALTY, *telling.axes]].iloc[at]
    mine, beside = lexicon.held(at), t.is_judged(contacts[t.STATUS]).copy()
    beside[at] = False
    others = lexicon.held(beside)
    words = lexicon.telling(mine, others, privacy.min_contacts)
    words = tuple(word for word in words if lexicon.accounts(word, at) >= privacy.min_accounts)
    precision, recall = cross_fit(lexicon, mine, others, privacy.min_contacts // 2)
    levels = levels_of(group.level) if group.level else ()
    by_axis = {axis: cells(here, axis, privacy.least) for axis in telling.axes}
    work = specialty_of(here) or group.function
    rule = {"functions": (work,), "levels": levels, "titles": words}
    return Suggestion(
        name=sentence(role(work, group.level)),
        function=group.function,
        level=group.level,
        contacts=len(at),
        accounts=accounts_of(contacts, at),
        titles=titles.frequent(at),
        rule={key: value for key, value in rule.items() if value},
        precision=precision,
        recall=recall,
        by_axis=by_axis,
        under=privacy.min_contacts if any(None in cells.values() for cells in by_axis.values()) else None,
    )


def specialty_of(contacts: pd.DataFrame) -> str:
    """What nearly all of them do within their function; "" where they differ, or say no more."""
    first, share = next(iter(contacts[t.SPECIALTY].value_counts(normalize=True).items()))
    return str(first) if share >= ONE_SPECIALTY else ""


def cells(contacts: pd.DataFrame, axis: str, least: Least) -> dict[str, int | None]:
    """Contacts at each value; None for too few."""
    at = {str(value): accounts_of(rows, np.ones(len(rows), bool)) for value, rows in contacts.groupby(axis)}
    return {value: None if least.hides(n, at[value]) else n for value, n in t.times(contacts[axis]).items()}
