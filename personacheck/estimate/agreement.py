"""How far two reviewers agree beyond chance."""

from __future__ import annotations

from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from personacheck.estimate.random_draw import SETTLED
from personacheck.model import tables as t
from personacheck.model.sample import Agreement
from personacheck.model.tally import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def agreement(labels: pd.DataFrame) -> Agreement | None:
    """Cohen's kappa of the two reviewers with most contacts in common; None where no two share one.

    Parameters
    ----------
    labels
        ``LABEL_COLUMNS``; the last label of a reviewer for a contact counts, before anything was settled.
    """
    own_word = ~labels[t.PERSONA].isin([t.CANNOT_TELL, t.NOT_ANSWERED]) & (labels[t.DRAW] != SETTLED)
    order = labels[own_word].sort_values(t.DATE, kind="stable")
    last = order.drop_duplicates([t.RECORD_ID, t.INITIALS], keep="last")
    answers = [rows.set_index(t.RECORD_ID)[t.PERSONA] for _, rows in last.groupby(t.INITIALS, sort=True)]
    pairs = [(mine.index.intersection(theirs.index), mine, theirs) for mine, theirs in combinations(answers, 2)]
    if not pairs:
        return None
    common, mine, theirs = max(pairs, key=lambda pair: len(pair[0]))
    if common.empty:
        return None
    pair = list(mine.loc[common]), list(theirs.loc[common])
    return Agreement(len(common), kappa(*pair), *(interval(*pair) or (None, None)))


def kappa(answers: Sequence[str], others: Sequence[str]) -> float | None:
    """Cohen's kappa of two lists of answers (1: always agree, 0: as chance would); None where both always say the same.

    Examples
    --------
    >>> kappa(["a", "a", "b", "b"], ["a", "a", "b", "a"]), kappa(["a"], ["a"])
    (0.5, None)
    """
    agreed, by_chance = _agreed(answers, others)
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def interval(answers: Sequence[str], others: Sequence[str]) -> tuple[float, float] | None:
    """Its 95 % interval: Wilson's of the share of equal answers, against the same chance; None as for ``kappa``.

    Examples
    --------
    >>> low, high = interval(["a", "b"] * 25, ["a", "b"] * 25)
    >>> round(low, 2), high
    (0.86, 1.0)
    """
    agreed, by_chance = _agreed(answers, others)
    if by_chance == 1:
        return None
    from scipy.special import ndtri  # noqa: PLC0415  # heavy; needed only here

    number, z = len(answers), float(ndtri((1 + CONFIDENCE) / 2))
    middle = (agreed + z**2 / (2 * number)) / (1 + z**2 / number)
    half = z * sqrt(agreed * (1 - agreed) / number + z**2 / (4 * number**2)) / (1 + z**2 / number)
    low, high = ((bound - by_chance) / (1 - by_chance) for bound in (middle - half, middle + half))
    return low, min(high, 1.0)


def _agreed(answers: Sequence[str], others: Sequence[str]) -> tuple[float, float]:
    """Share of equal answers, and what chance would make of it."""
    first, second = np.array(answers, object), np.array(others, object)
    by_chance = sum(float((first == word).mean() * (second == word).mean()) for word in sorted({*answers, *others}))
    return float((first == second).mean()), by_chance
