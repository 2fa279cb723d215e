"""Tallies: counts by status, and the shares that follow from them.

Shares are 0..1; None stands for "n/a" (an empty denominator), never for 0 or 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model.tables import JUDGED

if TYPE_CHECKING:
    from collections.abc import Mapping

MEASURES: Final = {
    "accounts": "account",
    "main_contacts": "main contact",
    "contacts": "contact",
    "revenue": "revenue",
}
"""The four ways to count, in their order: field of ``Headline`` and ``Segment``, and what it counts by."""

CONFIDENCE: Final = 0.95
"""Of every interval, and of every limit to what is taken for chance."""

CENTS: Final = 100
"""Money is added in whole cents, since sums of floats depend on the order of rows."""


class Shares(NamedTuple):
    """Coverage with its two bounds, 0..1; None where the denominator is empty."""

    coverage: float | None
    floor: float | None
    ceiling: float | None


def shares(number: Mapping[str, int]) -> Shares:
    """Coverage, floor and ceiling of numbers by status; empty and excluded ones stand in no denominator."""
    judged = sum(number.get(name, 0) for name in JUDGED)
    readable, covered = judged + number["unreadable"], number["covered"]
    return Shares(
        coverage=share_of(covered, judged),
        floor=share_of(covered - number["assumed"], readable),
        ceiling=share_of(covered + number["leaning"] + number["unreadable"], readable),
    )


def share_of(part: float, whole: float) -> float | None:
    """Share (0..1), or None of nothing."""
    return float(part / whole) if whole else None


@dataclass(frozen=True)
class Tally:
    """Contacts by status. ``total`` is the sum of all; ``assumed`` is a part of covered, ``leaning`` of the rest.

    Attributes
    ----------
    coverage
        covered / (covered + stretched + uncovered).
    floor
        The same, with assumed and unreadable contacts not covered.
    ceiling
        The same, with unreadable and leaning contacts covered.
    estimate, low, high
        Estimate and 95 % interval from a reviewed random sample, of all whom people can judge; None until there is one.
    matched, unread
        Of the same people: the share that is matched, and the share that the tool cannot read (which is not matched).
    reviewed
        Contacts of that sample.
    """

    covered: int
    assumed: int
    stretched: int
    uncovered: int
    unreadable: int
    excluded: int
    leaning: int
    total: int
    coverage: float | None
    floor: float | None
    ceiling: float | None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    matched: float | None = None
    unread: float | None = None
    reviewed: int = 0

    @property
    def judged(self) -> int:
        """The denominator: all that could be judged."""
        return self.covered + self.stretched + self.uncovered

    @property
    def in_market(self) -> int:
        """All that count: everything but what is excluded."""
        return self.total - self.excluded


@dataclass(frozen=True)
class AccountTally:
    """Accounts by status; coverage = covered / (covered + partial + stretched + uncovered).

    Estimate and interval are from a reviewed draw of accounts by chance alone, ``reviewed`` its accounts; ``matched``
    and ``unread`` as in ``Tally``.
    """

    covered: int
    assumed: int
    partial: int
    stretched: int
    uncovered: int
    unreadable: int
    empty: int
    excluded: int
    leaning: int
    total: int
    coverage: float | None
    floor: float | None
    ceiling: float | None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    matched: float | None = None
    unread: float | None = None
    reviewed: int = 0

    @property
    def judged(self) -> int:
        """The denominator: all that could be judged."""
        return self.covered + self.partial + self.stretched + self.uncovered

    @property
    def in_market(self) -> int:
        """All that count: everything but what is excluded."""
        return self.total - self.excluded


@dataclass(frozen=True)
class Money:
    """What they pay us, by status of the account, each once. ``unknown`` counts accounts without an amount."""

    currency: str | None
    covered: float
    assumed: float
    partial: float
    stretched: float
    uncovered: float
    unreadable: float
    empty: float
    excluded: float
    leaning: float
    total: float
    coverage: float | None
    floor: float | None
    ceiling: float | None
    unknown: int

    @property
    def judged(self) -> float:
        """The denominator: revenue of accounts that could be judged."""
        return self.covered + self.partial + self.stretched + self.uncovered


@dataclass(frozen=True)
class Headline:
    """The four numbers side by side, in this order; ``under`` where fewer accounts have an amount, so none is told."""

    accounts: AccountTally
    main_contacts: Tally
    contacts: Tally
    revenue: Money | None
    under: int | None = None

    @property
    def by_contact(self) -> bool:
        """Whether no account is in scope, so that contacts are all there is to count: leads, lists of an event."""
        return self.accounts.total == self.accounts.excluded


@dataclass(frozen=True)
class Segment:
    """A combination of one to three axis values and its four numbers; ``under`` as in ``Headline``.

    Along the side, an account counts in each side that one of its main contacts is on, by these contacts alone.
    """

    where: dict[str, str]
    accounts: AccountTally
    main_contacts: Tally
    contacts: Tally
    revenue: Money | None
    under: int | None = None


def counted_by(measure: str) -> str:
    """A measure in a sentence: "by main contact"."""
    return f"by {MEASURES[measure]}"


def counted(measure: str) -> str:
    """A measure as the head of a row: "main contacts"."""
    return measure.replace("_", " ")


def percent(share: float | None, digits: int = 0) -> str:
    """A share (0..1) as text: 0 % and 100 % only when exact, "n/a" for None.

    Examples
    --------
    >>> [percent(share) for share in (None, 0.0, 0.001, 0.634, 0.9999, 1.0)]
    ['n/a', '0 %', 'under 1 %', '63 %', 'over 99 %', '100 %']
    """
    if share is None:
        return "n/a"
    step = 10.0**-digits
    if 0 < share * 100 < step:
        return f"under {step:.{digits}f} %"
    if 100 - step < share * 100 < 100:
        return f"over {100 - step:.{digits}f} %"
    return f"{share * 100:.{digits}f} %"
