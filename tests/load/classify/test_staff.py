"""Persons never stand as a team or a segment."""

import pandas as pd
import pytest
from crm_files import load

from personacheck.load.classify.staff import _in_order, persons_among

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
    assert persons_among(pd.Series({value: 9, "Desk 1": 9}), {_in_order(name)}) == {value}
