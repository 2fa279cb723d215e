"""Labels and an export -> the reviewed sample: who in it was reviewed, what is true of them, what was predicted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from personacheck.estimate.agreement import agreement
from personacheck.estimate.crossfit import predictions
from personacheck.estimate.draw import RANDOM, frame, left_out
from personacheck.estimate.handful import handful
from personacheck.estimate.headline import LEAST
from personacheck.model import tables as t
from personacheck.model.sample import ReviewedSample

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from personacheck.estimate.crossfit import Predict


@dataclass(frozen=True)
class Sample:
    """The frame, contact by contact.

    Attributes
    ----------
    frame
        Contacts of the headline's population that are judged or unreadable, with their axis values.
    main, reviewed
        Bool: a main contact; reviewed as part of a random draw.
    truth
        Bool: covered, by people's judgement; meant only where reviewed.
    predicted
        How likely (0..1) covered, by matchers that have not seen the contact's label; 0 below ``LEAST`` labels, where
        nothing is estimated.
    facts
        What the report tells of it.
    """

    frame: pd.DataFrame
    main: NDArray[np.bool_]
    reviewed: NDArray[np.bool_]
    truth: NDArray[np.bool_]
    predicted: NDArray[np.float64]
    facts: ReviewedSample


def take_sample(
    people: pd.DataFrame, main: pd.Series, labels: pd.DataFrame | None, predict: Predict, seed: int
) -> Sample | None:
    """The reviewed sample of an export; None where nobody of it was reviewed.

    Parameters
    ----------
    people
        Contacts of the headline's population with the columns of their matches, by a matcher that knows all labels.
    main
        Bool, whether a contact is a main contact; holds the index of ``people``.
    labels
        ``LABEL_COLUMNS``. Only labels of a random draw estimate; the last one of a contact counts.
    predict
        Called once a fold, with labels of the random draw.
    """
    known = frame(people)
    mine = None if labels is None else labels[labels[t.RECORD_ID].isin(set(known[t.RECORD_ID]))]
    if mine is None or mine.empty:
        return None
    truth = covered(known, mine)
    drawn = mine[mine[t.DRAW] == RANDOM]
    reviewed = known[t.RECORD_ID].isin(set(drawn[t.RECORD_ID])).to_numpy()
    is_main = main.loc[known.index].to_numpy(bool)
    facts = ReviewedSample(
        contacts=int(reviewed.sum()),
        main_contacts=int((reviewed & is_main).sum()),
        left_out=left_out(known, frozenset(drawn[t.RECORD_ID]), seed),
        accounts=handful(people, main, mine, truth),
        agreement=agreement(mine),
    )
    enough = facts.contacts >= LEAST
    predicted = predictions(known, drawn, predict, seed) if enough else np.zeros(len(known))
    told = known[t.RECORD_ID].map(truth).eq(True).to_numpy()
    return Sample(known, is_main, reviewed, told, predicted, facts)


def covered(people: pd.DataFrame, labels: pd.DataFrame) -> pd.Series:
    """What is true of reviewed contacts, bool by record id.

    A label says whose role a contact has. It is covered where the scope of that persona holds its segment too, as the
    export records it: people judge the role, and a segment needs no judgement. A matcher that knows the label has
    placed it so; another persona that only its rules see does not count.
    """
    last = labels.drop_duplicates(t.RECORD_ID, keep="last").set_index(t.RECORD_ID)[t.PERSONA]
    rows = people.set_index(t.RECORD_ID).loc[last.index]
    placed = rows[t.STATUS].eq(t.Status.COVERED.value) & rows[t.PERSONA].eq(last) & last.ne("")
    return placed.astype(bool)
