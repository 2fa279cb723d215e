"""How many strangers make an id, or all ids of its kind, unbelievable; and which tables then do without it."""

import pandas as pd
import pytest

from personacheck.load.link.strangers import LOOKED_AT, without_strangers


def _people(*rows, **columns):
    plain = {"file": "c.csv", "object": "contacts", "record_id": "", "name": "", "email": "", "account_id": "",
             "account": ""}  # fmt: skip  # a table
    return pd.DataFrame([{**plain, **columns, **row} for row in rows], dtype="object")


def _twice(kind, strange, alike):
    """Rows of as many ids that stand for two strangers, and of as many that stand twice for one."""
    rows = [{kind: f"s{n}", "name": name, "account": name} for n in range(strange) for name in (f"Ana{n}", f"Bo{n}")]
    return [*rows, *({kind: f"k{n}", "name": f"Cy{n}", "account": f"Cy{n}"} for n in range(alike) for _ in range(2))]


def _kept(tables, what, column, recognised=()):
    believed, notes = without_strangers(tables, recognised)
    return set(believed[what][0][column]) - {""}, notes


@pytest.mark.parametrize(
    ("strange", "alike", "all_go"),
    [(1, 0, False), (1, 1, False), (2, 8, False), (2, 7, True), (3, 12, False), (3, 11, True)],
)
def test_above_a_fifth_of_strangers_and_from_two_on_no_repeated_id_of_a_contact_is_believed(strange, alike, all_go):
    kept, notes = _kept({"contacts": [_people(*_twice("record_id", strange, alike))]}, "contacts", "record_id")
    assert kept == (set() if all_go else {f"k{n}" for n in range(alike)})
    assert ("is trusted" in notes[0]) == all_go


@pytest.mark.parametrize(
    ("strange", "alike", "believed"),
    [(1, 4, 5), (1, 3, 3), (2, 2, 2), (3, 3, 3), (2, 1, 0), (3, 2, 0)],
)
def test_an_account_id_of_contacts_is_believed_up_to_a_fifth_and_none_above_a_half(strange, alike, believed):
    """A contact's company is typed by hand: another name is no proof."""
    kept, _ = _kept({"contacts": [_people(*_twice("account_id", strange, alike))]}, "contacts", "account_id")
    assert len(kept) == believed


def test_a_distrusted_id_of_a_company_joins_neither_contacts_nor_deals():
    accounts = _people({"record_id": "5", "account": "Acme"}, {"record_id": "5", "account": "Beta"},
                       {"record_id": "6", "account": "Gamma"}, object="accounts")  # fmt: skip  # a table
    contacts = _people({"record_id": "1", "account_id": "5"}, {"record_id": "2", "account_id": "6"})
    deals = _people({"record_id": "5", "account_id": "5"}, {"record_id": "9", "account_id": "6"}, object="deals")
    believed, notes = without_strangers(
        {"accounts": [accounts], "contacts": [contacts], "opportunities": [deals], "roles": [deals]}, ()
    )
    assert believed["accounts"][0]["record_id"].tolist() == ["", "", "6"]
    assert believed["contacts"][0]["account_id"].tolist() == ["", "6"]
    assert believed["contacts"][0]["record_id"].tolist() == ["1", "2"]
    assert believed["opportunities"][0]["account_id"].tolist() == ["", "6"]
    assert believed["opportunities"][0]["record_id"].tolist() == ["5", "9"]
    assert believed["roles"][0]["account_id"].tolist() == ["5", "6"]
    assert notes == [
        "1 account id is used for different companies: for these, companies are told by name. Export again with "
        "the CRM's "
        "own ids."
    ]


def test_ids_of_leads_and_of_contacts_are_no_repetition_of_each_other():
    rows = [{"record_id": "1", "name": "Ana"}, {"record_id": "1", "name": "Bo", "object": "leads"}]
    assert _kept({"contacts": [_people(*rows)]}, "contacts", "record_id") == ({"1"}, [])


