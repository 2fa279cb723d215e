"""The shipped example: reproducible, invented, and lifelike enough to show what the tool is for."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date

import openpyxl
import pytest

from personacheck.cast.load import load_cast
from personacheck.load.exports import load_export
from personacheck.match.matcher import Matcher
from personacheck.model import tables as t
from personacheck.settings.file import load_settings


@pytest.fixture(scope="module")
def fixtures(root):
    return root / "fixtures"


@pytest.fixture(scope="module")
def people(fixtures):
    with (fixtures / "contacts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def companies(fixtures):
    with (fixtures / "accounts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def customers(fixtures):
    """Contacts of customers with their status, as the tool sees them."""
    settings = load_settings(fixtures / "personacheck.toml", environment={})
    cast = load_cast(fixtures / "cast.yaml")
    export = load_export([fixtures / "contacts.csv", fixtures / "accounts.csv"], settings, as_of=date(2026, 9, 30))
    matches = Matcher.train(cast, rules_only=True).match(export.contacts)
    table = export.contacts[[t.POPULATION, t.EXCLUDED, t.CHANNEL, t.SIZE]].join(
        matches[[t.STATUS, t.PERSONA, t.FUNCTION]]
    )
    return table[(table[t.POPULATION] == "customer") & (table[t.EXCLUDED] == "")]


def test_the_same_plan_gives_the_same_files(fixtures, tmp_path):
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "7"}
    command = [sys.executable, str(fixtures / "make_fixtures.py"), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    for name in ("contacts.csv", "accounts.csv"):
        assert (tmp_path / name).read_bytes() == (fixtures / name).read_bytes()
    # Part by part: how well the parts are packed depends on the machine's zlib.
    with zipfile.ZipFile(tmp_path / "export.xlsx") as made, zipfile.ZipFile(fixtures / "export.xlsx") as kept:
        assert made.namelist() == kept.namelist()
        assert all(made.read(name) == kept.read(name) for name in made.namelist())


def test_the_size_that_readme_and_demo_speak_of(people, companies):
    assert 1_100 <= len(people) <= 1_300
    assert len(companies) == 150
    kinds = Counter(company["Account Type"] for company in companies)
    assert kinds["Customer - Direct"] > 50
    assert kinds["Customer - Channel"] > 50
    assert kinds["Prospect"] > 20


def test_nobody_can_be_written_to(people):
    assert all(person["Email"].endswith(".example") for person in people)


def test_ids_differ_and_join(people, companies):
    ids = {company["Account ID"] for company in companies}
    assert len({person["Contact ID"] for person in people}) == len(people)
    assert len(ids) == len(companies)
    assert {person["Account ID"] for person in people} <= {*ids, ""}
    assert len({record[:15].upper() for record in ids}) == len(ids)  # 15 characters are as good as 18


def test_what_makes_exports_hard_is_in_it(people, companies):
    emails = Counter(person["Email"] for person in people)
    names = [f"{person['First Name']} {person['Last Name']}" for person in people]
    assert 0.04 < sum(not person["Title"] for person in people) / len(people) < 0.12
    assert sum(number > 1 for number in emails.values()) > 10
    assert sum(bool(re.search(r"GONE|LEFT|left|^\S+ X -", name)) for name in names) > 10
    assert sum(person["Contact Status"] != "Active" for person in people) > 10
    assert sum(person["Email"].endswith("@peilwerk.example") for person in people) > 10
    assert sum(not person["First Name"] for person in people) > 10
    assert sum(not person["Account ID"] for person in people) >= 5
    assert len({company["Account ID"] for company in companies} - {person["Account ID"] for person in people}) >= 5
    assert (
        sum(any(name in company["Account Name"] for name in names if " " in name.strip()) for company in companies) == 3
    )


def test_the_workbook_holds_the_same(fixtures, people, companies):
    sheet = openpyxl.load_workbook(fixtures / "export.xlsx").worksheets[0]
    headers, *rows = sheet.iter_rows(values_only=True)
    account = headers.index("Account ID")
    assert sum(row[0] is not None for row in rows) == len(people)
    assert {row[account] for row in rows} - {None} == {company["Account ID"] for company in companies}
    assert set(headers) == {*people[0], *companies[0]}


def test_the_cast_has_the_faults_that_the_demo_shows(fixtures, customers):
    cast = load_cast(fixtures / "cast.yaml")
    assert len(cast.personas) == 6
    assert not cast["system-administrator"].scope.stated
    assert cast["service-advisor"].reviewed < date(2025, 1, 1)
    assert cast["it-leader"].scope.axes == {"channel": ("direct",), "size": ("large",)}
    assert set(customers[t.PERSONA]) == {*cast.ids, ""} - {"smart-city-officer"}
    buyers = customers[customers[t.FUNCTION].isin(["finance", "purchasing"])]
    assert len(buyers) > 60
    assert (buyers[t.STATUS] == "uncovered").mean() > 0.9


def test_it_fits_large_direct_customers_and_few_others(customers):
    judged = customers[customers[t.STATUS].isin(["covered", "stretched", "uncovered"])]
    fit = (judged[t.STATUS] == "covered").groupby([judged[t.CHANNEL], judged[t.SIZE]]).mean()
    assert 0.45 <= (judged[t.STATUS] == "covered").mean() <= 0.66
    assert fit["direct", "large"] > 0.5
    assert fit["indirect"].max() < fit["direct", "large"]
    assert fit["direct", "small"] < 0.35
