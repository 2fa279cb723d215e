"""What they pay us: once per account, in one currency; the customer's own turnover never."""

import pytest
from crm_files import load

from personacheck.errors import ExportError

CONTACTS = "Contact ID,Name,Account ID,Title\n1,Ana,A,CFO\n2,Bo,A,Buyer\n3,Cem,B,CFO"


def revenue(export):
    return export.accounts["revenue"].dropna().to_dict()


def test_amounts_that_a_joined_report_repeats_count_once(tmp_path):
    export = load(tmp_path, contacts="Name,Company,Title,ARR\nAna,Acme,CFO,1000\nBo,Acme,Buyer,1000\nCem,Beta,CFO,500")
    assert revenue(export) == {"Acme": 1000, "Beta": 500}


def test_different_amounts_of_one_account_are_not_added_and_are_mentioned(tmp_path):
    export = load(tmp_path, contacts="Name,Company,Title,ARR\nAna,Acme,CFO,1000\nBo,Acme,Buyer,1200\nCem,Beta,CFO,500")
    assert revenue(export) == {"Acme": 1200, "Beta": 500}
    assert "1 account has contacts that state different amounts: the largest counts, once." in export.notes


def test_a_report_of_opportunities_adds_the_won_ones_each_once(tmp_path):
    export = load(
        tmp_path,
        contacts="""First Name,Last Name,Title,Account Name,Opportunity Name,Stage,Amount,Role
        Ana,A,CFO,Acme,First,Closed Won,1000,Decision Maker
        Bo,B,Buyer,Acme,First,Closed Won,1000,Evaluator
        Ana,A,CFO,Acme,Second,Closed Won,1000,Decision Maker
        Ana,A,CFO,Acme,Third,Negotiation,9000,Decision Maker""",
    )
    assert revenue(export) == {"Acme": 2000}


def test_turnover_is_no_revenue(tmp_path):
    export = load(
        tmp_path,
        contacts=CONTACTS,
        accounts="Account ID,Account Name,Annual Revenue\nA,Acme,5000000\nB,Beta,90000000",
    )
    assert revenue(export) == {}
    assert export.accounts["size"].to_dict() == {"A": "small", "B": "large"}
    assert export.currency is None


def test_won_deals_are_added_up_and_lost_or_open_ones_are_not(tmp_path):
    export = load(
        tmp_path,
        contacts=CONTACTS,
        deals="""Deal ID,Deal Name,Account ID,Deal Stage,Amount,Currency,Close Date
        1,x,A,Closed Won,1000,EUR,2026-01-01
        2,y,A,Closed Won,500,EUR,2026-02-01
        3,z,A,Closed Lost,9000,EUR,2026-01-01
        4,w,B,Proposal,9000,USD,2027-01-01""",
    )
    assert revenue(export) == {"A": 1500}
    assert export.currency == "EUR"


def test_an_accounts_own_amount_goes_before_deals_and_the_two_are_never_added(tmp_path):
    export = load(
        tmp_path,
        contacts=CONTACTS,
        accounts="Account ID,Account Name,ARR\nA,Acme,100\nB,Beta,",
        deals="""Deal ID,Deal Name,Account ID,Deal Stage,Amount,Close Date
        1,x,A,Won,1000,2026-01-01
        2,y,B,Won,700,2026-01-01""",
    )
    assert revenue(export) == {"A": 100}


MIXED = "Account ID,Account Name,ARR,Currency\nA,Acme,100,EUR\nB,Beta,200,US Dollar"


def test_mixed_currencies_are_refused_with_the_lines_to_write(tmp_path):
    with pytest.raises(ExportError) as refusal:
        load(tmp_path, contacts=CONTACTS, accounts=MIXED)
    for told in ("EUR, USD", "[export.rates]", "currency ="):
        assert told in str(refusal.value)


def test_mixed_currencies_are_converted_by_the_settings(tmp_path):
    export = load(tmp_path, {"export": {"currency": "EUR", "rates": {"USD": 0.5}}}, contacts=CONTACTS, accounts=MIXED)
    assert revenue(export) == {"A": 100, "B": 100}
    assert export.currency == "EUR"


def test_a_sign_names_the_currency(tmp_path):
    export = load(tmp_path, contacts="Name,Company,Title,ARR\nAna,Acme,CFO,€ 1.200\nBo,Beta,CFO,€ 300")
    assert revenue(export) == {"Acme": 1200, "Beta": 300}
    assert export.currency == "EUR"


def test_a_header_names_the_currency(tmp_path):
    export = load(tmp_path, contacts="Name,Company,Title,ARR (EUR)\nAna,Acme,CFO,1200\nBo,Beta,CFO,")
    assert revenue(export) == {"Acme": 1200}
    assert export.currency == "EUR"


@pytest.mark.parametrize(("amount", "accounts"), [("9.0e14", 12), ("1e19", 3)])
def test_amounts_beyond_all_companies_are_no_revenue_and_never_wrap(tmp_path, amount, accounts):
    rows = [f"{number},P{number},A{number},CFO,{amount}" for number in range(accounts)]
    export = load(tmp_path, contacts="\n".join(["Contact ID,Name,Account ID,Title,ARR", *rows]))
    assert revenue(export) == {}
    told = [*export.notes, *(note for origin in export.origins for note in origin.notes)]
    assert any("revenue is not counted" in note or "cells that are not numbers" in note for note in told)
