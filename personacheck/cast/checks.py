"""What the form of a cast cannot know: ids used twice, personas that say nothing, functions that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.cast.form import PersonaForm
from personacheck.text.nearest import meant, nearest
from personacheck.text.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from personacheck.cast.text import CastText
    from personacheck.errors import Problem

CRITERIA: Final = ("titles", "functions", "departments", "examples", "levels", "buying_roles", "where")
"""Keys that say who fits; one is enough."""

PHRASES: Final = ("titles", "examples", "not_titles")
MOST_PHRASES: Final = 5_000
"""Of a whole cast; the classifier learns from so many titles (design, speed)."""

MOST_MEANT: Final = 4
"""More functions than these that hold a word say too little about which is meant."""
ALL_FUNCTIONS: Final = "All functions: personacheck schema cast"
"""They are too many for a message."""


def repeated_ids(text: CastText) -> Iterator[tuple[int, Problem]]:
    """Personas whose id stands earlier in the file."""
    first: dict[str, str] = {}
    for loc, persona in text.personas():
        used = persona.get("id")
        if not isinstance(used, str):
            continue
        if used in first:
            cause = f"the id {quoted(used)} is used twice".replace("  ", " ")
            yield text.problem((*loc, "id"), cause, f"The first is at {first[used]}; give each persona its own.")
        first.setdefault(used, text.places.get((*loc, "id"), ""))


def undefined_personas(text: CastText) -> Iterator[tuple[int, Problem]]:
    """Personas that no key says anything of: they would fit everybody or nobody."""
    for loc, persona in text.personas():
        understood = all(key in PersonaForm.model_fields for key in persona)
        if understood and not any(persona.get(key) for key in CRITERIA):
            yield text.problem(loc, "this persona has no criteria", f"Add one of: {', '.join(CRITERIA)}.")


def unknown_functions(text: CastText, functions: Collection[str]) -> Iterator[tuple[int, Problem]]:
    """Functions that the vocabulary does not hold."""
    for loc, _ in text.personas():
        for place, function in text.texts((*loc, "functions")):
            if function.casefold() not in functions:
                cause = f"unknown function {quoted(function)}".rstrip()
                holding = sorted(name for name in functions if function.casefold() in name.split("-"))
                if not 0 < len(holding) <= MOST_MEANT:
                    near = nearest(function, sorted(functions))
                    holding = [near] if near else []
                yield text.problem(place, cause, meant(holding) if holding else ALL_FUNCTIONS)


def too_many_phrases(text: CastText) -> Iterator[tuple[int, Problem]]:
    """Titles beyond what a cast can be compared by in time."""
    count = sum(len(text.texts((*loc, key))) for loc, _ in text.personas() for key in PHRASES)
    if count > MOST_PHRASES:
        cause = f"{count:,} titles and examples, more than {MOST_PHRASES:,}"
        yield text.problem(("personas",), cause, "Write the words they share: sales manager.")
