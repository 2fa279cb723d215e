"""All that an account and a contact are told to be, from each of their fields and from two of them that disagree."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from personacheck.load.classify.populations import classify_accounts, classify_contacts, own_domains
from personacheck.model import tables as t

PARTNERS = {"r.example"}
YEAR = {"won": True, "won_last": "2025-09-30"}
ACCOUNTS = [  # its fields, rows of its contacts; then its population, what its type says of the channel, its reason
    ({}, [], ("unclassified", "", "")),
    ({"account_type": "Customer - Channel"}, [], ("customer", "indirect", "")),
    ({"account_type": "Reseller"}, [], ("partner", "", "")),
    ({"account_type": "Competitor"}, [], ("unclassified", "", "competitor")),
    ({"status": "Prospect"}, [], ("prospect", "", "")),
    ({"account_type": "Customer", "status": "Competitor"}, [], ("customer", "", "")),
    ({"account_type": "N/A", "status": "Competitor"}, [], ("unclassified", "", "competitor")),
    ({"stage": "Customer"}, [], ("customer", "", "")),
    ({"stage": "Lead"}, [], ("prospect", "", "")),
    ({"account_type": "Prospect", "stage": "Customer"}, [], ("customer", "", "")),
    ({"account_type": "Reseller", "stage": "Customer"}, [], ("customer", "mixed", "")),
    ({"account_type": "Reseller", "is_customer": "yes"}, [], ("customer", "mixed", "")),
    ({"is_customer": "yes"}, [], ("customer", "", "")),
    ({"is_partner": "yes"}, [], ("partner", "", "")),
    ({"account_type": "Customer", "is_partner": "yes"}, [], ("customer", "mixed", "")),
    ({"account_type": "Customer - Direct", "site": "r.example"}, [], ("customer", "mixed", "")),
    ({"site": "r.example"}, [], ("partner", "", "")),
    ({"site": "r.example", "stage": "Customer"}, [], ("customer", "mixed", "")),
    ({"won": True}, [], ("customer", "", "")),
    ({"account_type": "Reseller", "won": True}, [], ("partner", "", "")),  # booked on it, and sold to another
    ({"account_type": "Prospect", "won": True}, [], ("customer", "", "")),
    ({"open": True}, [], ("prospect", "", "")),
    ({"open": True, "stage": "Customer"}, [], ("customer", "", "")),
    ({"open": True}, [{"stage": "Customer"}], ("prospect", "", "")),
    ({"stage": "Lead"}, [{"stage": "Customer"}], ("prospect", "", "")),
    ({}, [{"stage": "Lead"}, {"stage": "Customer"}], ("customer", "", "")),
    ({}, [{"stage": "Lead"}, {"contact_type": "Partner"}], ("partner", "", "")),
    ({}, [{"contact_type": "Partner"}, {"stage": "Customer"}], ("customer", "", "")),
    ({}, [{"contact_type": "Partner", "stage": "Customer"}], ("partner", "", "")),
    ({}, [{"object": "leads"}], ("prospect", "", "")),
    ({}, [{"object": "contacts"}], ("unclassified", "", "")),
    ({}, [{"stage": "Customer", "linked": ""}], ("unclassified", "", "")),
    ({"account_type": "Former Customer"}, [], ("unclassified", "", "former customer")),
    ({"account_type": "Former Customer", "is_customer": "yes"}, [], ("customer", "", "")),
    ({"account_type": "Former Customer", "stage": "Customer"}, [], ("customer", "", "")),
    ({"account_type": "Former Customer", **YEAR}, [], ("customer", "", "")),
    ({"account_type": "Former Customer", **YEAR, "won_last": "2025-09-29"}, [], ("customer", "", "former customer")),
    ({"account_type": "Competitor", **YEAR}, [], ("customer", "", "competitor")),
    ({"is_supplier": "yes"}, [], ("unclassified", "", "vendor")),
    ({"is_supplier": "no"}, [], ("unclassified", "", "")),
    ({"is_supplier": "yes", "account_type": "Customer"}, [], ("customer", "", "")),
    ({"is_supplier": "yes", "account_type": "Competitor"}, [], ("unclassified", "", "competitor")),
    ({"stage": "Churned"}, [], ("unclassified", "", "former customer")),
    ({"stage": "Churned", "account_type": "Competitor"}, [], ("unclassified", "", "competitor")),
    ({"stage": "Churned", "account_type": "Prospect"}, [], ("prospect", "", "former customer")),
]


def _people(rows):
    plain = {"linked": "A", "object": "contacts", "domain": ""}
    return pd.DataFrame([{**plain, **row} for row in rows], columns=[*plain, *PERSON], dtype=object).fillna("")


PERSON = ("contact_type", "stage", "lead_status", "status", "account_type")


@pytest.mark.parametrize(("fields", "people", "told"), ACCOUNTS)
def test_what_an_account_is_told_to_be(fields, people, told):
    plain = {"won": False, "open": False, "won_last": pd.NaT, "site": ""}
    accounts = pd.DataFrame([{**plain, **fields}, {**dict.fromkeys(fields, ""), **plain}], index=["A", "B"])
    accounts = accounts.assign(won_last=pd.to_datetime(accounts["won_last"]))
    classified = classify_accounts(accounts, _people(people), PARTNERS, date(2026, 9, 30))
    columns = [t.POPULATION, "type_channel", "type_reason"]
    assert classified[columns].to_numpy().tolist() == [[*told], ["unclassified", "", ""]]
    assert list(accounts.columns) == [*plain, *(name for name in fields if name not in plain)]  # it is not written into


@pytest.mark.parametrize(
    ("person", "population"),
    [
        ({"linked": "customer"}, "customer"),
        ({"linked": "prospect", "stage": "Customer"}, "prospect"),  # the account's, though the own row differs
        ({"linked": "unclassified", "stage": "Customer"}, "customer"),
        ({}, "unclassified"),
        ({"contact_type": "Partner", "stage": "Customer"}, "partner"),
        ({"contact_type": "Marketing Qualified Lead"}, "prospect"),
        ({"stage": "Lead", "lead_status": "Customer"}, "prospect"),
        ({"lead_status": "Customer"}, "customer"),
        ({"status": "Customer"}, "customer"),
        ({"account_type": "Customer"}, "customer"),
        ({"status": "Prospect", "account_type": "Customer"}, "prospect"),
        ({"stage": "Customer", "status": "Prospect"}, "customer"),
        ({"object": "leads"}, "prospect"),
        ({"object": "leads", "stage": "Customer"}, "customer"),
        ({"object": "leads", "linked": "customer"}, "customer"),
        ({"linked": "customer", "domain": "r.example"}, "partner"),
        ({"domain": "r.example"}, "partner"),
    ],
)
def test_whose_a_contact_is_told_to_be(person, population):
    names = ["customer", "prospect", "unclassified"]
    accounts = pd.DataFrame({t.POPULATION: names}, index=names)
    assert list(classify_contacts(_people([{"linked": "", **person}]), accounts, PARTNERS)) == [population]


def test_our_domains_are_those_of_owners_and_those_that_are_configured():
    contacts = pd.DataFrame({"owner": ["sam@Vendor.test.example", "Sam Sun", "eva@gmail.com"]})
    accounts = pd.DataFrame({"owner": ["kim@other.test.example", ""]})
    ours = own_domains(contacts, accounts, ["@Third.example"])
    assert ours == {"vendor.test.example", "other.test.example", "third.example"}
