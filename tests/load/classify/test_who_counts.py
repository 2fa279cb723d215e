"""Who does not count, and why."""

from pathlib import Path

import pytest
from crm_files import load
from ruamel.yaml import YAML

from personacheck.load.classify.who_counts import is_test, name_mark, name_role

CASES = YAML(typ="safe").load(Path(__file__).parents[2] / "cases" / "crm_names.yaml")


@pytest.mark.parametrize(
    ("reason", "name"),
    [(reason, name) for reason, names in CASES.items() for name in names],
    ids=lambda text: text.replace("[", "("),  # runners that pick tests by their ids stumble over a second bracket
)
def test_marks_in_names(reason, name):
    assert ("test row" if is_test(name) else name_mark(name)) == reason


def test_a_role_in_a_name_is_recorded():
    assert name_role("Ana Silva (DM)") == "Decision Maker"
    assert name_role("Ana Silva (decision maker)") == "Decision Maker"
    assert name_role("DM Silva") == ""


def reasons(tmp_path, text, settings=None, **files):
    export = load(tmp_path, settings, contacts=text, **files)
    assert export.excluded == {
        reason: int(count) for reason, count in export.contacts["excluded"].value_counts().items() if reason
    }
    return dict(zip(export.contacts["name"], export.contacts["excluded"], strict=True))


def test_own_staff_by_configured_domains(tmp_path):
    found = reasons(
        tmp_path,
        "Name,Email,Company,Title\nBo Li,bo@vendor.example,Acme,CFO\nEva Roth,eva@acme.example,Acme,CFO",
        {"export": {"own_domains": ["Vendor.example"]}},
    )
    assert found == {"Bo Li": "own staff", "Eva Roth": ""}


def test_own_staff_by_the_domains_of_owners(tmp_path):
    export = load(
        tmp_path,
        contacts="""Name,Email,Company,Title,Contact Owner
        Bo Li,bo@vendor.test.example,Acme,CFO,sam@vendor.test.example
        Eva Roth,eva@acme.example,Acme,CFO,sam@vendor.test.example""",
    )
    assert list(export.contacts["excluded"]) == ["own staff", ""]
    assert "Own staff is also recognised by the owners' e-mail domains (vendor.test.example)." in export.notes


def test_owners_at_mail_providers_and_example_domains_exclude_nobody(tmp_path):
    found = reasons(
        tmp_path,
        """Name,Email,Company,Title,Contact Owner
        Bo Li,bo@gmail.com,Acme,CFO,sam@gmail.com
        Eva Roth,eva@example.com,Acme,CFO,sam@example.com""",
    )
    assert found == {"Bo Li": "", "Eva Roth": ""}


def test_every_reason_is_told_apart(tmp_path):
    found = reasons(
        tmp_path,
        """Name,Email,Company,Title,Status,Do Not Profile,Left Company,Is Deleted
        Ana Able,ana@a.example,Acme,CFO,Active,no,no,false
        Ben Able,ben@a.example,Acme,CFO,Inactive,no,no,false
        Cem Able,cem@a.example,Acme,CFO,Left,no,no,false
        Dan Able,dan@a.example,Acme,CFO,Active,yes,no,false
        Eli Able,eli@a.example,Acme,CFO,Active,no,yes,false
        Fay Able,fay@a.example,Acme,CFO,Active,no,no,true
        Gus Able (GONE),gus@a.example,Acme,CFO,Active,no,no,false
        Test Test,x@a.example,Acme,CFO,Active,no,no,false
        Hal Able,test@a.example,Acme,CFO,Active,no,no,false
        Ida Able,ida@a.example,Acme,ehem. CFO,Active,no,no,false
        Jan Able,jan@a.example,Acme,"CEO, former CFO",Active,no,no,false
        Ana Able,ana@a.example,Acme,CFO,Active,no,no,false""",
    )
    assert found.pop("Ana Able") == "duplicate"  # the second row of that name; the first counts
    assert found == {
        "Ben Able": "inactive", "Cem Able": "gone", "Dan Able": "do not profile", "Eli Able": "gone",
        "Fay Able": "deleted", "Gus Able (GONE)": "gone", "Test Test": "test row", "Hal Able": "test row",
        "Ida Able": "gone", "Jan Able": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("Competitor", "competitor"), ("Press", "press"), ("Analyst", "press"), ("Supplier", "vendor"),
        ("Vendor", "vendor"), ("Investor", "non-market"), ("Former Customer", "former customer"), ("Customer", ""),
        ("Reseller", ""), ("Other", ""), ("Customer;Competitor", ""),
    ],
)  # fmt: skip
def test_accounts_that_are_no_market(tmp_path, kind, reason):
    export = load(
        tmp_path,
        contacts="Name,Account ID,Title\nBo Li,1,CFO\nEva Roth,2,CFO",
        accounts=f"Account ID,Account Name,Account Type\n1,Acme,{kind}\n2,Beta,Customer",
    )
    assert list(export.contacts["excluded"]) == [reason, ""]
    assert list(export.accounts["excluded"]) == [reason, ""]


