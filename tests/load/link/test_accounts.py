"""Accounts: of files that hold them, and what the rows of their people and deals tell."""

import pandas as pd
import pytest
from crm_files import load

from personacheck.load.link.accounts import TOLD_BY_CONTACTS, add_accounts, build_accounts, of_account


def _built(*rows):
    plain = {"table": "accounts.csv", "record_id": "", "account": "", "account_domain": "", "industry": ""}
    return build_accounts([pd.DataFrame([{**plain, "row": n, **row} for n, row in enumerate(rows, start=2)])])


@pytest.mark.parametrize(
    ("rows", "accounts"),
    [
        ([{"record_id": "A", "account": "Acme"}], {"A": "Acme"}),
        ([{"account": "Acme"}], {"Acme": "Acme"}),
        ([{"industry": "Water"}], {"accounts.csv:2": ""}),
        ([{"record_id": "A", "account": "Acme"}, {"record_id": "A", "account": "Acme Ltd"}], {"A": "Acme"}),
        ([{"record_id": "A"}, {"record_id": "A", "account": "Acme"}], {"A": "Acme"}),
        ([{"account": "Acme"}, {"account": "ACME"}], {"ACME": "ACME"}),  # rows stand in an order of their own
        ([{"record_id": "A", "account": "Acme"}, {"record_id": "B", "account": "Acme"}], {"A": "Acme", "B": "Acme"}),
    ],
)
def test_rows_of_one_id_or_without_one_of_one_name_are_one_account(rows, accounts):
    assert _built(*rows)["account"].to_dict() == accounts


def test_the_first_filled_cell_in_order_counts_and_a_mail_provider_is_nobodys_site():
    built = _built(
        {"record_id": "A", "account": "Acme", "account_domain": "https://www.acme.example/en"},
        {"record_id": "A", "account": "Acme", "industry": "Water"},
        {"record_id": "A", "account": "Acme", "industry": "Gas"},
        {"record_id": "B", "account": "Beta", "account_domain": "gmail.com"},
    )
    assert built["industry"].to_dict() == {"A": "Gas", "B": ""}
    assert built["site"].to_dict() == {"A": "acme.example", "B": ""}


def test_what_people_tell_of_their_account_fills_what_its_own_row_leaves_open(tmp_path):
    export = load(
        tmp_path,
        contacts="""Contact ID,Name,Account ID,Account Name,Title,Account Country,Account Type
        1,Ana Silva,A,Acme,CFO,Spain,Customer
        2,Bo Li,A,Acme,CIO,Norway,Customer
        3,Cem Ak,B,Beta,CTO,N/A,Prospect
        4,Di Voss,B,Beta,CTO,Chile,Prospect""",
        accounts="Account ID,Account Name,Country\nA,Acme,Portugal\nC,Gamma,Malta",
    )
    assert export.accounts["account"].to_dict() == {"A": "Acme", "C": "Gamma", "B": "Beta"}
    assert export.accounts["population"].to_dict() == {"A": "customer", "C": "unclassified", "B": "prospect"}


def test_accounts_that_only_people_or_deals_name_are_added_with_their_site(tmp_path):
    export = load(
        tmp_path,
        contacts="""Name,Email,Company,Title
        Ana Silva,ana@acme.example,Acme,CFO
        Bo Li,bo@beta.example,,CIO""",
        deals="Opportunity ID,Opportunity Name,Account Name,Stage\nO1,x,Delta,Closed Won\nO2,y,Acme,Closed Won",
    )
    assert export.accounts["account"].to_dict() == {"Acme": "Acme", "Delta": "Delta"}
    assert export.accounts["population"].to_dict() == {"Acme": "customer", "Delta": "customer"}
    assert export.contacts["account_id"].tolist() == ["Acme", ""]


def _added(rows, fields=("industry",), accounts=({"record_id": "A", "account": "Acme", "industry": ""},)):
    plain = {"table": "contacts.csv", "account_id": "", "account": "", "account_domain": "", "linked": ""}
    people = pd.DataFrame([{**plain, "row": n, **row} for n, row in enumerate(rows, start=2)], dtype="object")
    return add_accounts(_built(*accounts), people, fields)


@pytest.mark.parametrize("name", TOLD_BY_CONTACTS)
def test_each_field_that_people_may_tell_of_their_account_is_taken_where_its_row_leaves_it_open(name):
    accounts = ({"record_id": "A", "account": "Acme", name: ""}, {"record_id": "B", "account": "Beta", name: "own"})
    rows = [{"linked": place, name: cell} for place, cell in (("A", "N/A"), ("A", "1"), ("A", "2"), ("B", "3"))]
    assert _added(rows, TOLD_BY_CONTACTS, accounts)[name].to_dict() == {"A": "1", "B": "own"}


def test_fields_that_nobody_asks_for_are_not_taken_from_people():
    assert _added([{"linked": "A", "industry": "Water"}], ())["industry"].tolist() == [""]
    assert "country" not in _added([{"linked": "A", "country": "Chile"}])


def test_an_account_that_only_people_name_bears_what_the_first_of_them_says_of_it():
    rows = [
        {"linked": "Beta", "account": "", "account_domain": "https://www.beta.example/en"},
        {"linked": "Beta", "account": "Beta Ltd", "account_id": "0035g00000AbCdEAAV", "account_domain": "b.example"},
        {"linked": ""},
        {"linked": "7", "account_id": "7"},
        {"linked": "delta.example", "account_domain": "gmail.com"},
        {"linked": "A", "account": "ACME"},
    ]
    added = _added(rows)
    assert added.index.tolist() == ["A", "Beta", "7", "delta.example"]
    assert added.index.name == "linked"
    assert added["account"].tolist() == ["Acme", "Beta Ltd", "7", "delta.example"]
    assert added["named"].tolist() == ["acme", "beta ltd", "", ""]
    assert added["record"].tolist() == ["A", "0035g00000AbCdE", "7", ""]
    assert added["site"].tolist() == ["", "beta.example", "", "delta.example"]


def test_an_accounts_row_under_a_former_id_gives_way_to_that_of_today_and_it_stands_where_its_first_row_stood():
    built = _built(
        {"record_id": "B", "account": "Beta", "former": ""},
        {"record_id": "A", "account": "Acme once", "industry": "Gas", "former": "1"},
        {"record_id": "A", "account": "Acme", "former": ""},
    )
    assert built["account"].to_dict() == {"A": "Acme", "B": "Beta"}
    assert built["industry"].to_dict() == {"A": "Gas", "B": ""}
    assert built["position"].to_dict() == {"A": 1, "B": 0}


@pytest.mark.parametrize("order", [1, -1])
def test_an_accounts_id_of_15_characters_is_that_of_18(order):
    rows = [{"record_id": "001A000001abcDEIAY", "account": "Acme"}, {"record_id": "001A000001abcDE", "industry": "Gas"}]
    built = _built(*rows[::order])
    assert built["account"].to_dict() == {"001A000001abcDE": "Acme"}
    assert built["industry"].tolist() == ["Gas"]


def test_a_cell_of_its_account_is_given_to_each_row_and_another_to_those_without_one():
    rows = pd.DataFrame({"linked": ["B", "", "A", "B"]}, index=[4, 3, 9, 1])
    cells = pd.Series(["x", "y"], index=["A", "B"])
    assert of_account(rows, cells).to_dict() == {4: "y", 3: "", 9: "x", 1: "y"}
    assert of_account(rows, cells, "none").to_dict() == {4: "y", 3: "none", 9: "x", 1: "y"}
