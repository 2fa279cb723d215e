"""Persons never stand as a team or a segment."""

import pandas as pd
import pytest
from crm_files import load

from personacheck.load.classify.staff import Persons, _in_order, persons_among

GROUPED = {"column": "Contact Owner", "groups": {"North": ["Ines Falk"]}}
TEAMS = {"axes": {"team": {"column": "Desk"}, "grouped": GROUPED}}


def rows(*cells):
    return "\n".join(["Name,Company,Title,Contact Owner,Team,Desk", *cells])


def test_teams_stay_and_people_among_them_are_left_out(tmp_path):
    export = load(
        tmp_path,
        TEAMS,
        contacts=rows(
            "Ana,Acme,CFO,Ines Falk,Key accounts,Desk 1",
            "Bo,Beta,CFO,Ines Falk,ines  FALK,Ines Falk",
            "Cem,Cato,CFO,Jon Berg,jon@own.example,Jon Berg",
        ),
    )
    assert list(export.contacts["owner_team"]) == ["Key accounts", "", ""]
    assert export.accounts["owner_team"].to_dict() == {"Acme": "Key accounts", "Beta": "", "Cato": ""}
    assert list(export.contacts["team"]) == ["Desk 1", "unknown", "unknown"]
    assert [note for note in export.notes if "name people" in note] == [
        '2 values of "owner team" name people, not teams: left out. Use a column of teams.',
        '2 values of "team" name people, not teams: left out. Use a column of teams.',
    ]


def test_people_grouped_into_teams_are_teams(tmp_path):
    export = load(tmp_path, TEAMS, contacts=rows("Ana,Acme,CFO,Ines Falk,,", "Bo,Beta,CFO,Jon Berg,,"))
    assert list(export.contacts["grouped"]) == ["North", "other"]


def test_an_owner_is_known_by_the_name_before_an_address(tmp_path):
    cells = rows("Ana,Acme,CFO,Zelwa Omaruq <zo@own.example>,Zelwa Omaruq,Desk 1")
    assert list(load(tmp_path, contacts=cells).contacts["owner_team"]) == [""]


def test_an_owners_number_hides_nothing(tmp_path):
    export = load(tmp_path, contacts=rows("Ana,Acme,CFO,7,7,"))
    assert list(export.contacts["owner_team"]) == ["7"]


@pytest.mark.parametrize(
    "person",
    ["Bo Nyqvist", "bo  nyqvist", "Nyqvist, Bo", "Jane Ashgrove", "Ashgrove, Jane", "Mr. Ashgrove", "jane@own.example"],
)
def test_a_contacts_name_and_what_reads_like_one_are_no_team(tmp_path, person):
    export = load(
        tmp_path,
        TEAMS,
        contacts=rows(f'Bo Nyqvist,Acme,CFO,,"{person}","{person}"', "Cem Ode,Beta,CFO,,Key accounts,Desk 1"),
    )
    assert list(export.contacts["owner_team"]) == ["", "Key accounts"]
    assert list(export.contacts["team"]) == ["unknown", "Desk 1"]


@pytest.mark.parametrize(
    "team", ["Charlotte North", "Team Florence", "Martin Desk", "Key Accounts", "Nord", "Mark Services", "Hamburg"]
)
def test_teams_and_regions_that_bear_a_first_name_stay(tmp_path, team):
    export = load(tmp_path, contacts=rows(f"Bo Nyqvist,Acme,CFO,,{team},Desk 1", "Hamburg,Beta,CFO,,,Desk 1"))
    assert export.contacts["owner_team"][0] == team


OWNED = "Bo Nyqvist,Acme,CFO,Ines Falk,Ines Falk,", "Cem Ode,Beta,CFO,Jon Berg,Jon Berg,"


@pytest.mark.parametrize(
    ("team", "accounts", "is_left_out"),
    [
        ("Zelwa Omaruq", 1, True),  # of as few accounts as the people beside it
        ("Zelwa Omaru-Quist", 1, True),
        ("Zelwa Omaruq", 2, False),
        ("Zelwa", 1, False),
        ("Zelwa Desk", 1, False),
        ("Zelwa 7", 1, False),
    ],
)
def test_in_a_column_of_people_a_name_that_nobody_bears_is_a_persons_if_few_hold_it(
    tmp_path, team, accounts, is_left_out
):
    others = [f"Di Kemo,Firm {n},CFO,,{team}," for n in range(accounts)]
    export = load(tmp_path, contacts=rows(*OWNED, *others))
    assert (team not in set(export.contacts["owner_team"])) == is_left_out


