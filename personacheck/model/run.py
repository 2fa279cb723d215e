"""One assessment at one date: what went in, what became of the rows, and of which part of the export it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from personacheck.model.export import RowCount  # noqa: TC001  # pydantic makes the schema from these annotations
from personacheck.model.part import part_in_words


@dataclass(frozen=True)
class Digests:
    """SHA-256 of what went in, hexadecimal.

    Attributes
    ----------
    labels
        Of what people said of contacts; "" of a run from before it was kept.
    """

    export: str
    cast: str
    settings: str
    labels: str = ""


@dataclass(frozen=True)
class Run:
    """One assessment at one date. ``population`` is what the headline counts: ``customer``, or ``all`` contacts.

    Attributes
    ----------
    where
        The part of the export that was assessed: axis to values; empty for the whole.
    outside
        Contacts that were loaded and lie outside that part.
    same_title
        Contacts that nobody reviewed: decided by what people said of that title.
    """

    as_of: str
    version: str
    population: str
    digests: Digests
    rows: RowCount
    excluded: dict[str, int]
    sources: dict[str, int]
    notes: tuple[str, ...]
    same_title: int = 0
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    outside: int = 0

    @property
    def part(self) -> str:
        """The part that was assessed, in words; "" for the whole."""
        return part_in_words(self.where)
