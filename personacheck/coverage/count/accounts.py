"""Accounts: status, flags and missing functions, from their main contacts."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from personacheck.coverage.count import flags, tally
from personacheck.coverage.count.blocks import functions
from personacheck.coverage.count.cells import group
from personacheck.model import tables as t
from personacheck.model.tables import AccountStatus, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from personacheck.coverage.count.by_account import Counted
    from personacheck.model.export import Export

COUNTED: Final = (Status.COVERED, Status.STRETCHED, Status.UNCOVERED, Status.UNREADABLE)
"""Statuses that assessed accounts have a column for: how many of their main contacts are in it."""


class Verdict(NamedTuple):
    """Status of each account, and its marks."""

    status: NDArray[np.object_]
    assumed: NDArray[np.bool_]
    leaning: NDArray[np.bool_]


def assess_accounts(export: Export, matches: pd.DataFrame, counted: Counted) -> pd.DataFrame:
    """The accounts with ``status, assumed, leaning, flags, main_contacts, missing_functions`` and counts by status.

    ``assumed`` and ``leaning`` are bool here: covered by way of an assumed main contact, and covered if the leaning
    ones were. The columns named by ``COUNTED`` hold how many main contacts are in that status.
    """
    accounts, verdict = export.accounts, judge(counted.codes)
    dropped = (accounts[t.EXCLUDED] != "").to_numpy() | _unwanted(accounts, export.contacts, matches)
    by_status = counted.codes.reshape(len(accounts), len(Status), 2).sum(axis=2)
    columns = {
        t.STATUS: pd.Series(np.where(dropped, AccountStatus.EXCLUDED.value, verdict.status), accounts.index, "str"),
        t.ASSUMED: verdict.assumed & ~dropped,
        t.LEANING: verdict.leaning & ~dropped,
        t.FLAGS: flags.flags(accounts, counted.kinds, ~dropped),
        t.MAIN_CONTACTS: counted.codes.sum(axis=1),
        t.MISSING_FUNCTIONS: pd.Series(_named(counted.missing, functions(matches)), accounts.index, dtype=object),
    }
    by_name = {status.value: by_status[:, list(Status).index(status)] for status in COUNTED}
    return accounts.assign(**columns, **by_name)


def account_codes(accounts: pd.DataFrame) -> NDArray[np.int8]:
    """Code of every assessed account."""
    marks = accounts[t.ASSUMED].to_numpy(bool), accounts[t.LEANING].to_numpy(bool)
    return tally.codes(AccountStatus, accounts[t.STATUS], *marks)


def judge(counts: NDArray[np.integer[Any]]) -> Verdict:
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


def _unwanted(accounts: pd.DataFrame, contacts: pd.DataFrame, matches: pd.DataFrame) -> NDArray[np.bool_]:
    """Accounts where everybody fits a negative persona: whom the cast means not to serve."""
    at = t.account_at(contacts, accounts)
    counts_here = (contacts[t.EXCLUDED] == "").to_numpy() & (at >= 0)
    negative = counts_here & (matches[t.STATUS] == Status.EXCLUDED.value).to_numpy()
    everybody = np.bincount(at[counts_here], minlength=len(accounts))
    return np.asarray((everybody > 0) & (np.bincount(at[negative], minlength=len(accounts)) == everybody))


def _named(marked: NDArray[np.bool_], names: Sequence[str]) -> list[tuple[str, ...]]:
    """The names of the columns that each row marks."""
    at, first = group([*marked.T], len(marked))
    combinations = [tuple(compress(names, row)) for row in marked[first]]
    return [combinations[n] for n in at]
