"""What accounts pay, whole: each amount by account, its currency, and what is said of it; or the refusal."""

from __future__ import annotations

import pandas as pd
import pytest

from personacheck.errors import ExportError, Problem
from personacheck.load.classify.revenue import revenue
from personacheck.load.link.records import Records
from personacheck.settings.settings import Settings

CELLS = ("linked", "amount", "currency", "opportunity_id", "opportunity", "stage", "status", "is_won")
SEVERAL = "1 account has contacts that state different amounts: the largest counts, once."
WON = {"linked": "A", "stage": "Closed Won"}


def _told(*, accounts=(), contacts=(), vacant=(), deals=(), **export):
    """By account, currency and notes; of rows that name their cells."""
    people, empty, sold = (
        pd.DataFrame([{**dict.fromkeys(CELLS, ""), **row} for row in rows], columns=[*CELLS], dtype=object)
        for rows in (contacts, vacant, deals)
    )
    firms = pd.DataFrame([{"linked": name, "amount": paid, "currency": code} for name, paid, code in accounts],
                         columns=["linked", "amount", "currency"], dtype=object).set_index("linked")  # fmt: skip
    records = Records(people, firms, empty, sold.assign(won=sold["stage"] == "Closed Won"))
    found = revenue(records, Settings(export=export))
    return found.by_account.to_dict(), found.currency, found.notes


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, ({}, None, ())),
        ({"currency": "EUR"}, ({}, "EUR", ())),
        ({"accounts": [("A", "100", "EUR"), ("B", "", "EUR"), ("C", "0", "")]}, ({"A": 100, "C": 0}, "EUR", ())),
        ({"accounts": [("A", "100", "")]}, ({"A": 100}, None, ())),
        ({"accounts": [("A", "100", "")], "currency": "usd"}, ({"A": 100}, "USD", ())),
        ({"accounts": [("A", "100", "USD")], "currency": "EUR", "rates": {"usd": 0.5}}, ({"A": 50}, "EUR", ())),
        ({"accounts": [("A", "100", "USD"), ("B", "9", "EUR"), ("C", "7", "")], "currency": "EUR",
          "rates": {"USD": 0.5}}, ({"A": 50, "B": 9, "C": 7}, "EUR", ())),
        ({"accounts": [("A", "100", "")], "contacts": [{"linked": "B", "amount": "5"}],
          "deals": [{**WON, "amount": "7"}]}, ({"A": 100}, None, ())),
        ({"contacts": [{"linked": "A", "amount": "5"}], "deals": [{**WON, "amount": "7"}]}, ({"A": 5}, None, ())),
        ({"deals": [{**WON, "amount": "7", "currency": "EUR"}, {**WON, "amount": "7", "currency": "EUR"},
                    {**WON, "amount": "1", "linked": ""}, {**WON, "amount": "9", "stage": "Closed Lost"}]},
         ({"A": 14}, "EUR", ())),
        ({"contacts": [{"linked": "A", "amount": "5"}, {"linked": "A", "amount": "5"}, {"linked": "", "amount": "9"}]},
         ({"A": 5}, None, ())),
        ({"contacts": [{"linked": "A", "amount": "5"}], "vacant": [{"linked": "B", "amount": "6"}]},
         ({"A": 5, "B": 6}, None, ())),
        ({"contacts": [{"linked": "A", "amount": "5"}, {"linked": "A", "amount": "9"}, {"linked": "A", "amount": "7"}]},
         ({"A": 9}, None, (SEVERAL,))),
        ({"accounts": [("B", "1", "")], "contacts": [{"linked": "A", "amount": "5"}, {"linked": "A", "amount": "9"}]},
         ({"B": 1}, None, ())),
        ({"contacts": [{**WON, "amount": "5", "opportunity_id": "1", "opportunity": "x"},
                       {**WON, "amount": "5", "opportunity_id": "1", "opportunity": "y"},
                       {**WON, "amount": "5", "opportunity_id": "2", "opportunity": "x"},
                       {**WON, "amount": "5", "opportunity": "x"}, {**WON, "amount": "6", "opportunity": "x"},
                       {**WON, "amount": "90", "opportunity": "z", "stage": "Proposal"}]},
         ({"A": 21}, None, ())),
        ({"accounts": [(f"A{n}", "1e15", "EUR") for n in range(10)]}, ({f"A{n}": 1e15 for n in range(10)}, "EUR", ())),
        ({"accounts": [(f"A{n}", "1e15", "EUR") for n in range(11)]},
         ({}, "EUR", ("The amounts add up to more than any company earns, so revenue is not counted: "
                      "check that column.",))),
    ],
)  # fmt: skip  # a table
def test_what_accounts_pay_is_told_whole(files, told):
    assert _told(**files) == told


def test_of_amounts_that_are_equal_in_two_currencies_the_first_that_is_stated_counts():
    """So many that a sort which does not keep the order of equals shows."""
    rows = [
        {"linked": f"A{n}", "amount": str(100 * (1 + n % 2)), "currency": code}
        for code in ("USD", "EUR")
        for n in range(40)
    ]
    told, currency, _ = _told(contacts=rows, currency="EUR", rates={"USD": 0.5})
    assert (told, currency) == ({f"A{n}": 50 * (1 + n % 2) for n in range(40)}, "EUR")


@pytest.mark.parametrize(
    ("codes", "settings", "problem"),
    [
        (["USD", "EUR"], {},
         ("are in several currencies (EUR, USD)",
          'Put USD = its value in EUR under [export.rates], and currency = "EUR" under [export] in personacheck.toml '
          "(personacheck init creates it).")),
        (["USD", "EUR"], {"currency": "EUR"},
         ("are in several currencies (EUR, USD)",
          'Put USD = its value in EUR under [export.rates], and currency = "EUR" under [export] in personacheck.toml '
          "(personacheck init creates it).")),
        (["USD", "EUR"], {"rates": {"USD": 0.5, "EUR": 1.0}},
         ("are in several currencies (EUR, USD)",
          'Put USD = its value in EUR under [export.rates], and currency = "EUR" under [export] in personacheck.toml '
          "(personacheck init creates it).")),
        (["USD"], {"currency": "EUR"},
         ("are in USD, but the settings ask for EUR",
          "Put a rate for USD under [export.rates] in personacheck.toml (personacheck init creates it).")),
    ],
)  # fmt: skip  # a table
def test_what_cannot_be_converted_is_refused_with_what_to_write(codes, settings, problem):
    with pytest.raises(ExportError) as refused:
        _told(accounts=[(f"A{n}", "1", code) for n, code in enumerate(codes)], **settings)
    assert refused.value.problems == (Problem("", "amounts", *problem),)
