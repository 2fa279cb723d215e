"""The plan in words and numbers that every output shares: which gaps to close first, and what is covered then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from personacheck.text.prose import spelled

if TYPE_CHECKING:
    from personacheck.model.result import Gap, Result

FIRST: Final = 3
"""Gaps that leadership is asked to close."""
ARROW: Final = " → "


@dataclass(frozen=True)
class Plan:
    """The gaps that recover most, in their order.

    Attributes
    ----------
    by
        ``accounts``; or ``contacts`` where no account can be judged.
    gaps
        The gaps, first to last.
    reached
        What is covered now, and with each of the gaps; None where a step adds too few people to tell.
    of
        What can be judged.
    """

    by: str
    gaps: tuple[Gap, ...]
    reached: tuple[int | None, ...]
    of: int

    @property
    def path(self) -> str:
        """The numbers of the steps: "19 → 27 → 33 → 38 of 91"."""
        return f"{ARROW.join('…' if number is None else f'{number:,}' for number in self.reached)} of {self.of:,}"

    @property
    def says(self) -> str:
        """What the gaps lead to: "The three gaps most worth closing: 19 → 27 → 33 → 38 of 91 accounts"."""
        these = "gap" if len(self.gaps) == 1 else f"{spelled(len(self.gaps))} gaps"
        return f"The {these} most worth closing: {self.path} {self.by}"

    def then(self, gap: str) -> str:
        """What is covered with a gap and those before it: "27 of 91"; "" for one that is not in the plan."""
        after = {closed.id: number for closed, number in zip(self.gaps, self.reached[1:], strict=True)}
        return f"{after[gap]:,} of {self.of:,}" if after.get(gap) is not None else ""


def plan_of(result: Result, most: int = FIRST) -> Plan | None:
    """The first steps of a result's plan; None where no gap can be closed."""
    titles = {gap.id: gap for gap in result.gaps}
    steps = [step for step in result.priorities.plan[:most] if step.id in titles]
    if not steps:
        return None
    by, now = result.priorities.by, result.headline
    if by == "accounts":
        reached = (now.accounts.covered, *(step.accounts for step in steps))
        return Plan(by, tuple(titles[step.id] for step in steps), reached, now.accounts.judged)
    contacts = (now.contacts.covered, *(step.contacts for step in steps))
    return Plan(by, tuple(titles[step.id] for step in steps), contacts, now.contacts.judged)
