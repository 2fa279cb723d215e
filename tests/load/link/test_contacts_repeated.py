"""Rows that repeat each other: which of them is kept, what it takes over, and rows that tell of nobody at all."""

import pandas as pd
import pytest

from personacheck.load.link.contacts import (
    FILLED,
    ROLE,
    build_contacts,
    find_duplicates,
    flag,
    is_vacant,
    join_roles,
    merge_duplicates,
    stack,
)


def _contacts(*rows):
    plain = {"object": "contacts", "file": "c.csv", "table": "c.csv", "record_id": "", "name": "", "email": "",
             "account": "", "title": "", "department": ""}  # fmt: skip  # a table
    frame = pd.DataFrame([{**plain, "row": str(n), **row} for n, row in enumerate(rows, start=2)], dtype="object")
    return build_contacts([frame.fillna("")])


def _kept(*rows):
    """File rows of those that repeat no other."""
    contacts = _contacts(*rows)
    return sorted(contacts.loc[find_duplicates(contacts, contacts["account"]) < 0, "row"])


ANA = {"name": "Ana Silva", "email": "ana@acme.example", "account": "Acme"}


@pytest.mark.parametrize(
    ("kept", "repeating"),
    [
        ({}, {"object": "leads", "title": "CFO", "department": "Finance"}),
        ({"title": ""}, {"email": "", "title": "CFO", "department": "Finance"}),
        ({"title": "CFO"}, {"department": "Finance", "record_id": "7"}),
        ({"title": "CFO", "department": "Finance"}, {"title": "CFO"}),
        ({"title": "CFO", "record_id": "7"}, {"title": "CFO"}),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_a_contact_is_kept_before_a_lead_then_an_e_mail_a_title_and_the_fullest_row(kept, repeating, order):
    rows = [{**ANA, "row": name, **row} for name, row in (("kept", kept), ("repeating", repeating))]
    assert _kept(*rows[::order]) == ["kept"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"record_id": "7"}, {"record_id": "7"}, True),
        ({"record_id": "7"}, {"record_id": "8"}, False),
        ({"record_id": "7"}, {"record_id": "7", "object": "leads"}, False),
        ({"record_id": "0035g00000AbCdEAAV"}, {"record_id": "0035g00000AbCdE"}, True),
        ({"name": "Ana", "email": "a@x.example"}, {"name": "ANA", "email": "A@X.example"}, True),
        ({"name": "Ana", "email": "a@x.example"}, {"name": "Bo", "email": "a@x.example"}, False),
        ({"name": "Ana", "email": "a@x.example", "account": "Acme"}, {"name": "Ana", "email": "a@x.example"}, True),
        ({"name": "", "email": "a@x.example"}, {"name": "", "email": "a@x.example"}, False),
        ({"name": "Ana", "account": "Acme"}, {"name": "Ana", "account": "Acme"}, True),
        ({"name": "Ana", "account": "Acme", "email": "a@x.example"}, {"name": "Ana", "account": "Acme"}, True),
        (
            {"name": "Ana", "account": "Acme", "email": "a@x.example"},
            {"name": "Ana", "account": "Acme", "email": "b@x.example"},
            False,
        ),
        ({"name": "Ana", "account": "Acme"}, {"name": "Ana", "account": "Beta"}, False),
        ({"name": "Ana", "account": ""}, {"name": "Ana", "account": ""}, False),
        ({"name": "", "account": "Acme"}, {"name": "", "account": "Acme"}, False),
        ({"first_name": "Ana", "last_name": "Li", "account": "Acme"}, {"name": "Ana Li", "account": "Acme"}, True),
    ],
)
def test_rows_repeat_each_other_by_id_by_e_mail_and_name_or_by_name_and_account(one, other, same):
    assert len(_kept(one, other)) == (1 if same else 2)


def test_rows_that_a_third_joins_are_one():
    assert _kept(
        {"record_id": "7", "name": "Ana"},
        {"record_id": "7", "name": "Anna", "email": "a@x.example", "title": "CFO"},
        {"record_id": "8", "name": "anna", "email": "a@x.example"},
        {"record_id": "9", "name": "Bo", "email": "a@x.example"},
    ) == ["3", "5"]


def _merged(*rows):
    contacts = _contacts(*rows)
    contacts["duplicate"] = find_duplicates(contacts, contacts["account"])
    return merge_duplicates(contacts).loc[contacts["duplicate"] < 0]


