"""Invented populations: who is covered, who the matcher says is and how surely, in which account and segment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

KINDS = {
    # size, share covered, how often the matcher errs, and how much more in one function than in another
    "usual": (5_000, 0.60, 0.09, 0.10),  # as on 1,193 real titles, of which 8 to 11 % are matched wrongly
    "small export": (1_200, 0.60, 0.09, 0.10),
    "few covered": (5_000, 0.10, 0.08, 0.05),
    "blind matcher": (5_000, 0.50, 0.50, 0.00),
}


@dataclass
class World:
    """One population; ``axes`` are integers by name: errors differ by function, and so by department (two of each
    function, a large and a small one); by region they do not.
    """

    name: str
    truth: NDArray[np.bool_]
    matched: NDArray[np.bool_]
    score: NDArray[np.float64]
    axes: dict[str, NDArray[np.int64]]


def worlds(random: np.random.Generator) -> Iterator[World]:
    """One of each kind."""
    for name, (size, share, errs, spread) in KINDS.items():
        function, region = random.integers(0, 10, size), random.integers(0, 5, size)
        inclined = np.clip(share + random.normal(0, 0.25, 10), 0.02, 0.98)[function]
        truth = random.random(size) < inclined * share / inclined.mean()
        often = np.clip(errs + random.normal(0, spread, 10), 0, 1)
        wrong = random.random(size) < np.clip(often * errs / often.mean(), 0, 1)[function]
        matched = truth ^ wrong
        score = np.clip(np.where(matched, 0.8, 0.15) + random.normal(0, 0.1, size), 0, 1)
        department = 2 * function + (random.random(size) < 0.2)
        axes = {"function": function, "department": department, "region": region}
        yield World(name, truth, matched, score, axes)


def clustered(
    random: np.random.Generator, accounts: int, icc: float, rate: float = 0.5, most: int = 5
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Account and coverage of contacts that are covered together within an account (beta-binomial)."""
    account = np.repeat(np.arange(accounts), np.minimum(random.geometric(0.3, accounts), most))
    chance = np.full(accounts, rate)
    if icc:
        chance = random.beta(rate * (1 / icc - 1), (1 - rate) * (1 / icc - 1), accounts)
    return account, random.random(len(account)) < chance[account]
