"""What a CRM's import wants to see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from personacheck.vocabulary.lists import read_words


@dataclass(frozen=True)
class Import:
    """One CRM's import: its name for readers, the header of its record id, and the pattern that such an id fits."""

    crm: str
    name: str
    id: str
    pattern: str


@cache
def imports() -> dict[str, Import]:
    """By name of the CRM, as ``crm:`` in a cast has it.

    Examples
    --------
    >>> imports()["hubspot"].id
    'Record ID'
    """
    return {name: Import(crm=name, **fields) for name, fields in read_words("imports.yaml").items()}
