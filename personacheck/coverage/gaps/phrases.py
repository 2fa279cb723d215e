"""Roles and segments in words, as a reader meets them: "finance leads at partner-sold customers"."""

from __future__ import annotations

from typing import Any

from personacheck.model import tables as t
from personacheck.vocabulary.axes import segment_label, value_label
from personacheck.vocabulary.lists import read_words
from personacheck.vocabulary.roles import role


def place(where: dict[str, str], population: str) -> str:
    """Where a gap is: "at small partner-sold customers"; empty for everywhere.

    Examples
    --------
    >>> place({"size": "small"}, "customer"), place({}, "customer")
    ('at small customers', '')
    """
    adjectives = _words()["adjectives"]
    described = {axis: words[where[axis]] for axis, words in adjectives.items() if where.get(axis) in words}
    before = "".join(f"{word} " for word in described.values())
    after = "".join(f", {axis_value(axis, value)}" for axis, value in where.items() if axis not in {*described, t.SIDE})
    return f"at {before}{accounts(population)}{after}" if before or after else ""


def accounts(population: str) -> str:
    """What the accounts of a population are called: "customers"."""
    return str(_words()["accounts"][population])


def gap_phrase(where: dict[str, str], function: str | None, level: str | None, population: str) -> str:
    """Whom a gap is about: "finance leads at partner-sold customers", "buyers at small customers"."""
    if function is None and level is None:
        side = _words()["sides"][where.get(t.SIDE, t.UNKNOWN)]
        return f"{side} {place(where, population)}".strip()
    return joined(role(function, level), where, population)


def joined(whom: str, where: dict[str, str], population: str) -> str:
    """People with their place and side.

    Examples
    --------
    >>> joined("IT leads", {"size": "small", "side": "buyer"}, "customer"), joined("IT leads", {}, "customer")
    ('IT leads who are buyers at small customers', 'IT leads')
    """
    side = _words()["of_side"].get(where.get(t.SIDE), "")
    return " ".join(part for part in (whom, side, place(where, population)) if part)


def axis_value(axis: str, value: str) -> str:
    """A value so that it stands for itself: a custom axis is named with it, and what is not recorded.

    Examples
    --------
    >>> axis_value("channel", "indirect"), axis_value("sales_region", "DACH")
    ('partner-sold', 'sales region DACH')
    >>> axis_value("size", "unknown")
    'size not recorded'
    """
    own = value != t.UNKNOWN and axis in t.AXES
    return value_label(axis, value) if own else segment_label({axis: value})


def _words() -> Any:  # YAML is untyped; read_words keeps it
    return read_words("phrases.yaml")
