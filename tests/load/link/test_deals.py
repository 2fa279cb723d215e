"""What opportunities tell of their accounts: won, lost, open, to be renewed."""

import pandas as pd
import pytest
from crm_files import load

from personacheck.load.link.deals import read_deals


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({"stage": "Closed Won"}, "won"),
        ({"status": "Won"}, "won"),
        ({"stage": "Phase 7", "is_won": "Yes"}, "won"),
        ({"stage": "Phase 7", "is_won": "No"}, ""),
        ({"stage": "Closed Lost"}, "lost"),
        ({"status": "Lost"}, "lost"),
        ({"stage": "Closed Won", "status": "Lost"}, "won"),
        ({"stage": "Phase 7", "is_closed": "Yes"}, "lost"),
        ({"stage": "Phase 7", "is_closed": "No"}, ""),
        ({"stage": "Closed Won", "is_closed": "Yes"}, "won"),
        ({"stage": "Phase 7", "is_won": "Yes", "is_closed": "Yes"}, "won"),
        ({"stage": "Phase 7", "opportunity_type": "Renewal"}, "renewal"),
        ({"stage": "Phase 7", "opportunity_type": "New Business"}, ""),
        ({"stage": "Closed Won", "opportunity_type": "Renewal"}, "won"),
        ({"stage": "Closed Lost", "opportunity_type": "Renewal"}, "lost"),
        ({"stage": "Phase 7", "is_closed": "Yes", "opportunity_type": "Renewal"}, "lost"),
        ({"stage": "Phase 7"}, ""),
    ],
)
def test_a_deal_is_won_or_lost_by_words_or_flags_and_renews_only_while_it_is_open(cells, state):
    deal = read_deals(pd.DataFrame([cells])).iloc[0]
    assert {name for name in ("won", "lost", "renewal") if deal[name]} == ({state} if state else set())


def _accounts(tmp_path, deals, accounts="Account ID,Account Name\nA,Acme\nB,Beta", **files):
    contacts = "Contact ID,Name,Account ID,Title\n1,Ana Silva,A,CFO\n2,Bo Li,B,CIO"
    return load(tmp_path, **{"contacts": contacts, "accounts": accounts, "deals": deals, **files}).accounts


def test_a_deal_that_is_closed_and_not_won_says_nothing_for_its_account(tmp_path):
    deals = "Deal ID,Deal Name,Account ID,Deal Stage,Is Closed\n1,x,A,Phase 7,Yes\n2,y,B,Phase 7,No"
    accounts = _accounts(tmp_path, deals, "Account ID,Account Name,Account Type\nA,Acme,\nB,Beta,\nC,Gamma,Customer")
    assert accounts["population"].to_dict() == {"A": "unclassified", "B": "prospect", "C": "customer"}


@pytest.mark.parametrize(("first", "second"), [("2026-03-01", "2019-03-01"), ("2019-03-01", "2026-03-01")])
def test_of_several_won_deals_the_last_day_counts(tmp_path, first, second):
    deals = f"Deal ID,Deal Name,Account ID,Deal Stage,Close Date\n1,x,A,Closed Won,{first}\n2,y,A,Closed Won,{second}"
    accounts = _accounts(tmp_path, deals, "Account ID,Account Name,Account Type\nA,Acme,Former Customer\nB,Beta,")
    assert accounts.loc["A", "excluded"] == ""


def test_a_deals_channel_is_its_accounts_where_none_is_recorded_and_the_deal_is_not_lost(tmp_path):
    deals = """Deal ID,Deal Name,Account ID,Deal Stage,Channel
    1,w,A,Closed Lost,Reseller
    2,x,A,Closed Won,Direct
    3,y,B,Closed Won,Direct"""
    accounts = _accounts(tmp_path, deals, "Account ID,Account Name,Channel\nA,Acme,\nB,Beta,Reseller")
    assert accounts["channel"].to_dict() == {"A": "direct", "B": "indirect"}