@pytest.mark.parametrize(
    ("one", "other", "strange"),
    [
        ({"name": "Ana Silva"}, {"name": "Bo Li"}, True),
        ({"name": "Ana Silva"}, {"name": "SILVA Anna"}, False),  # a word in common
        ({"name": "Ana Silva"}, {"name": ""}, False),
        ({"first_name": "Ana", "last_name": "Silva"}, {"first_name": "Bo", "last_name": "Li"}, True),
        ({"first_name": "Ana", "last_name": "Silva"}, {"name": "Ana Silva"}, False),
        ({"name": "Ana", "email": "a@x.example"}, {"name": "Bo", "email": "A@x.example"}, False),
        ({"name": "Ana", "email": "a@x.example"}, {"name": "Bo", "email": "b@x.example"}, True),
        ({"name": "Ana Li", "email": "a@x.example"}, {"name": "Bo Li", "email": "b@x.example"}, True),
        ({"name": "Ana Li", "email": "a@x.example"}, {"name": "ANA LI", "email": "b@x.example"}, False),
        ({"name": "Ana Li", "email": "a@x.example"}, {"name": "Bo Li"}, False),
    ],
)
def test_strangers_differ_in_name_and_address(one, other, strange):
    rows = [{"record_id": "1", "first_name": "", "last_name": "", **row} for row in (one, other)]
    kept, notes = _kept({"contacts": [_people(*rows)]}, "contacts", "record_id")
    assert (kept, len(notes)) == ((set(), 1) if strange else ({"1"}, 0))


@pytest.mark.parametrize(("akin", "strange"), [(LOOKED_AT - 1, True), (LOOKED_AT, False)])
def test_so_many_rows_of_one_id_are_looked_at(akin, strange):
    rows = [{"record_id": "1", "name": f"Ana {n:03}"} for n in range(akin)]
    kept, _ = _kept({"contacts": [_people(*rows, {"record_id": "1", "name": "Zoe"})]}, "contacts", "record_id")
    assert kept == (set() if strange else {"1"})


@pytest.mark.parametrize(("file", "kept"), [("crm.csv", {"20051"}), ("c.csv", set())])
def test_a_well_formed_id_stays_a_key_in_a_file_of_a_known_crm(file, kept):
    rows = [{"record_id": "20051", "name": name, "file": file} for name in ("Ana", "Bo")]
    tables = {"contacts": [_people(*rows), _people({"record_id": "7", "name": "Cy"})]}
    assert _kept(tables, "contacts", "record_id", {"crm.csv"})[0] == kept
    assert without_strangers(tables, {"crm.csv"})[0]["contacts"][1]["record_id"].tolist() == ["7"]


def test_companies_are_strangers_without_a_common_word_unless_their_site_is_one():
    def kept(*rows):
        accounts = _people(*({"record_id": "5", "account_domain": "", **row} for row in rows), object="accounts")
        return _kept({"accounts": [accounts]}, "accounts", "record_id")[0]

    acme = {"account": "Acme", "account_domain": "www.acme.example"}
    assert kept(acme, {"account": "Beta", "account_domain": "https://acme.example/x"}) == {"5"}
    assert kept(acme, {"account": "Acme Power", "account_domain": "power.example"}) == {"5"}
    assert kept(acme, {"account": "Beta", "account_domain": "beta.example"}) == set()
    assert kept(acme, {"account": "Beta"}) == set()


def test_what_is_said_of_both_kinds_comes_contacts_first():
    people = _people(*_twice("record_id", 2, 0), *_twice("account_id", 3, 0))
    assert without_strangers({"contacts": [people]}, ())[1] == [
        "2 contact ids are used for different people: for these, contacts are told apart by e-mail, else by "
        "name. Export again "
        "with the CRM's own ids.",
        "3 account ids are used for different companies: for these, companies are told by name. Export again "
        "with the CRM's "
        "own ids.",
    ]


def test_no_table_is_nothing_to_doubt():
    assert without_strangers({}, ()) == ({"contacts": [], "accounts": [], "opportunities": []}, [])
