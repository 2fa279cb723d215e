from __future__ import annotations

import numpy as np
import pytest
from builders import AS_OF, cast, contacts, export, matches, persona, scope

from personacheck.coverage.assess import assess
from personacheck.coverage.count import cells
from personacheck.coverage.gaps import excess, slices
from personacheck.settings.settings import Settings


def firms(accounts, each, missed, **axes):
    """Contacts of accounts, the first ``missed`` of each uncovered."""
    prefix = "-".join([*axes.values(), str(missed)])
    return [
        {"account_id": f"{prefix}{n}", "department": "x" if k < missed else "", **axes}
        for n in range(accounts)
        for k in range(each)
    ]


def search(*groups):
    people = contacts(*(row for rows in groups for row in rows))
    status = ["uncovered" if mark else "covered" for mark in people["department"]]
    people["department"] = ""
    coverage = assess(export(people), matches(people, status=status, side="user"), cast(), Settings(), AS_OF)
    return slices.worst_slices(coverage.census), coverage.gaps


def test_a_segment_that_is_missed_is_found_and_named():
    (found,), gaps = search(
        firms(20, 4, 3, channel="indirect", size="small"),
        firms(20, 4, 1, channel="indirect", size="large"),
        firms(20, 4, 1, channel="direct", size="small"),
        firms(20, 4, 1, channel="direct", size="large"),
    )
    assert found.where == {"channel": "indirect", "size": "small"}
    (gap,) = [one for one in gaps if one.significant]
    assert (gap.title, gap.cause) == ("Contacts at small partner-sold customers", "no-persona")
    assert (gap.contacts, gap.accounts, gap.coverage, gap.elsewhere) == (60, 20, 0.25, 0.75)
    assert gap.q < 0.1


def test_who_is_missing_is_told_before_where_and_the_same_people_once():
    _, gaps = search(
        firms(20, 4, 3, channel="indirect", size="small"),
        firms(40, 4, 1, channel="direct", size="large"),
    )
    of_the_cast = [one for one in gaps if one.cause in {"no-persona", "out-of-scope"}]
    assert [(one.excess is None, one.folded) for one in of_the_cast] == [(True, False), (False, True)]
    assert of_the_cast[1].within == {of_the_cast[0].id: of_the_cast[1].contacts}
    assert [one.rank for one in gaps] == [*range(1, len(gaps) + 1)]


def test_a_segment_of_the_same_people_as_a_role_is_told_as_the_role():
    found, gaps = search(
        firms(20, 4, 3, channel="indirect", size="small"),
        firms(40, 4, 0, channel="direct", size="large"),
    )
    assert [one.where for one in found] == [{"channel": "indirect"}]
    (gap,) = [one for one in gaps if one.cause == "no-persona"]
    assert (gap.where, gap.contacts, gap.significant, gap.excess) == ({}, 60, True, None)
    assert gap.q < 0.1


def test_a_wide_gap_is_told_once_and_not_by_its_parts():
    found, _ = search(
        *(firms(15, 4, 3, channel="indirect", size=size) for size in ("small", "medium", "large")),
        *(firms(15, 4, 1, channel="direct", size=size) for size in ("small", "medium", "large")),
    )
    assert [one.where for one in found] == [{"channel": "indirect"}]


def test_the_same_everywhere_is_no_gap():
    found, gaps = search(*(firms(20, 4, 1, channel=channel) for channel in ("direct", "indirect")))
    assert found == ()
    assert not any(one.significant for one in gaps)


