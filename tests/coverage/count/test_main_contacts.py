from __future__ import annotations

import pytest
from builders import AS_OF, contacts, export, matches

from personacheck.coverage.count.by_account import count_by_account
from personacheck.settings.sections import AccountSettings


def chosen(people, found, most=5):
    main = count_by_account(export(people), found, AccountSettings(main_contacts=most), AS_OF).main
    return people.loc[main, "record_id"].tolist()


def firm(*rows):
    return contacts(*({"account_id": "a1", **row} for row in rows))


def test_a_recorded_role_or_primary_flag_goes_first():
    people = firm({}, {"buying_role": "Decision Maker"}, {}, {"is_primary": True})
    found = matches(people, function=["it", "finance", "sales", "hr"], side="buyer", level="executive")
    assert chosen(people, found, most=2) == ["c1", "c3"]


def test_buyers_and_users_take_turns():
    people = firm({}, {}, {}, {})
    found = matches(people, function=["it", "finance", "sales", "hr"], side=["buyer", "buyer", "buyer", "user"])
    assert "c3" in chosen(people, found, most=2)


def test_one_of_each_function_before_a_second_of_any():
    people = firm({}, {}, {}, {})
    found = matches(
        people, function=["finance", "finance", "it", "hr"], side="user", level=["vp", "vp", "junior", "junior"]
    )
    assert chosen(people, found, most=3) == ["c0", "c2", "c3"]


def test_the_active_before_the_high_before_the_low():
    people = firm({}, {"last_activity": "2026-07-01"}, {"last_activity": "2024-01-01"})
    found = matches(people, function="it", side="user", level=["executive", "junior", "executive"])
    assert chosen(people, found, most=1) == ["c1"]
    assert chosen(people, found, most=2) == ["c1", "c2"]


@pytest.mark.parametrize(("day", "active"), [("2025-03-30", True), ("2025-03-29", False)])
def test_who_was_active_eighteen_months_ago_to_the_day_is_active(day, active):
    people = firm({}, {"last_activity": day})
    found = matches(people, function="it", side="user", level=["executive", "junior"])
    assert chosen(people, found, most=1) == (["c1"] if active else ["c0"])


def test_those_of_unknown_side_come_after_those_known():
    people = firm({}, {}, {})
    found = matches(people, function=["it", "hr", "finance"], side=["unknown", "user", "buyer"], level="executive")
    assert chosen(people, found, most=2) == ["c1", "c2"]


def test_five_at_most_of_each_account():
    people = contacts(*({"account_id": f"a{n % 2}"} for n in range(20)))
    assert len(chosen(people, matches(people))) == 10


@pytest.mark.parametrize("status", ["excluded"])
def test_the_excluded_speak_for_nobody(status):
    people = firm({}, {})
    assert chosen(people, matches(people, status=[status, "uncovered"])) == ["c1"]


def test_staff_of_partners_does_not_speak_for_the_customer():
    people = firm({}, {"population": "partner"})
    assert chosen(people, matches(people)) == ["c0"]


def test_a_mailbox_speaks_only_where_nobody_else_is_known():
    people = contacts(
        {"account_id": "a1", "mailbox": True}, {"account_id": "a1"}, {"account_id": "a2", "mailbox": True}
    )
    assert chosen(people, matches(people)) == ["c1", "c2"]
    left = matches(people, status=["uncovered", "excluded", "uncovered"])
    assert chosen(people, left) == ["c0", "c2"]  # who is excluded is not known there


def test_a_contact_without_a_company_is_nobodys_main_contact():
    people = contacts({}, {"account_id": "a1"})
    assert chosen(people, matches(people)) == ["c1"]


def test_the_order_of_rows_does_not_matter():
    people = contacts(*({"account_id": f"a{n % 3}", "is_primary": n % 7 == 0} for n in range(40)))
    found = matches(people, function=[("it", "hr", "")[n % 3] for n in range(40)], side=["buyer", "user"] * 20)
    shuffled = people.sample(frac=1, random_state=1)
    again = chosen(shuffled.reset_index(drop=True), found.loc[shuffled.index].reset_index(drop=True))
    assert sorted(again) == sorted(chosen(people, found))


def test_no_contacts_no_main_contacts():
    people = contacts()
    assert chosen(people, matches(people)) == []
