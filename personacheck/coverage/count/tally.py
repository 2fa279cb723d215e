"""Counting by status on integer codes, and the shares that follow. Codes and counts add up, so runs may be split.

A code is ``2 * position of the status + mark``. The mark says *assumed* within covered, and *leaning* within statuses
that are judged and not covered. Counts are arrays of one int a code.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import numpy as np

from personacheck.model.tables import AccountStatus, Status
from personacheck.model.tally import AccountTally, Money, Tally

if TYPE_CHECKING:
    from enum import StrEnum

    import pandas as pd
    from numpy.typing import NDArray

CONTACT_CODES: Final = 2 * len(Status)
ACCOUNT_CODES: Final = 2 * len(AccountStatus)
CENTS: Final = 100
"""Money is added in whole cents, since sums of floats depend on the order of rows."""

_JUDGED: Final = ("covered", "partial", "stretched", "uncovered")
_NOT_COUNTED: Final = frozenset(
    {"coverage", "floor", "ceiling", "estimate", "low", "high", "matched", "unread", "currency", "unknown"}
)

Addable = TypeVar("Addable", Tally, AccountTally, Money)


class Shares(NamedTuple):
    """Coverage with its two bounds, 0..1; None where the denominator is empty."""

    coverage: float | None
    floor: float | None
    ceiling: float | None


def codes(
    statuses: type[StrEnum], status: pd.Series, assumed: NDArray[np.bool_], leaning: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Code of each row: its status, and its mark where the status can bear it."""
    position = status.map({member.value: n for n, member in enumerate(statuses)}).to_numpy(np.int64)
    covered = position == list(statuses).index(statuses["COVERED"])
    judged = np.isin(position, [n for n, member in enumerate(statuses) if member.value in _JUDGED])
    return np.asarray(2 * position + np.where(covered, assumed, leaning & judged), np.int64)


def contact_tally(counts: NDArray[np.int64]) -> Tally:
    """Tally of contacts from counts of ``CONTACT_CODES``."""
    number = _by_status(Status, counts)
    return Tally(**number, **_shares(number)._asdict())


def account_tally(counts: NDArray[np.int64]) -> AccountTally:
    """Tally of accounts from counts of ``ACCOUNT_CODES``."""
    number = _by_status(AccountStatus, counts)
    return AccountTally(**number, **_shares(number)._asdict())


def money(cents: NDArray[np.int64], accounts: int, known: int, currency: str | None) -> Money | None:
    """Revenue from cents by code; None where no account's revenue is known."""
    if not known:
        return None
    number = _by_status(AccountStatus, cents)
    told = {name: value / CENTS for name, value in number.items()}
    return Money(currency=currency, **told, **_shares(number)._asdict(), unknown=accounts - known)


def add_contacts(left: Tally, right: Tally) -> Tally:
    """Contacts of both; shares follow anew. An estimate does not add, and is dropped."""
    number = _sum(left, right)
    return Tally(**number, **_shares(number)._asdict())


def add_accounts(left: AccountTally, right: AccountTally) -> AccountTally:
    """Accounts of both; shares follow anew."""
    number = _sum(left, right)
    return AccountTally(**number, **_shares(number)._asdict())


def add_money(left: Money, right: Money) -> Money:
    """Revenue of both, in the one currency; exact to the cent."""
    number = _sum(left, right, unit=CENTS)
    told = {name: value / CENTS for name, value in number.items()}
    unknown = left.unknown + right.unknown
    return Money(currency=left.currency, **told, **_shares(number)._asdict(), unknown=unknown)


def _sum(left: Addable, right: Addable, unit: int = 1) -> dict[str, int]:
    counted = [field.name for field in fields(left) if field.name not in _NOT_COUNTED]
    return {name: round(getattr(left, name) * unit) + round(getattr(right, name) * unit) for name in counted}


def _by_status(statuses: type[StrEnum], counts: NDArray[np.int64]) -> dict[str, int]:
    """Number by status; assumed is the marked part of covered, leaning the marked part of the rest."""
    pairs = counts.reshape(-1, 2)
    number = {member.value: int(both) for member, both in zip(statuses, pairs.sum(axis=1), strict=True)}
    covered = list(statuses).index(statuses["COVERED"])
    assumed, marked = int(pairs[covered, 1]), int(pairs[:, 1].sum())
    return {**number, "assumed": assumed, "leaning": marked - assumed, "total": int(pairs.sum())}


def _shares(number: dict[str, int]) -> Shares:
    """Coverage, floor and ceiling (design, "Coverage"); empty and excluded ones stand in no denominator."""
    judged = sum(number.get(name, 0) for name in _JUDGED)
    readable, covered = judged + number["unreadable"], number["covered"]
    return Shares(
        coverage=share(covered, judged),
        floor=share(covered - number["assumed"], readable),
        ceiling=share(covered + number["leaning"] + number["unreadable"], readable),
    )


def share(part: float, whole: float) -> float | None:
    """Share (0..1), or None of nothing."""
    return float(part / whole) if whole else None
