"""Whom to review so that the matcher learns most. Such labels never estimate coverage: they are no random sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.estimate.random_draw import ACTIVE, frame, lots
from personacheck.model import tables as t

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

FLOOR: Final = 0.1
"""Doubt that even the surest title deserves, so that a frequent one that is misread everywhere is seen."""


def active_draw(
    contacts: pd.DataFrame, labels: pd.DataFrame | None, *, size: int, seed: int, as_of: date
) -> pd.DataFrame:
    """One contact of each of the titles whose review teaches most, most wanted first.

    A title is wanted for how unsure the matcher is of it, times the contacts that hold it. Measured against the square
    root of these, and against passing over titles that are like others: both mend less (benchmarks, labels).

    Parameters
    ----------
    contacts
        Contacts of the headline's population with the columns of their matches.
    labels
        ``LABEL_COLUMNS``: titles that people have reviewed are not drawn again.

    Returns
    -------
    pandas.DataFrame
        Rows of ``contacts`` with ``draw``; fewer than ``size`` where there are fewer such titles.
    """
    in_frame = frame(contacts)
    title = in_frame[t.TITLE].str.casefold().str.split().str.join(" ")
    answered = in_frame.iloc[:0] if labels is None else labels[labels[t.PERSONA] != t.NOT_ANSWERED]
    reviewed_titles = set(answered[t.TITLE].str.casefold().str.split().str.join(" "))
    open_ = (title != "").to_numpy() & ~title.isin(reviewed_titles).to_numpy()
    in_frame, title = in_frame[open_], title[open_]
    order = np.argsort(lots(in_frame[t.RECORD_ID], seed, as_of.isoformat()), kind="stable")
    in_frame, title = in_frame.iloc[order], title.iloc[order]
    doubt = FLOOR + 1 - np.abs(2 * in_frame[t.SCORE].to_numpy(float) - 1)
    wanted = doubt * title.groupby(title).transform("size").to_numpy(float)
    first = np.flatnonzero(~title.duplicated().to_numpy())
    best = first[np.argsort(-wanted[first], kind="stable")][:size]
    return in_frame.iloc[best].assign(**{t.DRAW: ACTIVE})
