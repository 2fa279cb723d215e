"""Labels and an export -> the reviewed sample: who in it was reviewed, what is true of them, what was predicted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from personacheck.estimate import answers
from personacheck.estimate.agreement import agreement
from personacheck.estimate.crossfit import likelihood, predictions
from personacheck.estimate.handful import handful
from personacheck.estimate.headline import LEAST
from personacheck.estimate.random_draw import PROPORTIONAL, RANDOM, frame, ours, reviewed_in
from personacheck.estimate.units import Units, of_accounts
from personacheck.model import tables as t
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
    people: pd.DataFrame, main: pd.Series, labels: pd.DataFrame | None, predict: Predict, seed: int
) -> Sample | None:
    """The reviewed sample of an export; None where nobody of it was reviewed.

    Parameters
    ----------
    people
        Contacts of the headline's population with the columns of their matches, by a matcher that knows all labels
        without conflict.
    main
        Bool, whether a contact is a main contact; holds the index of ``people``.
    labels
        ``LABEL_COLUMNS``. Only those of a random or proportional draw estimate; what others say is true all the same.
    predict
        Called once a fold, with labels of the random draw.
    """
    known = frame(people)
    mine = None if labels is None else labels[labels[t.RECORD_ID].isin(set(known[t.RECORD_ID]))]
    if mine is None or (mine[t.PERSONA] == t.NOT_ANSWERED).all():
        return None
    truth = answers.truth(known, mine, predict)
    is_main = main.loc[known.index].to_numpy(bool)
    drawn, by_account = (known[t.RECORD_ID].isin(reviewed_in(mine, draw)).to_numpy() for draw in (RANDOM, PROPORTIONAL))
    held = ours(known[t.RECORD_ID], drawn, seed)
    asked = (by_account & is_main).any() or drawn.sum() >= LEAST
    predicted = _predicted(known, mine[mine[t.DRAW] == RANDOM], predict, seed) if asked else np.zeros(len(known))
    everybody = _contacts(known, truth, known[t.RECORD_ID].isin(truth.index).to_numpy(), None, predicted)
    accounts, accounts_left_out = of_accounts(people, main, everybody, by_account, seed)
    facts = ReviewedSample(
        contacts=int(drawn.sum()),
        main_contacts=int((drawn & is_main).sum()),
        left_out=None if held is None else int((held & ~drawn).sum()),
        accounts=handful(people, main, mine, truth, seed),
        agreement=agreement(mine),
        drawn_accounts=int(accounts.answered.sum()),
        accounts_left_out=accounts_left_out,
        **_open(mine, truth.reindex(known.loc[drawn, t.RECORD_ID])),
    )
    return Sample(_contacts(known, truth, drawn, held, predicted), is_main, accounts, facts)


def _open(labels: pd.DataFrame, drawn: pd.DataFrame) -> dict[str, int]:
    """Of those drawn: whom nobody could judge, by answer, and whom reviewers answered differently."""
    word = answers.answers(labels).drop_duplicates(t.RECORD_ID).set_index(t.RECORD_ID)[t.PERSONA]
    said = word.reindex(drawn.index)[~drawn[answers.JUDGED].to_numpy(bool)]
    return {
        "cannot_tell": int((said == t.CANNOT_TELL).sum()),
        "not_customers": int((said == t.NOT_CUSTOMER).sum()),
        "conflicts": int(drawn[answers.CONFLICT].sum()),
    }


def _contacts(
    known: pd.DataFrame,
    truth: pd.DataFrame,
    drawn: NDArray[np.bool_],
    held: NDArray[np.bool_] | None,
    predicted: NDArray[np.float64],
) -> Units:
    """Contacts as units; of whom nobody reviewed anything may be true."""
    told = truth.reindex(known[t.RECORD_ID])
    return Units(
        frame=known,
        answered=drawn,
        drawn=drawn if held is None else drawn | held,
        least=told[answers.LEAST].eq(True).to_numpy() & drawn,
        most=~told[answers.MOST].eq(False).to_numpy() | ~drawn,
        judged=~told[answers.JUDGED].eq(False).to_numpy() | ~drawn,
        predicted=predicted,
        status=known[t.STATUS].to_numpy(object),
    )


def _predicted(known: pd.DataFrame, labels: pd.DataFrame, predict: Predict, seed: int) -> NDArray[np.float64]:
    """Predictions of matchers that have not seen the contact's label; of few labels nothing is learned."""
    teaching = answers.settled(labels)
    if teaching is None or len(teaching) < LEAST:
        return likelihood(predict(labels.head(0)).loc[known.index])
    return predictions(known, teaching, predict, seed)
