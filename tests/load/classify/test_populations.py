"""Whose contact it is."""

import pandas as pd
import pytest
from crm_files import load

from personacheck.errors import SettingsError
from personacheck.load.classify.populations import partner_domains

CONTACTS = "Contact ID,Name,Email,Account ID,Title\n"
ACCOUNTS = "Account ID,Account Name,Website,Account Type\n"


def populations(export):
    return dict(zip(export.contacts["name"], export.contacts["population"], strict=True))


def test_people_belong_to_the_population_of_their_account(tmp_path):
    export = load(
        tmp_path,
        contacts=f"{CONTACTS}1,Ana,,A,CFO\n2,Bo,,B,CFO\n3,Cem,,C,CFO\n4,Dan,,D,CFO\n5,Eva,,,CFO",
        accounts=f"{ACCOUNTS}A,Acme,,Customer - Direct\nB,Beta,,Prospect\nC,Gamma,,Reseller\nD,Delta,,Other",
    )
    assert populations(export) == {
        "Ana": "customer", "Bo": "prospect", "Cem": "partner", "Dan": "unclassified", "Eva": "unclassified",
    }  # fmt: skip
    assert export.customers_known


def test_where_no_field_tells_customers_all_contacts_are_one_population(tmp_path):
    export = load(tmp_path, contacts="Name,Company,Title,Lead Status\nAna,Acme,CFO,New\nBo,Beta,CFO,Working")
    assert not export.customers_known
    assert set(export.contacts["population"]) == {"unclassified"} == set(export.accounts["population"])
    assert "No field identifies customers, so all contacts count as one population." in export.notes


def test_partner_staff_is_told_though_customers_are_not(tmp_path):
    export = load(
        tmp_path,
        {"export": {"partner_domains": ["reseller.test.example"]}},
        contacts="Name,Email,Company,Title\nAna,ana@reseller.test.example,Acme,CFO\nBo,bo@acme.example,Acme,CFO",
    )
    assert not export.customers_known
    assert populations(export) == {"Ana": "partner", "Bo": "unclassified"}


def test_a_partners_people_on_a_customers_account_are_partner_staff(tmp_path):
    export = load(
        tmp_path,
        contacts=f"""{CONTACTS}1,Ana,ana@reseller.test.example,A,Account Manager
        2,Bo,bo@reseller.test.example,R,Sales Engineer
        3,Cem,cem@beta.test.example,B,CFO""",
        accounts=f"""{ACCOUNTS}A,Acme,acme.test.example,Customer - Channel
        B,Beta,beta.test.example,Customer - Direct
        R,Reseller,www.reseller.test.example,Reseller""",
    )
    assert populations(export) == {"Ana": "partner", "Bo": "partner", "Cem": "customer"}
    assert export.accounts["partner_staff"].to_dict() == {"A": True, "B": False, "R": False}
    assert export.accounts["population"].to_dict() == {"A": "customer", "B": "customer", "R": "partner"}


def test_a_partners_mail_provider_makes_nobody_partner_staff(tmp_path):
    export = load(
        tmp_path,
        contacts=f"{CONTACTS}1,Ana,ana@gmail.com,A,CFO\n2,Bo,bo@gmail.com,R,CFO",
        accounts=f"{ACCOUNTS}A,Acme,,Customer\nR,Reseller,gmail.com,Reseller",
    )
    assert populations(export) == {"Ana": "customer", "Bo": "partner"}


def test_a_customers_domain_is_no_partners_though_one_of_its_people_stands_there(tmp_path):
    export = load(
        tmp_path,
        contacts=f"{CONTACTS}1,Ana,ana@acme.test.example,A,CFO\n2,Bo,bo@acme.test.example,R,CFO",
        accounts=f"{ACCOUNTS}A,Acme,acme.test.example,Customer\nR,Reseller,,Reseller",
    )
    assert populations(export) == {"Ana": "customer", "Bo": "partner"}


def test_a_domain_found_as_often_elsewhere_is_not_mainly_a_partners(tmp_path):
    export = load(
        tmp_path,
        contacts=f"{CONTACTS}1,Ana,ana@acme.test.example,A,CFO\n2,Bo,bo@acme.test.example,R,CFO",
        accounts=f"{ACCOUNTS}A,Acme,,Customer\nR,Reseller,,Reseller",
    )
    assert populations(export)["Ana"] == "customer"


@pytest.mark.parametrize("kind", ["Customer;Partner", "Partner, Customer", "Reseller; Customer - Direct"])
def test_customer_and_partner_at_once_counts_once_as_a_customer_sold_both_ways(tmp_path, kind):
    quoted = f'"{kind}"'
    export = load(tmp_path, contacts=f"{CONTACTS}1,Ana,,A,CFO", accounts=f"{ACCOUNTS}A,Acme,,{quoted}")
    assert list(export.contacts["population"]) == ["customer"]
    assert list(export.contacts["channel"]) == ["mixed"]
    assert len(export.accounts) == 1


