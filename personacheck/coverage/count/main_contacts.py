"""Main contacts: the few people of an account that a journey must fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.coverage.count.blocks import SIDES
from personacheck.coverage.count.cells import packed
from personacheck.model.tables import Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from personacheck.coverage.count.blocks import Block

_IN_TURN: Final = {Side.BUYER: 0, Side.BOTH: 0, Side.USER: 1, Side.UNKNOWN: 2}
_TURN: Final = np.array([_IN_TURN[Side(side)] for side in SIDES])
_NEEDLESS: Final = 2
"""How urgent a role mailbox is where a person is known; who is recorded is 0, others are 1."""


def main_contacts(block: Block, most: int) -> NDArray[np.bool_]:
    """Main contacts of every account of a block (bool, one a contact), so many of each at most.

    A recorded buying role or primary flag goes first; then one of each function before a second of any, buyers and
    users in turn, those of unknown side last; among equals the active ones, the higher level, the latest activity.
    A role mailbox is a main contact only where nobody else is known.
    """
    account, side = block.account, _TURN[block.side]
    staffed = np.bincount(account[~block.mailbox], minlength=block.accounts) > 0
    urgency = np.where(block.mailbox & staffed[account], _NEEDLESS, ~block.recorded)
    quality = block.grade, block.by_id
    hat = _turn((account, block.function), (urgency, *quality))
    turn = _turn((account, urgency, hat, side), quality)
    place = _turn((account,), (urgency, hat, side == _IN_TURN[Side.UNKNOWN], turn, side))
    return np.asarray((place < most) & (urgency != _NEEDLESS))


def _turn(within: tuple[NDArray[np.generic], ...], keys: tuple[NDArray[np.generic], ...]) -> NDArray[np.int64]:
    """Position (0, 1 …) of each row within its group, in the order of the keys, the first of which weighs most."""
    order = np.argsort(packed((*within, *keys)))
    grouped, number = packed(within)[order], np.arange(len(order))
    start = np.append(True, grouped[1:] != grouped[:-1])[: len(order)]
    turn = np.empty(len(order), np.int64)
    turn[order] = number - np.maximum.accumulate(np.where(start, number, 0))
    return turn
