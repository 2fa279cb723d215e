"""Several files: contacts, accounts, opportunities, contact roles, leads; joined by id, name or domain."""

import pytest
from crm_files import load
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.load.columns.ids import record_key
from personacheck.model.export import FEW_LINKED

SHORT = "001A000001abcDE"
LONG = "001A000001abcDEIAY"
ACCOUNTS = "Account ID,Account Name,Website,Type\n"


def placed(export):
    return dict(zip(export.contacts["name"], export.contacts["account_id"], strict=True))


def test_salesforce_ids_of_15_and_18_characters_are_the_same(tmp_path):
    assert record_key(LONG) == SHORT
    export = load(
        tmp_path,
        contacts=f"Contact ID,Name,Account ID,Title\n1,Bo Li,{SHORT},CFO",
        accounts=f"{ACCOUNTS}{LONG},Acme,acme.example,Customer",
    )
    assert placed(export) == {"Bo Li": LONG}
    assert "1 of 1 contact linked to an account in the account files (1 by id)." in export.notes


def test_the_case_of_ids_counts(tmp_path):
    export = load(
        tmp_path,
        contacts="Contact ID,Name,Account ID,Title\n1,Bo Li,001a000001abcDE,CFO\n2,Eva Roth,001A000001abcDE,CFO",
        accounts=f"{ACCOUNTS}001A000001abcDE,Acme,,Customer\n001a000001abcDE,Beta,,Prospect",
    )
    assert list(export.contacts["account"]) == ["Beta", "Acme"]


def test_eighteen_other_characters_are_not_cut():
    assert record_key("123456789012345678") == "123456789012345678"


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="aAbBzZ019", min_size=15, max_size=15))
def test_a_short_id_is_its_own_key(short):
    assert record_key(short) == short


def test_by_name_then_by_domain_and_the_rest_is_kept(tmp_path):
    export = load(
        tmp_path,
        contacts="""Name,Email,Company,Title
        Ana Silva,ana@x.example,ACME  GmbH,CFO
        Bo Li,bo@beta.example,,CFO
        Cem Ak,cem@gmail.com,,CFO
        Dan Moe,dan@delta.example,Delta,CFO""",
        accounts=f"""{ACCOUNTS}1,Acme GmbH,acme.example,Customer
        2,Beta,https://www.beta.example/de,Customer
        3,Gmail shop,gmail.com,Customer""",
    )
    assert placed(export) == {"Ana Silva": "1", "Bo Li": "2", "Cem Ak": "", "Dan Moe": "Delta"}
    [note] = [note for note in export.notes if "linked" in note]
    assert "2 of 4 contacts" in note
    assert "1 by name, 1 by domain" in note
    assert "1 names an account that these files do not hold" in note
    assert "Delta" in export.accounts.index


def test_a_contacts_account_is_called_as_its_row_says_where_the_accounts_file_has_no_name(tmp_path):
    export = load(
        tmp_path,
        contacts="Contact ID,Name,Account ID,Account Name,Title\n1,Bo Li,A,Acme,CFO\n2,Al Roy,,N/A,CFO",
        accounts="Account ID,Account Name,Type\nA,,Customer",
    )
    assert export.contacts[["account_id", "account"]].to_numpy().tolist() == [["A", "Acme"], ["", "N/A"]]


def test_a_name_that_several_accounts_bear_joins_nobody_unless_the_domain_tells(tmp_path):
    export = load(
        tmp_path,
        contacts="Name,Email,Company,Title\nAna Silva,ana@acme.example,Acme,CFO\nBo Li,bo@other.example,Acme,CFO",
        accounts=f"{ACCOUNTS}1,Acme,acme.example,Customer\n2,Acme,acme.test.example,Customer",
    )
    assert placed(export)["Ana Silva"] == "1"
    assert placed(export)["Bo Li"] not in {"1", "2"}
    assert any("the name or domain matches several accounts, so none was chosen" in note for note in export.notes)


def test_without_an_account_file_accounts_come_from_ids_names_and_domains(tmp_path):
    export = load(
        tmp_path,
        contacts="""Name,Email,Account ID,Company,Title
        Ana Silva,ana@acme.example,7,Acme,CFO
        Bo Li,bo@acme.example,7,Acme,Buyer
        Cem Ak,cem@beta.example,,Beta,CFO
        Dan Moe,dan@gamma.example,,,CFO
        Eva Roth,eva@web.de,,,CFO""",
    )
    assert placed(export) == {
        "Ana Silva": "7",
        "Bo Li": "7",
        "Cem Ak": "Beta",
        "Dan Moe": "",
        "Eva Roth": "",
    }
    assert list(export.accounts.index) == ["7", "Beta"]


