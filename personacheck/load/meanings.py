"""Cells of type, stage and flag columns -> what they mean; several values in one cell are read together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from personacheck.model.tables import Population
from personacheck.vocabulary.axes import Meaning, segments
from personacheck.vocabulary.people import fold_words

if TYPE_CHECKING:
    from collections.abc import Mapping

Said = TypeVar("Said")

MIXED: Final = "mixed"
NOTHING: Final = Meaning()
_LISTED: Final = re.compile(r"\s*[;|\n]\s*")
_PARTS: Final = re.compile(r"\s*[;|,\n]\s*|\s*/\s*|\s+&\s+")


def parts(text: str) -> list[str]:
    """Values of a cell that may hold several: joined by ";" or "|"; perhaps by "," or "/", then the whole of it first.

    >>> parts("Partner; Customer"), parts("Channel Partner / Reseller")
    (['Partner', 'Customer'], ['Channel Partner / Reseller', 'Channel Partner', 'Reseller'])
    """
    listed = [part for part in _LISTED.split(text) if part]
    if len(listed) > 1:
        return listed
    return [text, *(part for part in _PARTS.split(text) if part and part != text)]


def type_meaning(text: str) -> Meaning:
    """What an account type says; customer and partner at once is a customer whose channel is mixed.

    Examples
    --------
    >>> type_meaning("Customer - Channel")
    Meaning(population='customer', value='indirect', excluded='')
    >>> type_meaning("Partner;Customer"), type_meaning("Competitor").excluded
    (Meaning(population='customer', value='mixed', excluded=''), 'competitor')
    """
    told = parts(text)
    whole = segments().types.get(fold_words(told[0]))
    if whole is not None and told[0] == text:
        return whole
    found = [meaning for part in told if (meaning := segments().types.get(fold_words(part))) is not None]
    populations = {meaning.population for meaning in found if meaning.population}
    channels = {meaning.value for meaning in found if meaning.value}
    if {Population.CUSTOMER, Population.PARTNER} <= populations:
        return Meaning(Population.CUSTOMER.value, MIXED)
    for population in (Population.CUSTOMER, Population.PARTNER, Population.PROSPECT):
        if population in populations:
            return Meaning(population.value, MIXED if len(channels) > 1 else next(iter(channels), ""))
    return next((meaning for meaning in found if meaning.excluded), NOTHING)


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
    known = segments().channels
    if len(_LISTED.split(text)) == 1 and fold_words(text) in known:
        return known[fold_words(text)]
    values = {value for part in parts(text) if (value := known.get(fold_words(part)))}
    return MIXED if len(values) > 1 else next(iter(values), "") or type_meaning(text).value


def size_value(text: str) -> str:
    """The vendor's tier on the size axis, "" where the cell says nothing."""
    return _first(text, segments().sizes) or ""


def role_sides(text: str) -> frozenset[str]:
    """Sides that recorded buying roles say, without those that leave it open.

    >>> sorted(role_sides("Decision Maker;End User")), role_sides("Influencer")
    (['buyer', 'user'], frozenset())
    """
    known = segments().buying_roles
    values = {known.get(fold_words(part), "unknown") for part in parts(text)}
    return frozenset(values - {"unknown"})


def _first(text: str, known: Mapping[str, Said]) -> Said | None:
    return next((known[folded] for part in parts(text) if (folded := fold_words(part)) in known), None)
