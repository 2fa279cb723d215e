"""What a matcher predicts of contacts whose labels it has not seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.estimate.random_draw import lots
from personacheck.model import tables as t

if TYPE_CHECKING:
    from numpy.typing import NDArray

Predict = Callable[[pd.DataFrame], pd.DataFrame]
"""Labels (``LABEL_COLUMNS``) to the matches of a matcher that has seen these and no others."""

FOLDS: Final = 2
"""Matchers that are trained. Measured on 1,193 titles with 100 labels: five folds make the interval no narrower."""


def predictions(frame: pd.DataFrame, labels: pd.DataFrame, predict: Predict, seed: int) -> NDArray[np.float64]:
    """How likely (0..1) each contact is covered, by the matchers that have not seen its label.

    Half the labels train one matcher, the other half the other. Only labels of the random draw may take part: those of
    an active draw were chosen knowing it, and what they teach would tell of it.

    Parameters
    ----------
    frame
        Contacts with ``record_id``; its index is within that of the predicted matches.
    labels
        Of the random draw, with ``LABEL_COLUMNS``.
    """
    fold = _folds(labels[t.RECORD_ID], seed)
    total, times = np.zeros(len(frame)), np.zeros(len(frame), np.int64)
    for number in range(FOLDS):
        taught = labels[fold != number]
        unseen = ~frame[t.RECORD_ID].isin(set(taught[t.RECORD_ID])).to_numpy()
        total[unseen] += likelihood(predict(taught).loc[frame.index])[unseen]
        times[unseen] += 1
    return total / times


def likelihood(matches: pd.DataFrame) -> NDArray[np.float64]:
    """The score, but 0 where a scope or an exclusion speaks against it."""
    judged = ~matches[t.STATUS].isin([t.Status.STRETCHED.value, t.Status.EXCLUDED.value]).to_numpy()
    return np.where(judged, matches[t.SCORE].to_numpy(float), 0.0)


def _folds(records: pd.Series, seed: int) -> NDArray[np.int64]:
    """Fold of each label, by record: several labels of a contact stand together."""
    ids = sorted(set(records))
    order = np.argsort(lots(ids, seed, "fold"), kind="stable")
    fold = dict(zip((ids[at] for at in order), np.arange(len(ids)) % FOLDS, strict=True))
    return records.map(fold).to_numpy(np.int64)
