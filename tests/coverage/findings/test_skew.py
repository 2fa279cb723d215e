"""Does a skew come of chance? Accounts are drawn as they come, and the best and worst of many are picked out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from personacheck.coverage.findings.skew import DRAWS, Judged, Part, by_chance, skew


def _people(random, accounts, groups, icc, rate=0.5, *, by_contact=False):
    """Contacts of accounts whose fit is clustered; groups go with the account, or with the contact."""
    account = np.repeat(np.arange(accounts), np.minimum(random.geometric(0.3, accounts), 5))
    chance = random.beta(rate * (1 / icc - 1), (1 - rate) * (1 / icc - 1), accounts)
    covered = random.random(len(account)) < chance[account]
    value = random.integers(0, groups, len(account)) if by_contact else random.integers(0, groups, accounts)[account]
    judged = Judged(pd.DataFrame(index=range(len(account))), account, covered)
    return judged, [Part(str(one), value == one) for one in range(groups)]


@pytest.mark.parametrize(("accounts", "groups"), [(108, 3), (400, 8), pytest.param(400, 15, marks=pytest.mark.long)])
@pytest.mark.parametrize("by_contact", [False, True])
def test_parts_that_are_fitted_alike_are_hardly_ever_told_apart(accounts, groups, by_contact):
    random = np.random.default_rng(accounts + groups)
    false = [by_chance(*_people(random, accounts, groups, 0.34, by_contact=by_contact)) <= 0.05 for _ in range(200)]
    assert np.mean(false) <= 0.08  # 5 % expected, and two standard errors


def test_parts_that_are_fitted_apart_are_told_apart():
    random, found = np.random.default_rng(1), 0
    for _ in range(50):
        judged, parts = _people(random, 170, 3, 0.34)
        covered = judged.covered & ~(parts[0].inside & (random.random(len(judged.covered)) < 0.6))
        found += by_chance(judged._replace(covered=covered), parts) <= 0.05
    assert found >= 45


@pytest.mark.parametrize(
    ("contacts", "accounts", "told"), [(20, 10, True), (19, 10, False), (40, 5, True), (40, 4, False)]
)
def test_parts_of_twenty_contacts_at_five_accounts_are_compared(contacts, accounts, told):
    account = np.arange(contacts) % accounts
    covered = np.repeat([True, False], contacts)
    judged = Judged(pd.DataFrame(index=range(2 * contacts)), np.concatenate([account, accounts + account]), covered)
    difference = skew(judged, [Part("worse", ~covered), Part("better", covered)])
    assert (difference is not None) == told
    if difference is not None:
        assert (difference.best.name, difference.worst.name) == ("better", "worse")
        assert (difference.most, difference.least, difference.points) == (1.0, 0.0, 100.0)


def test_parts_between_which_nothing_differs_differ_as_much_by_chance_always():
    account, inside = np.arange(80), np.arange(80) < 40
    judged = Judged(pd.DataFrame(index=range(80)), account, account % 2 == 0)
    assert by_chance(judged, [Part("a", inside), Part("b", ~inside)]) == 1
    assert by_chance(judged._replace(covered=inside), [Part("a", inside), Part("b", ~inside)]) == 1 / (DRAWS + 1)


def test_how_often_chance_makes_as_much_of_three_parts_at_nine_accounts():
    account = np.array([0, 0, 1, 1, 1, 2, 3, 3, 4, 4, 4, 5, 6, 7, 7, 8])
    judged = Judged(pd.DataFrame(index=range(16)), account, account % 4 < 2)
    parts = [Part(str(n), account % 3 == n) for n in range(3)]
    assert by_chance(judged, parts) == pytest.approx(0.6973, abs=5e-4)


def test_parts_that_are_fitted_alike_are_no_skew_nor_is_one_part_alone():
    account, inside = np.arange(80), np.arange(80) < 40
    judged = Judged(pd.DataFrame(index=range(80)), account, account % 2 == 0)
    assert skew(judged, [Part("a", inside), Part("b", ~inside)]) is None
    assert skew(judged._replace(covered=inside), [Part("a", inside)]) is None
    assert skew(judged._replace(covered=inside), [Part("a", inside), Part("b", ~inside)]) is not None
