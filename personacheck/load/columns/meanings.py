"""Cells of type, stage and flag columns -> what they mean; several values in one cell are read together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from personacheck.model.tables import UNKNOWN, Population
from personacheck.vocabulary.axes import Meaning, segments
from personacheck.vocabulary.people import fold_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Value = TypeVar("Value")

MIXED: Final = "mixed"
NOTHING: Final = Meaning()
_LISTED: Final = re.compile(r"\s*[;|\n]\s*")
_LOOSE: Final = re.compile(r"\s*[,/]\s*|\s+&\s+")


def values(text: str, words: Collection[str]) -> list[str]:
    """Values of a cell, folded: joined by ";" or "|", or by "," or "/" where each is known; else the whole, then parts.

    Examples
    --------
    >>> values("Partner; Customer", ()), values("Direct/Indirect", {"direct", "indirect"})
    (['partner', 'customer'], ['direct', 'indirect'])
    >>> values("Press / Radio", {"press"})
    ['press radio', 'press', 'radio']
    """
    listed = [fold_words(part) for part in _LISTED.split(text)]
    if len(listed) > 1:
        return listed
    loose = [fold_words(part) for part in _LOOSE.split(text)]
    if len(loose) > 1 and all(part in words for part in loose):
        return loose
    return [fold_words(text), *(loose if len(loose) > 1 else ())]


def type_meaning(text: str) -> Meaning:
    """What an account type says; customer and partner at once is a customer whose channel is mixed.

    Examples
    --------
    >>> type_meaning("Customer - Channel")
    Meaning(population='customer', value='indirect', excluded='')
    >>> type_meaning("Partner;Customer"), type_meaning("Competitor").excluded
    (Meaning(population='customer', value='mixed', excluded=''), 'competitor')
    """
    types = segments().types
    meanings = [types[value] for value in values(text, types) if value in types]
    populations = {meaning.population for meaning in meanings}
    channels = {meaning.value for meaning in meanings if meaning.value}
    if {Population.CUSTOMER, Population.PARTNER} <= populations:
        return Meaning(Population.CUSTOMER.value, MIXED)
    for population in (Population.CUSTOMER, Population.PARTNER, Population.PROSPECT):
        if population in populations:
            return Meaning(population.value, MIXED if len(channels) > 1 else next(iter(channels), ""))
    return next(iter(meanings), NOTHING)


def stage_meaning(text: str) -> Meaning:
    """What a lifecycle or deal stage says.

    >>> stage_meaning("Marketing Qualified Lead")
    Meaning(population='prospect', value='pre-sale', excluded='')
    """
    return _first(text, segments().stages) or NOTHING


def channel_value(text: str) -> str:
    """Value on the channel axis, "" where the cell says nothing; direct and indirect together are mixed.

    >>> channel_value("Reseller"), channel_value("Direct;Partner"), channel_value("Blue")
    ('indirect', 'mixed', '')
    """
    channels = segments().channels
    channels_named = dict.fromkeys(channels[value] for value in values(text, channels) if value in channels)
    return MIXED if len(channels_named) > 1 else next(iter(channels_named), "") or type_meaning(text).value


def size_value(text: str) -> str:
    """The vendor's tier on the size axis, "" where the cell says nothing."""
    return _first(text, segments().sizes) or ""


def role_sides(text: str) -> frozenset[str]:
    """Sides that recorded buying roles say, without those that leave it open.

    >>> sorted(role_sides("Decision Maker;End User")), role_sides("Influencer")
    (['buyer', 'user'], frozenset())
    """
    sides = segments().buying_roles
    return frozenset(sides.get(value, UNKNOWN) for value in values(text, sides)) - {UNKNOWN}


def _first(text: str, meanings: Mapping[str, Value]) -> Value | None:
    return next((meanings[value] for value in values(text, meanings) if value in meanings), None)
