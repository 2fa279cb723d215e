"""What is true of reviewed contacts: whom a persona covers by what people said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.model import tables as t
from personacheck.model.labels import answers

if TYPE_CHECKING:
    from personacheck.estimate.crossfit import Predict

LEAST: Final = "least"
"""Column: covered (bool), as the answers are read against the cast where they contradict each other."""
MOST: Final = "most"
"""Column: the same, read for the cast."""
COULD_JUDGE: Final = "judged"
"""Column: somebody could say whether a persona fits (bool)."""
CONFLICT: Final = "conflict"
"""Column: reviewers gave different answers, and nobody has settled it (bool)."""


def truth_of(contacts: pd.DataFrame, labels: pd.DataFrame, predict: Predict) -> pd.DataFrame:
    """What is true of reviewed contacts: ``least``, ``most``, ``judged`` and ``conflict``, by record id.

    Parameters
    ----------
    contacts
        Contacts with the columns of their matches, by a matcher that knows the labels without conflict.
    labels
        ``LABEL_COLUMNS`` of these contacts.
    predict
        Asked once for each answer of those in conflict, to see where it would place them.
    """
    latest = answers(labels)
    open_ = latest[latest[t.RECORD_ID].duplicated(keep=False)]
    clear = latest[~latest[t.RECORD_ID].isin(open_[t.RECORD_ID])]
    readings = [covered(contacts, clear)]
    for _, reading in open_.groupby(open_.groupby(t.RECORD_ID).cumcount()):
        matches = predict(pd.concat([clear, reading])).loc[contacts.index]
        placed = contacts[[t.RECORD_ID]].join(matches[[t.STATUS, t.PERSONA]])
        # Who is no customer's contact to one reviewer is what the other says of it.
        readings.append(covered(placed, reading[reading[t.PERSONA] != t.NOT_CUSTOMER]))
    facts = pd.concat(readings).groupby(level=0).agg(["min", "max"])
    facts.columns = pd.Index([LEAST, MOST])
    outside = clear.loc[clear[t.PERSONA].isin(t.NO_VERDICTS), t.RECORD_ID]
    facts[COULD_JUDGE] = ~facts.index.isin(set(outside))
    facts[CONFLICT] = facts.index.isin(set(open_[t.RECORD_ID]))
    return pd.DataFrame(facts)


def covered(contacts: pd.DataFrame, labels: pd.DataFrame) -> pd.Series:
    """Whether contacts are covered by what was said of each, bool by record id.

    A label says whose role a contact has. It is covered where the scope of that persona holds its segment too, as the
    export records it: people judge the role, and a segment needs no judgement. A matcher that knows the label has
    placed it so; another persona that only its rules see does not count.

    Parameters
    ----------
    labels
        ``LABEL_COLUMNS``, one row a contact.
    """
    last = labels.set_index(t.RECORD_ID)[t.PERSONA]
    rows = contacts.set_index(t.RECORD_ID).loc[last.index]
    placed = rows[t.STATUS].eq(t.Status.COVERED.value) & rows[t.PERSONA].eq(last) & last.ne("")
    return placed.astype(bool)
