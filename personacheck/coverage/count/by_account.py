"""What is counted by account, block by block: on this computer, or wherever blocks are sent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from personacheck.coverage.count import tally
from personacheck.coverage.count.blocks import blocks, cut
from personacheck.coverage.count.flags import by_kind
from personacheck.coverage.count.main_contacts import main_contacts
from personacheck.model.tables import MISSED, Status

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from personacheck.coverage.count.blocks import Block
    from personacheck.model.export import Export
    from personacheck.model.spread import Spread
    from personacheck.settings.sections import AccountSettings

_MISSED: Final = [place for place, status in enumerate(Status) if status in MISSED]


class Counted(NamedTuple):
    """Main contacts, and counts by account: of a block, or of all of them, one below the other.

    Attributes
    ----------
    main
        Bool, one a contact: a main contact.
    codes
        Main contacts of each account by code, shape (accounts, ``CONTACT_CODES``).
    kinds
        All who speak for each account by kind, shape (accounts, ``KINDS``).
    missing
        Bool, one row an account, one column a function: a main contact has it whom no persona covers.
    """

    main: NDArray[np.bool_]
    codes: NDArray[np.int32]
    kinds: NDArray[np.int32]
    missing: NDArray[np.bool_]


def count_by_account(
    export: Export, matches: pd.DataFrame, settings: AccountSettings, as_of: date, spread: Spread = map
) -> Counted:
    """Main contacts of every account of an export, and what is counted there.

    Parameters
    ----------
    as_of
        Main contacts are preferred that were active in the months before it.
    spread
        Where blocks are counted; the answer is the same.
    """
    edges = cut(export, matches)
    since = pd.Timestamp(as_of) - pd.DateOffset(months=settings.active_months)
    work = partial(count_block, most=settings.main_contacts)
    each = spread(work, blocks(export.contacts, matches, edges, since))
    whole, main = Counted(*map(np.concatenate, zip(*each, strict=True))), np.zeros(len(matches), bool)
    main[edges.rows] = whole.main
    return whole._replace(main=main)


def count_block(block: Block, most: int) -> Counted:
    """What is counted in one block, with so many main contacts of an account at most."""
    main = main_contacts(block, most)
    codes = tally.count(block.account, block.code, main, block.accounts)
    missing = np.zeros((block.accounts, block.functions + 1), bool)
    open_ = main & np.isin(block.code // 2, _MISSED)
    missing[block.account[open_], block.function[open_]] = True
    return Counted(main, codes.astype(np.int32), by_kind(block), missing[:, 1:])
