"""Whether a persona's scope holds a contact's segment."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from personacheck.model import tables as t
from personacheck.model.cast import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from personacheck.model.cast import Persona

_OPPOSED: Final = {(t.Side.BUYER.value, t.Side.USER.value), (t.Side.USER.value, t.Side.BUYER.value)}
_SERVED: Final = (t.Population.CUSTOMER.value, t.Population.PROSPECT.value)


class Reach(StrEnum):
    """How a scope and a segment meet."""

    INSIDE = "inside"
    ASSUMED = "assumed"
    OUTSIDE = "outside"
    OTHER_SIDE = "other side"
    """A user's persona and a recorded buyer, or the other way round."""
    OTHER_PEOPLE = "other people"
    """A persona of partner staff and a contact that is not; then the persona does not fit at all."""


def reach(persona: Persona, segment: Mapping[str, str]) -> Reach:
    """Scope against a contact's axis values, recorded side and population.

    An axis value that is unknown makes it assumed; so does a scope that was not stated. A persona's side counts against
    a recorded side only.
    """
    if persona.kind == Kind.PARTNER and segment.get(t.POPULATION) in _SERVED:
        return Reach.OTHER_PEOPLE
    if (persona.side, segment.get(t.SIDE)) in _OPPOSED:
        return Reach.OTHER_SIDE
    values = {axis: segment.get(axis, "") or t.UNKNOWN for axis in persona.scope.axes}
    if any(value not in (*persona.scope.axes[axis], t.UNKNOWN) for axis, value in values.items()):
        return Reach.OUTSIDE
    certain = persona.scope.stated and t.UNKNOWN not in values.values()
    return Reach.INSIDE if certain else Reach.ASSUMED


def columns(personas: tuple[Persona, ...]) -> tuple[str, ...]:
    """Contact columns that some scope asks for."""
    axes = (axis for persona in personas for axis in persona.scope.axes)
    return tuple(dict.fromkeys((t.POPULATION, t.SIDE, *axes)))
