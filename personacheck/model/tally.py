"""Tallies: counts by status, and the shares that follow from them.

Shares are 0..1; None stands for "n/a" (an empty denominator), never for 0 or 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

COUNTED_BY: Final = {
    "accounts": "by account",
    "main_contacts": "by main contact",
    "contacts": "by contact",
    "revenue": "by revenue",
}
"""The four ways to count, in words; keys are the fields of ``Headline`` and ``Segment``."""


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


@dataclass(frozen=True)
class Headline:
    """The four numbers side by side, in this order; ``under`` where fewer accounts have an amount, so none is told."""

    accounts: AccountTally
    main_contacts: Tally
    contacts: Tally
    revenue: Money | None
    under: int | None = None


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
