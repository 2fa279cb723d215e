"""Flags of accounts: what the people known there leave open. Roles expected of an account follow its size."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.coverage.count.blocks import SIDES
from personacheck.model import tables as t
from personacheck.model.tables import Flag, Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from personacheck.coverage.count.blocks import Block

COMPLETE_BELOW: Final = 10
"""Employees below which one person may wear every hat (EU statistics: a micro enterprise has fewer than ten)."""

KINDS: Final = 1 + 2 * len(SIDES)
"""Kinds of contacts: role mailboxes; then persons of each side, those of the highest level apart."""
_COMBINATIONS: Final = tuple(
    tuple(flag.value for flag, up in zip(Flag, reversed(bits), strict=True) if up)
    for bits in product((False, True), repeat=len(Flag))
)


def by_kind(block: Block) -> NDArray[np.int32]:
    """Contacts of a block by account and kind, shape (accounts, ``KINDS``)."""
    kind = np.where(block.mailbox, 0, 1 + 2 * block.side + block.executive)
    counts = np.bincount(block.account.astype(np.int64) * KINDS + kind, minlength=block.accounts * KINDS)
    return counts.reshape(-1, KINDS).astype(np.int32)


def flags(accounts: pd.DataFrame, kinds: NDArray[np.int32], counted: NDArray[np.bool_]) -> pd.Series:
    """Flags of each account as a tuple in the order of ``Flag``; none for accounts that are not ``counted``.

    Only contacts who speak for it (``kinds``) are asked. A buyer or user is missed only where some side is known at
    all: where nobody can be read, nothing is known of sides.
    """
    people = kinds[:, 1:].reshape(len(accounts), len(SIDES), 2)
    persons = people.sum(axis=(1, 2))

    def on(*sides: Side) -> NDArray[np.int64]:
        """Persons on any of the sides by account."""
        return np.asarray(people[:, [SIDES.index(side) for side in sides]].sum(axis=(1, 2)))

    sided = on(Side.BUYER, Side.USER, Side.BOTH) > 0
    whole = (persons == 1) & _one_does_all(accounts, people[:, :, 1].sum(axis=1) > 0)
    raised = {
        Flag.NO_BUYER: sided & (on(Side.BUYER, Side.BOTH) == 0) & ~whole,
        Flag.NO_USER: sided & (on(Side.USER, Side.BOTH) == 0) & ~whole,
        Flag.SINGLE_CONTACT: (persons == 1) & ~whole,
        Flag.BLIND: (accounts[t.CHANNEL] == t.INDIRECT).to_numpy() & (persons == 0),
        Flag.MAILBOX_ONLY: (kinds[:, 0] > 0) & (persons == 0),
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
