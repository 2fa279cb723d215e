"""How far two reviewers agree beyond chance."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from personacheck.model import tables as t
from personacheck.model.sample import Agreement

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def agreement(labels: pd.DataFrame) -> Agreement | None:
    """Cohen's kappa of the two reviewers with most contacts in common; None where no two share one.

    Parameters
    ----------
    labels
        ``LABEL_COLUMNS``; the last label of a reviewer for a contact counts.
    """
    last = labels.drop_duplicates([t.RECORD_ID, t.INITIALS], keep="last")
    said = {name: own.set_index(t.RECORD_ID)[t.PERSONA] for name, own in last.groupby(t.INITIALS, sort=True)}
    pairs = [(said[one].index.intersection(said[other].index), one, other) for one, other in combinations(said, 2)]
    common, one, other = max(pairs, key=lambda pair: len(pair[0]), default=((), "", ""))
    if not len(common):
        return None
    return Agreement(len(common), kappa(list(said[one].loc[common]), list(said[other].loc[common])))


def kappa(one: Sequence[str], other: Sequence[str]) -> float | None:
    """Cohen's kappa of two lists of answers (1: always agree, 0: as chance would); None where both always say the same.

    Examples
    --------
    >>> kappa(["a", "a", "b", "b"], ["a", "a", "b", "a"]), kappa(["a"], ["a"])
    (0.5, None)
    """
    first, second = np.array(one, object), np.array(other, object)
    agreed = float((first == second).mean())
    by_chance = sum(float((first == word).mean() * (second == word).mean()) for word in sorted({*one, *other}))
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)
