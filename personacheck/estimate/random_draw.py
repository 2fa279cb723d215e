"""Whom to review: a simple random sample for the estimate, drawn by lot.

A lot is a number for each record that never changes, so that a draw can be repeated, topped up and recognised. Whoever
holds the smallest numbers is drawn. A later draw takes the next ones, and whoever joined the export since with a
smaller number; together they are again a simple random sample of the export as it is then (permanent random numbers:
Ohlsson 1995, "Coordination of samples using permanent random numbers").
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from numpy.typing import NDArray

RANDOM, ACCOUNTS, PROPORTIONAL, ACTIVE, SETTLED = t.DRAWS

BY_CHANCE: Final = 0.05
"""A draw is ours if the lots reviewed are so small as they would be by chance in no more cases than this …"""
WHOLE: Final = 0.95
"""… or if as large a share of it is reviewed."""


def frame(contacts: pd.DataFrame) -> pd.DataFrame:
    """Whom a sample is drawn from and an estimate is about: contacts that are judged or unreadable."""
    return contacts[contacts[t.STATUS] != t.Status.EXCLUDED.value]


def reviewed_in(labels: pd.DataFrame | None, draw: str) -> frozenset[str]:
    """Record ids that have a label of a draw."""
    return frozenset() if labels is None else frozenset(labels.loc[labels[t.DRAW] == draw, t.RECORD_ID])


def random_draw(contacts: pd.DataFrame, labels: pd.DataFrame | None, *, size: int, seed: int) -> pd.DataFrame:
    """The next contacts of the simple random sample, in the order in which they are to be reviewed.

    A sheet that is filled in from the top is a random sample wherever its reviewer stops.

    Parameters
    ----------
    contacts
        Contacts of the headline's population with the columns of their matches.
    labels
        ``LABEL_COLUMNS``: those that a random draw holds already are not drawn again. Contacts that another draw
        holds are, since leaving them out would make the sample less than random.

    Returns
    -------
    pandas.DataFrame
        Rows of ``contacts`` with ``draw``; fewer than ``size`` where there are no more.
    """
    done = reviewed_in(labels, RANDOM)
    open_ = frame(contacts)
    open_ = open_[~open_[t.RECORD_ID].isin(done)]
    order = np.argsort(lots(open_[t.RECORD_ID], seed), kind="stable")
    return open_.iloc[order[:size]].assign(**{t.DRAW: RANDOM})


def ours(keys: pd.Series, reviewed: NDArray[np.bool_], seed: int, purpose: str = "") -> NDArray[np.bool_] | None:
    """Who our draw would hold by now, reviewed or left blank; None where the draw was hardly ours.

    A draw of ours takes the smallest lots, so everybody up to the largest lot reviewed was drawn. A sample that came
    about otherwise has large lots, too.

    Parameters
    ----------
    keys
        Records or accounts that may be drawn.
    reviewed
        Bool, as long: reviewed in this draw.
    """
    if not reviewed.any():
        return None
    number = lots(keys, seed, purpose)
    drawn = np.asarray(number <= number[reviewed].max())
    small = drawn.mean() ** reviewed.sum() < BY_CHANCE
    return drawn if small or reviewed.sum() >= WHOLE * drawn.sum() else None


_BYTES: Final = 8


def lots(keys: Iterable[str], seed: int, purpose: str = "") -> NDArray[np.float64]:
    """A number in 0..1 for each key: even, and the same for a key in every export.

    Parameters
    ----------
    purpose
        Sets draws apart that are not to choose the same records.

    Examples
    --------
    >>> first, again = lots(["c1", "c2"], seed=0), lots(["c2", "c1"], seed=0)
    >>> bool((first == again[::-1]).all())
    True
    """
    start = hashlib.blake2b(f"{seed}:{purpose}:".encode(), digest_size=_BYTES)
    numbers = []
    for key in keys:
        digest = start.copy()
        digest.update(key.encode("utf-8", "surrogatepass"))
        numbers.append(digest.digest())
    whole = np.frombuffer(b"".join(numbers), dtype=">u8")
    return np.asarray(whole / 2.0 ** (8 * _BYTES), np.float64)
