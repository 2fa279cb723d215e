"""One population, contact by contact and account by account, ready to be counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.coverage.count import accounts as judged
from personacheck.coverage.count import tally
from personacheck.coverage.count.roles import near_misses
from personacheck.model import tables as t
from personacheck.model.codes import coded
from personacheck.model.tables import AccountStatus

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from personacheck.model.export import Export

MAIN: Final = "main"
"""Column of contacts: a main contact (bool)."""
CODE: Final = "code"
"""Column: the status and its mark as an integer, see ``tally.codes``."""
_UNASKED: Final = (
    t.RECORD_ID, t.ACCOUNT, t.NAME, t.EMAIL, t.IS_PRIMARY, t.MAILBOX, t.CREATED, t.LAST_ACTIVITY, t.SCORE, t.SOURCE,
)  # fmt: skip  # a row
"""Columns of contacts that are seldom asked of a population (``Census.known``): copies of them take much memory."""
_OF_ACCOUNTS: Final = (t.EXCLUDED, t.STATUS, t.ASSUMED, t.LEANING, t.FLAGS, t.REVENUE)
"""Columns of accounts that are asked of a population, beside the axes."""


@dataclass(frozen=True)
class Census:
    """One population. All its tables have one column an axis, and only what is counted or grouped by.

    Attributes
    ----------
    contacts
        Contacts with the columns of their matches (which win over the recorded side and level), ``MAIN``, ``CODE`` and
        ``NEAR``.
    accounts
        Assessed accounts with ``CODE``.
    everybody
        Contacts of all populations, with all that is known of each: ``all_contacts``.
    inside
        Which of these are of this population.
    axes
        Segment axes in order: those out of the box, then those of the settings.
    currency
        Of the revenue; None where no currency is named.
    """

    contacts: pd.DataFrame
    accounts: pd.DataFrame
    everybody: pd.DataFrame
    inside: NDArray[np.bool_]
    axes: tuple[str, ...]
    currency: str | None

    def known(self, *columns: str) -> pd.DataFrame:
        """The contacts with these columns, whatever is known of them; without names, with all: a copy at each call."""
        return self.everybody.loc[self.inside, [*columns] or self.everybody.columns]

    @cached_property
    def sides(self) -> pd.DataFrame:
        """One row an account and side that main contacts of it are on, judged by these alone; ``CODE`` and revenue."""
        return _sides(self.contacts, self.accounts)

    @cached_property
    def by_code(self) -> NDArray[np.int64]:
        """Contacts by ``CODE``."""
        return np.bincount(self.contacts[CODE].to_numpy(), minlength=tally.CONTACT_CODES)

    @cached_property
    def account_at(self) -> NDArray[np.int64]:
        """Row of each contact's account among the accounts; -1 without one."""
        return t.account_at(self.contacts, self.accounts)

    @cached_property
    def account_values(self) -> dict[str, tuple[NDArray[np.int64], NDArray[np.object_]]]:
        """Channel and size of each account, as positions in the sorted names that they have."""
        coded = {axis: pd.factorize(self.accounts[axis], sort=True) for axis in (t.CHANNEL, t.SIZE)}
        return {axis: (values, np.asarray(names, object)) for axis, (values, names) in coded.items()}


def all_contacts(export: Export, matches: pd.DataFrame, main: NDArray[np.bool_]) -> pd.DataFrame:
    """All contacts, with their matches, ``MAIN`` and ``CODE``: no copy of what stands in the two tables."""
    own = export.contacts.drop(columns=[name for name in t.MATCH_COLUMNS if name in export.contacts])
    whole = pd.concat([own, matches], axis=1)
    whole[MAIN], whole[CODE] = main, tally.contact_codes(matches)
    return whole


def take(
    contacts: pd.DataFrame,
    accounts: pd.DataFrame,
    axes: tuple[str, ...],
    populations: frozenset[str],
    currency: str | None = None,
    *,
    gated: Collection[str] = (),
) -> Census:
    """The census of some populations, from all ``contacts`` and assessed accounts; ``gated``: see ``near_misses``."""
    asked = [name for name in contacts if name in axes or name not in _UNASKED]
    here = contacts[t.POPULATION].isin(populations).to_numpy(bool)
    mine = contacts.loc[here, asked]
    mine = mine.assign(**{t.NEAR: near_misses(mine, gated)})
    along = [axis for axis in dict.fromkeys((*t.AXES, *axes)) if axis in accounts]
    inside = accounts[t.POPULATION].isin(populations)
    theirs = pd.concat([coded(accounts.loc[inside, along]), accounts.loc[inside, [*_OF_ACCOUNTS]]], axis=1)
    theirs[CODE] = judged.account_codes(theirs)
    return Census(mine, theirs, contacts, here, axes, currency)


def _sides(contacts: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """Accounts by the sides that their main contacts are on."""
    main = contacts.loc[contacts[MAIN].to_numpy(bool), [t.ACCOUNT_ID, t.SIDE, CODE]]
    side, names = pd.factorize(main[t.SIDE], sort=True)
    at = t.account_at(main, accounts) * len(names) + side
    groups, position = np.unique(at, return_inverse=True)
    counts = tally.count(position, main[CODE].to_numpy(np.int64), np.ones(len(main), bool), len(groups))
    verdict = judged.judge(counts)
    rows = accounts.drop(columns=[t.EXCLUDED, t.FLAGS]).iloc[groups // max(len(names), 1)]
    dropped = (rows[t.STATUS] == AccountStatus.EXCLUDED.value).to_numpy()
    sides: pd.DataFrame = rows.assign(
        side=pd.Categorical.from_codes(groups % max(len(names), 1), pd.Index(names)),
        status=np.where(dropped, AccountStatus.EXCLUDED.value, verdict.status),
        assumed=verdict.assumed,
        leaning=verdict.leaning,
    )
    sides[CODE] = judged.account_codes(sides)
    return sides
