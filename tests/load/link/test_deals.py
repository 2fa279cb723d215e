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


ROLES = """Contact ID,Email,Contact,Opportunity ID,Role,Primary
1,,,O1,Decision Maker,No
,BO@acme.example,,O1,Influencer,Yes
,,Cem Ak,O1,User,No
,,Di Voss,O1,Champion,Yes
9,eva@acme.example,,O1,Approver,No
9,,,O2,Approver,Yes
1,,,O2,Economic Buyer,No
1,,,O3,decision maker,No"""
PEOPLE = """Contact ID,Name,Email,Account ID,Title,Buying Role
1,Ana Silva,ana@acme.example,A,CFO,End User
2,Bo Li,bo@acme.example,A,CIO,
3,Cem Ak,,A,CTO,
4,Di Voss,di@acme.example,A,Buyer,
5,Di Voss,di.voss@beta.example,B,Buyer,
6,Eva Roth,eva@acme.example,A,Clerk,"""


def test_a_contact_role_is_its_contacts_by_id_else_e_mail_else_name_and_nobodys_where_two_bear_it(tmp_path):
    export = load(
        tmp_path,
        contacts=PEOPLE,
        accounts="Account ID,Account Name,Account Type\nA,Acme,Customer\nB,Beta,Customer",
        deals="Opportunity ID,Opportunity Name,Account ID,Stage\nO1,x,A,Closed Won",
        roles=ROLES,
    )
    contacts = export.contacts.set_index("record_id")
    assert contacts["buying_role"].tolist() == [
        "End User;Decision Maker;Economic Buyer",
        "Influencer",
        "User",
        "",
        "",
        "Approver",
    ]
    assert contacts.index[contacts["is_primary"]].tolist() == ["2"]
    assert "6 of 8 contact roles were linked to a contact." in export.notes


def test_an_account_names_its_primary_contact_by_id_or_name_among_its_own_people(tmp_path):
    export = load(
        tmp_path,
        contacts=PEOPLE,
        accounts="""Account ID,Account Name,Primary Contact
        A,Acme,3
        B,Beta,di voss
        C,Gamma,Bo Li""",
    )
    assert export.contacts.loc[export.contacts["is_primary"], "record_id"].tolist() == ["3", "5"]
