from __future__ import annotations

import pandas as pd
import pytest
from builders import AS_OF, accounts, cast, contacts, export, matches
from worlds import counted, world

from personacheck.coverage.assess import assess
from personacheck.model import tables as t
from personacheck.model.result import LEADERSHIP
from personacheck.settings.settings import Settings

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


@pytest.mark.parametrize(
    ("by", "hr", "it", "pay"),
    [
        ("accounts", {"a": 1, "": 9}, {"b": 2}, {}),  # as many accounts, more main contacts
        ("accounts", {"a": 2, "": 9}, {"b": 2}, {"b": 5.0}),  # and as many of these, more revenue
        ("contacts", {"a": 3}, {"b": 1, "c": 2}, {"a": 9.0}),  # as many contacts, more accounts
        ("contacts", {"a": 3}, {"b": 3}, {"b": 5.0}),
        ("revenue", {"a": 9}, {"b": 1, "c": 1}, {"a": 10.0, "b": 5.0, "c": 5.0}),  # as much revenue, more accounts
        ("revenue", {"a": 1, "": 9}, {"b": 2}, {"a": 5.0, "b": 5.0}),
    ],
)
def test_of_gaps_that_recover_as_much_the_better_by_the_next_measure_goes_first(by, hr, it, pay):
    """It is IT, though HR comes first in the order of roles; numbers are contacts by account, "" for none."""
    rows = [
        (account, function)
        for function, places in (("hr", hr), ("it", it))
        for account, number in places.items()
        for _ in range(number)
    ]
    people = contacts(*({"account_id": account} for account, _ in rows))
    firms = accounts(*({"account_id": account, "revenue": pay.get(account)} for account in (*hr, *it) if account))
    coverage = assess(
        export(people, firms), matches(people, function=[function for _, function in rows]), cast(), EVERY, AS_OF
    )
    function = {gap.id: gap.function for gap in coverage.gaps}
    assert [function[step.id] for step in getattr(coverage.priorities, by)] == ["it", "hr"]


@pytest.mark.parametrize(("few", "planned"), [(4, ["it"]), (5, ["it", "finance"])])
def test_whoever_is_too_few_to_be_told_is_no_step(few, planned):
    people = contacts(*({"account_id": f"a{n}"} for n in range(9 + few)))
    found = matches(people, function=["it"] * 9 + ["finance"] * few)
    coverage = assess(export(people), found, cast(), Settings(), AS_OF)
    function = {gap.id: gap.function for gap in coverage.gaps}
    assert [function[step.id] for step in coverage.priorities.accounts] == planned


@pytest.mark.parametrize(
    ("amounts", "revenue", "paying"), [((5.0, 2.0), 8.0, 2), ((5.0, None), 6.0, 1), ((None, None), 1.0, 0)]
)
def test_a_step_says_how_many_of_its_accounts_have_an_amount(amounts, revenue, paying):
    people = contacts({"account_id": "a0"}, {"account_id": "a1"}, {"account_id": "fine"})
    firms = accounts(*({"account_id": f"a{n}", "revenue": paid} for n, paid in enumerate(amounts)))
    firms = pd.concat([firms, accounts({"account_id": "fine", "revenue": 1.0})])
    found = matches(people, status=["uncovered", "uncovered", "covered"], function="it")
    (step,) = assess(export(people, firms), found, cast(), EVERY, AS_OF).priorities.accounts
    assert (step.revenue, step.paying) == (revenue, paying)


def test_a_list_ends_after_ten_gaps():
    people = contacts(*({"account_id": f"a{n}"} for n in range(11)))
    found = matches(people, function=[f"work {n}" for n in range(11)])
    plans = assess(export(people), found, cast(), EVERY, AS_OF).priorities
    assert (len(plans.accounts), len(plans.contacts)) == (10, 10)


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


def test_an_account_that_cannot_be_judged_is_not_recovered():
    people = contacts(*({"account_id": "unread"} for _ in range(3)), {"account_id": "b"})
    found = matches(people, status=["uncovered", "unreadable", "unreadable", "uncovered"], function="it")
    (step,) = assess(export(people), found, cast(), EVERY, AS_OF).priorities.accounts
    assert (step.accounts, step.coverage) == (1, 1.0)


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
    people = {key: coverage.gap_contacts[key] for key in ours}
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
