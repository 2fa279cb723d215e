"""What an author wrote, as plain text with its places: the form in which YAML and Excel casts meet."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from personacheck.errors import Problem
from personacheck.text.prose import is_tellable

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
"""Text all the way down: ``no``, ``012`` and dates stay as they were typed."""

Loc: TypeAlias = "tuple[int | str, ...]"
"""Keys and positions from the top of the tree down to a value."""


@dataclass(frozen=True)
class CastText:
    """A cast as written, before anything is checked.

    Attributes
    ----------
    tree
        Its values. A key without a value is left out.
    places
        Where each value stands ("line 12", "Personas!C4"), in the order of the file.
    problems
        What was wrong already on reading, such as a key written twice.
    unread
        Headers of a foreign table whose cells a cast has no place for, in whole or in part.
    """

    file: str
    tree: Tree
    places: dict[Loc, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unread: tuple[str, ...] = ()

    def place(self, loc: Loc) -> str:
        """Where a value stands, or the nearest part above it that stands somewhere; with the persona's id."""
        near = next((self.places[loc[:end]] for end in range(len(loc), -1, -1) if loc[:end] in self.places), "")
        persona = f"persona {owner}" if (owner := self._persona(loc)) else ""
        return ", ".join(part for part in (near, persona) if part)

    def value(self, loc: Loc) -> Tree | None:
        """The value at a place; None where there is none."""
        value: Tree | None = self.tree
        for step in loc:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def order(self, loc: Loc) -> int:
        """Position of a value in the file, for telling problems from top to bottom."""
        return next((self._positions[loc[:end]] for end in range(len(loc), -1, -1) if loc[:end] in self._positions), -1)

    @cached_property
    def _positions(self) -> dict[Loc, int]:
        return {loc: position for position, loc in enumerate(self.places)}

    def personas(self) -> list[tuple[Loc, dict[str, Tree]]]:
        """The personas that are written as mappings, each with its location."""
        listed = self.value(("personas",))
        entries = listed if isinstance(listed, list) else []
        return [(("personas", n), entry) for n, entry in enumerate(entries) if isinstance(entry, dict)]

    def texts(self, loc: Loc) -> list[tuple[Loc, str]]:
        """The texts of a list, each with its location; one text stands for a list of one."""
        value = self.value(loc)
        if isinstance(value, str):
            return [(loc, value.strip())]
        items = value if isinstance(value, list) else []
        return [((*loc, n), item.strip()) for n, item in enumerate(items) if isinstance(item, str)]

    def problem(self, loc: Loc, cause: str, step: str = "") -> tuple[int, Problem]:
        """A problem at a location, with its position in the file."""
        return self.order(loc), Problem(self.file, self.place(loc), cause, step)

    def _persona(self, loc: Loc) -> str:
        persona = self.value(loc[:2]) if len(loc) > 1 and loc[0] == "personas" else None
        name = persona.get("id") if isinstance(persona, dict) else None
        return name if isinstance(name, str) and is_tellable(name) else ""
