"""One id under strangers is no key; a CRM's own id stays one."""

from crm_files import load, write

from personacheck.load.columns.ids import is_well_formed
from personacheck.load.exports import inspect_exports
from personacheck.settings.settings import Settings

STRANGERS = (
    "1 contact id is used for different people: for these, contacts are told apart by e-mail, else by name. "
    "Export again "
    "with the CRM's own ids."
)
COMPANIES = (
    "1 account id is used for different companies: for these, companies are told by name. Export again with the "
    "CRM's own "
    "ids."
)


def test_an_id_with_another_name_and_another_address_is_not_believed(tmp_path):
    export = load(
        tmp_path,
        contacts="""Contact ID,Name,Email,Company,Title
        1,Ana Silva,ana@acme.example,Acme,CFO
        2,Bo Li,bo@acme.example,Acme,CIO
        2,Bo Li,bo@acme.example,Acme,CIO""",
        more="""Contact ID,Name,Email,Company,Title
        1,Cy Roth,cy@beta.example,Beta,Buyer
        3,Di Voss,,Beta,CTO""",
    )
    assert list(export.contacts["excluded"]) == ["", "", "duplicate", "", ""]
    assert list(export.contacts["record_id"]) == ["contacts.csv:2", "2", "contacts.csv:4", "more.csv:2", "3"]
    assert STRANGERS in export.notes


def test_people_with_a_word_in_common_are_strangers_where_both_have_an_address(tmp_path):
    export = load(
        tmp_path,
        contacts="""Contact ID,Name,Email,Company,Title
        1,Ana Silva,ana.silva@acme.example,Acme,CFO
        1,Ana Roth,ana.roth@acme.example,Acme,CIO
        2,Bo Li,bo@acme.example,Acme,CIO
        2,Bo Li-Voss,,Acme,CIO""",
    )
    assert list(export.contacts["excluded"]) == ["", "", "", "duplicate"]


def test_without_addresses_names_without_a_common_word_are_strangers(tmp_path):
    export = load(
        tmp_path,
        contacts="""Contact ID,Name,Company,Title
        1,Ana Silva,Acme,CFO
        1,Ana Silva-Roth,Acme,CFO
        2,Bo Li,Beta,CIO
        2,Cy Roth,Gamma,Buyer""",
    )
    assert list(export.contacts["excluded"]).count("duplicate") == 1
    assert list(export.contacts["excluded"])[2:] == ["", ""]


def test_an_id_whose_check_letters_agree_stays_a_key_in_any_file(tmp_path):
    export = load(
        tmp_path,
        contacts="""Contact ID,Name,Email,Company,Title
        0035g00000AbCdEAAV,Ana Silva,ana.silva@acme.example,Acme,CFO
        0035g00000AbCdEAAV,Ana Roth,ana.roth@acme.example,Acme,CFO""",
    )
    assert sorted(export.contacts["excluded"]) == ["", "duplicate"]


def test_inspect_says_of_one_file_which_ids_are_not_believed(tmp_path):
    text = """Contact ID,Name,Email,Company,Title
    1,Ana Silva,ana@acme.example,Acme,CFO
    1,Cy Roth,cy@beta.example,Beta,Buyer"""
    (origin,) = inspect_exports(write(tmp_path, contacts=text), Settings())
    assert STRANGERS in origin.notes


def test_inspect_answers_for_accounts_alone_that_name_a_primary_contact(tmp_path):
    text = "Account ID,Account Name,Primary Contact,Industry\nA,Acme,Ana Silva,Retail"
    assert inspect_exports(write(tmp_path, accounts=text), Settings())[0].object == "accounts"


def test_the_id_of_a_recognised_crm_stays_a_key_though_name_and_address_changed(tmp_path):
    export = load(
        tmp_path,
        contacts="""Record ID,First Name,Last Name,Email,Job Title,Associated Company IDs,Lifecycle Stage
        20051,Ana,Silva,ana.silva@acme.example,CFO,3001,customer
        20051,Ana,Roth,ana.roth@acme.example,CFO,3001,customer""",
    )
    assert export.origins[0].crm == "hubspot"
    assert list(export.contacts["excluded"]).count("duplicate") == 1