@pytest.mark.parametrize("name", FILLED)
@pytest.mark.parametrize("order", [1, -1])
def test_each_cell_of_the_row_that_is_kept_is_filled_from_the_first_of_its_duplicates_that_has_one(name, order):
    rows = [
        {**ANA, "record_id": "1", "buying_role": "User", "owner": "x"},
        {**ANA, "record_id": "2", "object": "leads"},
        {**ANA, "record_id": "3", "object": "leads", name: "first"},
        {**ANA, "record_id": "4", "object": "leads", name: "second"},
    ]
    assert _merged(*rows[::order])[name].tolist() == ["first"]
    assert _merged({**rows[0], name: "own"}, *rows[1:])[name].tolist() == ["own"]


def test_other_cells_are_not_filled_from_duplicates_and_roles_are_united():
    cells = (("1", "User; Champion", ""), ("2", "", "Sam"), ("3", "champion;Buyer", "Sam"))
    rows = [{**ANA, "record_id": record, "buying_role": role, "owner": owner} for record, role, owner in cells]
    (merged,) = _merged({**rows[0], "title": "CFO"}, *rows[1:]).to_dict("records")
    assert (merged["owner"], merged["buying_role"]) == ("", "User;Champion;Buyer")
    (merged,) = _merged({**rows[0], "title": "CFO", "buying_role": ""}, *rows[1:]).to_dict("records")
    assert merged["buying_role"] == "champion;Buyer"


def test_roles_are_told_once_each_as_first_written():
    assert join_roles(" Decision Maker ;Champion;; decision  maker;") == "Decision Maker;Champion"
    assert join_roles("") == join_roles(" ; ") == ""


@pytest.mark.parametrize("name", [*ROLE, "record_id", "name", "first_name", "last_name", "email"])
def test_a_row_with_an_account_and_nothing_of_a_person_is_vacant(name):
    bare = {"account": "Acme", "owner": "Sam", "country": "Chile"}
    rows = [{"record_id": "7", "name": "Ana"}, bare, {**bare, name: "x"}, {"account": "", "account_id": "A"}, {}]
    contacts = _contacts(*rows).set_index("row")
    assert is_vacant(contacts).sort_index().tolist() == [False, True, False, True, False]


def test_in_a_file_that_names_nobody_no_row_is_vacant():
    rows = [{"account": "Acme", "file": "list.csv"}, {"account": "Acme"}, {"account": "Beta", "email": "b@x.example"}]
    contacts = _contacts(*rows).set_index("row")
    assert is_vacant(contacts).sort_index().tolist() == [False, True, False]


def test_a_record_id_that_stands_twice_is_that_of_the_row_which_is_kept():
    contacts = _contacts({"record_id": "7"}, {"record_id": "7", "title": "CFO"}, {"record_id": "", "name": "Bo"})
    assert contacts.set_index("row")["record_id"].to_dict() == {"2": "c.csv:2", "3": "7", "4": "c.csv:4"}


def test_the_account_of_a_converted_lead_is_the_one_that_it_became_where_it_has_none():
    rows = [{"account_id": "A", "converted_account_id": "B"}, {"account_id": "", "converted_account_id": "C"}]
    assert sorted(_contacts(*rows)["account_id"]) == ["A", "C"]


def test_an_address_gives_its_domain_and_a_mail_providers_is_nobodys():
    rows = [{"email": "ana@ACME.example"}, {"email": "bo@gmail.com"}, {"email": "none"}]
    contacts = _contacts(*rows).set_index("row")
    assert contacts["mail_domain"].sort_index().tolist() == ["acme.example", "gmail.com", ""]
    assert contacts["domain"].sort_index().tolist() == ["acme.example", "", ""]


def test_frames_are_stacked_with_empty_cells_where_one_lacks_a_column():
    one, other = pd.DataFrame({"a": ["1"], "b": ["2"]}), pd.DataFrame({"c": ["3"], "a": ["4"]})
    assert stack([one, one[:0].assign(z=""), other]).to_dict("list") == {
        "a": ["1", "4"],
        "b": ["2", ""],
        "c": ["", "3"],
    }
    assert stack([]).columns.tolist() == stack([one[:0]]).columns.tolist() == ["file", "table", "row", "object"]


def test_flags_are_false_where_there_is_no_such_column():
    frame = pd.DataFrame({"is_primary": ["Yes", "no", ""]})
    assert flag(frame, "is_primary").tolist() == [True, False, False]
    assert flag(frame, "is_active").tolist() == [False] * 3
    assert flag(frame, "is_active").dtype == bool
