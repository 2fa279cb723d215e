"""Whom to review so that the matcher learns most. Such labels never estimate coverage: they are no random sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.estimate.draw import ACTIVE, frame
from personacheck.estimate.lots import lots
from personacheck.model import tables as t

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    from numpy.typing import NDArray

WIDER: Final = 4
"""Titles looked at for each that is drawn: of the most wanted ones, those unlike each other are taken."""


def active_draw(
    people: pd.DataFrame, labels: pd.DataFrame | None, *, size: int, seed: int, as_of: date
) -> pd.DataFrame:
    """One contact of each of the titles whose review teaches most, most wanted first.

    A title is wanted for how unsure the matcher is of it, times the square root of the contacts that hold it; of
    the most wanted ones those are taken that are least like those taken before (research, matching, 5).

    Parameters
    ----------
    people
        Contacts of the headline's population with the columns of their matches.
    labels
        ``LABEL_COLUMNS``: titles that people have reviewed are not drawn again.

    Returns
    -------
    pandas.DataFrame
        Rows of ``people`` with ``draw``; fewer than ``size`` where there are fewer such titles.
    """
    known = frame(people)
    title = known[t.TITLE].str.casefold().str.split().str.join(" ")
    seen = set() if labels is None else set(labels[t.TITLE].str.casefold().str.split().str.join(" "))
    open_ = (title != "").to_numpy() & ~title.isin(seen).to_numpy()
    known, title = known[open_], title[open_]
    if known.empty or not size:
        return known.iloc[:0].assign(**{t.DRAW: ACTIVE})
    order = np.argsort(lots(known[t.RECORD_ID], seed, as_of.isoformat()), kind="stable")
    known, title = known.iloc[order], title.iloc[order]
    unsure = 1 - np.abs(2 * known[t.SCORE].to_numpy(float) - 1)
    wanted = unsure * np.sqrt(title.groupby(title).transform("size").to_numpy(float))
    first = np.flatnonzero(~title.duplicated().to_numpy())
    best = first[np.argsort(-wanted[first], kind="stable")][: WIDER * size]
    chosen = best[unlike(list(title.iloc[best]), wanted[best], size)]
    return known.iloc[chosen].assign(**{t.DRAW: ACTIVE})


def unlike(titles: list[str], wanted: NDArray[np.float64], size: int) -> NDArray[np.int64]:
    """Positions of ``size`` titles: each time the one that is most wanted and least like those taken before."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  # heavy; needed only for this draw

    texts = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True).fit_transform(titles)
    new, taken = np.ones(len(titles)), np.zeros(len(titles), bool)
    order = []
    for _ in range(min(size, len(titles))):
        at = int(np.argmax(np.where(taken, -1.0, wanted * new)))
        order.append(at)
        taken[at] = True
        new = np.minimum(new, np.round(1 - (texts @ texts[at].T).toarray().ravel(), 9))  # same bytes on any machine
    return np.array(order, np.int64)