@pytest.mark.parametrize(
    ("inside", "outside", "searched"),
    [
        ([4] * 5, 100, True),
        ([4] * 4 + [3], 100, False),  # nineteen contacts
        ([9] * 4, 100, False),  # four accounts
        ([10, 4, 3, 2, 1], 100, True),  # one holds half of them
        ([11, 4, 3, 1, 1], 100, False),
        ([6] * 5, 2970, True),  # a hundredth of all
        ([6] * 4 + [5], 2970, False),
    ],
)
def test_a_segment_is_searched_from_twenty_contacts_at_five_accounts_on(inside, outside, searched):
    people = np.array([*inside, *[1] * outside])
    pool = excess.pooled(np.arange(len(people)), people, np.zeros(len(people), int))
    values = (np.arange(len(people)) < len(inside)).astype(int)[:, None]
    assert any(candidate.values == (1,) for candidate in slices._candidates(pool, values)) is searched


def test_who_cannot_be_read_gives_a_segment_no_support():
    """Fifteen of twenty can be judged, and none of them fits: with five more it would be a clear segment."""
    people = contacts(*firms(5, 4, 3, channel="indirect"), *firms(40, 4, 0, channel="direct"))
    for fourth, found in (("unreadable", ()), ("covered", ({"channel": "indirect"},))):
        status = ["uncovered", "uncovered", "uncovered", fourth] * 5 + ["covered"] * 160
        census = assess(export(people), matches(people, status=status, side="user"), cast(), Settings(), AS_OF).census
        assert tuple(slice_.where for slice_ in slices.worst_slices(census)) == found


def test_one_account_cannot_make_a_gap():
    found, _ = search(
        firms(1, 60, 60, channel="indirect"), firms(5, 2, 0, channel="indirect"), firms(40, 4, 1, channel="direct")
    )
    assert found == ()


def test_a_value_that_is_not_recorded_is_a_slice_like_others_and_asks_for_the_record():
    (found,), gaps = search(firms(20, 4, 4, channel="unknown"), firms(40, 4, 1, channel="direct"))
    assert found.where == {"channel": "unknown"}
    (gap,) = [one for one in gaps if one.where == {"channel": "unknown"} and one.significant]
    assert gap.title == "Contacts at customers, channel not recorded"
    assert gap.next_step == "Record their channel first: until then nobody knows what kind of customers they are."


def test_what_is_left_of_a_slice_is_tested_among_as_many_as_were_tested():
    """A bad slice, and another that shares half of it; what is left of that is a little bad, as one in thirty is."""
    people = np.full(200, 4)
    missed = np.where(np.arange(200) < 20, 4, np.where(np.arange(200) % 4 == 0, 2, 0))
    missed[20:40:2] += 1
    pool = excess.pooled(np.arange(200), people, missed)
    worse, other = np.arange(200) < 20, (np.arange(200) >= 10) & (np.arange(200) < 40)
    left = excess.p_value(pool, other, excess.whole(pool, ~worse))
    assert 0.005 < left < 0.1
    assert excess.unexplained(pool, [worse, other], 0.1, 1) == [0, 1]
    assert excess.unexplained(pool, [worse, other], 0.1, 100) == [0]


@pytest.mark.parametrize(
    ("rest", "missed", "chosen"),
    [
        (10, 3, "child"),  # what is left is missed a little more often than elsewhere, as chance would have it
        (9, 3, "parent"),  # too few are left to tell the two apart
        (10, 4, "parent"),  # a third of the child's excess
        (60, 15, "parent"),  # little more often, but too many for chance
        (60, 9, "child"),
    ],
)
def test_a_worse_part_takes_the_place_of_the_whole_where_nothing_is_left_of_it_without_the_part(rest, missed, chosen):
    """Of 300 elsewhere a tenth is missed, of the part nine tenths."""
    groups = [(300, 30), (40, 36), (rest, missed)]
    people = np.ones(sum(size for size, _ in groups), int)
    fails = np.concatenate([(np.arange(size) < missed_here).astype(int) for size, missed_here in groups])
    at = np.arange(len(people))
    parent, child = at >= 300, (at >= 300) & (at < 340)
    pool = excess.pooled(at, people, fails)
    narrowest = excess._narrowest(pool, [parent, child], 0, np.ones(len(people), bool))
    assert ["parent", "child"][narrowest] == chosen


