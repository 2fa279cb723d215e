"""contacts.csv, accounts.csv and what match writes."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import builders as b
import pandas as pd
import pytest
import samples
from hypothesis import example, given, settings
from hypothesis import strategies as st
from payloads import FORMULAS

from personacheck.report import tables
from personacheck.report.disk.own_file import write_matches
from personacheck.report.privacy import Privacy, account_labels, account_mark
from personacheck.report.text import CELL, FORMULA, guarded


def written(assessment, privacy):
    """Both files, whole."""
    return {name: b"".join(parts) for name, parts in tables.write(assessment, privacy).items()}


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_contacts_hold_one_row_for_each_contact_in_order(lifelike):
    rows = read(written(lifelike, Privacy())["contacts.csv"])
    assert list(rows[0]) == [
        "record_id", "account", "status", "persona", "alternatives", "source", "score", "reason", "account_id",
        "population", "main_contact", "channel", "size", "side", "stage", "assumed", "leaning", "function",
        "specialty", "level", "unread", "gaps",
    ]  # fmt: skip  # a row of names
    assert sum(row["main_contact"] == "yes" for row in rows) == lifelike.main.sum()
    assert [row["record_id"] for row in rows] == list(lifelike.export.contacts["record_id"])
    assert all(0 <= float(row["score"]) <= 1 for row in rows)


def test_accounts_have_the_designed_columns(lifelike):
    rows = read(written(lifelike, Privacy())["accounts.csv"])
    assert list(rows[0]) == [
        "account_id", "account", "status", "flags", "main_contacts", "covered", "stretched", "uncovered", "unreadable",
        "channel", "size", "stage", "revenue", "population", "assumed", "leaning",
    ]  # fmt: skip  # a row of names
    assert len(rows) == len(lifelike.accounts)
    for row in rows:
        parts = [int(row[name]) for name in ("covered", "stretched", "uncovered", "unreadable")]
        assert sum(parts) == int(row["main_contacts"])


def test_alternatives_and_flags_are_joined_by_semicolons():
    people = b.contacts({"account_id": "a"}, {"account_id": "a"})
    found = b.matches(people, status="covered", persona="olu", alternatives=[("dana", "elin"), ()], score=1.0)
    rows = read(written(samples.counted(b.export(people), found, samples.six()), Privacy())["contacts.csv"])
    assert [row["alternatives"] for row in rows] == ["dana;elin", ""]


def test_match_writes_the_same_rows_by_their_first_columns(lifelike, tmp_path):
    (path,) = write_matches(lifelike.export, lifelike.matches, tmp_path / "matches.csv").paths
    ours, whole = read(path.read_bytes()), read(written(lifelike, Privacy())["contacts.csv"])
    assert ours == [{column: row[column] for column in ours[0]} for row in whole]
    assert [*ours[0]] == [*whole[0]][: len(ours[0])]


def test_a_table_is_the_same_in_lots_of_any_size(monkeypatch):
    table = pd.DataFrame({"title": ["CFO", "=1", 'Head, "IT"', "", "CFO"], "n": [1, 2, 3, 4, 5]})
    whole = tables.csv(table)
    monkeypatch.setattr(tables, "LOT", 2)
    assert tables.csv(table) == whole
    assert [row["n"] for row in read(whole)] == ["1", "2", "3", "4", "5"]


def test_no_cell_starts_a_formula():
    people = b.contacts(
        *({"account_id": f"a{n}", "account": text, "record_id": text} for n, text in enumerate(FORMULAS))
    )
    found = b.matches(people, reason=[*FORMULAS], persona="", score=0.0)
    whole = samples.counted(b.export(people), found, samples.six())
    for name, content in written(whole, Privacy()).items():
        cells = [cell for row in read(content) for cell in row.values()]
        assert not [cell for cell in cells if re.match(r"[=+\-@\t\r\n＝＋－＠\x00]", cell)], name


@pytest.mark.parametrize("key", ["0015x00000AbCdE", "0007", "-12", "00Q:7", "contacts.csv:12"])
def test_record_ids_stay_raw_so_that_they_join(key):
    assert list(guarded(pd.Series([key]), ids=True)) == [key]


@given(st.lists(st.text(), min_size=1))
@settings(deadline=None, max_examples=50)
def test_guard_leaves_harmless_text_and_stops_the_rest(texts):
    for given_text, safe in zip(texts, guarded(pd.Series(texts, dtype=object)), strict=True):
        assert not re.match(FORMULA, safe) or re.fullmatch(r"[+-]?\d+([.,]\d+)?", safe)
        assert safe.lstrip("'") in given_text or "\ufffd" in safe or len(safe) < len(given_text) + 2


def test_a_sole_trader_goes_under_a_mark_unless_personal_data_is_asked_for(lifelike):
    accounts = lifelike.accounts.assign(sole_trader=lifelike.accounts.index == "A0001")
    whole = replace(lifelike, accounts=accounts, export=replace(lifelike.export, accounts=accounts))
    name = accounts.loc["A0001", "account"]
    hidden, shown = (written(whole, Privacy(personal=personal)) for personal in (False, True))
    for file in hidden:
        assert name not in hidden[file].decode()
        assert name in shown[file].decode()
    assert account_mark("A0001") in hidden["accounts.csv"].decode()


def test_a_name_that_stands_in_for_an_id_is_marked_too():
    people = b.contacts(
        *({"account_id": key, "account": "Xaver Quint"} for key in ("Xaver Quint", "quint.example", "0017"))
    )
    firms = b.accounts(
        *({"account_id": key, "account": "Xaver Quint", "sole_trader": True} for key in people["account_id"])
    )
    whole = samples.counted(b.export(people, firms), b.matches(people), samples.six())
    hidden, shown = (read(written(whole, Privacy(personal=asked))["accounts.csv"]) for asked in (False, True))
    assert [row["account_id"] for row in hidden] == ["0017", account_mark("Xaver Quint"), account_mark("quint.example")]
    assert "Quint" not in str(hidden)
    assert [row["account_id"] for row in shown] == ["0017", "Xaver Quint", "quint.example"]


def test_marks_are_stable_and_differ(lifelike):
    marks = list(account_labels(lifelike.accounts, names=False))
    assert len(set(marks)) == len(marks)
    assert marks == list(account_labels(lifelike.accounts.iloc[::-1], names=False))[::-1]


@given(st.lists(st.text(max_size=6), min_size=1, max_size=6), st.booleans())
@example(["Acme", "=1"], False)
@example(["a,b"], False)
@example(["a\nb", ""], True)
@example(["x" * (CELL + 1)], False)
def test_cells_that_are_looked_at_together_are_written_as_each_alone(texts, ids):
    table = pd.DataFrame({"text": pd.Series(texts, dtype=object)})
    alone = b"".join(tables.csv(table.iloc[[n]], ["text"] * ids).split(b"\n", 1)[1] for n in range(len(texts)))
    assert tables.csv(table, ["text"] * ids).split(b"\n", 1)[1] == alone
