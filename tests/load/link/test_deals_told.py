"""What deals tell of accounts, contact roles of contacts, and accounts of their primary contacts: each way apart."""

import pandas as pd
import pytest

from personacheck.load.link.accounts import build_accounts
from personacheck.load.link.contacts import build_contacts, find_duplicates
from personacheck.load.link.deals import add_roles, mark_primary, read_deals, tell_accounts


def _accounts(*rows):
    plain = {"table": "a.csv", "record_id": "", "account": ""}
    return build_accounts([pd.DataFrame([{**plain, "row": n, **row} for n, row in enumerate(rows)]).fillna("")])


def _told(*deals, accounts=({"record_id": "A"}, {"record_id": "B"})):
    plain = {"linked": "A", "stage": "Proposal", "close_date": "", "partner": "", "channel": ""}
    return tell_accounts(_accounts(*accounts), read_deals(pd.DataFrame([{**plain, **deal} for deal in deals])))


@pytest.mark.parametrize(
    ("deal", "flags"),
    [
        ({"stage": "Closed Won"}, {"won"}),
        ({"stage": "Closed Lost"}, set()),
        ({"stage": "Proposal"}, {"open"}),
        ({"stage": "Proposal", "opportunity_type": "Renewal"}, {"open", "renewal"}),
        ({"stage": "Closed Won", "linked": ""}, set()),
    ],
)
def test_an_account_is_won_open_or_to_be_renewed_as_its_deals_are(deal, flags):
    told = _told(deal)
    assert {name for name in ("won", "open", "renewal") if told.loc["A", name]} == flags
    assert not told.loc["B", ["won", "open", "renewal"]].any()


def test_the_day_is_that_of_the_last_deal_that_was_won():
    deals = [
        {"stage": stage, "close_date": day}
        for stage, day in (("Closed Won", "2026-01-05"), ("Closed Won", "2026-03-07"), ("Closed Won", "2025-12-31"),
                           ("Closed Lost", "2026-08-01"), ("Proposal", "2026-09-01"))
    ]  # fmt: skip  # a table
    told = _told(*deals, {"stage": "Closed Won", "close_date": "2026-09-09", "linked": ""})
    assert told.loc["A", "won_last"] == pd.Timestamp("2026-03-07")
    assert pd.isna(told.loc["B", "won_last"])


@pytest.mark.parametrize("name", ["partner", "channel"])
def test_a_deals_partner_and_channel_are_its_accounts_where_it_tells_none_of_its_own(name):
    deals = [
        {"stage": "Closed Lost", name: "lost"},
        {"stage": "Closed Won", name: ""},
        {"stage": "Proposal", name: "first"},
        {"stage": "Closed Won", name: "second"},
        {"stage": "Closed Won", name: "nobody's", "linked": ""},
        {"stage": "Closed Won", name: "deal's", "linked": "B"},
    ]
    told = _told(*deals, accounts=({"record_id": "A", name: ""}, {"record_id": "B", name: "own"}, {"record_id": "C"}))
    assert told[name].to_dict() == {"A": "first", "B": "own", "C": ""}


PEOPLE = (
    {"record_id": "1", "name": "Ana", "email": "ana@x.example", "title": "CFO", "buying_role": "User"},
    {"record_id": "2", "name": "Bo", "email": "bo@x.example", "is_primary": "yes"},
    {"record_id": "3", "name": "Cem", "email": "both@x.example"},
    {"record_id": "4", "name": "Di", "email": "both@x.example"},
    {"record_id": "5", "name": "Ana", "email": "ana@x.example"},
)


def _contacts():
    plain = {
        "object": "contacts",
        "file": "c.csv",
        "table": "c.csv",
        "title": "",
        "buying_role": "",
        "is_primary": "",
        "linked": "A",
    }
    contacts = build_contacts([pd.DataFrame([{**plain, "row": n, **row} for n, row in enumerate(PEOPLE)])])
    contacts["duplicate"] = find_duplicates(contacts, contacts["linked"])
    return contacts


@pytest.mark.parametrize(
    ("role", "whose"),
    [
        ({"contact_id": "2"}, ["2"]),
        ({"contact_id": "2", "email": "ana@x.example", "contact": "Cem"}, ["2"]),
        ({"contact_id": "9", "email": "BO@x.example", "contact": "Cem"}, ["2"]),
        ({"email": "both@x.example", "contact": "cem"}, ["3"]),
        ({"email": "both@x.example"}, []),
        ({"contact": "Di"}, ["4"]),
        ({"contact": "Ana"}, ["1"]),  # who repeats another bears no name of their own
        ({"contact_id": "5"}, []),
        ({}, []),
    ],
)
def test_a_role_is_found_by_id_then_e_mail_then_name(role, whose):
    cells = {"contact_id": "", "email": "", "contact": "", "buying_role": "Signer", "is_primary": "", **role}
    contacts, found = add_roles(_contacts(), pd.DataFrame([cells]))
    contacts = contacts.set_index("record_id")
    assert contacts.index[contacts["buying_role"].str.contains("Signer")].tolist() == whose
    assert found == len(whose)
    assert contacts.index[contacts["is_primary"]].tolist() == ["2"]


def test_roles_are_joined_to_a_contacts_own_and_a_flag_on_any_of_them_makes_it_primary():
    rows = [{"contact_id": "1", "buying_role": role, "is_primary": flag}
            for role, flag in (("Signer", "no"), ("", "yes"), ("user", ""), ("Champion", "no"))]  # fmt: skip  # a table
    contacts, found = add_roles(_contacts(), pd.DataFrame(rows))
    contacts = contacts.set_index("record_id")
    assert (contacts.loc["1", "buying_role"], found) == ("User;Signer;Champion", 4)
    assert contacts.index[contacts["is_primary"]].tolist() == ["1", "2"]


def test_without_roles_contacts_keep_their_own():
    contacts, found = add_roles(_contacts(), pd.DataFrame({"contact_id": []}, dtype="object"))
    assert (contacts["buying_role"].tolist(), found) == (["User", "", "", "", ""], 0)


@pytest.mark.parametrize(
    ("primary", "marked"),
    [("", ["2"]), ("1", ["1", "2"]), ("CEM", ["2", "3"]), ("5", ["2"]), ("Ana", ["1", "2"]), ("Zoe", ["2"])],
)
def test_whom_an_account_names_is_primary_beside_those_who_are_marked(primary, marked):
    contacts, _ = add_roles(_contacts(), pd.DataFrame({"contact_id": []}, dtype="object"))
    accounts = _accounts({"record_id": "A", "primary_contact": primary}, {"record_id": "B", "primary_contact": "4"})
    told = mark_primary(contacts, accounts)
    assert told.loc[told["is_primary"], "record_id"].tolist() == marked
