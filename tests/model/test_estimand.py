"""The sentence that says what the number is of."""

from __future__ import annotations

from dataclasses import replace

import pytest
import snapshots as s

from personacheck.model.estimand import estimand

FOUND = {"estimate": 0.5, "low": 0.46, "high": 0.54, "reviewed": 100}


def headline(**changes):
    head = s.run("2026-09-30").result.headline
    people = replace(head.main_contacts, covered=150, stretched=30, uncovered=40, unreadable=70, **changes)
    return replace(head, main_contacts=people)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "70 main contacts could not be read and are left out."),
        (
            {**FOUND, "matched": 0.52, "unread": 0.24},
            "Checked by people on a random sample of 100 main contacts: of all whom they can judge, 50 % fit "
            "(46 % to 54 %); as matched, 52 % of the same people, 24 % of whom the tool cannot read.",
        ),
        (
            {**FOUND, "low": 0.5, "high": 0.5, "matched": 0.68, "unread": 0.0},
            "Checked by people on a random sample of 100 main contacts: of all whom they can judge, 50 % fit; "
            "as matched, 68 % of the same people.",
        ),
    ],
)
def test_one_sentence_says_what_both_shares_are_of(changes, said):
    assert estimand(headline(**changes)) == said


def test_where_all_are_read_nobody_is_left_out():
    head = headline()
    all_read = replace(head, main_contacts=replace(head.main_contacts, unreadable=0))
    assert estimand(all_read) == "All 220 main contacts could be read."


def test_of_one_alone_no_plural_is_said():
    one = s.tally(1, 1)
    alone = replace(headline(), main_contacts=one)
    assert estimand(alone) == "Only one main contact can be judged."
    beside = replace(alone, main_contacts=replace(one, unreadable=2, total=3))
    told = "Only one main contact can be judged; 2 main contacts could not be read and are left out."
    assert estimand(beside) == told


def test_without_accounts_contacts_are_counted():
    head = headline()
    alone = replace(head, accounts=replace(head.accounts, total=0, excluded=0))
    assert estimand(alone) == "All 100 contacts could be read."


def test_of_nobody_nothing_is_said():
    head = headline()
    nobody = replace(head.main_contacts, covered=0, stretched=0, uncovered=0)
    assert estimand(replace(head, main_contacts=nobody)) == ""