def test_free_mail_and_example_addresses_exclude_nobody(tmp_path):
    found = reasons(tmp_path, "Name,Email,Company,Title\nBo Li,bo@gmail.com,Acme,CFO\nEva Roth,e@example.com,Acme,CFO")
    assert set(found.values()) == {""}


def test_dynamics_codes_say_who_left_and_who_is_inactive(tmp_path):
    found = reasons(
        tmp_path,
        """contactid,fullname,jobtitle,emailaddress1,parentcustomeridname,statecode,msdyn_orgchangestatus
        c1,Ana Silva,CFO,ana@a.example,Acme,0,0
        c2,Bo Li,CFO,bo@a.example,Acme,1,0
        c3,Eva Roth,CFO,eva@a.example,Acme,0,1
        c4,Luc Petit,CFO,luc@a.example,Acme,0,2""",
    )
    assert found == {"Ana Silva": "", "Bo Li": "inactive", "Eva Roth": "gone", "Luc Petit": ""}


def test_converted_leads_whose_contact_is_loaded_are_left_out(tmp_path):
    export = load(
        tmp_path,
        contacts="Contact ID,First Name,Last Name,Email,Title,Account Name\nC1,Bo,Li,bo@a.example,CFO,Acme",
        leads="""Lead ID,First Name,Last Name,Email,Title,Company,Lead Status,Is Converted,Converted Contact ID
        L1,Bo,Li,bo@old.example,CFO,Acme,Qualified,true,C1
        L2,Eva,Roth,eva@b.example,CFO,Beta,Qualified,true,C9
        L3,Luc,Petit,luc@c.example,CFO,Gamma,New,false,""",
    )
    assert list(export.contacts["excluded"]) == ["", "converted lead", "", ""]


def test_accounts_that_are_not_active_do_not_count(tmp_path):
    export = load(
        tmp_path,
        contacts="Name,Account ID,Title\nAna,A,CFO\nBo,B,CFO",
        accounts="Account ID,Account Name,Active\nA,Acme,Yes\nB,Beta,No",
    )
    assert list(export.contacts["excluded"]) == ["", "inactive"]


def test_an_account_of_nobody_but_own_staff_is_ours(tmp_path):
    export = load(
        tmp_path,
        {"export": {"own_domains": ["vendor.test.example"]}},
        contacts="""Name,Email,Company,Title
        Ana Silva,ana@vendor.test.example,Vendor Ltd,CFO
        Bo Li,bo@vendor.test.example,,CFO
        Eva Roth,eva@vendor.test.example,Acme,CFO
        Luc Petit,luc@acme.test.example,Acme,CFO""",
    )
    assert export.accounts["excluded"].to_dict() == {
        "Vendor Ltd": "own staff",
        "Acme": "",
    }
