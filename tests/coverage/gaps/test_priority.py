from __future__ import annotations

import pandas as pd
import pytest
from builders import AS_OF, accounts, cast, contacts, export, matches
from worlds import counted, world

from personacheck.coverage.assess import assess
from personacheck.model import tables as t
from personacheck.model.result import LEADERSHIP
from personacheck.settings import Settings

EVERY = Settings(privacy={"min_contacts": 1, "min_accounts": 1})


def assessed():
    """Finance: many contacts at one account; IT: one contact at each of three; legal: one, at the one that pays."""
    people = contacts(
        *({"account_id": "big"} for _ in range(5)),
        *({"account_id": f"small{n}"} for n in range(3)),
        {"account_id": "rich"},
        {"account_id": "fine"},
    )
    found = matches(
        people,
        status=["uncovered"] * 9 + ["covered"],
        function=["finance"] * 5 + ["it"] * 3 + ["legal"] + ["it"],
    )
    pay = {"big": 10.0, "small0": 1.0, "small1": 1.0, "small2": 1.0, "rich": 86.0, "fine": 1.0}
    firms = accounts(*({"account_id": key, "revenue": paid} for key, paid in pay.items()))
    return assess(export(people, firms), found, cast(), EVERY, AS_OF)


def test_the_three_lists_differ():
    coverage = assessed()
    function = {gap.id: gap.function for gap in coverage.gaps}
    told = coverage.priorities
    assert [function[step.id] for step in told.contacts] == ["finance", "it", "legal"]
    assert [function[step.id] for step in told.accounts] == ["it", "finance", "legal"]
    assert [function[step.id] for step in told.revenue] == ["legal", "finance", "it"]


def test_each_step_says_what_is_covered_then():
    told = assessed().priorities
    assert [step.coverage for step in told.contacts] == pytest.approx([0.6, 0.9, 1.0])
    assert [step.coverage for step in told.accounts] == pytest.approx([4 / 6, 5 / 6, 1.0])
    assert [step.coverage for step in told.revenue] == pytest.approx([0.87, 0.97, 1.0])


def test_two_gaps_at_one_account_bring_it_nearer_one_by_one():
    people = contacts({"account_id": "a"}, {"account_id": "a"})
    coverage = assess(
        export(people),
        matches(people, function=["it", "hr"]),
        cast(),
        EVERY,
        AS_OF,
    )
    assert [step.coverage for step in coverage.priorities.accounts] == [0.0, 1.0]


def test_nothing_to_close():
    people = contacts({"account_id": "a"})
    coverage = assess(
        export(people),
        matches(people, status="covered"),
        cast(),
        EVERY,
        AS_OF,
    )
    assert coverage.priorities.accounts == coverage.priorities.contacts == ()


def closed(whole, found, rows):
    """The four numbers once these contacts are covered, counted anew from nothing."""
    better = found.copy()
    better.loc[rows, [t.STATUS, t.ASSUMED, t.LEANING]] = ["covered", False, ""]
    now = counted(whole, better)
    paid = now.revenue.covered if now.revenue else None
    return now.accounts.covered, now.main_contacts.covered, now.contacts.covered, paid


WORTH = {
    "accounts": lambda four: (four[0], four[1], four[3] or 0.0),
    "contacts": lambda four: (four[2], four[0], four[3] or 0.0),
    "revenue": lambda four: (four[3] or 0.0, four[0], four[1]),
}


@pytest.mark.parametrize("seed", range(3))
def test_each_step_is_the_best_that_brute_force_finds(seed):
    whole, found, who = world(seed, people=40, firms=9, customers_known=False)
    coverage = assess(whole, found, who, EVERY, AS_OF)
    ours = {gap.id for gap in coverage.gaps if gap.cause in LEADERSHIP and gap.excess is None}
    people = {key: coverage.gap_people[key] for key in ours}
    assert len(people) > 3
    for by, worth in WORTH.items():
        done, now = pd.Index([]), closed(whole, found, [])
        steps = getattr(coverage.priorities, by)
        assert steps or not any(worth(closed(whole, found, rows)) > worth(now) for rows in people.values())
        for step in steps[:3]:
            after = {key: closed(whole, found, done.union(rows)) for key, rows in people.items()}
            best = max(map(worth, after.values()))
            told = (step.accounts, step.main_contacts, step.contacts, step.revenue)
            assert told == pytest.approx(after[step.id])
            assert worth(after[step.id]) == pytest.approx(best)
            done = done.union(people[step.id])
