"""Blocks of whole accounts: wherever the contacts are cut, what is counted is the same; and blocks hold no text."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from builders import AS_OF, accounts, contacts, export, matches
from hypothesis import given
from hypothesis import strategies as st
from worlds import SEEDS, world

from personacheck.coverage.count import blocks
from personacheck.coverage.count.by_account import count_by_account
from personacheck.settings.sections import AccountSettings


def counted(whole, found, size, spread=map):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "CONTACTS", size)
        return count_by_account(whole, found, AccountSettings(main_contacts=3), AS_OF, spread)


@given(SEEDS, st.integers(1, 70))
def test_wherever_the_contacts_are_cut_the_counts_are_the_same(seed, size):
    whole, found, _ = world(seed)
    for cut, uncut in zip(counted(whole, found, size), counted(whole, found, 10**6), strict=True):
        assert np.array_equal(cut, uncut)


@given(SEEDS, st.integers(1, 70))
def test_an_account_stands_in_one_block_and_who_speaks_for_it_stands_once(seed, size):
    whole, found, _ = world(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "CONTACTS", size)
        cut = blocks.cut(whole, found)
    assert len(set(cut.rows)) == len(cut.rows)
    assert (cut.accounts[0], cut.accounts[-1], cut.contacts[-1]) == (0, len(whole.accounts), len(cut.rows))
    for accounts_here, rows in zip(pairwise(cut.accounts), pairwise(cut.contacts), strict=True):
        assert set(cut.at[cut.rows[slice(*rows)]]) <= set(range(*accounts_here))


def test_one_account_that_holds_nearly_all_is_one_block_and_an_account_without_contacts_stands_in_some():
    people = contacts(*({"account_id": "b" if n else "a"} for n in range(40)), {})
    whole = export(people, accounts({"account_id": "a"}, {"account_id": "b"}, {"account_id": "c"}))
    sizes = []
    told = counted(
        whole, matches(people), 2, lambda work, each: [sizes.append(len(b.account)) or work(b) for b in each]
    )
    assert sizes == [1, 39]
    assert told.kinds.sum(axis=1).tolist() == [1, 39, 0]
    assert told.codes.sum(axis=1).tolist() == [1, 3, 0]


def test_a_block_is_numbers_and_never_text():
    whole, found, _ = world(0)
    columns = []
    counted(whole, found, 20, lambda work, each: [columns.extend(block) or work(block) for block in each])
    assert {np.asarray(column).dtype.kind for column in columns} == {"i", "b"}


@pytest.mark.parametrize("ids", [("c1", "c2", "c3"), ("contacts.csv:2", "contacts.csv:3", "contacts.csv:4")])
def test_equals_are_told_apart_by_record_id_or_by_what_they_say(ids):
    rows = [
        {"record_id": name, "account_id": "a", "email": email, "mailbox": False}
        for name, email in zip(ids, ("b@x.example", "c@x.example", "a@x.example"), strict=True)
    ]
    people = contacts(*rows)
    first = count_by_account(export(people), matches(people), AccountSettings(main_contacts=1), AS_OF).main
    assert people.loc[first, "email"].tolist() == ["b@x.example" if ids[0] == "c1" else "a@x.example"]


def test_columns_of_codes_are_cut_as_texts_are():
    whole, found, _ = world(3)
    names = ["status", "function", "level", "side"]
    coded = found.assign(**{name: pd.Categorical(found[name]) for name in names})
    for one, other in zip(counted(whole, found, 7), counted(whole, coded, 7), strict=True):
        assert np.array_equal(one, other)
