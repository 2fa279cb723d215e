"""Scope and segments of evidence: axes and their values, checked and read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from personacheck.model import tables as t
from personacheck.model.cast import Scope
from personacheck.text.nearest import did_you_mean
from personacheck.vocabulary.axes import segments
from personacheck.vocabulary.people import fold_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from personacheck.cast.form import PersonaForm
    from personacheck.cast.text import CastText, Loc
    from personacheck.errors import Problem


def axis_value(axis: str, text: str) -> str:
    """The value on an axis out of the box that a text names, in the words that CRMs use for it too; "" for none.

    Examples
    --------
    >>> axis_value("channel", "Direct"), axis_value("channel", "Reseller"), axis_value("size", "Enterprise")
    ('direct', 'indirect', 'large')
    """
    if text.casefold() in t.AXIS_VALUES.get(axis, ()):
        return text.casefold()
    words = segments()
    if axis == t.STAGE:
        meaning = words.stages.get(fold_words(text))
        return meaning.value if meaning else ""
    return {t.CHANNEL: words.channels, t.SIZE: words.sizes}.get(axis, {}).get(fold_words(text), "")


def read_scope(persona: PersonaForm, custom: Collection[str]) -> Scope:
    """The scope of a persona: stated, else taken from the segments of its evidence, else not stated.

    Parameters
    ----------
    custom
        Names of axes beside the ones out of the box.
    """
    if persona.scope is not None:
        axes = {axis: _values(axis, values) for axis, values in persona.scope.items()}
        return Scope(stated=True, axes=axes)
    segments = [dict(_parts(segment, custom)) for segment in persona.evidence.segments]
    return Scope(stated=True, axes=_hull(segments), from_evidence=True) if segments else Scope()


def scope_problems(text: CastText, custom: Collection[str]) -> Iterator[tuple[int, Problem]]:
    """Unknown axes and values of every scope, and segments that stand in for a scope and cannot be read."""
    for loc, persona in text.personas():
        scope = persona.get("scope")
        if isinstance(scope, dict):
            for axis in scope:
                yield from _axis_problems(text, (*loc, "scope", axis), axis, custom)
        elif scope is None:
            for place, segment in text.texts((*loc, "evidence", "segments")):
                yield from _segment_problems(text, place, segment, custom)


def _axis_problems(text: CastText, loc: Loc, axis: str, custom: Collection[str]) -> Iterator[tuple[int, Problem]]:
    if axis in t.AXES:
        for place, value in text.texts(loc):
            if not axis_value(axis, value):
                step = did_you_mean(value, t.AXIS_VALUES[axis])
                yield text.problem(place, f"unknown value on the axis {axis}", step)
    elif axis not in custom:
        step = f"{did_you_mean(axis, (*t.AXES, *custom))} Declare others in the settings, under [axes]."
        yield text.problem(loc, "a scope on an unknown axis", step)


def _segment_problems(text: CastText, loc: Loc, segment: str, custom: Collection[str]) -> Iterator[tuple[int, Problem]]:
    values = [value for axis in t.AXES for value in t.AXIS_VALUES[axis]]
    for axis, value in _parts(segment, custom):
        if not axis:
            step = f"{did_you_mean(value, values)} Or state a scope; without one, evidence.segments is used."
            yield text.problem(loc, "a segment that names no known axis value", step)


def _parts(segment: str, custom: Collection[str]) -> Iterator[tuple[str, str]]:
    """Axis and value of each part of ``direct/large`` or ``direct, region=north``; axis "" where it is not known."""
    for part in re.split(r"\s*[/,+]\s*", segment.strip()):
        name, equals, value = (piece.strip() for piece in part.rpartition("="))
        if equals and name in custom:
            yield name, value
        else:
            axes = [name.casefold()] if equals else t.AXES
            pairs = ((axis, axis_value(axis, value)) for axis in axes)
            yield next((pair for pair in pairs if pair[1]), ("", value))


def _values(axis: str, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(axis_value(axis, value) if axis in t.AXES else value for value in values))


def _hull(segments: Sequence[dict[str, str]]) -> dict[str, tuple[str, ...]]:
    """The axes that every segment names, each with all values seen: what one scope can say of several segments."""
    shared = [axis for axis in segments[0] if all(axis in segment for segment in segments)]
    return {axis: tuple(dict.fromkeys(segment[axis] for segment in segments)) for axis in shared}