def test_an_account_id_under_different_companies_joins_nobody(tmp_path):
    export = load(
        tmp_path,
        contacts="""Contact ID,Name,Account ID,Account Name,Title
        1,Ana Silva,5,Acme,CFO
        2,Bo Li,5,Beta,CIO
        3,Cy Roth,6,Gamma,CTO
        4,Di Voss,6,Gamma Ltd,Buyer""",
    )
    assert list(export.contacts["account"]) == ["Acme", "Beta", "Gamma", "Gamma"]
    assert COMPANIES in export.notes


def test_accounts_under_one_id_stay_apart_by_name(tmp_path):
    export = load(
        tmp_path,
        contacts="Contact ID,Name,Account ID,Account Name,Title\n1,Ana Silva,5,Beta,CFO",
        accounts="Account ID,Account Name,Employees\n5,Acme,900\n5,Beta,9\n6,Gamma,50",
    )
    assert list(export.accounts["account"]) == ["Acme", "Beta", "Gamma"]
    assert list(export.contacts["size"]) == ["small"]


def test_companies_under_one_id_with_a_word_in_common_are_one_whatever_their_sites(tmp_path):
    export = load(
        tmp_path,
        contacts="Contact ID,Name,Account ID,Title\n1,Ana Silva,5,CFO",
        accounts="""Account ID,Account Name,Website,Industry
        5,Acme,acme.example,Water
        5,Acme Power,acme-power.example,Water
        6,Beta,beta.example,Water
        6,Gamma,gamma.example,Water""",
    )
    assert list(export.accounts["account"]) == ["Acme", "Beta", "Gamma"]
    assert COMPANIES in export.notes


def test_where_ids_often_stand_for_strangers_no_repeated_one_is_a_key(tmp_path):
    export = load(
        tmp_path,
        contacts="""Contact ID,Name,Email,Company,Title
        1,Di Aal,di@acme.example,Acme,CFO
        1,Ed Bel,ed@acme.example,Acme,CIO
        2,Fay Cal,fay@acme.example,Acme,CFO
        2,Gus Dal,gus@acme.example,Acme,CTO
        3,Bo Li,bo@acme.example,Acme,CIO
        3,Bo Li,bo@acme.example,Acme,CIO
        4,Cy Roth,,Acme,Buyer""",
    )
    assert list(export.contacts["excluded"]) == [""] * 5 + ["duplicate", ""]
    assert [text for text in export.contacts["record_id"] if ":" not in text] == ["4"]
    assert (
        "2 contact ids are used for different people, of 3 on several rows: no repeated contact id is trusted, and "
        "contacts are told apart by e-mail, else by name. Export again with the CRM's own ids."
    ) in export.notes


def test_a_few_strangers_among_many_repeated_ids_are_told_one_by_one(tmp_path):
    twice = [f"{number},P{number} Li,p{number}@acme.example,Acme,CIO" for number in range(20) for _ in range(2)]
    strangers = ["90,Di Aal,di@acme.example,Acme,CFO", "90,Bo Bel,bo@acme.example,Acme,CTO"]
    moved = ["91,Cy Roth,cy@acme.example,Acme,CIO", "91,Cy Roth,cy@beta.example,Acme,CIO"]
    table = "\n".join(["Contact ID,Name,Email,Company,Title", *twice, *strangers, *moved])
    export = load(tmp_path, contacts=table)
    assert list(export.contacts["excluded"]).count("duplicate") == 21
    assert STRANGERS in export.notes


def test_deduplication_gives_nobody_the_cells_of_another(tmp_path):
    export = load(
        tmp_path,
        contacts="""Contact ID,Name,Email,Company,Title,Department
        1,Ana Silva,ana@acme.example,Acme,CFO,
        1,Bo Li,bo@beta.example,Beta,,Legal""",
    )
    assert list(export.contacts["department"]) == ["", "Legal"]


def test_ids_are_well_formed_as_crms_give_them():
    sound = ["003Ab00000CdEfG", "003Ab00000CdEfGIAZ", "4c1a2f6e-0b1d-4a53-9c2b-7f1f2a3b4c5d", "20051"]
    assert all(map(is_well_formed, sound))
    assert not any(map(is_well_formed, ["", "7", "x", "0", "1.2E+11", "000000000000000"]))
