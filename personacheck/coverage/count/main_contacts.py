"""Main contacts: the few people of an account that a journey must fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.model import tables as t
from personacheck.model.text_order import ranks

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from personacheck.settings.sections import AccountSettings

_ASKED: Final = (
    t.ACCOUNT_ID, t.BUYING_ROLE, t.IS_PRIMARY, t.LAST_ACTIVITY, t.RECORD_ID, t.EMAIL, t.NAME, t.TITLE,
)  # fmt: skip  # a row
"""What is asked of contacts at an account: copies of all that is known of millions take much memory."""
_SIDE_UNKNOWN: Final = 2
_SIDE_ORDER: Final = {
    t.Side.BUYER.value: 0,
    t.Side.BOTH.value: 0,
    t.Side.USER.value: 1,
    t.Side.UNKNOWN.value: _SIDE_UNKNOWN,
}


def known_contacts(contacts: pd.DataFrame, matches: pd.DataFrame, accounts: pd.DataFrame) -> pd.Series:
    """Contacts that speak for their account (bool): not excluded, and of the account's own population.

    Partner staff on an end customer's account are of another population, so they never speak for the customer.
    """
    owners = np.array([*accounts[t.POPULATION], ""], dtype=object)[t.account_at(contacts, accounts)]
    ours: pd.Series = contacts[t.POPULATION].astype(object) == owners
    return ours & (matches[t.STATUS] != t.Status.EXCLUDED.value)


def main_contacts(
    contacts: pd.DataFrame, matches: pd.DataFrame, on_record: pd.Series, settings: AccountSettings, as_of: date
) -> pd.Series:
    """Main contacts of every account (bool, same index as the contacts), so many of each as the settings allow.

    A recorded buying role or primary flag goes first; then one of each function before a second of any, buyers and
    users in turn, those of unknown side last; among equals the active ones, the higher level, the latest activity.
    A role mailbox is a main contact only where nobody else is known.
    """
    at = np.flatnonzero(on_record.to_numpy(bool) & ~_needless_mailbox(contacts, on_record))
    at_accounts, placed = contacts[[*_ASKED]].iloc[at], matches[[t.SIDE, t.LEVEL, t.FUNCTION]].iloc[at]
    account = pd.factorize(at_accounts[t.ACCOUNT_ID])[0]
    recorded = (at_accounts[t.BUYING_ROLE] != "").to_numpy() | at_accounts[t.IS_PRIMARY].to_numpy(bool)
    side = placed[t.SIDE].map(_SIDE_ORDER).to_numpy(np.int64)
    quality = _quality(at_accounts, placed, settings.active_months, as_of)
    function = pd.factorize(placed[t.FUNCTION])[0]

    hat = _turn((quality, ~recorded), (account, function))
    turn = _turn((quality,), (account, ~recorded, hat, side))
    place = _turn((quality, side, turn, side == _SIDE_UNKNOWN, hat, ~recorded), (account,))
    chosen = np.zeros(len(contacts), bool)
    chosen[at] = place < settings.main_contacts
    return pd.Series(chosen, index=contacts.index)


def _needless_mailbox(contacts: pd.DataFrame, on_record: pd.Series) -> NDArray[np.bool_]:
    """Role mailboxes of accounts where a person is known too."""
    mailbox = contacts[t.MAILBOX].to_numpy(bool)
    staffed = contacts.loc[on_record.to_numpy(bool) & ~mailbox, t.ACCOUNT_ID].unique()
    return np.asarray(mailbox & contacts[t.ACCOUNT_ID].isin(staffed).to_numpy())


def _quality(contacts: pd.DataFrame, read: pd.DataFrame, months: int, as_of: date) -> NDArray[np.int64]:
    """Rank of each contact, best first, the same for any order of rows: active, level, latest activity, record id.

    Rows without a record id, whose place stands in for it, are told apart by what they say.
    """
    since = pd.Timestamp(as_of) - pd.DateOffset(months=months)
    last = pd.to_datetime(contacts[t.LAST_ACTIVITY])
    recency = -last.fillna(pd.Timestamp(0)).astype("datetime64[s]").astype(np.int64).to_numpy()
    level = read[t.LEVEL].map({name: n for n, name in enumerate(t.LEVELS)}).fillna(len(t.LEVELS)).to_numpy()
    placed = contacts[t.RECORD_ID].str.fullmatch(t.PLACE).to_numpy(bool)
    by_id = ranks(contacts[t.RECORD_ID].to_numpy(object))
    if placed.any():
        by_text = [ranks(contacts[name].to_numpy(object)) for name in (t.EMAIL, t.NAME, t.TITLE)]
        order = np.lexsort((by_id, *by_text, np.where(placed, -1, by_id)))
        by_id[order] = np.arange(len(contacts))
    rank = np.empty(len(contacts), np.int64)
    rank[np.lexsort((by_id, recency, level, ~(last >= since).to_numpy()))] = np.arange(len(contacts))
    return rank


def _turn(keys: tuple[NDArray[np.generic], ...], within: tuple[NDArray[np.generic], ...]) -> NDArray[np.int64]:
    """Position (0, 1 …) of each row within its group, in the order of the keys, the last of which weighs most."""
    order = np.lexsort((*keys, *within))
    grouped = np.stack([np.asarray(column)[order].astype(np.int64) for column in within])
    start = np.ones(len(order), bool)
    start[1:] = (grouped[:, 1:] != grouped[:, :-1]).any(axis=0)
    number = np.arange(len(order))
    turn = np.empty(len(order), np.int64)
    turn[order] = number - np.maximum.accumulate(np.where(start, number, 0))
    return turn
