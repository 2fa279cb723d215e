"""Which gaps to close first, and what is covered then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Step:
    """One gap of a plan, and what would be covered with it and those before it closed.

    Attributes
    ----------
    coverage
        Share (0..1) of what the list is after.
    accounts, main_contacts, contacts, revenue
        The four numbers then. None where the step brings too few people, or too few accounts with an amount, to tell;
        revenue also where none is known.
    paying
        Accounts with an amount that the step adds.
    """

    id: str
    coverage: float | None
    accounts: int = 0
    main_contacts: int | None = None
    contacts: int | None = None
    revenue: float | None = None
    paying: int = 0


@dataclass(frozen=True)
class Priorities:
    """Which gaps to close first, three ways: the fewest that recover most accounts, contacts, revenue."""

    accounts: tuple[Step, ...] = ()
    contacts: tuple[Step, ...] = ()
    revenue: tuple[Step, ...] = ()

    @property
    def plan(self) -> tuple[Step, ...]:
        """The order in which gaps are ranked: by accounts or, where none can be judged, by contacts."""
        return self.accounts or self.contacts

    @property
    def by(self) -> str:
        """What the plan is after: ``accounts`` or ``contacts``."""
        return "accounts" if self.accounts else "contacts"


NO_PLAN: Final = Priorities()
