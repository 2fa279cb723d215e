"""The handful test's draw: a dozen accounts, over channel and size, with their main contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from personacheck.estimate.random_draw import ACCOUNTS, PROPORTIONAL, frame, lots, reviewed_in
from personacheck.model import tables as t

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

STRATUM = "stratum"


def strata(contacts: pd.DataFrame, main: pd.Series) -> pd.Series:
    """Channel and size of each account that has a main contact, indexed by account id, sorted by it."""
    in_frame = frame(contacts)
    in_frame = in_frame[main.loc[in_frame.index].to_numpy(bool) & (in_frame[t.ACCOUNT_ID] != "").to_numpy()]
    first = in_frame.sort_values([t.ACCOUNT_ID, t.RECORD_ID], kind="stable").groupby(t.ACCOUNT_ID)[[t.CHANNEL, t.SIZE]]
    values = first.first()
    return (values[t.CHANNEL].astype(object) + "/" + values[t.SIZE].astype(object)).rename(STRATUM)


def accounts_draw(
    contacts: pd.DataFrame,
    main: pd.Series,
    labels: pd.DataFrame | None,
    *,
    size: int,
    seed: int,
    as_of: date,
    proportional: bool = False,
) -> pd.DataFrame:
    """Main contacts of drawn accounts, account by account.

    Parameters
    ----------
    main
        Bool, whether a contact is a main contact; holds the index of ``contacts``.
    labels
        Accounts of which this draw holds a contact already are not drawn again.
    proportional
        False: one account of every channel and size first, the largest such groups first, so that each is looked at.
        True: every account has the same chance, by permanent lots; the bound is sharper, and it estimates.

    Returns
    -------
    pandas.DataFrame
        Rows of ``contacts`` with ``draw``.
    """
    kind = PROPORTIONAL if proportional else ACCOUNTS
    groups = strata(contacts, main)
    answered = None if labels is None else labels[labels[t.PERSONA] != t.NOT_ANSWERED]
    done = contacts.loc[contacts[t.RECORD_ID].isin(reviewed_in(answered, kind)), t.ACCOUNT_ID]
    open_ = groups[~groups.index.isin(set(done))]
    number = pd.Series(lots(open_.index, seed, ACCOUNTS if proportional else as_of.isoformat()), index=open_.index)
    chosen = list(number.sort_values(kind="stable").index[:size]) if proportional else _from_each(open_, number, size)
    in_frame = frame(contacts)
    mine = in_frame[main.loc[in_frame.index].to_numpy(bool) & in_frame[t.ACCOUNT_ID].isin(chosen).to_numpy()]
    place = mine[t.ACCOUNT_ID].map({account: at for at, account in enumerate(chosen)}).to_numpy()
    return mine.iloc[np.argsort(place, kind="stable")].assign(**{t.DRAW: kind})


def allocate(sizes: NDArray[np.int64], wanted: int) -> NDArray[np.int64]:
    """How many to draw of each group: one of each first, then whoever is represented least (Adams' method).

    Examples
    --------
    >>> allocate(np.array([60, 30, 9, 1]), 10)
    array([5, 3, 1, 1])
    """
    quotas = np.zeros(len(sizes), np.int64)
    for _ in range(min(wanted, int(sizes.sum()))):
        room = quotas < sizes
        need = np.where(quotas > 0, sizes / np.maximum(quotas, 1), np.inf)
        best = max(np.flatnonzero(room), key=lambda at: (need[at], sizes[at], -at))
        quotas[best] += 1
    return quotas


def _from_each(groups: pd.Series, number: pd.Series, wanted: int) -> list[str]:
    sizes = groups.value_counts().sort_index()
    quotas = dict(zip(sizes.index, allocate(np.asarray(sizes, np.int64), wanted).tolist(), strict=True))
    turn = number.groupby(groups).rank(method="first")
    drawn = groups[turn <= groups.map(quotas)]
    # pandas would fill an empty table up with the index of all lots
    return list(drawn.to_frame().assign(lot=number[drawn.index]).sort_values([STRATUM, "lot"], kind="stable").index)
