"""Accounts: of files that hold them, and what the rows of their people and deals tell."""

import pandas as pd
import pytest
from crm_files import load

from personacheck.load.link.accounts import build_accounts


def _built(*rows):
    plain = {"file": "accounts.csv", "record_id": "", "account": "", "account_domain": "", "industry": ""}
    return build_accounts([pd.DataFrame([{**plain, "row": str(n), **row} for n, row in enumerate(rows, start=2)])])


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
