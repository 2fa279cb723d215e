"""Accounts as what an estimate is about."""

from __future__ import annotations

import builders
import numpy as np
import pandas as pd

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