def test_the_lifecycle_of_contacts_tells_of_the_account_where_nothing_else_does(tmp_path):
    export = load(
        tmp_path,
        contacts="""Record ID,First Name,Last Name,Email,Job Title,Lifecycle Stage,Associated Company,HubSpot Team
        1,Ana,A,ana@acme.test.example,CFO,Customer,Acme,East
        2,Bo,B,bo@acme.test.example,Buyer,Lead,Acme,East
        3,Cem,C,cem@beta.test.example,CFO,Subscriber,Beta,East
        4,Dan,D,dan@gmail.com,CFO,Customer,,East
        5,Eva,E,eva@web.de,CFO,Other,,East""",
    )
    assert list(export.contacts["population"]) == ["customer", "customer", "prospect", "customer", "unclassified"]
    assert list(export.contacts["stage"]) == ["post-sale", "pre-sale", "pre-sale", "post-sale", "unknown"]
    assert export.accounts["stage"].to_dict() == {"Acme": "post-sale", "Beta": "pre-sale"}


def test_a_won_deal_makes_a_customer_and_an_open_one_a_prospect(tmp_path):
    export = load(
        tmp_path,
        contacts=f"{CONTACTS}1,Ana,,A,CFO\n2,Bo,,B,CFO\n3,Cem,,C,CFO\n4,Dan,,D,CFO",
        accounts=f"{ACCOUNTS}A,Acme,,Prospect\nB,Beta,,\nC,Gamma,,\nD,Delta,,",
        deals="""Opportunity ID,Account ID,Opportunity Name,Stage,Close Date
        1,A,x,Closed Won,2026-01-01
        2,B,y,Proposal,2026-12-01
        3,C,z,Closed Lost,2026-01-01""",
    )
    assert populations(export) == {"Ana": "customer", "Bo": "prospect", "Cem": "unclassified", "Dan": "unclassified"}


def test_leads_are_prospects_unless_their_company_is_a_customer(tmp_path):
    export = load(
        tmp_path,
        contacts=f"{CONTACTS}1,Ana,,A,CFO",
        accounts=f"{ACCOUNTS}A,Acme,,Customer\nB,Beta,,Reseller",
        leads="""Lead ID,Name,Company,Job Title,Lead Status
        7,Bo,Acme,Buyer,New
        8,Cem,Zeta,Buyer,New
        9,Dan,Beta,CFO,New""",
    )
    assert populations(export) == {"Ana": "customer", "Bo": "customer", "Cem": "prospect", "Dan": "partner"}


def test_a_former_customer_who_bought_again_counts(tmp_path):
    export = load(
        tmp_path,
        contacts=f"{CONTACTS}1,Ana,,A,CFO",
        accounts="Account ID,Account Name,Account Type,Is Customer\nA,Acme,Former Customer,true",
    )
    assert list(export.contacts["population"]) == ["customer"]
    assert list(export.contacts["excluded"]) == [""]


def test_the_crms_own_words_are_told_by_the_settings_and_asked_for_where_they_are_not(tmp_path):
    files = {
        "contacts": f"{CONTACTS}1,Ana,,A,CFO\n2,Bo,,B,CFO\n3,Cem,,C,CFO",
        "accounts": f"{ACCOUNTS}A,Acme,,Gold\nB,Beta,,Blue\nC,Gamma,,Customer",
    }
    plain = load(tmp_path, **files)
    assert list(plain.contacts["population"]) == ["unclassified", "unclassified", "customer"]
    assert any('"Blue" (1), "Gold" (1)' in note and "[export.types]" in note for note in plain.notes)
    told = load(tmp_path, {"export": {"types": {"customer": ["GOLD"], "competitor": ["Blue"]}}}, **files)
    assert list(told.contacts["population"]) == ["customer", "unclassified", "customer"]
    assert list(told.contacts["excluded"]) == ["", "competitor", ""]


def test_a_status_may_tell_the_population(tmp_path):
    export = load(
        tmp_path,
        contacts=f"{CONTACTS}1,Ana,,A,CFO\n2,Bo,,B,CFO\n3,Cem,,C,CFO",
        accounts="Account ID,Account Name,Account Status\nA,Acme,Customer\nB,Beta,Prospect\nC,Gamma,Churned",
    )
    assert list(export.contacts["population"]) == ["customer", "prospect", "unclassified"]
    assert list(export.contacts["excluded"]) == ["", "", "former customer"]


def test_a_population_that_does_not_exist_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(SettingsError, match=r"Did you mean customer\?"):
        load(tmp_path, {"export": {"types": {"custmer": ["Gold"]}}}, contacts=f"{CONTACTS}1,Ana,,A,CFO")


