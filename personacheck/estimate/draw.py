"""Whom to review: a simple random sample for the estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.estimate.lots import lots
from personacheck.model import tables as t

if TYPE_CHECKING:
    import pandas as pd

RANDOM, ACCOUNTS, ACTIVE = t.DRAWS

OURS: Final = 0.95
"""Share of all contacts that a draw of ours stays below, unless as large a share of it is reviewed. Of 60 contacts
drawn otherwise the largest lot lies above it in 95 of 100 cases."""


def frame(people: pd.DataFrame) -> pd.DataFrame:
    """Whom a sample is drawn from and an estimate is about: contacts that are judged or unreadable."""
    return people[people[t.STATUS] != t.Status.EXCLUDED.value]


def reviewed_in(labels: pd.DataFrame | None, draw: str) -> frozenset[str]:
    """Record ids that have a label of a draw."""
    return frozenset() if labels is None else frozenset(labels.loc[labels[t.DRAW] == draw, t.RECORD_ID])


def random_draw(people: pd.DataFrame, labels: pd.DataFrame | None, *, size: int, seed: int) -> pd.DataFrame:
    """The next contacts of the simple random sample, in the order in which they are to be reviewed.

    A sheet that is filled in from the top is a random sample wherever its reviewer stops.

    Parameters
    ----------
    people
        Contacts of the headline's population with the columns of their matches.
    labels
        ``LABEL_COLUMNS``: those that a random draw holds already are not drawn again. Contacts that another draw
        holds are, since leaving them out would make the sample less than random.

    Returns
    -------
    pandas.DataFrame
        Rows of ``people`` with ``draw``; fewer than ``size`` where there are no more.
    """
    done = reviewed_in(labels, RANDOM)
    open_ = frame(people)
    open_ = open_[~open_[t.RECORD_ID].isin(done)]
    order = np.argsort(lots(open_[t.RECORD_ID], seed), kind="stable")
    return open_.iloc[order[:size]].assign(**{t.DRAW: RANDOM})


def left_out(people: pd.DataFrame, reviewed: frozenset[str], seed: int) -> int | None:
    """Contacts that our draw would hold by now and nobody reviewed; None where the draw was hardly ours.

    A draw of ours takes the smallest lots, so everybody up to the largest lot reviewed was drawn. Where that is nearly
    everybody though few are reviewed, the sample came about otherwise.
    """
    number = lots(people[t.RECORD_ID], seed)
    mine = people[t.RECORD_ID].isin(reviewed).to_numpy()
    if not mine.any():
        return None
    drawn = number <= number[mine].max()
    ours = drawn.mean() < OURS or mine.sum() >= OURS * drawn.sum()
    return int((drawn & ~mine).sum()) if ours else None
