"""Accounts as what an estimate is about."""

from __future__ import annotations

import builders
import numpy as np
import pandas as pd
import pytest

from personacheck.estimate.units import Units, of_accounts
from personacheck.model import tables as t


def test_accounts_have_the_axis_values_of_their_contacts_and_stand_by_id():
    rows = [("b", "indirect", "large"), ("a", "direct", "small"), ("b", "indirect", "large"), ("", "direct", "small")]
    people = builders.contacts(*({t.ACCOUNT_ID: key, t.CHANNEL: sold, t.SIZE: size} for key, sold, size in rows))
    people = people.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(
        builders.matches(people, status="covered", score=0.5)
    )
    nobody, all_of_them = np.zeros(len(people), bool), np.ones(len(people), bool)
    predicted = np.array([0.9, 0.4, 0.6, 0.1])
    status = np.array(["covered", "uncovered", "covered", "covered"], object)
    contacts = Units(people, nobody, nobody, nobody, all_of_them, all_of_them, predicted, status)
    accounts, left_out = of_accounts(people, pd.Series(True, people.index), contacts, nobody, seed=1)
    assert accounts.frame[[t.CHANNEL, t.SIZE]].to_dict("index") == {
        "a": {t.CHANNEL: "direct", t.SIZE: "small"},
        "b": {t.CHANNEL: "indirect", t.SIZE: "large"},
    }
    assert accounts.predicted.tolist() == [0.4, 0.6]
    assert accounts.status.tolist() == ["uncovered", "covered"]
    assert not accounts.drawn.any()
    assert left_out is None


YES, NO, OPEN, UNSURE, UNASKED = "yes", "no", "open", "unsure", "unasked"


@pytest.mark.parametrize(
    ("said", "matched", "told"),
    [
        ([YES, YES], "cc", (True, True, True, True, "covered")),
        ([YES, UNASKED], "cc", (True, False, True, True, "covered")),
        ([YES, OPEN], "cu", (True, False, True, True, "uncovered")),
        ([YES, NO], "cu", (True, False, False, True, "uncovered")),
        ([NO, UNASKED], "cx", (True, False, False, True, "covered")),  # half of them are read
        ([YES, UNSURE], "cx", (True, True, True, True, "covered")),  # half of them can be judged
        ([YES, UNSURE, UNSURE], "cxx", (True, True, True, False, "unreadable")),
        ([YES, UNSURE, UNASKED], "uxx", (True, False, True, True, "unreadable")),
        ([UNSURE, UNSURE], "xx", (True, True, True, False, "unreadable")),
        ([NO, UNSURE], "ux", (True, False, False, True, "uncovered")),
        ([UNASKED, UNASKED], "cc", (False, False, True, True, "covered")),
    ],
)
def test_an_account_fits_by_what_is_said_of_its_main_contacts(said, matched, told):
    """Of one that was drawn; whether the draw is ours cannot be told of one account."""
    people = builders.contacts(*({t.ACCOUNT_ID: "a"} for _ in said))
    people = people.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(builders.matches(people))
    answered = np.array([word != UNASKED for word in said])
    status = {"c": "covered", "u": "uncovered", "x": "unreadable"}
    contacts = Units(
        people, answered, answered, np.array([word == YES for word in said]),
        np.array([word in {YES, OPEN} for word in said]), np.array([word != UNSURE for word in said]),
        np.linspace(0.9, 0.5, len(said)), np.array([status[mark] for mark in matched], object),
    )  # fmt: skip  # a row of fields
    accounts, _ = of_accounts(people, pd.Series(True, people.index), contacts, answered, seed=1)
    found = (accounts.answered, accounts.least, accounts.most, accounts.judged, accounts.status)
    assert tuple(column.tolist()[0] for column in found) == told
    assert accounts.predicted.tolist() == [0.5]


def test_who_is_no_main_contact_says_nothing_of_the_account():
    people = builders.contacts({t.ACCOUNT_ID: "a"}, {t.ACCOUNT_ID: "a"})
    people = people.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(builders.matches(people))
    both, first = np.array([True, True]), np.array([True, False])
    status = np.array(["covered", "unreadable"], object)
    contacts = Units(people, both, both, first, first, both, np.array([0.9, 0.1]), status)
    accounts, _ = of_accounts(people, pd.Series([True, False], people.index), contacts, both, seed=1)
    assert (accounts.least.tolist(), accounts.predicted.tolist(), accounts.status.tolist()) == (
        [True], [0.9], ["covered"],
    )  # fmt: skip  # side by side
