"""What a finding is made of: one rule, the facts it looks at, the faults it sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from personacheck.model.cast import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from personacheck.coverage.assess import Coverage
    from personacheck.model.cast import Cast, Persona
    from personacheck.settings import Settings

SEVERITIES: Final = ("high", "medium", "low")
"""Most severe first."""


@dataclass(frozen=True)
class CastFacts:
    """What is known without data."""

    cast: Cast
    settings: Settings
    as_of: date

    @property
    def served(self) -> tuple[Persona, ...]:
        """Personas of those the vendor means to serve; a negative one describes the others."""
        return tuple(one for one in self.cast.personas if one.kind != Kind.NEGATIVE.value)

    @property
    def of_customers(self) -> tuple[Persona, ...]:
        """Personas of customers; those of kind ``partner`` are a cast of their own."""
        return tuple(one for one in self.served if one.kind != Kind.PARTNER.value)


@dataclass(frozen=True)
class Facts(CastFacts):
    """What is known after an assessment."""

    coverage: Coverage


@dataclass(frozen=True)
class Fault:
    """One case of a finding: plain sentences, its figure, the persona if it is about one."""

    message: str
    remedy: str
    figure: float | None = None
    persona: str | None = None


@dataclass(frozen=True)
class Rule:
    """A finding's code, its threshold with its source, and how it is measured.

    Attributes
    ----------
    threshold
        The mark; settings may name another one (``[findings]``, by code).
    unit
        Of figure and threshold: ``share`` (0..1), ``points``, ``days``, ``personas`` …
    measure
        Facts and threshold in force to the faults seen.
    """

    code: str
    severity: str
    threshold: float
    unit: str
    source: str
    measure: Callable[[Facts, float], Iterator[Fault]]
