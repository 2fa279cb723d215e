"""Flags of accounts: what the people known there leave open. Roles expected of an account follow its size."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.model import tables as t
from personacheck.model.tables import Flag, Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

COMPLETE_BELOW: Final = 10
"""Employees below which one person may wear every hat (EU statistics: a micro enterprise has fewer than ten)."""

_COMBINATIONS: Final = tuple(
    tuple(flag.value for flag, up in zip(Flag, reversed(bits), strict=True) if up)
    for bits in product((False, True), repeat=len(Flag))
)


def flags(
    accounts: pd.DataFrame,
    contacts: pd.DataFrame,
    matches: pd.DataFrame,
    on_record: pd.Series,
    counted: NDArray[np.bool_],
) -> pd.Series:
    """Flags of each account as a tuple in the order of ``Flag``; none for accounts that are not ``counted``.

    Only contacts ``on_record`` speak. A buyer or user is missed only where some side is known at all: where nobody can
    be read, nothing is known of sides.
    """
    at = t.account_at(contacts, accounts)
    here = on_record.to_numpy(bool) & (at >= 0)
    person = here & ~contacts[t.MAILBOX].to_numpy(bool)

    def number(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Contacts of the mask by account, int64, one an account."""
        return np.bincount(at[mask], minlength=len(accounts))

    def on(*sides: Side) -> NDArray[np.int64]:
        """Persons on any of the sides by account."""
        return number(person & matches[t.SIDE].isin([side.value for side in sides]).to_numpy())

    persons, sided = number(person), on(Side.BUYER, Side.USER, Side.BOTH) > 0
    executives = number(person & (matches[t.LEVEL] == t.LEVELS[0]).to_numpy())
    whole = (persons == 1) & _one_does_all(accounts, executives > 0)
    raised = {
        Flag.NO_BUYER: sided & (on(Side.BUYER, Side.BOTH) == 0) & ~whole,
        Flag.NO_USER: sided & (on(Side.USER, Side.BOTH) == 0) & ~whole,
        Flag.SINGLE_CONTACT: (persons == 1) & ~whole,
        Flag.BLIND: (accounts[t.CHANNEL] == t.INDIRECT).to_numpy() & (persons == 0),
        Flag.MAILBOX_ONLY: (number(here) > 0) & (persons == 0),
    }
    combination = sum(
        ((raised[flag] & counted).astype(int) << n for n, flag in enumerate(Flag)), np.zeros(len(accounts), int)
    )
    return pd.Series([_COMBINATIONS[n] for n in combination], accounts.index, dtype=object)


def _one_does_all(accounts: pd.DataFrame, executive: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Accounts so small that one person may be everybody; where employees are not told, an owner at a small one."""
    employees, smallest = accounts[t.EMPLOYEES].astype(float), t.AXIS_VALUES[t.SIZE][0]
    small = employees.isna() & (accounts[t.SIZE] == smallest)
    return np.asarray((employees < COMPLETE_BELOW) | (small & executive))
