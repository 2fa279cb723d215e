from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from builders import AS_OF, accounts, contacts, export, matches

from personacheck.coverage.count.accounts import assess_accounts
from personacheck.coverage.count.by_account import count_by_account
from personacheck.settings.sections import AccountSettings


def assessed(people, found, firms=None):
    whole = export(people, firms)
    return assess_accounts(whole, found, count_by_account(whole, found, AccountSettings(), AS_OF))


def one(*statuses, firm=None, **columns):
    people = contacts(*({"account_id": "a1"} for _ in statuses))
    firms = accounts({"account_id": "a1", **(firm or {})})
    return assessed(people, matches(people, status=list(statuses), **columns), firms).loc["a1"]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((), "empty"),
        (("excluded",), "excluded"),  # by a negative persona: whom the cast means not to serve
        (("covered", "covered"), "covered"),
        (("covered", "unreadable"), "covered"),
        (("covered", "unreadable", "unreadable"), "unreadable"),
        (("unreadable",), "unreadable"),
        (("covered", "uncovered"), "partial"),
        (("covered", "stretched", "unreadable"), "partial"),
        (("stretched", "uncovered"), "stretched"),
        (("uncovered", "uncovered"), "uncovered"),
        (("covered", "excluded"), "covered"),
    ],
)
def test_status_of_an_account(statuses, expected):
    assert one(*statuses).status == expected


def test_an_account_left_by_everybody_is_empty():
    people = contacts({"account_id": "a1", "excluded": "gone"})
    assert assessed(people, matches(people, status="excluded")).loc["a1", "status"] == "empty"


def test_an_account_outside_the_market_is_excluded_whatever_its_contacts():
    for status, marks in (("covered", {"assumed": True}), ("uncovered", {"leaning": "olu"})):
        told = one(status, firm={"excluded": "competitor"}, **marks)
        assert (told.status, told["flags"], told.assumed, told.leaning) == ("excluded", (), False, False)


def test_covered_by_an_assumption_is_assumed():
    assert one("covered", "covered", assumed=[True, False]).assumed
    assert not one("covered", "covered").assumed
    assert not one("covered", "uncovered", assumed=[True, False]).assumed


def test_leaning_would_be_covered_if_those_near_were():
    assert one("covered", "uncovered", leaning=["", "olu"]).leaning
    assert not one("covered", "uncovered", "uncovered", leaning=["", "olu", ""]).leaning
    assert not one("covered", leaning=["olu"]).leaning
    assert one("covered", "uncovered", "unreadable", "unreadable", leaning=["", "olu", "", ""]).leaning  # half are read
    assert not one("uncovered", "unreadable", "unreadable", leaning=["olu", "", ""]).leaning


def test_counts_by_status_and_missing_functions():
    told = one("covered", "uncovered", "stretched", "uncovered", function=["hr", "finance", "it", "finance"])
    assert (told.main_contacts, told.covered, told.uncovered, told.stretched, told.unreadable) == (4, 1, 2, 1, 0)
    assert told.missing_functions == ("finance", "it")


def test_functions_are_missing_where_a_main_contact_has_them():
    """Five of six are main contacts; whoever is none of them, by the last activity, misses nothing."""
    people = contacts(*({"account_id": "a1", "last_activity": f"2026-0{9 - n}-01"} for n in range(6)))
    functions = ["it", "hr", "sales", "finance", "marketing", "legal"]
    told = assessed(people, matches(people, function=functions)).loc["a1"]
    assert (told.main_contacts, told.missing_functions) == (5, ("finance", "hr", "it", "marketing", "sales"))


def test_an_account_without_buyers_or_users_is_flagged():
    assert one("covered", "covered", side=["user", "user"])["flags"] == ("no-buyer",)
    assert one("covered", "covered", side=["buyer", "buyer"])["flags"] == ("no-user",)
    assert one("covered", "covered", side=["both", "unknown"])["flags"] == ()
    assert one("unreadable", "unreadable", side="unknown")["flags"] == ()


def test_one_person_may_be_everybody_at_a_tiny_company():
    tiny, large = {"employees": 5.0}, {"employees": 500.0}
    assert one("covered", side="buyer", firm=tiny)["flags"] == ()
    assert one("covered", side="buyer", firm=large)["flags"] == ("no-user", "single-contact")


def test_an_owner_is_everybody_where_a_small_company_does_not_tell_its_size():
    small = {"size": "small", "employees": np.nan}
    assert one("covered", side="buyer", level="executive", firm=small)["flags"] == ()
    assert one("covered", side="user", level="junior", firm=small)["flags"] == ("no-buyer", "single-contact")


def test_sold_through_a_partner_and_nobody_known_is_blind():
    assert one(firm={"channel": "indirect"})["flags"] == ("blind",)
    assert one(firm={"channel": "direct"})["flags"] == ()


def test_staff_of_the_partner_does_not_make_an_account_seen():
    people = contacts({"account_id": "a1", "population": "partner"})
    told = assessed(people, matches(people, status="covered"), accounts({"account_id": "a1", "channel": "indirect"}))
    assert told.loc["a1", "status"] == "empty"
    assert told.loc["a1", "flags"] == ("blind",)


def test_a_mailbox_is_no_person():
    people = contacts({"account_id": "a1", "mailbox": True})
    told = assessed(people, matches(people, status="unreadable"), accounts({"account_id": "a1", "channel": "indirect"}))
    assert told.loc["a1", "flags"] == ("blind", "mailbox-only")
    assert told.loc["a1", "status"] == "unreadable"


def test_no_accounts_at_all():
    people = contacts({}, {})
    told = assessed(people, matches(people), accounts())
    assert told.empty
    assert {"status", "flags", "main_contacts"} <= set(told.columns)
    assert isinstance(told, pd.DataFrame)
