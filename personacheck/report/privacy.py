"""What of a run may leave the program, and under which name an account goes."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from personacheck.model import tables as t

if TYPE_CHECKING:
    import pandas as pd

MARK_LENGTH: Final = 6
"""Letters and digits of a mark: 2^30 of them, so that two of 1,000 accounts share one in 1 of 2,000 exports."""

RECORD: Final = r"[\w-]*\d[\w-]*"
"""A record id: one word with a digit in it."""


@dataclass(frozen=True)
class Privacy:
    """What the user allows.

    Attributes
    ----------
    account_names
        The report names accounts; False gives each a mark in its place.
    personal
        The workbook holds names and e-mail addresses, and no file hides a sole trader.
    """

    account_names: bool = True
    personal: bool = False


def account_mark(account_id: str) -> str:
    """The mark of an account: the same in every run, and found again in the workbook.

    It stands in for the name on paper; it is no encryption: who guesses the id can make the mark.

    Examples
    --------
    >>> account_mark("0014x00000AbCdE")
    'account RUMRJK'
    """
    digest = hashlib.blake2b(account_id.encode(), digest_size=5, person=b"personacheck").digest()
    return f"account {base64.b32encode(digest).decode()[:MARK_LENGTH]}"


def account_labels(accounts: pd.DataFrame, *, names: bool, sole_traders: bool = False) -> pd.Series:
    """Name or mark of each account, same index.

    Parameters
    ----------
    accounts
        Indexed by account id, with ``account`` and ``sole_trader``.
    names
        False: marks only.
    sole_traders
        True: an account that bears its only contact's name is named too.
    """
    named = accounts[t.ACCOUNT].where(accounts[t.ACCOUNT] != "", accounts.index.to_series())
    hidden = (not sole_traders) & accounts[t.SOLE_TRADER].astype(bool) | (not names)
    marks = [account_mark(str(account_id)) for account_id in accounts.index[hidden]]
    labels = named.astype(object)
    labels[hidden] = marks
    return labels


def account_ids(accounts: pd.DataFrame, *, sole_traders: bool = False) -> pd.Series:
    """Id of each account, same index; a mark where a sole trader's id is no record id, but its name or domain.

    An export without account ids has the names stand in for them.
    """
    shown = accounts.index.to_series().astype(str)
    if sole_traders:
        return shown
    alone = accounts.loc[accounts[t.SOLE_TRADER].astype(bool), t.ACCOUNT]
    ids = shown[alone.index]
    is_record = ids.str.fullmatch(RECORD) & (ids.str.casefold() != alone.str.casefold())
    shown[ids.index[~is_record]] = ids[~is_record].map(account_mark)
    return shown
