"""Whose name an account bears: sole traders, households and private persons, and companies that are none of these."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from crm_files import load
from ruamel.yaml import YAML

from personacheck.load.classify.traders import sole_traders
from personacheck.model import tables as t

pytestmark = pytest.mark.safety

CASES = YAML(typ="safe").load((Path(__file__).parents[2] / "cases" / "sole_traders.yaml").read_text(encoding="utf-8"))


def whose(case):
    """An id without a second bracket: runners that pick tests by their ids do not find such a one."""
    return " of ".join([case["account"], *case["people"]])


@pytest.fixture(scope="module")
def flagged(tmp_path_factory):
    """Whether each case's account is flagged, all in one export; one more has people with names and addresses."""
    people, firms = io.StringIO(), io.StringIO()
    contacts, accounts = csv.writer(people), csv.writer(firms)
    contacts.writerows(
        [["Contact ID", "Name", "Email", "Account ID", "Job Title"], ["0", "Zoe Zed", "zoe@zed.example", "Z", "CEO"]]
    )
    accounts.writerows([["Account ID", "Account Name", "Account Type"], ["Z", "Z Corp", "Customer"]])
    cases = [*CASES["personal"], *CASES["company"]]
    for number, case in enumerate(cases):
        accounts.writerow([f"A{number}", case["account"], "Customer"])
        for one, person in enumerate(case["people"]):
            name, _, mail = person.partition("<")
            contacts.writerow([f"{number}-{one}", name.strip(), mail.rstrip(">"), f"A{number}", "CFO"])
    export = load(tmp_path_factory.mktemp("cases"), contacts=people.getvalue(), accounts=firms.getvalue())
    flags = export.accounts[t.SOLE_TRADER]
    assert not flags["Z"]
    return {whose(case): bool(flags[f"A{number}"]) for number, case in enumerate(cases)}


@pytest.mark.parametrize("case", CASES["personal"], ids=whose)
def test_an_account_that_tells_who_somebody_is(flagged, case):
    assert flagged[whose(case)]


@pytest.mark.parametrize("case", CASES["company"], ids=whose)
def test_a_company_that_only_shares_a_word_with_somebody(flagged, case):
    assert not flagged[whose(case)]


def test_an_account_of_somebody_who_has_left_is_personal_all_the_same(tmp_path):
    export = load(
        tmp_path, contacts="Contact ID,Name,Company,Title\n1,Ana Silva (GONE),Ana Silva,CFO\n2,Bo Li,Acme,CFO"
    )
    assert export.accounts[t.SOLE_TRADER].to_dict() == {"Ana Silva": True, "Acme": False}


def test_an_account_is_somebodys_where_the_crm_calls_it_a_person_or_an_address_stands_in_it():
    accounts = pd.DataFrame(
        {
            "account": ["Harbour Works", "Acme", "Works (ana@acme.example)", "Beta"],
            "person_account": ["true", "no", "", ""],
        },
        index=["A", "B", "C", "bo@beta.example"],
    )
    contacts = pd.DataFrame(
        {"account_id": [*"ABC", "bo@beta.example"], "name": "Bo Li", "email": "", "mailbox": False}, dtype="object"
    )
    assert sole_traders(accounts, contacts).tolist() == [True, False, True, True]
    assert sole_traders(accounts.drop(columns="person_account"), contacts).tolist() == [False, False, True, True]
    assert sole_traders(accounts[:2], contacts[:0]).tolist() == [True, False]


def test_an_export_without_names_and_addresses(tmp_path):
    export = load(tmp_path, contacts="Company,Title\nAnna Smith,CFO\nAcme,CFO\nAcme,CEO\nBeta Industries,CFO")
    assert export.accounts[t.SOLE_TRADER].to_dict() == {"Anna Smith": True, "Acme": False, "Beta Industries": False}


@pytest.mark.parametrize("field", ["Job Title", "Department", "Seniority"])
def test_an_address_where_a_role_should_stand_is_left_out_and_said(tmp_path, field):
    header = {
        "Job Title": "Job Title,Department,Seniority",
        "Department": "Department,Job Title,Seniority",
        "Seniority": "Seniority,Job Title,Department",
    }
    rows = "1,Ana Silva,Acme,CFO (ana@acme.example),x,y\n2,Bo Li,Acme,bo@acme.example,x,y"
    export = load(tmp_path, contacts=f"Contact ID,Name,Company,{header[field]}\n{rows}")
    assert "@" not in export.contacts.drop(columns=[t.EMAIL]).to_csv()
    assert any(
        f'Column "{field}" holds 2 cells with an e-mail address or a phone number (lines 2 and 3)' in note
        for origin in export.origins
        for note in origin.notes
    )


def test_a_phone_number_where_a_role_should_stand_is_left_out(tmp_path):
    titles = ["CFO (+49 151 777 888 99)", "ana (at) acme.example", "Head of ISO 9001/14001/45001"]
    rows = "\n".join(f"{n},Ana Silva,Acme,{title}" for n, title in enumerate(titles))
    export = load(tmp_path, contacts=f"Contact ID,Name,Company,Job Title\n{rows}")
    assert export.contacts[t.TITLE].tolist() == ["CFO", "", "Head of ISO 9001/14001/45001"]
