"""All draws of one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from personacheck.estimate.account_draw import accounts_draw
from personacheck.estimate.active_draw import active_draw
from personacheck.estimate.random_draw import SETTLED, random_draw
from personacheck.model import tables as t
from personacheck.model.labels import conflicts

if TYPE_CHECKING:
    from datetime import date

    from personacheck.model.sample import Wish


def draw(
    contacts: pd.DataFrame, main: pd.Series, labels: pd.DataFrame | None, wish: Wish, *, seed: int, as_of: date
) -> pd.Series:
    """Whom people should review: the draw that chose each contact, in the order of review.

    Parameters
    ----------
    contacts
        Contacts of the headline's population with the columns of their matches.
    main
        Bool, whether a contact is a main contact; holds the index of ``contacts``.
    labels
        ``LABEL_COLUMNS``: what a draw holds already is not drawn by it again.

    Returns
    -------
    pandas.Series
        One of ``DRAWS``, indexed as ``contacts``; those to settle come alone. A contact that several draws chose goes
        to the random one, which must stay whole; what is said of it serves the others, too.
    """
    if wish.conflicts:
        open_ = frozenset[str]() if labels is None else conflicts(labels)
        return pd.Series(SETTLED, contacts.index[contacts[t.RECORD_ID].isin(open_)], name=t.DRAW)
    draws = (
        random_draw(contacts, labels, size=wish.random, seed=seed),
        accounts_draw(
            contacts, main, labels, size=wish.accounts, seed=seed, as_of=as_of, proportional=wish.proportional
        ),
        active_draw(contacts, labels, size=wish.active, seed=seed, as_of=as_of),
    )
    drawn: pd.Series = pd.concat([rows[t.DRAW] for rows in draws])
    return drawn[~drawn.index.duplicated()]
