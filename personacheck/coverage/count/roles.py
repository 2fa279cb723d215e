"""Roles of contacts: function and level group, as one integer each, and who only just misses a persona."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.model import tables as t
from personacheck.model.causes import NO_BUYING_ROLE, NO_VALUES
from personacheck.model.tables import Status
from personacheck.vocabulary.roles import group_of_level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from numpy.typing import NDArray

MOST: Final = 0.5
"""Share above which a cause or a role speaks for a segment."""


class Roles:
    """Function and level group of every contact, as one integer each."""

    def __init__(self, function: pd.Series, level: pd.Series) -> None:
        group = level.map(group_of_level()).fillna(level)
        does, functions = pd.factorize(function, sort=True)
        ranks, groups = pd.factorize(group, sort=True)
        self.code = (does * len(groups) + ranks).astype(np.int32)
        self.names = [(str(work), str(rank)) for work in functions for rank in groups]

    def among(self, mask: NDArray[np.bool_]) -> Iterator[tuple[str | None, str | None, NDArray[np.bool_]]]:
        """Function, level and all holders of each role that some contact of the mask has."""
        for n in np.unique(self.code[mask]):
            function, level = self.names[n]
            yield function or None, level or None, self.code == n

    def of_most(self, positions: NDArray[np.int64], share: float = MOST) -> tuple[str | None, str | None]:
        """Function and level of more than this share of these contacts; None where there is no such role."""
        counts = np.bincount(self.code[positions], minlength=len(self.names))
        function, level = self.names[int(counts.argmax())]
        return (function, level or None) if function and counts.max() > share * len(positions) else (None, None)

    def families(self, share: float) -> Iterator[tuple[str, str, float]]:
        """Function, level and share of each role that holds so large a share, largest first."""
        counts = np.bincount(self.code, minlength=len(self.names))
        for n in np.argsort(-counts, kind="stable"):
            function, level = self.names[n]
            if function and counts[n] >= share * len(self.code):
                yield function, level, float(counts[n] / len(self.code))


def role_codes(contacts: pd.DataFrame) -> Roles:
    """Roles of contacts by the function and level that were read."""
    return Roles(contacts[t.FUNCTION], contacts[t.LEVEL])


def ranked(ids: pd.Series) -> tuple[str, ...]:
    """Persona ids, the most frequent first, ties by id."""
    counted = t.times(ids[ids != ""])
    return tuple(sorted(counted, key=lambda name: (-counted[name], name)))


def near_misses(contacts: pd.DataFrame, gated: Collection[str] = ()) -> NDArray[np.bool_]:
    """Contacts that lean to a persona which fits more people of their role than it misses.

    Where it misses most of a role, the role is another one, however near the words: staff beside a persona of leads.
    Unless nothing is against them but a field that nobody filled in: then the role is the persona's.

    Parameters
    ----------
    gated
        Ids of personas that describe a role, and ask for a field beside it.
    """
    roles = role_codes(contacts)
    both = [contacts[column].astype("category").array for column in (t.LEANING, t.PERSONA)]
    place = {name: n for n, name in enumerate(dict.fromkeys(["", *both[0].categories, *both[1].categories]))}
    leaning, persona = (np.array([place[name] for name in of.categories], np.int32)[of.codes] for of in both)
    leant, fitted = (roles.code * len(place) + of for of in (leaning, persona))
    size, leans = len(roles.names) * len(place), leaning > 0
    missed = np.bincount(leant[leans], minlength=size)
    fits = np.bincount(fitted[(contacts[t.STATUS] == Status.COVERED.value).to_numpy()], minlength=size)
    near = leans & (fits >= missed)[leant]
    if gated:
        near |= contacts[t.LEANING].isin([*gated]).to_numpy() & lack_a_field(contacts)
    return np.asarray(near, bool)


def lack_a_field(contacts: pd.DataFrame) -> NDArray[np.bool_]:
    """Contacts whose nearest persona asks for a field that is not recorded of them, and fits but for that."""
    place, reasons = pd.factorize(contacts[t.REASON])
    lacks = [NO_BUYING_ROLE in reason or NO_VALUES in reason for reason in reasons]
    return np.asarray(lacks, bool)[place] & (contacts[t.STATUS] == Status.UNCOVERED.value).to_numpy()
