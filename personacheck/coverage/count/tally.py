"""Counting by status on integer codes. Codes and counts add up, so runs may be split.

A code is ``2 * position of the status + mark``. The mark says *assumed* within covered, and *leaning* within statuses
that are judged and not covered. Counts are arrays of one int a code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from personacheck.model import tables as t
from personacheck.model.tables import JUDGED, AccountStatus, Status
from personacheck.model.tally import CENTS, AccountTally, Money, Tally, shares

if TYPE_CHECKING:
    from enum import StrEnum

    import pandas as pd
    from numpy.typing import NDArray

CONTACT_CODES: Final = 2 * len(Status)
ACCOUNT_CODES: Final = 2 * len(AccountStatus)


def codes(
    statuses: type[StrEnum], status: pd.Series, assumed: NDArray[np.bool_], leaning: NDArray[np.bool_]
) -> NDArray[np.int8]:
    """Code of each row: its status, and its mark where the status can bear it."""
    position = status.map({member.value: n for n, member in enumerate(statuses)}).to_numpy(np.int8)
    covered = position == list(statuses).index(statuses["COVERED"])
    judged = np.array([member.value in JUDGED for member in statuses])[position]
    return np.asarray(2 * position + np.where(covered, assumed, leaning & judged), np.int8)


def contact_codes(matches: pd.DataFrame) -> NDArray[np.int8]:
    """Code of every contact."""
    leaning = (matches[t.LEANING] != "").to_numpy()
    return codes(Status, matches[t.STATUS], matches[t.ASSUMED].to_numpy(bool), leaning)


def count(
    at: NDArray[np.integer[Any]], codes: NDArray[np.integer[Any]], chosen: NDArray[np.bool_], groups: int
) -> NDArray[np.int64]:
    """Contacts by group and code, shape (groups, ``CONTACT_CODES``)."""
    places = at[chosen].astype(np.int64) * CONTACT_CODES + codes[chosen]
    return np.bincount(places, minlength=groups * CONTACT_CODES).reshape(groups, CONTACT_CODES)


def contact_tally(counts: NDArray[np.int64]) -> Tally:
    """Tally of contacts from counts of ``CONTACT_CODES``."""
    number = _by_status(Status, counts)
    return Tally(**number, **shares(number)._asdict())


def account_tally(counts: NDArray[np.int64]) -> AccountTally:
    """Tally of accounts from counts of ``ACCOUNT_CODES``."""
    number = _by_status(AccountStatus, counts)
    return AccountTally(**number, **shares(number)._asdict())


def money(cents: NDArray[np.int64], accounts: int, paying: int, currency: str | None) -> Money | None:
    """Revenue from cents by code; None where no account's revenue is known."""
    if not paying:
        return None
    number = _by_status(AccountStatus, cents)
    amounts = {name: value / CENTS for name, value in number.items()}
    return Money(currency=currency, **amounts, **shares(number)._asdict(), unknown=accounts - paying)


def _by_status(statuses: type[StrEnum], counts: NDArray[np.int64]) -> dict[str, int]:
    """Number by status; assumed is the marked part of covered, leaning the marked part of the rest."""
    pairs = counts.reshape(-1, 2)
    number = {member.value: int(both) for member, both in zip(statuses, pairs.sum(axis=1), strict=True)}
    covered = list(statuses).index(statuses["COVERED"])
    assumed, marked = int(pairs[covered, 1]), int(pairs[:, 1].sum())
    return {**number, "assumed": assumed, "leaning": marked - assumed, "total": int(pairs.sum())}