def test_stretched_contacts_make_it_a_matter_of_scope():
    people = contacts(*firms(20, 4, 4, channel="indirect"), *firms(20, 4, 0, channel="direct"))
    bad = people["department"] == "x"
    found = matches(
        people,
        status=["stretched" if one else "covered" for one in bad],
        persona="ingrid",
        function="it",
        level="lead",
    )
    gaps = assess(export(people), found, cast(persona("ingrid", scope=scope())), Settings(), AS_OF).gaps
    (gap,) = [one for one in gaps if one.significant]
    assert (gap.cause, gap.function, gap.level, gap.personas) == ("out-of-scope", "it", "lead", ("ingrid",))
    assert gap.title == "IT leads at partner-sold customers"


def test_a_segment_half_of_which_is_stretched_is_no_matter_of_scope():
    people = contacts(*firms(20, 4, 4, channel="indirect"), *firms(20, 4, 0, channel="direct"))
    status = ["stretched", "uncovered"] * 40 + ["covered"] * 80
    found = matches(people, status=status, persona="ingrid", function=["it", "hr", "finance", "sales"] * 40)
    gaps = assess(export(people), found, cast(persona("ingrid", scope=scope())), Settings(), AS_OF).gaps
    assert [(gap.cause, gap.personas) for gap in gaps if gap.excess is not None] == [("no-persona", ())]


def test_a_role_that_is_only_most_of_a_segment_does_not_name_it():
    people = contacts(*firms(20, 5, 5, channel="indirect"), *firms(20, 5, 0, channel="direct"))
    status = ["uncovered" if one == "x" else "covered" for one in people["department"]]
    found = matches(people, status=status, function=(["it"] * 3 + ["hr"] * 2) * 40, level="lead")
    (gap,) = [one for one in assess(export(people), found, cast(), Settings(), AS_OF).gaps if one.significant]
    assert (gap.title, gap.function) == ("Contacts at partner-sold customers", None)
    assert gap.next_step.startswith("Interview five contacts at partner-sold customers, most of them IT leads, then")


def test_a_segment_that_is_one_role_out_of_scope_is_one_gap():
    people = contacts(*firms(20, 4, 4, channel="indirect"), *firms(20, 4, 0, channel="direct"))
    status = ["stretched" if one == "x" else "covered" for one in people["department"]]
    found = matches(people, status=status, persona="ingrid", function="it", level="lead")
    direct = persona("ingrid", scope=scope(channel=["direct"]))
    gaps = assess(export(people), found, cast(direct), Settings(), AS_OF).gaps
    (gap,) = [one for one in gaps if one.cause == "out-of-scope"]
    assert (gap.where, gap.significant, gap.contacts) == ({"channel": "indirect"}, True, 80)


def test_people_of_one_account_count_for_less_than_people_of_many():
    one_each = excess.pooled(np.arange(80), np.ones(80, int), (np.arange(80) % 4 == 0).astype(int))
    together = excess.pooled(
        np.repeat(np.arange(8), 10), np.ones(80, int), np.repeat(np.arange(8) % 4 == 0, 10).astype(int)
    )
    assert one_each.together == pytest.approx(0, abs=0.02)
    assert together.together == 1.0
    inside = np.arange(80) < 10
    assert excess.p_value(together, inside, excess.whole(together)) > 0.2


def test_benjamini_hochberg():
    q = slices.benjamini_hochberg(np.array([0.01, 0.04, 0.03, 0.005]))
    assert q == pytest.approx([0.02, 0.04, 0.04, 0.02])


def test_grouping_survives_more_columns_than_an_integer_holds():
    columns = [np.array([10**6, 0, 10**6, 5]) for _ in range(8)]
    assert cells.group(columns, 4).at.tolist() == [2, 0, 2, 1]
    assert cells.group([], 3).at.tolist() == [0, 0, 0]