def test_colleagues_without_a_company_follow_two_of_their_domain_and_a_name_follows_its_id(tmp_path):
    export = load(
        tmp_path,
        contacts="""Name,Email,Account ID,Company,Title
        Ana Silva,ana@acme.test.example,7,Acme,CFO
        Bo Li,bo@acme.test.example,,ACME,Buyer
        Cem Ak,cem@acme.test.example,,,CFO
        Dan Moe,dan@beta.test.example,8,Beta,CFO
        Eva Roth,eva@beta.test.example,,,CFO""",
    )
    assert list(export.contacts["account_id"]) == ["7", "7", "7", "8", ""]


def test_where_no_company_is_named_at_all_it_is_read_from_the_address(tmp_path):
    export = load(
        tmp_path,
        contacts="Name,Email,Title\nAna,ana@acme.test.example,CFO\nBo,bo@acme.test.example,CFO\nCem,cem@web.de,CFO",
    )
    assert list(export.contacts["account_id"]) == ["acme.test.example", "acme.test.example", ""]


@pytest.mark.parametrize("name", ["Unknown", "n/a", "-", "Privat", "self-employed"])
def test_names_that_stand_for_no_company_make_no_account(tmp_path, name):
    export = load(tmp_path, contacts=f"Name,Company,Title\nAna Silva,{name},CFO\nBo Li,{name},CFO\nEva Roth,Acme,CFO")
    assert list(export.contacts["account_id"]) == ["", "", "Acme"]
    assert list(export.accounts.index) == ["Acme"]


def test_accounts_nobody_works_at_are_kept(tmp_path):
    export = load(
        tmp_path,
        contacts="Name,Account ID,Title\nAna Silva,1,CFO",
        accounts=f"{ACCOUNTS}1,Acme,,Customer\n2,Beta,,Customer - Channel",
    )
    assert list(export.accounts.index) == ["1", "2"]
    assert export.accounts.loc["2", "channel"] == "indirect"


def test_exports_of_the_same_object_are_stacked(tmp_path):
    export = load(
        tmp_path,
        east="Contact ID,Name,Company,Title\n1,Ana Silva,Acme,CFO",
        west="Contact ID,Name,Company,Job Title\n2,Bo Li,Beta,Buyer\n1,Ana Silva,Acme,CFO",
        a1="Account ID,Account Name,Account Type\n1,Acme,",
        a2="Account ID,Account Name,Account Type\n1,Acme,Customer\n2,Beta,Prospect",
    )
    assert list(export.contacts["title"]) == ["CFO", "Buyer", "CFO"]
    assert list(export.contacts["excluded"]) == ["", "", "duplicate"]
    assert export.contacts["record_id"].is_unique
    assert list(export.accounts["population"]) == ["customer", "prospect"]
    assert export.rows.read == export.rows.loaded == 6


def test_contact_roles_give_roles_and_primary_flags(tmp_path):
    export = load(
        tmp_path,
        contacts="""Contact ID,Name,Email,Account Name,Title
        0031g00000iE9OHAA0,Ana Silva,ana@acme.example,Acme,CFO
        0031g00000iE9OIAA0,Bo Li,bo@acme.example,Acme,Engineer""",
        roles="""Contact ID,Opportunity ID,Role,Is Primary
        0031g00000iE9OH,006,Decision Maker,true
        0031g00000iE9OH,007,Business User,false
        0031g00000iE9OI,006,Evaluator,false
        0039999999iE9OI,006,Evaluator,false""",
    )
    assert list(export.contacts["buying_role"]) == ["Decision Maker;Business User", "Evaluator"]
    assert list(export.contacts["is_primary"]) == [True, False]
    assert list(export.contacts["side"]) == ["both", "unknown"]
    assert "3 of 4 contact roles were linked to a contact." in export.notes


