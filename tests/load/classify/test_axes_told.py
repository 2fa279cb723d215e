"""Channel, size and stage of an account, and what its contacts' rows say of them: each field alone, and two at once."""

from __future__ import annotations

import pandas as pd
import pytest

from personacheck.load.classify import axes
from personacheck.load.link.records import Records
from personacheck.model import tables as t
from personacheck.settings.sections import SizeSettings

NOBODY = {t.POPULATION: "unclassified", "type_channel": "", "record": "", "named": ""}
NO_DEALS = {"won": False, "open": False, "renewal": False}
LIMITS = SizeSettings(small_below=50, medium_below=250, small_turnover=10, medium_turnover=50)
PARTNER = {t.POPULATION: "partner", "record": "R", "named": "resell"}


def _accounts(*rows):
    names = dict.fromkeys(name for row in rows for name in row)
    plain = {**dict.fromkeys(names, ""), **NOBODY, **NO_DEALS}
    return pd.DataFrame([{**plain, **row} for row in rows], index=[f"A{n}" for n in range(len(rows))])


def _people(*rows):
    names = dict.fromkeys(name for row in rows for name in row)
    plain = {**dict.fromkeys(names, ""), "linked": "", t.POPULATION: "unclassified"}
    return pd.DataFrame([{**plain, **row} for row in rows], columns=[*plain])


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, ("unknown", False)),
        ({"channel": "Reseller"}, ("indirect", False)),
        ({"type_channel": "mixed"}, ("mixed", False)),
        ({"channel": "Reseller", "type_channel": "direct"}, ("indirect", False)),
        ({"partner": "Direct"}, ("direct", False)),
        ({"partner": "Direct", "type_channel": "indirect"}, ("indirect", False)),
        ({"partner": "Resell Ltd"}, ("indirect", True)),
        ({"partner": "Resell Ltd", "type_channel": "direct"}, ("direct", False)),
        ({"partner": "yes"}, ("unknown", False)),
        ({"partner": "No"}, ("unknown", False)),
        ({"partner": "Resell Ltd", t.POPULATION: "partner"}, ("unknown", False)),
        ({"parent_id": "R"}, ("indirect", True)),
        ({"parent_account": "Resell"}, ("indirect", True)),
        ({"parent_account": "Resell", "channel": "Direct"}, ("direct", False)),
        ({"parent_id": "X", "parent_account": "Acme"}, ("unknown", False)),
    ],
)
def test_the_channel_of_an_account_and_whether_it_is_inferred(fields, told):
    value, inferred = axes.channel(_accounts(fields, PARTNER))
    assert ((value["A0"], inferred["A0"]), value["A1"]) == (told, "unknown")


UNREAD = "The size column holds no known tiers (SMB, enterprise, tier 1 …), so it is not used."
THIRDS = (
    "Size is read from amounts, in thirds of this file; to keep the thresholds from run to run, put "
    "small_amount = 200 and medium_amount = 300 under [size] in the settings."
)


@pytest.mark.parametrize(
    ("rows", "paid", "sizes", "note"),
    [
        ([{"size": "SMB"}, {"size": "Blue"}], [], ["small", "unknown"], ""),  # a half of them
        ([{"size": "SMB"}, {"size": "Blue"}, {"size": "Red"}], [], ["unknown"] * 3, UNREAD),
        ([{"size": "SMB"}, {"size": "N/A"}, {"size": ""}], [], ["small", "unknown", "unknown"], ""),
        ([{"size": "N/A"}, {"size": ""}], [], ["unknown"] * 2, ""),
        ([{"size": "SMB", "employees": "900"}, {"employees": "900"}], [], ["small", "large"], ""),
        ([{"size": "Blue", "employees": "900", "turnover": "9"}], [], ["large"], UNREAD),
        ([{"turnover": "9"}, {"turnover": "10"}, {"turnover": "50"}, {"turnover": "0"}], [],
         ["small", "medium", "large", "unknown"], ""),
        ([{"employees": "0", "turnover": "9"}, {"employees": "49"}, {"employees": "250"}], [],
         ["small", "small", "large"], ""),
        ([{"employees": "9"}, {}, {}], [900.0, 900.0, 900.0], ["small", "unknown", "unknown"], ""),
        ([{}, {}, {}, {}], [100.0, 200.0, 300.0, 400.0], ["small", "medium", "large", "large"], THIRDS),
        ([{}, {}], [0.0, -9.0], ["unknown"] * 2, ""),
        ([{}, {}], [], ["unknown"] * 2, ""),
    ],
)  # fmt: skip  # a table
def test_the_size_of_accounts_by_tier_then_employees_then_turnover_then_amount(rows, paid, sizes, note):
    accounts = _accounts(*rows)
    value, _, employees, notes = axes.size(accounts, pd.Series(paid, accounts.index[: len(paid)], dtype=float), LIMITS)
    assert (value.tolist(), notes) == (sizes, (note,) if note else ())
    counted = [float(row["employees"]) if row.get("employees", "0") != "0" else None for row in rows]
    assert employees.astype(object).where(employees.notna(), None).tolist() == counted


