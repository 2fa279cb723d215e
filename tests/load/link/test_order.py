"""The order of rows and of files decides nothing: the same people, duplicates, accounts and amounts in any order."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from crm_files import AS_OF, lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from personacheck.load.exports import load_export
from personacheck.load.link.order import settle
from personacheck.model import tables as t
from personacheck.settings.settings import Settings

pytestmark = pytest.mark.safety

HEADERS = {
    "contacts": "Contact ID,First Name,Last Name,Email,Title,Account ID,Account Name,Contact Role,ARR,Owner Team,"
    "Lifecycle Stage,Department",
    "leads": "Lead ID,First Name,Last Name,Email,Title,Company,Lead Status,Converted Contact ID",
    "accounts": "Account ID,Account Name,Account Type,Website,Employees,ARR,Industry",
    "deals": "Deal ID,Deal Name,Account ID,Deal Stage,Amount,Close Date,Partner",
    "roles": "Contact ID,Opportunity ID,Role,Is Primary",
}
AMOUNTS = ["", "100.10", "200.20", "300.30", "0.7"]
FIRMS = ["Acme", "ACME", "acme inc", "Beta", ""]
PERSON = {
    "first": st.sampled_from(["", "Ana", "ANA", "Bo"]),
    "last": st.sampled_from(["", "Silva", "silva", "Li"]),
    "email": st.sampled_from(["", "ana@acme.example", "Ana@acme.example", "bo@beta.example", "bo@gmail.com"]),
    "title": st.sampled_from(["", "CFO", "Chief Financial Officer", "Engineer"]),
}


def rows(*fields):
    return st.lists(st.tuples(*fields), max_size=7)


EXPORT = st.fixed_dictionaries(
    {
        "contacts": rows(
            st.sampled_from(["", "1", "2", "3"]), *PERSON.values(), st.sampled_from(["", "A", "B"]),
            st.sampled_from(FIRMS), st.sampled_from(["", "Champion", "Decision Maker"]), st.sampled_from(AMOUNTS),
            st.sampled_from(["", "North", "South"]), st.sampled_from(["", "Customer", "Lead"]),
            st.sampled_from(["", "Finance", "IT"]),
        ),
        "leads": rows(
            st.sampled_from(["", "1", "7"]), *PERSON.values(), st.sampled_from(FIRMS),
            st.sampled_from(["", "New", "Qualified"]), st.sampled_from(["", "1"]),
        ),
        "accounts": rows(
            st.sampled_from(["", "A", "B"]), st.sampled_from(FIRMS), st.sampled_from(["", "Customer", "Partner"]),
            st.sampled_from(["", "acme.example", "beta.example"]), st.sampled_from(["", "10", "500"]),
            st.sampled_from(AMOUNTS), st.sampled_from(["", "Retail", "Energy"]),
        ),
        "deals": rows(
            st.sampled_from(["", "1", "2"]), st.sampled_from(["x", "y"]), st.sampled_from(["A", "B"]),
            st.sampled_from(["Closed Won", "Proposal"]), st.sampled_from(AMOUNTS), st.just("2026-01-01"),
            st.sampled_from(["", "Uno", "Due"]),
        ),
        "roles": rows(
            st.sampled_from(["1", "2"]), st.sampled_from(["6", "7"]), st.sampled_from(["User", "Evaluator"]),
            st.sampled_from(["true", "false"]),
        ),
    }
)  # fmt: skip  # a file a row


def export(files, order):
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name in order:
            if files[name] or name == "contacts":
                path = Path(folder) / f"{name}.csv"
                told = files[name] or [("9", "Zoe", "Zed", "", "CEO", "", "Zed Ltd", "", "", "", "", "")]
                path.write_text(lines(HEADERS[name], told), encoding="utf-8")
                paths.append(path)
        return load_export(paths, Settings(), as_of=AS_OF)


def told(export):
    """Both tables without the order of their rows and the places of rows, and what was remarked of all files."""
    contacts = export.contacts.assign(
        **{t.RECORD_ID: export.contacts[t.RECORD_ID].str.replace(r"^.+:\d+$", "", regex=True)}
    )
    accounts = export.accounts.reset_index()
    accounts[t.ACCOUNT_ID] = accounts[t.ACCOUNT_ID].str.replace(r"^.+:\d+$", "", regex=True)
    contacts[t.ACCOUNT_ID] = contacts[t.ACCOUNT_ID].str.replace(r"^.+:\d+$", "", regex=True)
    tables = [sorted(map(repr, table.itertuples(index=False, name=None))) for table in (contacts, accounts)]
    return [*tables, export.notes, export.excluded, export.currency, export.customers_known]


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(EXPORT, st.randoms(use_true_random=False))
def test_any_order_of_rows_and_files_loads_the_same(files, chance):
    shuffled = {name: chance.sample(rows, len(rows)) for name, rows in files.items()}
    assert told(export(shuffled, chance.sample(list(files), len(files)))) == told(export(files, list(files)))


PEOPLE = """1,Ana,Silva,ana@acme.example,,A,Acme,,,,,
2,Ana,Silva,ana@acme.example,CFO,A,Acme,,,,,
3,Ana,Silva,ana@acme.example,CFO,A,Acme,Champion,,,,"""


def test_of_duplicates_the_fullest_is_kept_wherever_it_stands(tmp_path):
    for number, order in enumerate(([0, 1, 2], [2, 1, 0], [1, 2, 0])):
        path = tmp_path / f"{number}.csv"
        path.write_text("\n".join([HEADERS["contacts"], *(PEOPLE.splitlines()[n] for n in order)]), encoding="utf-8")
        found = load_export([path], Settings(), as_of=AS_OF).contacts
        assert list(found.loc[found[t.EXCLUDED] == "", t.RECORD_ID]) == ["3"]


def test_a_contact_is_kept_before_the_lead_that_repeats_it(tmp_path):
    contacts, leads = tmp_path / "contacts.csv", tmp_path / "leads.csv"
    contacts.write_text(f"{HEADERS['contacts']}\n1,Ana,Silva,ana@acme.example,,A,Acme,,,,,\n", encoding="utf-8")
    leads.write_text(f"{HEADERS['leads']}\n7,Ana,Silva,ana@acme.example,CFO,Acme,New,\n", encoding="utf-8")
    for paths in ([contacts, leads], [leads, contacts]):
        found = load_export(paths, Settings(), as_of=AS_OF).contacts.set_index(t.RECORD_ID)
        assert found[t.EXCLUDED].to_dict() == {"1": "", "7": "duplicate"}
        assert found.loc["1", t.TITLE] == "CFO"


def test_contacts_stand_as_their_files_have_them_and_accounts_too(tmp_path):
    path = tmp_path / "c.csv"
    path.write_text("Contact ID,Name,Company,Title\n9,Zoe Zed,Zed,CEO\n1,Ana Silva,Acme,CFO\n5,Bo Li,Zed,CFO\n")
    found = load_export([path], Settings(), as_of=AS_OF)
    assert list(found.contacts[t.RECORD_ID]) == ["9", "1", "5"]
    assert list(found.accounts.index) == ["Zed", "Acme"]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["", "x", "y"])), max_size=9), st.randoms())
def test_rows_are_settled_by_their_texts(cells, chance):
    def frame(rows):
        return pd.DataFrame(rows, columns=["record_id", "title"], dtype="object").assign(file="f", row="1")

    both = [settle(frame(rows), ("record_id",)) for rows in (cells, chance.sample(cells, len(cells)))]
    settled = [list(one[["record_id", "title"]].itertuples(index=False, name=None)) for one in both]
    assert settled[0] == settled[1] == sorted(cells, key=lambda row: (row[0], row[1] == "", row[1]))
    assert sorted(both[0]["position"]) == list(range(len(cells)))


def test_rows_stand_by_the_leading_columns_then_the_fullest_first_then_by_all_texts_and_last_by_their_file():
    columns = ["record_id", "name", "title", "file", "row"]
    cells = [
        ("2", "a", "", "f", "1"),
        ("1", "b", "y", "f", "2"),
        ("1", "b", "", "f", "3"),
        ("1", "b", "x", "g", "4"),
        ("1", "b", "x", "f", "9"),
        ("1", "a", "z", "f", "6"),
        ("", "z", "z", "f", "7"),
    ]
    settled = settle(pd.DataFrame(cells, columns=columns, dtype="object"), ("record_id", "name"))
    assert settled["row"].tolist() == ["7", "6", "9", "4", "2", "3", "1"]
    assert settled["position"].tolist() == [6, 5, 4, 3, 1, 2, 0]
    assert settled.index.tolist() == list(range(7))


def test_texts_of_two_columns_do_not_run_together():
    rows = pd.DataFrame({"a": ["xy", "x", "x"], "b": ["", "z", "y"], "file": "f", "row": "1"}, dtype="object")
    assert settle(rows, ("a", "b"))["position"].tolist() == [2, 1, 0]


@pytest.mark.parametrize("size", [0, 1])
def test_a_row_alone_is_settled(size):
    rows = pd.DataFrame({"record_id": ["7"], "file": "f", "row": "1"}, dtype="object")[:size]
    assert settle(rows, ("record_id",))["position"].tolist() == list(range(size))


def test_accounts_stand_as_filed_and_those_that_people_name_after_them_in_the_order_of_the_people(tmp_path):
    contacts, accounts = tmp_path / "c.csv", tmp_path / "a.csv"
    rows = [
        "Contact ID,Name,Account Name,Title",
        "9,Zoe,New,CEO",
        "1,Ana,Acme,CFO",
        "5,Bo,Also new,CFO",
        "4,Di,New,CIO",
    ]
    contacts.write_text("\n".join(rows), encoding="utf-8")
    accounts.write_text("Account ID,Account Name\nZ,Zeta\nB,Beta\nA,Acme", encoding="utf-8")
    loaded = load_export([contacts, accounts], Settings(), as_of=AS_OF)
    assert loaded.accounts.index.tolist() == ["Z", "B", "A", "New", "Also new"]
    assert loaded.contacts[t.RECORD_ID].tolist() == ["9", "1", "5", "4"]
