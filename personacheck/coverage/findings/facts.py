"""What findings look at: the cast, and what an assessment counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from personacheck.coverage.findings.skew import judged_contacts
from personacheck.model.cast import Kind

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from personacheck.coverage.assess import Coverage
    from personacheck.coverage.findings.skew import Judged
    from personacheck.model.cast import Cast, Persona
    from personacheck.settings.settings import Settings

Fits = Callable[[Sequence[str]], "pd.DataFrame"]
"""Titles -> which personas' rules fit each: bool, one column a persona, index 0..n-1."""


@dataclass(frozen=True)
class CastFacts:
    """What is known without data.

    Attributes
    ----------
    fits
        The matcher's rules; None where nobody handed them in, and what needs them is left out.
    """

    cast: Cast
    settings: Settings
    as_of: date
    fits: Fits | None

    @property
    def served(self) -> tuple[Persona, ...]:
        """Personas of those the vendor means to serve; a negative one describes the others."""
        return tuple(persona for persona in self.cast.personas if persona.kind != Kind.NEGATIVE.value)

    @property
    def of_customers(self) -> tuple[Persona, ...]:
        """Personas of customers; those of kind ``partner`` are a cast of their own."""
        return tuple(persona for persona in self.served if persona.kind != Kind.PARTNER.value)


@dataclass(frozen=True)
class Facts(CastFacts):
    """What is known after an assessment.

    Attributes
    ----------
    hits
        ``HIT_COLUMNS``, one row a title of the cast; None as above.
    """

    coverage: Coverage
    hits: pd.DataFrame | None

    @cached_property
    def judged(self) -> Judged:
        """The headline's main contacts that can be judged."""
        return judged_contacts(self.coverage.census.contacts)
