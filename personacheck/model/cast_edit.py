"""How a cast was edited from one run to another, and that in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class CastEdit:
    """How a cast was edited: ids of personas; ``renamed`` is old id to new id."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    renamed: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was edited."""
        return bool(self.added or self.removed or self.changed or self.renamed)


def edit_in_words(edit: CastEdit, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """An edit in words, "" for none.

    Parameters
    ----------
    names
        Of the personas of both casts by id, as ``short_names`` gives them; without them personas go by their ids.

    Examples
    --------
    >>> edit_in_words(CastEdit(added=("finance-lead",), renamed={"boss": "it-leader"}), {"finance-lead": "Fatima"})
    'added Fatima; renamed boss to it-leader'
    """
    parts = [
        f"{word} {', '.join(names.get(key, key) for key in ids)}"
        for word, ids in (("added", edit.added), ("removed", edit.removed), ("edited", edit.changed))
        if ids
    ]
    parts += [f"renamed {old} to {new}" for old, new in edit.renamed.items()]
    return "; ".join(parts)