def test_a_partner_is_known_by_its_site_though_most_of_its_people_stand_on_customers(tmp_path):
    export = load(
        tmp_path,
        contacts=f"""{CONTACTS}1,Ana,ana@reseller.test.example,A,Consultant
        2,Bo,bo@reseller.test.example,B,Consultant
        3,Cem,cem@acme.test.example,A,CFO""",
        accounts=f"{ACCOUNTS}A,Acme,,Customer\nB,Beta,,Customer\nR,Reseller,reseller.test.example,Reseller",
    )
    assert populations(export) == {"Ana": "partner", "Bo": "partner", "Cem": "customer"}
    assert export.accounts["partner_staff"].to_dict() == {"A": True, "B": True, "R": False}


def test_deals_booked_on_a_reseller_make_no_customer_of_it(tmp_path):
    export = load(
        tmp_path,
        contacts=f"{CONTACTS}1,Ana,,R,CFO\n2,Bo,,A,CFO",
        accounts=f"{ACCOUNTS}R,Reseller,,Reseller\nA,Acme,,Customer",
        deals="Deal ID,Deal Name,Account ID,Deal Stage,Close Date\n1,x,R,Won,2026-01-01",
    )
    assert populations(export) == {"Ana": "partner", "Bo": "customer"}


def _accounts(**cells):
    rows = {"account_type": "", "is_partner": "", "site": "", **cells}
    return pd.DataFrame([rows, {"account_type": "", "is_partner": "", "site": "b.example"}], index=["A", "B"])


def _people(*places):
    return pd.DataFrame(places, columns=["linked", "domain"], dtype="object")


@pytest.mark.parametrize(
    ("account", "domains"),
    [
        ({"account_type": "Reseller", "site": "r.example"}, {"r.example"}),
        ({"is_partner": "Yes", "site": "r.example"}, {"r.example"}),
        ({"is_partner": "No", "site": "r.example"}, set()),
        ({"account_type": "Customer", "is_partner": "Yes", "site": "r.example"}, set()),
        ({"account_type": "Prospect", "is_partner": "Yes", "site": "r.example"}, {"r.example"}),
        ({"account_type": "Customer", "site": "r.example"}, set()),
        ({"account_type": "Reseller", "site": "b.example"}, set()),  # another account's site
        ({"account_type": "Reseller", "site": ""}, set()),
    ],
)
def test_the_sites_of_partners_are_theirs_unless_another_account_has_them(account, domains):
    assert partner_domains(_accounts(**account), _people(), ()) == domains


@pytest.mark.parametrize(
    ("places", "domains"),
    [
        ([("A", "m.example")], {"m.example"}),
        ([("A", "m.example"), ("A", "m.example"), ("B", "m.example")], {"m.example"}),
        ([("A", "m.example"), ("B", "m.example")], set()),  # a half
        ([("A", "b.example")], set()),
        ([("A", ""), ("", "m.example")], set()),
        ([("B", "m.example")], set()),
    ],
)
def test_a_mail_domain_found_mainly_at_partners_is_theirs(places, domains):
    assert partner_domains(_accounts(account_type="Reseller"), _people(*places), ()) == domains


def test_partners_domains_that_are_configured_count_in_any_case():
    assert partner_domains(_accounts(), _people(), ["@Acme.example", "x.example"]) == {"acme.example", "x.example"}


@pytest.mark.parametrize(
    ("types", "told"),
    [
        (["Blue"] * 5, '"Blue" (5)'),
        (["Blue", "Gold", "Gold"], '"Gold" (2), "Blue" (1)'),
        (["Blue", "Aqua"], '"Aqua" (1), "Blue" (1)'),
        (["Silva 7"], "1 that is rare"),  # a person's name, or a number, may have slipped in
        (["Blue", "Ana", "42 North"], '"Blue" (1), 2 that are rare'),
        (["Ana"] * 3, '"Ana" (3)'),
        (["Ana"] * 2, "1 that is rare"),
        (["ana@acme.example"] * 9, "1 that is rare"),
        (["Ana Silva"] * 9, "1 that is rare"),
        (["Zelwa Omaruq"] * 9 + ["zomaruq@acme.example"], "2 that are rare"),
    ],
)
def test_account_types_that_say_nothing_are_told_unless_they_may_name_somebody(tmp_path, types, told):
    rows = "\n".join(f"A{n},Acme {n},,{name}" for n, name in enumerate(types))
    export = load(tmp_path, contacts=f"{CONTACTS}1,Ana Silva,,A0,CFO", accounts=f"{ACCOUNTS}{rows}\nC,Gamma,,Customer")
    assert (
        f"Some account types do not say whether they are customers: {told}. Map them under [export.types] in the "
        "settings."
    ) in export.notes
