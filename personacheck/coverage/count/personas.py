"""The personas: whom each covers, whom only it covers, and what a smaller cast would reach."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from personacheck.model import tables as t
from personacheck.model.cast import Kind
from personacheck.model.result import CurvePoint, PersonaFigure
from personacheck.model.tally import share_of

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from personacheck.coverage.count.census import Census
    from personacheck.model.cast import Cast, Persona


class Fits(NamedTuple):
    """Covered contacts by the set of personas that fit them.

    Attributes
    ----------
    fits
        Bool, one row a set, one column a persona of the cast.
    contacts
        How many contacts each set fits.
    """

    fits: NDArray[np.bool_]
    contacts: NDArray[np.int64]


def fits_of(contacts: pd.DataFrame, cast: Cast) -> Fits:
    """Sets of personas that fit covered contacts."""
    covered = contacts.loc[t.is_covered(contacts[t.STATUS]), [t.PERSONA, t.ALTERNATIVES]]
    sets = Counter(zip(covered[t.PERSONA], covered[t.ALTERNATIVES], strict=True))
    column = {persona: n for n, persona in enumerate(cast.ids)}
    fits = np.zeros((len(sets), len(column)), bool)
    for row, (first, others) in enumerate(sets):
        fits[row, [column[persona] for persona in (first, *others) if persona in column]] = True
    return Fits(fits, np.fromiter(sets.values(), np.int64, len(sets)))


def figures(cast: Cast, census: Census, fitted: Fits, *, partners: bool) -> dict[str, PersonaFigure]:
    """Figures of the personas that describe this population: those of kind ``partner``, or all others."""
    only = fitted.fits & (fitted.fits.sum(axis=1) == 1)[:, None]
    alone = only.T.astype(np.int64) @ fitted.contacts
    covered = census.contacts.loc[t.is_covered(census.contacts[t.STATUS]), [t.PERSONA, t.ACCOUNT_ID, *census.axes]]
    return {
        persona.id: _figure(persona, covered, census.axes, int(alone[n]))
        for n, persona in enumerate(cast.personas)
        if (persona.kind == Kind.PARTNER.value) is partners
    }


def curve(cast: Cast, census: Census, fitted: Fits) -> tuple[CurvePoint, ...]:
    """Coverage of contacts as the cast grows: at each size the persona that adds most, ties in the cast's order."""
    fits, contacts = fitted
    judged = int(t.is_judged(census.contacts[t.STATUS]).sum())
    reached = np.zeros(len(contacts), bool)
    points: list[CurvePoint] = []
    left = [n for n, persona in enumerate(cast.personas) if persona.kind not in _APART]
    while left:
        gains = [int(contacts[fits[:, n] & ~reached].sum()) for n in left]
        best = left.pop(int(np.argmax(gains)))
        reached |= fits[:, best]
        share = share_of(int(contacts[reached].sum()), judged)
        points.append(CurvePoint(len(points) + 1, cast.ids[best], share))
    return tuple(points)


_APART = frozenset({Kind.PARTNER.value, Kind.NEGATIVE.value})


def _figure(persona: Persona, covered: pd.DataFrame, axes: tuple[str, ...], alone: int) -> PersonaFigure:
    mine = covered[covered[t.PERSONA] == persona.id]
    with_account = mine[mine[t.ACCOUNT_ID] != ""]
    by_axis, at_accounts = dict[str, dict[str, int | None]](), dict[str, dict[str, int | None]]()
    for axis in axes:
        contacts, accounts_of = t.times(mine[axis]), with_account.groupby(axis)[t.ACCOUNT_ID].nunique()
        by_axis[axis] = {**contacts}
        at_accounts[axis] = {value: int(accounts_of.get(value, 0)) for value in contacts}
    share, accounts = share_of(len(mine), len(covered)), int(with_account[t.ACCOUNT_ID].nunique())
    return PersonaFigure(
        persona.id, persona.name, len(mine), accounts, share, by_axis, alone, accounts_by_axis=at_accounts
    )
