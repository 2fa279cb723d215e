"""Axes out of the box: what a CRM's values mean on them, the side by function and level, and how readers are told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from personacheck.errors import Problem, VocabularyError
from personacheck.model.tables import AXIS_VALUES, CHANNEL, SIDE, UNKNOWN, Population
from personacheck.text.nearest import did_you_mean
from personacheck.vocabulary.lists import read_words
from personacheck.vocabulary.people import fold_words
from personacheck.vocabulary.shapes import REASONS

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE: Final = "segments.yaml"
STAGES: Final = ("pre-sale", "onboarding", "post-sale", "renewal")
"""Values of the stage axis, in the order of the journey."""


@dataclass(frozen=True)
class Meaning:
    """What one value of a type or stage field says; "" where it says nothing.

    Attributes
    ----------
    value
        Value on the axis (a channel for a type, a stage for a stage).
    excluded
        Reason why such an account is in no market population.
    """

    population: str = ""
    value: str = ""
    excluded: str = ""


@dataclass(frozen=True)
class Segments:
    """The tables of ``segments.yaml``; their keys are folded (``fold_words``)."""

    types: Mapping[str, Meaning]
    open_types: frozenset[str]
    channels: Mapping[str, str]
    sizes: Mapping[str, str]
    stages: Mapping[str, Meaning]
    closed_leads: frozenset[str]
    won: frozenset[str]
    lost: frozenset[str]
    renewals: frozenset[str]
    buying_roles: Mapping[str, str]
    sides: Mapping[str, Mapping[str, str]]
    default_side: Mapping[str, str]
    reasons: Mapping[str, tuple[str, str]]
    labels: Mapping[str, Mapping[str, str]]


@cache
def segments() -> Segments:
    """The tables, read once.

    Raises
    ------
    VocabularyError
        A type or stage is not known; a value stands under two meanings.
    """
    data = read_words(FILE)
    _check_keys(data)
    sides = data["sides"]
    return Segments(
        types={value: _meaning(key) for value, key in _turned(data["account_types"], "account_types").items()},
        open_types=_folded(data["open_types"]),
        channels=_turned(data["channels"], "channels"),
        sizes=_turned(data["sizes"], "sizes"),
        stages={value: _meaning(key) for value, key in _turned(data["stages"], "stages").items()},
        closed_leads=_folded(data["closed_leads"]),
        won=_folded(data["won"]),
        lost=_folded(data["lost"]),
        renewals=_folded(data["renewals"]),
        buying_roles=_turned(data["buying_roles"], "buying_roles"),
        sides=sides["functions"],
        default_side=sides["default"],
        reasons={reason: (single, many) for reason, (single, many) in data["reasons"].items()},
        labels=data["labels"],
    )


def side_of(function: str, level: str) -> str:
    """The side that a function and level suggest, to be marked inferred; ``unknown`` without a level.

    Examples
    --------
    >>> side_of("it", "director"), side_of("it", "professional"), side_of("purchasing", "professional")
    ('buyer', 'user', 'buyer')
    """
    tables = segments()
    return str(tables.sides.get(function, tables.default_side).get(level, UNKNOWN))


def axis_label(axis: str) -> str:
    """An axis as a reader calls it.

    >>> axis_label("sales_region")
    'sales region'
    """
    return axis.replace("_", " ").replace("-", " ")


def value_label(axis: str, value: str) -> str:
    """How a reader is told of a value of an axis; one of a custom axis stands for itself. The side is also inferred.

    Examples
    --------
    >>> value_label("channel", "indirect"), value_label("region", "DACH")
    ('partner-sold', 'DACH')
    >>> value_label("size", "unknown"), value_label("side", "unknown")
    ('not recorded', 'not known')
    """
    if value == UNKNOWN:
        return "not known" if axis == SIDE else "not recorded"
    return str(segments().labels.get(axis, {}).get(value, value))


def segment_label(where: Mapping[str, str]) -> str:
    """A segment as a reader calls it; empty for the whole.

    >>> segment_label({"size": "unknown", "channel": "indirect"})
    'size not recorded, channel partner-sold'
    """
    return ", ".join(f"{axis_label(axis)} {value_label(axis, value)}" for axis, value in where.items())


def excluded_label(reason: str, number: int) -> str:
    """How a reader is told why so many contacts are excluded; a reason that is not listed stands for itself.

    Examples
    --------
    >>> excluded_label("duplicate", 1), excluded_label("duplicate", 2), excluded_label("inactive", 2)
    ('duplicate', 'duplicates', 'inactive')
    """
    single, many = segments().reasons.get(reason, (reason, reason))
    return single if number == 1 else many


def _check_keys(data: Mapping[str, Any]) -> None:
    """What types and stages mean is made of other words of the house, which `shapes` does not know to go together."""
    reasons = data["reasons"]
    types = [f"{whose}, {channel}" for whose in Population for channel in AXIS_VALUES[CHANNEL]]
    stages = [f"{stage}, {whose}" for stage in STAGES for whose in Population]
    may_stand = {
        "account_types": [*Population, *types, *reasons],
        "stages": [*STAGES, *stages, *reasons],
        "reasons": [*REASONS, *data["account_types"], *data["stages"]],
    }
    problems = [
        Problem(FILE, table, f"unknown key {key}", did_you_mean(key, words))
        for table, words in may_stand.items()
        for key in data[table]
        if key not in words
    ]
    if problems:
        raise VocabularyError(*problems)


def _meaning(key: str) -> Meaning:
    first, _, value = key.partition(", ")
    if first in set(Population):
        return Meaning(population=first, value=value)
    if value or first not in STAGES:
        return Meaning(value=first, population=value) if value else Meaning(excluded=first)
    return Meaning(value=first)


def _turned(groups: Mapping[str, list[str]], place: str) -> dict[str, str]:
    key_of: dict[str, str] = {}
    for key, values in groups.items():
        for value in values:
            folded = fold_words(str(value))
            if key_of.setdefault(folded, str(key)) != key:
                raise VocabularyError(Problem(FILE, place, f"{value} stands under {key_of[folded]} and {key}"))
    return key_of


def _folded(values: list[str]) -> frozenset[str]:
    return frozenset(fold_words(str(value)) for value in values)