def test_odoo_people_and_companies_part_ways(tmp_path):
    export = load(
        tmp_path,
        partners="""id,name,is_company,parent_id,function,title,email,customer_rank,supplier_rank
        c1,Acme,True,,,,,1,0
        c2,Paper Mill,True,,,,,0,3
        p1,Ana Silva,False,Acme,Buyer,Ms.,ana@acme.example,0,0
        p2,Bo Li,False,Paper Mill,CFO,Mr.,bo@mill.example,0,0""",
    )
    assert list(export.contacts["title"]) == ["Buyer", "CFO"]
    assert list(export.contacts["population"]) == ["customer", "unclassified"]
    assert list(export.contacts["excluded"]) == ["", "vendor"]
    assert list(export.accounts["account"]) == ["Acme", "Paper Mill"]
    assert export.rows.loaded == 4


def test_headers_that_the_cast_asks_for_come_from_contacts_or_accounts(tmp_path):
    export = load(
        tmp_path,
        headers=["Partner Type", "Favourite colour", "Nowhere"],
        contacts="Name,Account ID,Title,Favourite  Colour\nAna Silva,1,CFO,red\nBo Li,2,CFO,",
        accounts="Account ID,Account Name,Partner Type\n1,Acme,Reseller\n2,Beta,Distributor",
    )
    assert list(export.contacts["where:Partner Type"]) == ["Reseller", "Distributor"]
    assert list(export.contacts["where:Favourite colour"]) == ["red", ""]
    assert list(export.contacts["where:Nowhere"]) == ["", ""]
    assert 'The cast asks for columns that no file has: "Nowhere".' in export.notes


def test_the_order_of_the_files_does_not_change_the_digest(tmp_path):
    files = {
        "contacts": "Name,Company,Title\nAna Silva,Acme,CFO",
        "accounts": "Account Name,Account Type\nAcme,Customer",
    }
    forth, back = load(tmp_path, **files), load(tmp_path, **dict(reversed(files.items())))
    assert forth.digest == back.digest
    assert forth.contacts.equals(back.contacts)


def test_an_account_names_its_primary_contact(tmp_path):
    export = load(
        tmp_path,
        contacts="Contact ID,Name,Account ID,Title\n1,Ana Silva,A,CFO\n2,Bo Li,A,CFO\n3,Ana Silva,B,CFO",
        accounts="Account ID,Account Name,Primary Contact\nA,Acme,Ana  Silva\nB,Beta,Eva Roth",
    )
    assert list(export.contacts["is_primary"]) == [True, False, False]


def test_an_id_that_equals_another_accounts_name_does_not_mix_the_two(tmp_path):
    export = load(
        tmp_path,
        contacts="Name,Account ID,Company,Title\nAna,Acme,,CFO\nBo,,Acme,CFO",
        accounts="Account ID,Account Name,Industry\nAcme,Beta,x\n,Acme,y",
    )
    assert export.accounts.index.is_unique
    assert list(export.contacts["account"]) == ["Beta", "Acme"]


@pytest.mark.parametrize(
    ("contacts", "accounts", "why"),
    [
        (
            "Name,Account ID,Title\nBo Li,1,CFO\nEva Roth,2,CFO\nAna Silva,3,CFO",
            "Account Name,Website,Type\nAcme,acme.example,Customer",
            "0 of 3, because the accounts file has no Account ID column. Export it again with that column.",
        ),
        (
            "Name,Account ID,Title\nBo Li,1,CFO\nEva Roth,2,CFO\nAna Silva,3,CFO",
            f"{ACCOUNTS}1,Acme,acme.example,Customer",
            "1 of 3, because the ids are not those of the accounts file. "
            "Export both from the same CRM, with all accounts.",
        ),
        (
            "Name,Company,Title\nBo Li,Beta,CFO\nEva Roth,Gamma,CFO",
            f"{ACCOUNTS}1,Acme,acme.example,Customer",
            "0 of 2, because the contacts file has no Account ID. Export it again with Account ID filled in.",
        ),
        (
            "Name,Company,Title\nBo Li,Acme,CFO\nEva Roth,Gamma,CFO",
            f"{ACCOUNTS}1,Acme,acme.example,Customer",
            "",
        ),
    ],
)  # fmt: skip  # a table
def test_a_link_that_failed_says_why(tmp_path, contacts, accounts, why):
    notes = [note for note in load(tmp_path, contacts=contacts, accounts=accounts).notes if note.startswith(FEW_LINKED)]
    assert notes == ([f"{FEW_LINKED}: {why}"] if why else [])
