"""The cast: who the journeys are designed for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from personacheck.text.prose import listed, spelled

if TYPE_CHECKING:
    from datetime import date


class Kind(StrEnum):
    """Kind of a persona, after Cooper; ``partner`` describes staff of partners, ``negative`` whom not to serve."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    SUPPORTING = "supporting"
    PARTNER = "partner"
    NEGATIVE = "negative"


@dataclass(frozen=True)
class Scope:
    """The segments that a persona was researched for.

    Attributes
    ----------
    stated
        False where the author said nothing: matches then count as assumed.
    axes
        Axis to allowed values; an axis left out does not restrict. Empty and stated means "everywhere".
    from_evidence
        True where ``evidence.segments`` stood in for a scope that was left out.
    """

    stated: bool = False
    axes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    from_evidence: bool = False


@dataclass(frozen=True)
class Evidence:
    """What a persona rests on."""

    interviews: int | None = None
    sources: tuple[str, ...] = ()
    last: date | None = None
    segments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Persona:
    """One persona. Text criteria are as the author wrote them; a criterion left empty does not restrict."""

    id: str
    name: str
    summary: str = ""
    kind: str = Kind.PRIMARY.value
    side: str = "unknown"
    titles: tuple[str, ...] = ()
    not_titles: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    buying_roles: tuple[str, ...] = ()
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    scope: Scope = field(default_factory=Scope)
    evidence: Evidence = field(default_factory=Evidence)
    owner: str = ""
    reviewed: date | None = None
    crm: dict[str, dict[str, str]] = field(default_factory=dict)
    goals: tuple[str, ...] = ()
    frustrations: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    quote: str = ""
    """These four are for readers: nobody is matched by them."""
    place: str = ""
    """Where it stands in its file: "line 12" or "row 4"."""
    formerly: tuple[str, ...] = ()
    """Ids that it had in earlier casts, the first one first; told by the history and the settings, not by its file."""

    @property
    def called(self) -> str:
        """What stands before the first comma of its name: "Ingrid, IT decision maker" is called Ingrid."""
        return self.name.split(",", maxsplit=1)[0]

    @property
    def asks_for(self) -> str:
        """What a contact must have beside a role, in words; "" where the role is all."""
        asked = [(f"buying role {listed(self.buying_roles, 'or')}")] if self.buying_roles else []
        return listed([*asked, *(f"{header} {listed(values, 'or')}" for header, values in self.where.items())])

    @property
    def is_gated(self) -> bool:
        """Whether it describes a role, and asks for a field beside it."""
        by_role = self.titles or self.examples or self.functions or self.departments
        return bool(by_role and self.asks_for)

    @property
    def origin(self) -> str:
        """The id that it was first known by, by which its gaps are told from run to run."""
        return self.formerly[0] if self.formerly else self.id


@dataclass(frozen=True)
class Cast:
    """The personas together.

    Attributes
    ----------
    drafted
        The day on which it was drafted from an export; None of a cast that people wrote.
    unread
        Of personas kept in another form: columns that a cast has no place for.
    digest
        SHA-256 of the file's bytes, hexadecimal.
    """

    personas: tuple[Persona, ...]
    name: str = ""
    owner: str = ""
    reviewed: date | None = None
    file: str = ""
    digest: str = ""
    drafted: date | None = None
    unread: tuple[str, ...] = ()

    def __getitem__(self, persona_id: str) -> Persona:
        """The persona of that id."""
        return next(persona for persona in self.personas if persona.id == persona_id)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids in the order of the file."""
        return tuple(persona.id for persona in self.personas)

    @property
    def shortly(self) -> Cast:
        """With each persona as people call it: by what stands before its first comma, where no other is called so."""
        called = Counter(persona.called for persona in self.personas)
        return replace(
            self,
            personas=tuple(
                replace(persona, name=persona.called) if called[persona.called] == 1 else persona
                for persona in self.personas
            ),
        )

    @property
    def draft(self) -> str:
        """What is to be said before any number of a draft; "" once every persona states what it rests on."""
        served = [persona for persona in self.personas if persona.kind != Kind.NEGATIVE]
        guessed = sum(not (persona.evidence.interviews or persona.evidence.sources) for persona in served)
        if self.drafted is None or not guessed:
            return ""
        many = f"{spelled(guessed)} of its {spelled(len(served))} personas {'states' if guessed == 1 else 'state'} no"
        who = many if guessed < len(served) else "no persona states"
        return f"A draft made from an export, which fits by construction: {who} evidence yet"

    @property
    def offered(self) -> tuple[str, ...]:
        """Ids that reviewers choose among: whom a negative persona means is not asked."""
        return tuple(persona.id for persona in self.personas if persona.kind != Kind.NEGATIVE)

    @property
    def headers(self) -> tuple[str, ...]:
        """Headers of the export that some persona's ``where`` asks for."""
        return tuple(dict.fromkeys(header for persona in self.personas for header in persona.where))


@dataclass(frozen=True)
class Draft:
    """A first cast, drafted from an export.

    Attributes
    ----------
    comments
        Id of a persona to what it was drafted from.
    left
        How many smaller roles were left out.
    """

    cast: Cast
    comments: dict[str, str]
    left: int
