"""Which contacts to put before people, so that the classifier learns most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.model import tables as t

if TYPE_CHECKING:
    import pandas as pd

FLOOR: Final = 0.1
"""Doubt that even the surest title deserves, so that a frequent one that everybody misreads is seen."""


def choose(contacts: pd.DataFrame, matches: pd.DataFrame, count: int) -> pd.Index:
    """Index of at most `count` contacts, one a title, most telling first.

    Doubt (1 at a score of 0.5, 0 at 0 and 1, and a floor) times the title's frequency: measured against its square root
    and against spreading over clusters, which bring less. Never estimate coverage from these: they are chosen.
    """
    asked = (matches[t.STATUS] != t.Status.EXCLUDED) & (contacts[t.TITLE].str.strip() != "")
    reviewed = matches[t.SOURCE] == t.Source.REVIEW
    titles = contacts.loc[asked & ~reviewed, [t.TITLE]]
    counts = titles.groupby(t.TITLE)[t.TITLE].transform("size")
    doubt = FLOOR + 1 - (2 * matches.loc[titles.index, t.SCORE] - 1).abs()
    order = titles.assign(worth=-(doubt * counts)).sort_values(["worth", t.TITLE], kind="stable")
    return order.drop_duplicates(t.TITLE).index[:count]