@pytest.mark.parametrize(
    ("rows", "paid", "read_from"),
    [
        ([{"size": "SMB", "employees": "900"}, {"employees": "900", "turnover": "9"}, {"turnover": "9"}, {}], [],
         ["tier", "employees", "turnover", ""]),
        ([{"size": "SMB"}, {}], [900.0, 900.0], ["tier", ""]),
        ([{}, {}], [900.0], ["amount", ""]),
    ],
)  # fmt: skip  # a table
def test_what_a_size_is_read_from_is_on_record(rows, paid, read_from):
    accounts = _accounts(*rows)
    _, basis, _, _ = axes.size(accounts, pd.Series(paid, accounts.index[: len(paid)], dtype=float), LIMITS)
    assert basis.tolist() == read_from


def test_amounts_are_cut_where_the_settings_say():
    accounts, marks = _accounts({}, {}, {}), {"small_amount": 200.0, "medium_amount": 300.0}
    paid = pd.Series([199.0, 200.0, 300.0], accounts.index)
    value, _, _, notes = axes.size(accounts, paid, LIMITS.model_copy(update=marks))
    assert (value.tolist(), notes) == (["small", "medium", "large"], ())
    value, _, _, notes = axes.size(accounts, paid, LIMITS.model_copy(update={"small_amount": 1.0}))
    assert (value.tolist(), len(notes)) == (["small", "medium", "large"], 1)  # one mark alone is none


@pytest.mark.parametrize(
    ("fields", "people", "stage"),
    [
        ({}, [], "unknown"),
        ({"stage": "Onboarding"}, [], "onboarding"),
        ({"stage": "Onboarding", "won": True}, [{"stage": "Renewal"}], "onboarding"),
        ({"renewal": True, "won": True, "open": True}, [], "renewal"),
        ({"won": True, "open": True}, [], "post-sale"),
        ({"open": True}, [{"stage": "Customer"}], "pre-sale"),
        ({}, [{"stage": "Lead"}, {"stage": "Renewal"}, {"stage": "Customer"}], "renewal"),
        ({}, [{"stage": "Lead", "lead_status": "Customer"}], "pre-sale"),
        ({}, [{"stage": "", "lead_status": "Customer"}], "post-sale"),
        ({}, [{"stage": "Customer", "linked": ""}], "unknown"),
        ({t.POPULATION: "customer"}, [{"stage": "Lead"}], "pre-sale"),
        ({t.POPULATION: "customer"}, [], "post-sale"),
        ({t.POPULATION: "prospect"}, [], "pre-sale"),
        ({"account_type": "Customer"}, [], "post-sale"),
        ({t.POPULATION: "prospect", "account_type": "Customer"}, [], "pre-sale"),
        ({t.POPULATION: "partner"}, [], "unknown"),
    ],
)
def test_the_stage_of_an_account_by_itself_then_deals_then_contacts_then_population(fields, people, stage):
    contacts = _people(*({"linked": "A0", "lead_status": "", **row} for row in people))
    assert axes.account_stage(_accounts(fields, {}), contacts).tolist() == [stage, "unknown"]


def test_a_placed_account_has_a_value_on_each_axis_and_contacts_without_one_have_their_own():
    accounts = _accounts({"account_type": "Customer", "employees": "9", "partner": "Resell Ltd"}, {"stage": "Lead"})
    contacts = _people(
        {"linked": "A0", "account_type": "Customer - Direct", "employees": "900"},
        {"account_type": "Customer - Direct", "employees": "900"},
        {"channel": "Reseller", "account_type": "Customer - Direct"},
        {"size": "Blue"},
        {},
    )
    nothing = pd.DataFrame()
    placed = axes.place(Records(contacts, accounts, nothing, nothing, ("before",)), pd.Series([7.5], ["A1"]), LIMITS)
    columns = [t.CHANNEL, t.CHANNEL_INFERRED, t.SIZE, t.EMPLOYEES, t.STAGE, t.REVENUE]
    told = placed.accounts[columns].astype(object).where(placed.accounts[columns].notna(), None)
    assert told.to_numpy().tolist() == [
        ["indirect", True, "small", 9.0, "post-sale", None],
        ["unknown", False, "unknown", None, "pre-sale", 7.5],
    ]
    assert placed.contacts[["own_channel", "own_size"]].to_numpy().tolist() == [
        ["", ""], ["direct", "large"], ["indirect", "unknown"], ["unknown", "unknown"], ["unknown", "unknown"],
    ]  # fmt: skip  # a row a contact
    assert placed.notes == ("before", UNREAD)