def test_in_a_column_of_places_a_name_that_nobody_bears_stays(tmp_path):
    places = [f"Di Kemo,Firm {n},CFO,,{place}," for n, place in enumerate(["Alta Badia", "Gran Tavola", "Val Lume"])]
    export = load(tmp_path, contacts=rows(*OWNED, *places))
    assert {"Alta Badia", "Gran Tavola", "Val Lume"} == {*export.contacts["owner_team"]} - {""}


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Omaruq, Zelwa", "Zelwa Omaruq"),
        ("Omaruq, Zelwa, PhD", "Zelwa PhD Omaruq"),
        ("zelwa  OMARUQ", "Omaruq, Zelwa"),
        ("Zelwa Omaruq", "Zelwa Omaruq"),
    ],
)
def test_a_name_is_the_same_whichever_way_round_it_is_written(value, name):
    assert _in_order(value) == _in_order(name)
    assert persons_among(pd.Series({value: 9, "Desk 1": 9}), Persons(frozenset({_in_order(name)}))) == {value}


PLACES = ["Alta Badia", "South", "Key Accounts", "Val Lume", "Gran Tavola"]


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("Zelwa Omaruq", "zelwa.omaruq@own.example"),
        ("Omaruq, Zelwa", "zelwa.omaruq@own.example"),
        ("Zelwa Omaruq", "zomaruq@own.example"),
        ("Zelwa Omaruq", "Zelwa <zomaruq@own.example>"),
        ("Zelwa Omaruq", "zelwao+crm@own.example"),
        ("Zelwa Omarüq", "omarueq_zelwa@own.example"),
        ("Zelwa North", "zelwa.north@own.example"),
    ],
)
@pytest.mark.parametrize("beside", [True, False], ids=["in its column", "of an owner"])
def test_an_address_tells_the_name_of_a_colleague_who_is_no_contact(tmp_path, value, address, beside):
    places = [f"Di Kemo,Firm {n},CFO,,,{place}" for n, place in enumerate(PLACES * 2)]
    colleague = [f'Bo Nyqvist,Firm {n},CFO,,,"{value}"' for n in range(9, 19)]  # more than any other value
    theirs = f"Cem Ode,Beta,CFO,,,{address}" if beside else f"Cem Ode,Beta,CFO,{address},,South"
    export = load(tmp_path, TEAMS, contacts=rows(*places, *colleague, theirs))
    assert {*export.contacts["team"]} == {*PLACES, "unknown"}
    assert {*export.accounts["team"]} == {*PLACES, "unknown"}


@pytest.mark.parametrize(
    ("team", "address"),
    [
        ("Key Accounts", "key.accounts@own.example"),
        ("Desk North", "dnorth@own.example"),
        ("Customer Care", "customer.care@own.example"),
        ("Alta Badia", "info@own.example"),
        ("Alta", "alta@own.example"),
    ],
)
def test_the_mailbox_of_a_team_makes_no_person_of_it(tmp_path, team, address):
    export = load(tmp_path, TEAMS, contacts=rows(f"Bo Nyqvist,Acme,CFO,{address},,{team}"))
    assert list(export.contacts["team"]) == [team]


def with_mail(*cells):
    return "\n".join(["First Name,Last Name,Email,Company,Title,Desk", *cells])


@pytest.mark.parametrize(
    ("first", "email", "is_left_out"),
    [
        ("", "zelwa.omaruq@acme.example", True),
        ("Zelwa", "omaruq-zelwa@acme.example", True),
        ("", "zelwa.omaruq@sales-group.example", True),
        ("", "zomaruq@acme.example", False),  # many firms' addresses: an initial is chance there
        ("", "info@acme.example", False),
    ],
)
def test_a_contact_without_a_whole_name_is_known_by_an_address_that_spells_it(tmp_path, first, email, is_left_out):
    other = "Di,Kemo,di.kemo@beta.example,Beta,CFO,Zelwa Omaruq"
    desks = {"axes": {"team": {"column": "Desk"}}}
    export = load(tmp_path, desks, contacts=with_mail(f"{first},,{email},Acme,CFO,South", other))
    assert ("Zelwa Omaruq" not in set(export.contacts["team"])) == is_left_out


def test_a_shared_mailbox_among_contacts_names_nobody(tmp_path):
    desks = {"axes": {"team": {"column": "Desk"}}}
    export = load(tmp_path, desks, contacts=with_mail(",,no.reply@acme.example,Acme,CFO,No Reply"))
    assert list(export.contacts["team"]) == ["No Reply"]


@pytest.mark.parametrize(
    ("value", "accounts", "is_left_out"),
    [
        ("Zelwa Omaruq", 1, True),
        ("Zelwa Omaruq", 2, False),  # more than the address has
        ("Zelwa", 1, False),
        ("zelwa omaruq", 1, False),
        ("South Omaruq", 1, False),
    ],
)
def test_beside_an_address_a_rare_value_that_may_be_a_name_is_left_out(tmp_path, value, accounts, is_left_out):
    places = [f"Di Kemo,Firm {n},CFO,,,{place}" for n, place in enumerate(PLACES * 2)]
    rare = [f"Bo Nyqvist,Firm {n},CFO,,,{value}" for n in range(9, 9 + accounts)]
    export = load(tmp_path, TEAMS, contacts=rows(*places, *rare, "Cem Ode,Beta,CFO,,,jon.berg@own.example"))
    assert (value not in set(export.contacts["team"])) == is_left_out
    assert {*PLACES} <= {*export.contacts["team"]}
