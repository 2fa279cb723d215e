"""What the form finds wrong -> problems with place, cause and next step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rapidfuzz import process

from personacheck.errors import Problem
from personacheck.load.cast_schema import ID_PATTERN, CastForm, EvidenceForm, PersonaForm
from personacheck.load.cast_text import CastText, Loc, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import ValidationError

NEAR: Final = 60.0
"""Least similarity (0-100, rapidfuzz's default ratio) at which "did you mean" is offered; as for settings."""

PERSONA_DEPTH: Final = 3
EVIDENCE: Final = "evidence"

CAUSES: Final = {
    "unlisted": ("{key} must be a list", "Write: {key}: [first, second]"),
    "tuple_type": ("{key} must be a list", "Write: {key}: [first, second]"),
    "dict_type": ("{key} must hold entries of the form key: value", "Indent them below {key}."),
    "model_type": ("{key} must hold entries of the form key: value", "Indent them below {key}."),
    "string_type": ("{key} must be one text", 'Write: {key}: "..."'),
    "string_too_short": ("an empty text under {key}", "Fill it in or delete it."),
    "too_short": ("no personas", "Add one under personas:, with an id and titles."),
    "day": ("{key} is not a date", "Write year, month and day: 2026-05-12"),
    "wordless": (
        "a text without a word under {key}, which would fit everything or nothing",
        "Add a word or delete it.",
    ),
    "scope": ("scope must name axes and values", "Write: scope: {{channel: [direct], size: [large]}}, or: everywhere"),
    "reserved": ("the id is a name that Windows keeps for devices", "Choose another."),
    "string_pattern_mismatch": (f"{{value}} is no id: it must match {ID_PATTERN}", "Such as: it-leader"),
    "int_parsing": ("{key} is not a whole number", "Write digits only."),
    "greater_than_equal": ("{key} is too small", ""),
    "less_than_equal": ("{key} is too large", ""),
}
"""Kind of fault (pydantic's) to cause and next step."""


def schema_problems(text: CastText, error: ValidationError) -> list[tuple[int, Problem]]:
    """Every fault that the form found, with its position in the file.

    Parameters
    ----------
    error
        What checking ``text.tree`` against ``CastForm`` raised.
    """
    faults = error.errors(include_url=False, include_input=False, include_context=True)
    misspelt = {fault["loc"][:-1] for fault in faults if fault["type"] == "extra_forbidden"}
    told = [fault for fault in faults if not (fault["type"] == "missing" and fault["loc"][:-1] in misspelt)]
    return [
        (text.order(fault["loc"]), _problem(text, fault["loc"], fault["type"], fault.get("ctx", {}))) for fault in told
    ]


def _problem(text: CastText, loc: Loc, kind: str, context: dict[str, Any]) -> Problem:
    key = next((step for step in reversed(loc) if isinstance(step, str)), "the cast")
    place = text.place(loc)
    if kind == "extra_forbidden":
        return Problem(text.file, place, f"unknown key {quoted(key)}".rstrip(), did_you_mean(key, _known(loc)))
    if loc == ("version",):
        return Problem(text.file, place, "this version of the form is not known", "Write: version: 1")
    if kind == "missing":
        return _missing(text, loc, place)
    if kind == "literal_error":
        words = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        value = text.value(loc)
        told = f"unknown value {quoted(value)} under {key}" if isinstance(value, str) else f"{key} must be one word"
        return Problem(text.file, place, " ".join(told.split()), did_you_mean(value, words))
    if loc in ((), ("personas",)) and kind in ("model_type", "tuple_type"):
        return Problem(text.file, place, "no personas", "A cast is a list under personas:, each with an id and titles.")
    cause, step = CAUSES.get(kind, ("{key} cannot be read", "See: personacheck schema cast"))
    value = quoted(text.value(loc)) or "this"
    return Problem(text.file, place, cause.format(key=key, value=value), step.format(key=key))


def _missing(text: CastText, loc: Loc, place: str) -> Problem:
    if loc == ("personas",):
        return Problem(text.file, place, "no personas", "A cast is a list under personas:, each with an id and titles.")
    return Problem(text.file, place, f"a persona without {loc[-1]}", f"Add {loc[-1]}, such as: it-leader")


def _known(loc: Loc) -> list[str]:
    if len(loc) < PERSONA_DEPTH:
        return list(CastForm.model_fields)
    return list(EvidenceForm.model_fields if EVIDENCE in loc[:-1] else PersonaForm.model_fields)


def did_you_mean(text: object, known: Iterable[str]) -> str:
    """The next step for a word that is not known: the nearest known one, else all of them.

    Examples
    --------
    >>> did_you_mean("nmae", ["name", "owner"])
    'Did you mean name?'
    >>> did_you_mean("xyz", ["direct", "mixed"])
    'Known: direct, mixed.'
    """
    words = list(known)
    nearest = process.extractOne(str(text).casefold(), words, score_cutoff=NEAR)
    return f"Did you mean {nearest[0]}?" if nearest else f"Known: {', '.join(words)}."
