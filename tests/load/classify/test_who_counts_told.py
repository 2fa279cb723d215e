"""Why an account or a contact does not count: each reason, and of two at once the one that is told."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from personacheck.load.classify.who_counts import exclude_accounts, exclude_contacts, exclude_own
from personacheck.model import tables as t

AS_OF = date(2026, 9, 30)
OURS = {"vendor.example"}

OF_ACCOUNTS = {  # in the order that they are asked in
    "own staff": {"site": "vendor.example"},
    "test row": {"account": "Test Account"},
    "deleted": {"deleted": "yes"},
    "competitor": {"type_reason": "competitor"},
    "former customer": {"status": "Former Customer"},
    "inactive": {"status": "Inactive"},
    "": {"site": "acme.example", "deleted": "no", "status": "Active", "account": "Test Bench Ltd"},
}
OF_CONTACTS = {
    "own staff": {"mail_domain": "vendor.example"},
    "test row": {"name": "Test Test"},
    "do not profile": {"do_not_profile": "yes"},
    "deleted": {"deleted": "yes"},
    "gone": {"name": "Ana Silva (GONE)"},
    "press": {"linked": "press"},
    "competitor": {"contact_type": "Competitor"},
    "former customer": {"stage": "Churned"},
    "inactive": {"status": "Inactive"},
    "converted lead": {"converted_contact_id": "C1"},
    "duplicate": {"duplicate": 0},
    "": {"left": "no", "status": "Active", "title": "CFO", "converted_contact_id": "C2", "deleted": "no"},
}


def _accounts(*rows):
    plain = {"site": "", "type_reason": ""}
    names = dict.fromkeys(name for row in rows for name in row)
    return pd.DataFrame([{**dict.fromkeys(names, ""), **plain, **row} for row in rows])


def _contacts(*rows):
    plain = {"linked": "", "mail_domain": "", "name": "Ana Silva", "object": "contacts", "key": "", "duplicate": -1}
    names = dict.fromkeys(name for row in rows for name in row)
    return pd.DataFrame([{**dict.fromkeys(names, ""), **plain, **row} for row in rows])


def _pairs(reasons):
    """Each reason alone, and with each that is asked after it, unless both are told by one cell."""
    order = [*reasons]
    for at, first in enumerate(order):
        yield reasons[first], first
        for second in order[at + 1 :]:
            if not reasons[first].keys() & reasons[second].keys():
                yield {**reasons[second], **reasons[first]}, first


def test_of_several_reasons_of_an_account_the_first_is_told():
    rows, told = zip(*_pairs(OF_ACCOUNTS), strict=True)
    assert exclude_accounts(_accounts(*rows), OURS).tolist() == [*told]


def test_of_several_reasons_of_a_contact_the_first_is_told():
    rows, told = zip(*_pairs(OF_CONTACTS), strict=True)
    contact = {"key": "C1", "linked": "none"}
    of_account = pd.Series({"press": "press", "none": ""})
    assert exclude_contacts(_contacts(*rows, contact), of_account, OURS, AS_OF).tolist() == [*told, ""]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"email": "test@acme.example"}, "test row"),
        ({"email": "protest@acme.example"}, ""),
        ({"linked": "tests"}, "test row"),
        ({"linked": "tests", "do_not_profile": "yes"}, "test row"),
        ({"linked": "ours", "deleted": "yes"}, "deleted"),
        ({"linked": "ours"}, "own staff"),
        ({"left": "yes"}, "gone"),
        ({"left": "Left Company"}, "gone"),
        ({"left": "no"}, ""),
        ({"title": "ehem. CFO"}, "gone"),
        ({"status": "Left"}, "gone"),
        ({"status": "Left", "linked": "ours"}, "gone"),
        ({"object": "leads", "converted_contact_id": "C9"}, "converted lead"),
        ({"object": "leads", "converted_contact_id": "L9"}, ""),
        ({"object": "leads", "converted_contact_id": ""}, ""),
    ],
)
def test_why_a_contact_does_not_count(cells, reason):
    others = ({"key": "C9"}, {"key": "L9", "object": "leads"})
    of_account = pd.Series({"tests": "test row", "ours": "own staff"})
    assert exclude_contacts(_contacts(cells, *others), of_account, OURS, AS_OF).tolist() == [reason, "", ""]


@pytest.mark.parametrize(
    ("population", "reason", "people", "told"),
    [
        ("unclassified", "", ["own staff", "own staff"], "own staff"),
        ("unclassified", "", ["own staff", "gone"], ""),
        ("unclassified", "", [], ""),
        ("customer", "", ["own staff"], ""),
        ("unclassified", "deleted", ["own staff"], "deleted"),
    ],
)
def test_an_account_that_nobody_but_own_staff_stands_on_is_ours(population, reason, people, told):
    accounts = pd.DataFrame({t.POPULATION: [population], t.EXCLUDED: [reason]}, index=["A"])
    rows = pd.DataFrame({"linked": ["A"] * len(people), t.EXCLUDED: people}, dtype=object)
    assert exclude_own(accounts, rows).tolist() == [told]
