"""A part of an export is whole accounts, and is the same people as the segment of a whole run."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import contacts, export
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import SEEDS, assessed, counted, world

from personacheck.errors import Problem, UsageError
from personacheck.load.classify.part import part_of
from personacheck.model.codes import coded

PEOPLE = contacts(
    {"account_id": "a", "channel": "direct", "size": "small"},
    {"account_id": "b", "channel": "indirect", "size": "small", "excluded": "left"},
    {"account_id": "b", "channel": "indirect", "size": "small"},
    {"account_id": "", "channel": "indirect", "size": "large"},
)


@pytest.mark.parametrize(
    ("part", "rows", "excluded"),
    [
        ({}, [0, 1, 2, 3], {"left": 1}),
        ({"channel": ("indirect",)}, [1, 2, 3], {"left": 1}),
        ({"channel": ("indirect",), "size": ("small",)}, [1, 2], {"left": 1}),
        ({"channel": ("direct", "indirect"), "size": ("large",)}, [3], {}),
    ],
)
def test_a_part_holds_whole_accounts_and_contacts_without_one(part, rows, excluded):
    whole = export(PEOPLE)
    found = part_of(whole, part)
    assert list(found.contacts["record_id"]) == list(PEOPLE["record_id"][rows])
    assert found.outside == len(PEOPLE) - len(rows)
    assert list(found.contacts.index) == list(range(len(rows)))
    assert not part or found.excluded == excluded


def test_reasons_that_nobody_in_the_part_has_are_not_told():
    whole = export(coded(PEOPLE))
    assert part_of(whole, {"channel": ("direct",)}).excluded == {}


def test_a_value_that_nobody_has_is_refused_with_the_nearest():
    with pytest.raises(UsageError) as refused:
        part_of(export(PEOPLE), {"size": ("medium", "large"), "channel": ("indirekt",)})
    assert refused.value.problems == (
        Problem("", "--where", "there is no size medium here", "Use one of: large, small."),
        Problem("", "--where", "there is no channel indirekt here", "Did you mean indirect?"),
    )


def test_a_part_says_what_it_leaves_out_before_all_other_remarks():
    whole = replace(export(PEOPLE), notes=("A remark.",))
    assert part_of(whole, {"channel": ("indirect",), "size": ("small",)}).notes == (
        "Only a part of the export is assessed (channel indirect, size small): 2 of 4 contacts, 1 of 2 accounts.",
        "A remark.",
    )
    assert part_of(whole, {}) is whole


@settings(deadline=None, max_examples=25)
@given(SEEDS, st.sampled_from(["channel", "size", "stage"]))
def test_a_part_counts_what_its_segment_counts(seed, axis):
    whole, matches, _ = world(seed)
    for segment in (one for one in assessed(seed).segments if list(one.where) == [axis]):
        part = part_of(whole, {axis: (segment.where[axis],)})
        its = matches.loc[whole.contacts["record_id"].isin(part.contacts["record_id"])].reset_index(drop=True)
        headline = counted(part, its)
        assert (headline.accounts, headline.main_contacts, headline.contacts, headline.revenue) == (
            segment.accounts, segment.main_contacts, segment.contacts, segment.revenue,
        )  # fmt: skip  # side by side
