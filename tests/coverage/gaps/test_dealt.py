"""A segment is held against the clearest that a search finds where what happened is dealt to other accounts."""

from __future__ import annotations

import numpy as np
import pytest

from personacheck.coverage.gaps import dealt, excess

ACCOUNTS, EACH, VALUES = 120, 4, 6


def world(rate_in_first, seed=0, together=0.0):
    """Accounts of four, in six segments; those of the first are missed at another rate; misses may go by account."""
    random = np.random.default_rng(seed)
    value = np.arange(ACCOUNTS) % VALUES
    chance = np.where(value == 0, rate_in_first, 0.3)
    alone, firm = random.random((ACCOUNTS, EACH)), random.random(ACCOUNTS)
    by_firm = random.random(ACCOUNTS) < together
    missed = np.where(by_firm, EACH * (firm < chance), (alone < chance[:, None]).sum(axis=1))
    pool = excess.pooled(np.arange(ACCOUNTS), np.full(ACCOUNTS, EACH), missed)
    return pool, value, np.eye(VALUES, dtype=bool)


def test_what_is_there_is_not_put_down_to_chance():
    assert dealt.by_chance(*world(0.8), np.array([0]))[0] == pytest.approx(1 / (dealt.DEALS + 1))


@pytest.mark.parametrize("together", [0.0, 0.7])
def test_where_nothing_is_the_clearest_is_rarely_confirmed(together):
    found = []
    for seed in range(60):
        pool, value, slices = world(0.3, seed, together)
        every = np.arange(VALUES)
        found.append(dealt.by_chance(pool, value, slices, every).min() <= 0.1)
    assert 0 < sum(found) <= 12  # six are to be expected of 60


@pytest.mark.parametrize("many", [0, dealt.MANY])
def test_the_clearest_of_many_segments_is_rarely_confirmed(monkeypatch, many):
    """However few the deals: what is seen must not be measured by the scatter of the others alone."""
    monkeypatch.setattr(dealt, "MANY", many)
    found = []
    for seed in range(60):
        pool, _, _ = world(0.3, seed)
        slices = np.random.default_rng(seed).random((300, ACCOUNTS)) < 0.2
        found.append(dealt.by_chance(pool, np.arange(ACCOUNTS), slices, np.arange(300)).min() <= 0.1)
    assert sum(found) <= 12  # six are to be expected of 60


def test_the_same_again_and_less_sure_where_more_was_searched():
    pool, value, slices = world(0.45, seed=3)
    alone = dealt.by_chance(pool, value, slices[:1], np.array([0]))
    among = dealt.by_chance(pool, value, slices, np.array([0]))
    assert alone[0] < among[0]
    assert (dealt.by_chance(pool, value, slices, np.array([0])) == among).all()
