"""Labels and an export -> the reviewed sample: who in it was reviewed, what is true of them, what was predicted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from personacheck.estimate.agreement import agreement
from personacheck.estimate.crossfit import likelihood, predictions
from personacheck.estimate.handful import handful
from personacheck.estimate.ppi import LEAST_LABELS
from personacheck.estimate.random_draw import PROPORTIONAL, RANDOM, frame, ours, reviewed_in
from personacheck.estimate.truth import CONFLICT, COULD_JUDGE, LEAST, MOST, truth_of
from personacheck.estimate.units import Units, of_accounts
from personacheck.model import tables as t
from personacheck.model.labels import answers, settled
from personacheck.model.sample import ReviewedSample

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from personacheck.estimate.crossfit import Predict


@dataclass(frozen=True)
class Sample:
    """What people reviewed of an export.

    Attributes
    ----------
    contacts, accounts
        Of the headline's population that are judged or unreadable, by a random draw of contacts; accounts that have a
        main contact, by a proportional draw of accounts.
    main
        Bool: the contacts that are main contacts.
    facts
        What the report tells of it.
    """

    contacts: Units
    main: NDArray[np.bool_]
    accounts: Units
    facts: ReviewedSample


def take_sample(
    contacts: pd.DataFrame, main: pd.Series, labels: pd.DataFrame | None, predict: Predict, seed: int
) -> Sample | None:
    """The reviewed sample of an export; None where nobody of it was reviewed.

    Parameters
    ----------
    contacts
        Contacts of the headline's population with the columns of their matches, by a matcher that knows all labels
        without conflict.
    main
        Bool, whether a contact is a main contact; holds the index of ``contacts``.
    labels
        ``LABEL_COLUMNS``. Only those of a random or proportional draw estimate; what others say is true all the same.
    predict
        Called once a fold, with labels of the random draw.
    """
    in_frame = frame(contacts)
    ids = in_frame[t.RECORD_ID]
    mine = None if labels is None else labels[labels[t.RECORD_ID].isin(set(ids))]
    if mine is None or (mine[t.PERSONA] == t.NOT_ANSWERED).all():
        return None
    truth, is_main = truth_of(in_frame, mine, predict), main.loc[in_frame.index].to_numpy(bool)
    drawn, by_account = (ids.isin(reviewed_in(mine, draw)).to_numpy() for draw in (RANDOM, PROPORTIONAL))
    in_draw = ours(ids, drawn, seed)
    asked = (by_account & is_main).any() or drawn.sum() >= LEAST_LABELS
    predicted = _predicted(in_frame, mine[mine[t.DRAW] == RANDOM], predict, seed) if asked else np.zeros(len(in_frame))
    everybody = _contacts(in_frame, truth, ids.isin(truth.index).to_numpy(), None, predicted)
    accounts, accounts_left_out = of_accounts(contacts, main, everybody, by_account, seed)
    facts = ReviewedSample(
        contacts=int(drawn.sum()),
        main_contacts=int((drawn & is_main).sum()),
        left_out=None if in_draw is None else int((in_draw & ~drawn).sum()),
        accounts=handful(contacts, main, mine, truth, seed),
        agreement=agreement(mine),
        drawn_accounts=int(accounts.answered.sum()),
        accounts_left_out=accounts_left_out,
        **_open(mine, truth.reindex(in_frame.loc[drawn, t.RECORD_ID]), is_main[drawn]),
    )
    return Sample(_contacts(in_frame, truth, drawn, in_draw, predicted), is_main, accounts, facts)


def _open(labels: pd.DataFrame, drawn: pd.DataFrame, main: NDArray[np.bool_]) -> dict[str, int]:
    """Of those drawn: whom nobody could judge, by answer, and whom reviewers answered differently."""
    word = answers(labels).drop_duplicates(t.RECORD_ID).set_index(t.RECORD_ID)[t.PERSONA]
    unjudged = word.reindex(drawn.index).where(~drawn[COULD_JUDGE].to_numpy(bool))
    return {
        "cannot_tell": int((unjudged == t.CANNOT_TELL).sum()),
        "main_cannot_tell": int((unjudged == t.CANNOT_TELL)[main].sum()),
        "not_customers": int((unjudged == t.NOT_CUSTOMER).sum()),
        "conflicts": int(drawn[CONFLICT].sum()),
    }


def _contacts(
    contacts: pd.DataFrame,
    truth: pd.DataFrame,
    drawn: NDArray[np.bool_],
    in_draw: NDArray[np.bool_] | None,
    predicted: NDArray[np.float64],
) -> Units:
    """Contacts as units; of whom nobody reviewed anything may be true."""
    truths = truth.reindex(contacts[t.RECORD_ID])
    return Units(
        frame=contacts,
        answered=drawn,
        drawn=drawn if in_draw is None else drawn | in_draw,
        least=truths[LEAST].eq(True).to_numpy() & drawn,
        most=~truths[MOST].eq(False).to_numpy() | ~drawn,
        judged=~truths[COULD_JUDGE].eq(False).to_numpy() | ~drawn,
        predicted=predicted,
        status=contacts[t.STATUS].to_numpy(object),
    )


def _predicted(contacts: pd.DataFrame, labels: pd.DataFrame, predict: Predict, seed: int) -> NDArray[np.float64]:
    """Predictions of matchers that have not seen the contact's label; of few labels nothing is learned."""
    teaching = settled(labels)
    if teaching is None or len(teaching) < LEAST_LABELS:
        return likelihood(predict(labels.head(0)).loc[contacts.index])
    return predictions(contacts, teaching, predict, seed)
