"""A part of an export: the axis values that it is of, as people write them and as outputs say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.model.tables import AXIS_VALUES, SIDE, UNKNOWN
from personacheck.text.nearest import did_you_mean
from personacheck.text.prose import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


def values_of(own: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Axis to the values that it can have, ``unknown`` included; empty for a column as it is.

    Parameters
    ----------
    own
        The settings' own axes, with their values.
    """
    values = {**AXIS_VALUES, **{axis: tuple(allowed) for axis, allowed in own.items()}}
    return {axis: (*allowed, UNKNOWN) if allowed else () for axis, allowed in values.items()}


def strange(pairs: Iterable[tuple[str, str]], values: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Cause and next step for axes that there are not, and for values that an axis cannot have."""
    for axis, value in pairs:
        if axis not in values:
            yield f"there is no axis {axis}", did_you_mean(axis, values)
        elif values[axis] and value not in values[axis]:
            yield f"{axis} has no value {value}", did_you_mean(value, values[axis])


def parse_part(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """A part as it is written: ``axis=value`` pairs, further values of an axis after a comma.

    Examples
    --------
    >>> parse_part(["channel=indirect, mixed", "size=small"])
    {'channel': ('indirect', 'mixed'), 'size': ('small',)}

    Raises
    ------
    ValueError
        A value stands without an axis.
    """
    part: dict[str, tuple[str, ...]] = {}
    for text in texts:
        axis = ""
        for piece in text.split(","):
            before, equals, after = (side.strip() for side in piece.partition("="))
            axis, value = (before, after) if equals else (axis, before)
            if not axis or not value:
                raise ValueError(text)
            part[axis] = (*part.get(axis, ()), value)
    return part


def written(part: Mapping[str, Sequence[str]]) -> str:
    """The part as it is written, for a command."""
    return ",".join(f"{axis}={','.join(values)}" for axis, values in part.items())


def part_in_words(part: Mapping[str, Sequence[str]]) -> str:
    """The part in words, "" for the whole: "channel indirect or mixed, size small"."""
    return ", ".join(f"{axis} {listed(values, 'or')}" for axis, values in part.items())


def tidy(chosen: Mapping[str, Sequence[str]], values: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Values chosen on axes, in the letters of the axis's own.

    Raises
    ------
    LookupError
        Of an axis or a value that there is not; cause and next step for the first of them.
    """
    letters = {axis: {value.casefold(): value for value in allowed} for axis, allowed in values.items()}
    spelled = {
        axis: tuple(letters.get(axis, {}).get(value.casefold(), value) for value in some)
        for axis, some in chosen.items()
    }
    for cause, step in strange(((axis, value) for axis, some in spelled.items() for value in some), values):
        raise LookupError(cause, step)
    return spelled


def tidy_part(part: Mapping[str, Sequence[str]], values: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """A part as every run writes it: sorted, each value once; raises as ``tidy``, also for the side."""
    accounts = {axis: allowed for axis, allowed in values.items() if axis != SIDE}
    if SIDE in part:
        cause = "an account has buyers and users, and a part is of accounts"
        raise LookupError(cause, f"Use one of: {', '.join(accounts)}.")
    spelled = tidy(part, accounts)
    return {axis: tuple(sorted({*spelled[axis]})) for axis in sorted(spelled)}
