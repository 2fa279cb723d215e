"""Titles that may be shown: held by so many people at so many accounts that they point to nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.model import tables as t

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from personacheck.model.few import Least

LENGTHS: Final = range(2, 5)
"""Words of a name that is looked for in titles."""
_WORD: Final = re.compile(r"\w+")
SHOWN: Final = 5
"""Example titles of a gap or a candidate, at most."""


class Titles:
    """Titles of a population, folded (case, blanks), with how often each may be shown.

    Parameters
    ----------
    contacts
        With ``title``, ``account_id`` and ``name``: a title that holds the whole name of one of them is not shown.
    least
        A title is shown only if so many contacts at so many accounts hold it.
    """

    def __init__(self, contacts: pd.DataFrame, least: Least) -> None:
        at, raw = pd.factorize(contacts[t.TITLE])
        folded, names = pd.factorize(pd.Series([" ".join(title.casefold().split()) for title in raw], dtype="str"))
        self._at = (folded[at] if len(raw) else at).astype(np.int32)
        self._fold = np.asarray(names, object)
        holders = np.bincount(self._at, minlength=len(names))
        account = pd.factorize(contacts[t.ACCOUNT_ID].where(contacts[t.ACCOUNT_ID] != ""))[0]
        pairs = self._at.astype(np.int64) * len(contacts)
        pairs += account
        pairs = pairs[account >= 0]
        pairs.sort()  # where they stand: of millions, sets and copies take much memory
        distinct = pairs[np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]]
        accounts = np.bincount(distinct // max(len(contacts), 1), minlength=len(names))
        self._shown = least.reached(holders, accounts) & (self._fold != "")
        runs = {n: _runs(self._fold[n]) for n in np.flatnonzero(self._shown)}
        sought = frozenset().union(*runs.values())  # few: the names of all contacts take much memory
        begin = frozenset().union(*sought)
        likely = (text for text in contacts[t.NAME].unique() if _first_word(str(text)) in begin)
        full_names = {name for text in likely if (name := frozenset(_words(text))) in sought}
        self._shown[[n for n, of_title in runs.items() if of_title & full_names]] = False
        spelled = pd.DataFrame({"fold": folded, "raw": np.asarray(raw, object)})
        spelled["n"] = np.bincount(at, minlength=len(raw))
        best = spelled.sort_values(["fold", "n", "raw"], ascending=[True, False, True]).drop_duplicates("fold")
        self._spelled = best.set_index("fold")["raw"]

    def frequent(self, positions: NDArray[np.int64]) -> tuple[str, ...]:
        """The titles that these contacts hold most often, of those that may be shown; ties by name."""
        count = np.bincount(self._at[positions], minlength=len(self._fold))
        chosen = np.flatnonzero((count > 0) & self._shown)
        order = sorted(chosen, key=lambda n: (-count[n], self._fold[n]))
        return tuple(str(self._spelled[n]) for n in order[:SHOWN])


def _words(text: str) -> list[str]:
    return _WORD.findall(str(text).casefold())


def _first_word(text: str) -> str:
    """Cheaper to find than all, and nearly no name begins with a word of a title."""
    match = _WORD.search(text.casefold())
    return match[0] if match else ""


def _runs(title: str) -> set[frozenset[str]]:
    """Words of a title that stand side by side, as a whole name in any order might."""
    words = _words(title)
    runs = (words[start : start + length] for length in LENGTHS for start in range(len(words) - length + 1))
    return {run for run in map(frozenset, runs) if len(run) > 1}
