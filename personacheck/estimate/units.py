"""What an estimate is about: contacts or accounts, those drawn, and what people's answers leave open of them.

Who was drawn and not reviewed may be covered or not: the interval holds either way (Manski 1989, "Anatomy of the
selection problem"). So may those that two reviewers answered differently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from personacheck.estimate.account_draw import strata
from personacheck.estimate.random_draw import ACCOUNTS, ours
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Count = Callable[[NDArray[np.bool_]], NDArray[np.int64]]


COVERED: Final = t.Status.COVERED.value
UNREADABLE: Final = t.Status.UNREADABLE.value


class Units(NamedTuple):
    """All of them, one position each.

    Attributes
    ----------
    frame
        Their axis values, among other columns.
    answered, drawn
        Bool: reviewed in the draw; drawn at all, reviewed or left blank.
    least, most
        Bool: covered, where what is open is read against the cast, and for it; meant only where drawn.
    judged
        Bool: people could judge; True where they were not asked.
    predicted
        How likely (0..1) covered, by matchers that have not seen the label.
    status
        As matched (text): ``covered``, ``unreadable``, or another that is judged.
    """

    frame: pd.DataFrame
    answered: NDArray[np.bool_]
    drawn: NDArray[np.bool_]
    least: NDArray[np.bool_]
    most: NDArray[np.bool_]
    judged: NDArray[np.bool_]
    predicted: NDArray[np.float64]
    status: NDArray[np.object_]

    def among(self, some: NDArray[np.bool_]) -> Units:
        """Only these."""
        return Units(
            self.frame[some], self.answered[some], self.drawn[some], self.least[some], self.most[some],
            self.judged[some], self.predicted[some], self.status[some],
        )  # fmt: skip  # a row of fields

    @property
    def open(self) -> bool:
        """Whether answers leave anything open."""
        return bool((self.drawn & ~self.answered).any() or (self.least != self.most)[self.answered].any())


def of_accounts(
    table: pd.DataFrame, main: pd.Series, contacts: Units, drawn: NDArray[np.bool_], seed: int
) -> tuple[Units, int | None]:
    """Accounts with a main contact as units, and how many of our draw nobody reviewed (None: it was not ours).

    An account fits where a persona covers every main contact that people can judge, and they can judge half of them.

    Parameters
    ----------
    contacts
        All contacts, ``answered`` wherever anybody reviewed them.
    drawn
        Bool over these: labelled in a proportional draw of accounts.
    """
    groups = strata(table, main)
    at = t.account_at(contacts.frame, groups)
    mine = main.loc[contacts.frame.index].to_numpy(bool) & (at >= 0)
    size = len(groups)

    def count(which: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.bincount(at[mine & which], minlength=size)

    asked, judged = contacts.answered, contacts.answered & contacts.judged
    failing, doubtful = count(judged & ~contacts.most), count((judged & ~contacts.least) | ~asked)
    could, answered = count(judged | ~asked), count(drawn) > 0
    in_draw = ours(pd.Series(groups.index), answered, seed, ACCOUNTS)
    predicted = np.ones(size)
    np.minimum.at(predicted, at[mine], contacts.predicted[mine])
    first = contacts.frame[mine].drop_duplicates(t.ACCOUNT_ID).set_index(t.ACCOUNT_ID).reindex(groups.index)
    units = Units(
        frame=first,
        answered=answered,
        drawn=answered if in_draw is None else answered | in_draw,
        least=(doubtful == 0) & answered,
        most=(failing == 0) | ~answered,
        judged=((could > 0) & (2 * could >= count(np.ones(len(at), bool)))) | ~answered,
        predicted=predicted,
        status=_status(count, contacts.status),
    )
    return units, None if in_draw is None else int((in_draw & ~answered).sum())


def _status(count: Count, status: NDArray[np.object_]) -> NDArray[np.object_]:
    """Of accounts, from their main contacts, as they are counted: unreadable where fewer than half are read."""
    read, fits = count(status != UNREADABLE), count(status == COVERED)
    readable = 2 * read >= count(np.ones(len(status), bool))
    return np.select([~readable, fits == read], [UNREADABLE, COVERED], t.Status.UNCOVERED.value).astype(object)
