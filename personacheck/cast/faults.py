"""What the form finds wrong -> problems with place, cause and next step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from personacheck.cast.form import CastForm, EvidenceForm, PersonaForm
from personacheck.text.nearest import did_you_mean
from personacheck.text.prose import quoted

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from personacheck.cast.text import CastText, Loc
    from personacheck.errors import Problem

SCHEMA: Final = "personacheck schema cast"
NO_PERSONAS: Final = ("no personas", "A cast is a list under personas:, each with an id and titles.")
ENTRIES: Final = ("KEY must hold entries of the form key: value", "Indent them below KEY.")
LIST: Final = ("KEY must be a list", "Write: KEY: [first, second]")

TOLD_AT: Final[dict[Loc, tuple[str, str]]] = {
    (): NO_PERSONAS,
    ("personas",): NO_PERSONAS,
    ("version",): ("unknown version of the cast format", "Write: version: 1"),
}
"""Locations where the kind of fault does not matter."""

TOLD: Final = {
    "unlisted": LIST,
    "tuple_type": LIST,
    "dict_type": ENTRIES,
    "model_type": ENTRIES,
    "string_type": ("KEY must be a single text", 'Write: KEY: "..."'),
    "string_too_short": ("an empty text under KEY", "Fill it in or delete it."),
    "string_too_long": ("the text under KEY is longer than MOST characters", "Shorten it."),
    "too_long": ("more than MOST entries under KEY", "Remove some."),
    "too_short": ("an empty list under KEY", "Fill it in or delete it."),
    "day": ("KEY is not a date", "Write year, month and day: 2026-05-12"),
    "wordless": (
        "KEY holds a text without a word, which would match everything or nothing",
        "Add a word or delete it.",
    ),
    "scope": ("scope must name axes and values", "Write: scope: {channel: [direct], size: [large]}, or: everywhere"),
    "reserved": ("the id is a reserved name (a Windows device, or none)", "Choose another."),
    "string_pattern_mismatch": (
        "VALUE is not a valid id: use lower-case letters, digits, - and _, at most 63",
        "For example: it-leader",
    ),
    "int_parsing": ("KEY is not a whole number", "Write digits only."),
    "greater_than_equal": ("KEY is negative", "Write 0 or more."),
    "less_than_equal": ("KEY is too large", "Write the actual number."),
    "int_parsing_size": ("KEY is too large", "Write the actual number."),
}
"""Kind of fault (pydantic's) to cause and next step; KEY, VALUE and MOST stand for those at fault and for the bound."""


def schema_problems(text: CastText, error: ValidationError) -> list[tuple[int, Problem]]:
    """Every fault that the form found, with its position in the file.

    Parameters
    ----------
    error
        What checking the tree of a ``CastText`` against ``CastForm`` raised.
    """
    faults = error.errors(include_url=False, include_input=False)
    misspelt = {fault["loc"][:-1] for fault in faults if fault["type"] == "extra_forbidden"}
    return [
        text.problem(fault["loc"], *_cause(text, fault["loc"], fault["type"], fault.get("ctx", {})))
        for fault in faults
        if not _follows(text, fault, misspelt)
    ]


def _follows(text: CastText, fault: ErrorDetails, misspelt: set[Loc]) -> bool:
    """Whether a fault only follows from another: a key missing where one is misspelt, a list emptied by its faults."""
    if fault["type"] == "missing":
        return fault["loc"][:-1] in misspelt
    return fault["type"] == "too_short" and bool(text.value(fault["loc"]))


def _cause(text: CastText, loc: Loc, kind: str, context: dict[str, Any]) -> tuple[str, str]:
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    value = text.value(loc)
    if loc in TOLD_AT and kind != "too_long":
        return TOLD_AT[loc]
    if kind == "extra_forbidden":
        return f"unknown key {quoted(key)}".rstrip(), did_you_mean(key, _known(loc), SCHEMA)
    if kind == "missing":
        return f"a persona without {key}", f"Add {key}, for example: it-leader"
    if kind == "literal_error":
        return _not_one_of(key, value, context["expected"])
    if loc[:-1] == ("personas",):
        return "a persona must hold entries of the form key: value", "Indent them below its id."
    cause, step = TOLD.get(kind, ("KEY cannot be read", f"See: {SCHEMA}"))
    cause = cause.replace("MOST", f"{context.get('max_length', 0):,}").replace("VALUE", quoted(value) or "this")
    return cause.replace("KEY", quoted(key).strip('"')), step.replace("KEY", quoted(key).strip('"'))


def _not_one_of(key: str, value: object, expected: str) -> tuple[str, str]:
    words = expected.replace("'", "").replace(" or ", ", ").split(", ")
    cause = " ".join(part for part in ("unknown value", quoted(value), "under", key) if part)
    return cause, did_you_mean(value, words, SCHEMA)


def _known(loc: Loc) -> list[str]:
    if "evidence" in loc[:-1]:
        return list(EvidenceForm.model_fields)
    return list(PersonaForm.model_fields if loc[0] == "personas" else CastForm.model_fields)
