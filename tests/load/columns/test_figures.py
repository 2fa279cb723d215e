"""Amounts are read whole or not at all; what other programs put around a value is taken off."""

from __future__ import annotations

import re
from math import isnan
from pathlib import Path

import pytest
from crm_files import load
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from personacheck.load.columns.figures import LARGEST, number

pytestmark = pytest.mark.safety

CASES = YAML(typ="safe").load(Path(__file__).resolve().parents[2] / "cases" / "amounts.yaml")
WAYS = (
    "{:,.2f}", "{:.2f}", "€ {:,.2f}", "{:,.2f} USD", "{:,.2f} p.a.", "EUR {:.2f}",
)  # fmt: skip  # a way a word
CONTACTS = "Contact ID,Name,Title,Account ID\n1,Ana,CFO,A\n2,Bo,CFO,B\n3,Cem,CFO,C"


@pytest.mark.parametrize(("text", "worth"), CASES.items())
def test_an_amount_is_worth_what_it_says(text, worth):
    found = number(text)
    assert isnan(found) if worth == "none" else found == pytest.approx(float(worth))


@given(st.integers(-(10**13), 10**13), st.sampled_from(WAYS))
def test_every_way_to_write_an_amount_gives_it_back(cents, way):
    amount = re.search(r"\{[^}]*\}", way)[0]
    english = amount.format(abs(cents) / 100)
    for told in (english, english.translate(str.maketrans(",.", ".,"))):
        text = way.replace(amount, told)
        assert number(text) == pytest.approx(abs(cents) / 100, abs=0.005)
        assert number(f"({text})") == -number(text)
        assert number(way.replace(amount, f"{told}-")) == -number(text)


@given(st.text(st.sampled_from("0123456789.,-+()% €$kMTEUR'eE/:"), max_size=12))
def test_an_amount_is_never_cut_from_a_longer_text(text):
    found = number(text)
    assert isnan(found) or abs(found) <= LARGEST
    if not isnan(found):
        for longer in (f"{text} of 30", f"{text} %", f"{text} x2", f"A{text}B"):
            assert isnan(number(longer)), longer


@given(st.text(st.characters(categories=["L", "P", "S", "Z"]), max_size=20))
def test_a_text_without_digits_is_no_number(text):
    if not any(sign.isnumeric() for sign in text):
        assert isnan(number(text))


def _revenue(tmp_path, *amounts, header="ARR"):
    rows = "\n".join(
        f'{key},{name},"{cell}"' for key, name, cell in zip("ABC", ("Acme", "Beta", "Gamma"), amounts, strict=True)
    )
    export = load(tmp_path, contacts=CONTACTS, accounts=f"Account ID,Account Name,{header}\n{rows}")
    return list(export.accounts.sort_index()["revenue"].fillna(-1)), _notes(export)


def _notes(export):
    return [*export.notes, *(note for origin in export.origins for note in origin.notes)]


def test_what_cannot_be_read_is_counted_and_said(tmp_path):
    paid, notes = _revenue(tmp_path, "10 TEUR", "12 of 30", "5%")
    assert paid == [10000, -1, -1]
    assert any("ARR" in note and "2 " in note for note in notes)


def test_a_header_multiplies_what_stands_below_it(tmp_path):
    assert _revenue(tmp_path, "10", "2,5", "(1)", header="ARR (TEUR)")[0][:2] == [10000, 2500]


def test_a_cell_that_names_its_own_magnitude_is_not_multiplied_again(tmp_path):
    assert _revenue(tmp_path, "k€ 75", "120 TEUR", "2,5 Mio", header="ARR (TEUR)")[0] == [75000, 120000, 2500000]


def test_guards_and_entities_are_taken_off_and_said(tmp_path):
    contacts = 'Contact ID,Name,Title,Account ID\n"=""0012""",Ana,R&amp;D Director,A\n2,Bo,CFO,B'
    export = load(tmp_path, contacts=contacts, accounts="Account ID,Account Name\nA,Acme\nB,M&uuml;ller")
    assert export.contacts.loc[0, "record_id"] == "0012"
    assert export.contacts.loc[0, "title"] == "R&D Director"
    assert "Müller" in set(export.accounts["account"])
    notes = _notes(export)
    assert len([note for note in notes if "HTML" in note or '="' in note or "guard" in note.lower()]) >= 2, notes
