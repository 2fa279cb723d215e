"""Titles that may be shown."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from personacheck.model import tables as t
from personacheck.model.few import Least
from personacheck.model.titles import Titles

pytestmark = pytest.mark.safety


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Ana Silva", False),
        ("silva, ana", False),
        ("Assistant to Ana Silva", False),
        ("Assistant to Ana Maria Silva", True),
        ("Anan Silva", True),
        ("Plant Manager", True),
    ],
)
def test_a_title_that_holds_somebodys_whole_name_is_not_shown(title, shown):
    names = ["Ana Silva", "Bo Li", "Cem Kaya", "Manager", ""]
    contacts = pd.DataFrame({t.TITLE: [title] * 5, t.ACCOUNT_ID: list("ABCDE"), t.NAME: names})
    assert bool(Titles(contacts, Least()).frequent(np.arange(5))) == shown


def _titles(*rows):
    """Titles with the accounts of those who hold them, a letter each; "-" for none."""
    held = [(title, account.strip("-")) for title, accounts in rows for account in accounts]
    contacts = pd.DataFrame(held, columns=[t.TITLE, t.ACCOUNT_ID]).assign(**{t.NAME: ""})
    return Titles(contacts, Least()).frequent(np.arange(len(contacts)))


@pytest.mark.parametrize(
    ("accounts", "shown"),
    [("abcaa", True), ("abca", False), ("abaaa", False), ("abc--", True), ("ab---", False), ("-----", False)],
)
def test_a_title_is_shown_from_five_contacts_at_three_accounts_on(accounts, shown):
    assert _titles(("CFO", accounts)) == (("CFO",) if shown else ())


def test_titles_stand_by_how_many_hold_them_then_by_name_five_at_most_as_most_write_them():
    rows = [("Welder", "abcde"), ("Buyer", "abcde"), ("Cook", "abcdef"), ("", "abcdefgh")]
    rows += [("cfo", "ab"), ("CFO", "cd"), (" Cfo ", "e"), ("Tiler", "abc"), ("tiler", "abcd")]
    assert _titles(*rows) == ("tiler", "Cook", "Buyer", "CFO", "Welder")
    assert _titles(*rows, ("Agent", "abcde")) == ("tiler", "Cook", "Agent", "Buyer", "CFO")
