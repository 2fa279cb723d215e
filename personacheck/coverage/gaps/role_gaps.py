"""Gaps of the cast: roles that nobody describes, scopes that leave people out, segments worse than the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.coverage.count.roles import MOST, lack_a_field, ranked, role_codes
from personacheck.coverage.gaps.drafts import Draft
from personacheck.coverage.gaps.slices import worst_slices
from personacheck.model import tables as t
from personacheck.model.result import Cause
from personacheck.model.tables import Status
from personacheck.text.prose import listed
from personacheck.vocabulary.axes import axis_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from personacheck.coverage.count.census import Census
    from personacheck.model.cast import Cast, Persona

SAME: Final = 0.8
"""Share of a segment's contacts from which one role, or one persona's scope, speaks for all of it."""
NEIGHBOUR: Final = 0.2
"""Share of the people of a function from which a persona that fits them may be extended to the others."""
SEGMENT: Final = "segment"
"""Kind of a gap that was found by the search: its place alone names it, whoever stands in it this quarter."""


def role_gaps(census: Census) -> Iterator[Draft]:
    """Roles of uncovered contacts: nobody describes them, or a rule just misses them.

    The persona of the first kind is the one that fits most of the other people of the same function: the one to extend,
    perhaps.
    """
    contacts = census.contacts
    covered, uncovered = (
        (contacts[t.STATUS] == status.value).to_numpy() for status in (Status.COVERED, Status.UNCOVERED)
    )
    roles, near = role_codes(contacts), contacts[t.NEAR].to_numpy(bool)
    nobodys, missed, lacking = uncovered & ~near, uncovered & near, lack_a_field(contacts)
    for function, level, inside in roles.among(nobodys):
        here = np.flatnonzero(nobodys & inside)
        fits = _neighbour(contacts, (contacts[t.FUNCTION] == function).to_numpy(), covered)
        yield Draft(Cause.NO_PERSONA, {}, function, level, here, inside=np.packbits(inside), personas=fits)
    for function, level, inside in roles.among(missed):
        here = np.flatnonzero(missed & inside)
        leaning, unrecorded = ranked(contacts[t.LEANING].iloc[here]), bool(lacking[here].mean() > MOST)
        yield Draft(
            Cause.RULE_TOO_NARROW, {}, function, level, here,
            inside=np.packbits(inside), personas=leaning, unrecorded=unrecorded,
        )  # fmt: skip  # whom, then why


def _neighbour(contacts: pd.DataFrame, of_function: NDArray[np.bool_], covered: NDArray[np.bool_]) -> tuple[str, ...]:
    """The persona that fits most people of a function; none where it fits few."""
    colleagues = contacts[t.PERSONA][of_function & covered]
    first = ranked(colleagues)[:1]
    return first if first and (colleagues == first[0]).sum() >= NEIGHBOUR * of_function.sum() else ()


def scope_gaps(census: Census, cast: Cast) -> Iterator[Draft]:
    """Stretched contacts of each persona, along each axis value that its scope leaves out."""
    contacts = census.contacts
    stretched, roles = (contacts[t.STATUS] == Status.STRETCHED.value).to_numpy(), role_codes(contacts)
    for member in cast.personas:
        mine = (contacts[t.PERSONA] == member.id).to_numpy()
        open_ = np.flatnonzero(mine & stretched)
        for axis in census.axes:
            value = contacts[axis].iloc[open_].to_numpy(object)
            outside = _outside(contacts.iloc[open_], member, axis)
            for left_out in sorted(set(value[outside])):
                there = (contacts[axis] == left_out).to_numpy()
                here = open_[outside & (value == left_out)]
                yield Draft(
                    Cause.OUT_OF_SCOPE, {axis: str(left_out)}, *roles.of_most(here), here,
                    inside=np.packbits(mine & there), personas=(member.id,), kind=f"scope {member.origin}",
                    like=member.id,
                )  # fmt: skip  # whom, then whose scope


def segment_gaps(census: Census) -> Iterator[Draft]:
    """The worst segments, whoever stands in them; a role names the gap only where it is nearly all of it."""
    contacts = census.contacts
    status, roles = contacts[t.STATUS], role_codes(contacts)
    missed = t.is_missed(status)
    for slice_ in worst_slices(census):
        here = np.flatnonzero(missed & slice_.inside)
        stretched = (status.iloc[here] == Status.STRETCHED.value).mean() > MOST
        fits = ranked(contacts[t.PERSONA].iloc[here]) if stretched else ()
        yield Draft(
            Cause.OUT_OF_SCOPE if stretched else Cause.NO_PERSONA, slice_.where, *roles.of_most(here, SAME), here,
            inside=np.packbits(slice_.inside), personas=fits, q=slice_.q, significant=True, kind=SEGMENT,
            mostly=roles.of_most(here), step=_recorded_first(slice_.where),
        )  # fmt: skip  # whom, then what was found of them


def _recorded_first(where: dict[str, str]) -> str:
    """The next step where a slice is of what is not recorded; "" where all is."""
    open_ = listed([axis_label(axis) for axis, value in where.items() if value == t.UNKNOWN])
    return f"Record their {open_} first: until then nobody knows what kind of customers they are." if open_ else ""


def _outside(contacts: pd.DataFrame, persona: Persona, axis: str) -> NDArray[np.bool_]:
    """Contacts of other axis values than the persona's scope names; along the side, of another recorded side."""
    value, allowed = contacts[axis].to_numpy(object), persona.scope.axes.get(axis, ())
    if axis == t.SIDE:
        allowed = allowed or _ON_ITS_SIDE.get(persona.side, ())
        value = np.where(contacts[t.SIDE_INFERRED].to_numpy(bool), t.UNKNOWN, value)
    return ~np.isin(value, [*allowed, t.UNKNOWN]) if allowed else np.zeros(len(contacts), bool)


_ON_ITS_SIDE: Final = {side.value: (side.value, t.Side.BOTH.value) for side in (t.Side.BUYER, t.Side.USER)}
