"""Accounts: status, flags and missing functions, from their main contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from personacheck.coverage.count import flags, tally
from personacheck.model import tables as t
from personacheck.model.tables import AccountStatus, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

COUNTED: Final = (Status.COVERED, Status.STRETCHED, Status.UNCOVERED, Status.UNREADABLE)
"""Statuses that assessed accounts have a column for: how many of their main contacts are in it."""


class Verdict(NamedTuple):
    """Status of each account, and its marks."""

    status: NDArray[np.object_]
    assumed: NDArray[np.bool_]
    leaning: NDArray[np.bool_]


def assess_accounts(
    accounts: pd.DataFrame, contacts: pd.DataFrame, matches: pd.DataFrame, on_record: pd.Series, main: pd.Series
) -> pd.DataFrame:
    """The accounts with ``status, assumed, leaning, flags, main_contacts, missing_functions`` and counts by status.

    ``assumed`` and ``leaning`` are bool here: covered by way of an assumed main contact, and covered if the leaning
    ones were. The columns named by ``COUNTED`` hold how many main contacts are in that status.
    """
    at = t.account_at(contacts, accounts)
    counts = count(at, contact_codes(matches), main.to_numpy(bool), len(accounts))
    verdict = judge(counts)
    dropped = (accounts[t.EXCLUDED] != "").to_numpy() | _unwanted(at, contacts, matches, len(accounts))
    by_status = counts.reshape(len(accounts), len(Status), 2).sum(axis=2)
    columns = {
        t.STATUS: pd.Series(np.where(dropped, AccountStatus.EXCLUDED.value, verdict.status), accounts.index, "str"),
        t.ASSUMED: verdict.assumed & ~dropped,
        t.LEANING: verdict.leaning & ~dropped,
        t.FLAGS: flags.flags(accounts, contacts, matches, on_record, ~dropped),
        t.MAIN_CONTACTS: counts.sum(axis=1),
        t.MISSING_FUNCTIONS: _missing(accounts, contacts, matches, main),
    }
    counted = {status.value: by_status[:, list(Status).index(status)] for status in COUNTED}
    return accounts.assign(**columns, **counted)


def contact_codes(matches: pd.DataFrame) -> NDArray[np.int64]:
    """Code (``tally.codes``) of every contact."""
    leaning = (matches[t.LEANING] != "").to_numpy()
    return tally.codes(Status, matches[t.STATUS], matches[t.ASSUMED].to_numpy(bool), leaning)


def account_codes(accounts: pd.DataFrame) -> NDArray[np.int64]:
    """Code of every assessed account."""
    marks = accounts[t.ASSUMED].to_numpy(bool), accounts[t.LEANING].to_numpy(bool)
    return tally.codes(AccountStatus, accounts[t.STATUS], *marks)


def count(at: NDArray[np.int64], codes: NDArray[np.int64], chosen: NDArray[np.bool_], groups: int) -> NDArray[np.int64]:
    """Contacts by group and code, shape (groups, ``CONTACT_CODES``)."""
    width = tally.CONTACT_CODES
    return np.bincount(at[chosen] * width + codes[chosen], minlength=groups * width).reshape(groups, width)


def judge(counts: NDArray[np.int64]) -> Verdict:
    """Status from main contacts by code (design, "Status of an account"); ``excluded`` is not for them to say."""
    pairs = counts.reshape(len(counts), len(Status), 2)
    covered, stretched, uncovered, _unreadable, _ = np.moveaxis(pairs.sum(axis=2), 1, 0)
    main, readable = counts.sum(axis=1), covered + stretched + uncovered
    status = np.select(
        [main == 0, 2 * readable < main, covered == readable, covered > 0, stretched > 0],
        [s.value for s in _IN_ORDER],
        AccountStatus.UNCOVERED.value,
    )
    whole = status == AccountStatus.COVERED.value
    judged = (main > 0) & (2 * readable >= main)
    near = pairs[:, 1:3, 1].sum(axis=1)
    return Verdict(status.astype(object), whole & (pairs[:, 0, 1] > 0), judged & ~whole & (covered + near == readable))


_IN_ORDER: Final = (
    AccountStatus.EMPTY,
    AccountStatus.UNREADABLE,
    AccountStatus.COVERED,
    AccountStatus.PARTIAL,
    AccountStatus.STRETCHED,
)


def _unwanted(at: NDArray[np.int64], contacts: pd.DataFrame, matches: pd.DataFrame, size: int) -> NDArray[np.bool_]:
    """Accounts where everybody fits a negative persona: whom the cast means not to serve."""
    counts_here = (contacts[t.EXCLUDED] == "").to_numpy() & (at >= 0)
    negative = counts_here & (matches[t.STATUS] == Status.EXCLUDED.value).to_numpy()
    everybody = np.bincount(at[counts_here], minlength=size)
    return np.asarray((everybody > 0) & (np.bincount(at[negative], minlength=size) == everybody))


def _missing(accounts: pd.DataFrame, contacts: pd.DataFrame, matches: pd.DataFrame, main: pd.Series) -> pd.Series:
    """Functions of main contacts that no persona covers, by name."""
    open_ = main & t.is_missed(matches[t.STATUS]) & (matches[t.FUNCTION] != "")
    pairs = pd.DataFrame({t.ACCOUNT_ID: contacts[t.ACCOUNT_ID], t.FUNCTION: matches[t.FUNCTION]})[open_]
    pairs = pairs.drop_duplicates().sort_values([t.ACCOUNT_ID, t.FUNCTION])
    missing: dict[str, tuple[str, ...]] = {}
    for account, function in zip(pairs[t.ACCOUNT_ID], pairs[t.FUNCTION], strict=True):
        missing[account] = (*missing.get(account, ()), function)
    return pd.Series([missing.get(account, ()) for account in accounts.index], accounts.index, dtype=object)
