"""Whom people should review: random, by account, where the matcher learns most."""

from __future__ import annotations

from datetime import date

import builders
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.estimate.account_draw import accounts_draw, allocate, strata
from personacheck.estimate.active_draw import active_draw
from personacheck.estimate.draws import draw
from personacheck.estimate.random_draw import ACCOUNTS, lots, ours, random_draw
from personacheck.model import tables as t
from personacheck.model.sample import Wish

AS_OF = date(2026, 9, 30)
CHANNELS = ("direct", "indirect")
SIZES = ("small", "large")


def _people(accounts: int, each: int = 2) -> pd.DataFrame:
    """Contacts of accounts; three in four accounts are direct, half are small."""
    rows = [
        {
            t.ACCOUNT_ID: f"a{n:03}",
            t.TITLE: f"Title {n}",
            t.CHANNEL: CHANNELS[n % 4 == 0],
            t.SIZE: SIZES[n % 2],
        }
        for n in range(accounts)
        for _ in range(each)
    ]
    people = builders.contacts(*rows)
    found = builders.matches(people, status="covered", score=0.5)
    return people.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(found)


def _main(people: pd.DataFrame) -> pd.Series:
    return pd.Series(True, index=people.index)


def _labels(drawn: pd.DataFrame) -> pd.DataFrame:
    return drawn.assign(**{t.INITIALS: "JB", t.DATE: "2026-09-30", t.OFFERED: ""})[list(t.LABEL_COLUMNS)]


def _left_out(people: pd.DataFrame, reviewed: frozenset[str]) -> int | None:
    mine = people[t.RECORD_ID].isin(reviewed).to_numpy()
    held = ours(people[t.RECORD_ID], mine, 0)
    return None if held is None else int((held & ~mine).sum())


def test_a_record_keeps_its_lot_for_ever():
    """A draw of last year is recognised and topped up by it; a key that is no text in any encoding has one, too."""
    assert lots(["c1", "c2"], 0).round(12).tolist() == [0.74453403326, 0.037758517604]
    assert lots(["c1"], 7, "fold").round(12).tolist() == [0.584523958314]
    assert lots(["c\ud800"], 0).round(12).tolist() == [0.269630514888]


def test_lots_are_even_and_go_with_seed_and_purpose():
    keys = [f"c{n}" for n in range(4000)]
    number = lots(keys, 0)
    assert abs(number.mean() - 0.5) < 0.02
    assert 0 <= number.min() < number.max() < 1
    assert abs(np.corrcoef(number, lots(keys, 1))[0, 1]) < 0.05
    assert abs(np.corrcoef(number, lots(keys, 0, "fold"))[0, 1]) < 0.05


def test_a_random_draw_leaves_out_the_excluded_and_whom_it_holds():
    people = _people(30)
    people.loc[people.index[:20], t.STATUS] = "excluded"
    first = random_draw(people, None, size=10, seed=0)
    second = random_draw(people, _labels(first), size=50, seed=0)
    assert set(first[t.DRAW]) == {"random"}
    assert len(first) == 10
    assert len(second) == 30
    assert set(first.index) | set(second.index) == set(people.index[20:])


def test_what_another_draw_holds_stays_in_the_random_one():
    people = _people(10)
    held = _labels(random_draw(people, None, size=20, seed=0)).assign(draw="active")
    assert len(random_draw(people, held, size=20, seed=0)) == 20


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(12)), st.integers(1, 11), st.integers(0, 5))
def test_a_draw_in_parts_is_the_draw_in_one_and_does_not_depend_on_the_rows(order, part, seed):
    people = _people(12, each=1)
    whole = random_draw(people, None, size=12, seed=seed)
    first = random_draw(people.iloc[order], None, size=part, seed=seed)
    rest = random_draw(people, _labels(first), size=12, seed=seed)
    assert [*first[t.RECORD_ID], *rest[t.RECORD_ID]] == [*whole[t.RECORD_ID]]


def test_every_contact_is_drawn_as_often():
    people = _people(20, each=1)
    times = pd.Series(0, index=people.index)
    for seed in range(300):
        times[random_draw(people, None, size=5, seed=seed).index] += 1
    assert times.between(45, 106).all()  # 75 expected, standard deviation 7.5


def test_newcomers_are_drawn_where_their_lots_are_small():
    before, now = _people(40), _people(60)
    held = random_draw(before, None, size=40, seed=0)
    fresh = random_draw(now, _labels(held), size=30, seed=0)
    number = pd.Series(lots(now[t.RECORD_ID], 0), index=now.index)
    together = number[[*held.index, *fresh.index]]
    assert together.max() <= number.drop(together.index).min()
    assert _left_out(now, frozenset(held[t.RECORD_ID])) == int((number[80:] < number[held.index].max()).sum())


def test_what_was_left_empty_is_counted():
    people = _people(100)
    drawn = random_draw(people, None, size=50, seed=0)
    assert _left_out(people, frozenset(drawn[t.RECORD_ID])) == 0
    assert _left_out(people, frozenset(drawn[t.RECORD_ID].iloc[::2])) == 24  # the last of 50 is left empty, too
    assert _left_out(people, frozenset(drawn[t.RECORD_ID].iloc[:20])) == 0
    assert _left_out(people, frozenset(people[t.RECORD_ID].iloc[::3])) is None
    assert _left_out(people, frozenset()) is None


@pytest.mark.parametrize(("reviewed", "recognised"), [(20, True), (19, True), (18, False)])
def test_a_draw_of_everybody_is_recognised_where_nineteen_of_twenty_are_reviewed(reviewed, recognised):
    keys = pd.Series([f"c{n}" for n in range(20)])
    largest_first = np.argsort(-lots(keys, 0))
    held = ours(keys, np.isin(np.arange(20), largest_first[:reviewed]), 0)
    assert (held is not None and bool(held.all())) is recognised


@pytest.mark.parametrize("size", [0, 1, 3, 4, 12, 1000])
def test_accounts_of_every_channel_and_size_come_first(size):
    people = _people(100)
    drawn = accounts_draw(people, _main(people), None, size=size, seed=0, as_of=AS_OF)
    groups = strata(people, _main(people))
    chosen = groups[drawn[t.ACCOUNT_ID].unique()]
    assert len(chosen) == min(size, 100)
    assert chosen.nunique() == min(size, groups.nunique())
    assert drawn.groupby(t.ACCOUNT_ID).size().eq(2).all()


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.integers(1, 39), st.integers(0, 50))
def test_a_proportional_draw_in_parts_is_the_draw_in_one(first, more, seed):
    people = _people(100)
    wanted = {"seed": seed, "proportional": True}
    one = accounts_draw(people, _main(people), None, size=first, as_of=AS_OF, **wanted)
    later = accounts_draw(people, _main(people), _labels(one), size=more, as_of=date(2027, 1, 1), **wanted)
    whole = accounts_draw(people, _main(people), None, size=first + more, as_of=AS_OF, **wanted)
    assert [*one.index, *later.index] == [*whole.index]
    assert set(whole[t.DRAW]) == {"proportional"}
    groups = strata(people, _main(people))
    held = ours(pd.Series(groups.index), groups.index.isin(whole[t.ACCOUNT_ID]), seed, ACCOUNTS)
    assert held is None or held.sum() == first + more


def test_in_a_proportional_draw_every_account_has_the_same_chance():
    people = _people(20, each=1)
    times = pd.Series(0, index=people[t.ACCOUNT_ID])
    for seed in range(150):
        drawn = accounts_draw(people, _main(people), None, size=5, seed=seed, as_of=AS_OF, proportional=True)
        times[drawn[t.ACCOUNT_ID]] += 1
    assert times.between(17, 60).all()  # 37.5 expected, standard deviation 5.3


def test_accounts_that_were_reviewed_are_not_drawn_again():
    people = _people(20)
    first = accounts_draw(people, _main(people), None, size=15, seed=0, as_of=AS_OF)
    second = accounts_draw(people, _main(people), _labels(first), size=15, seed=0, as_of=AS_OF)
    assert not set(first[t.ACCOUNT_ID]) & set(second[t.ACCOUNT_ID])
    assert second[t.ACCOUNT_ID].nunique() == 5


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=9), st.integers(0, 80))
def test_no_group_gives_more_than_it_has_and_none_a_second_before_all_a_first(sizes, wanted):
    given_ = allocate(np.array(sizes, np.int64), wanted)
    assert given_.sum() == min(wanted, sum(sizes))
    assert (given_ <= sizes).all()
    assert given_.min() > 0 or given_.max() <= 1


@pytest.mark.parametrize(
    ("sizes", "wanted", "drawn"),
    [
        ([1, 2, 3], 1, [0, 0, 1]),  # the largest group first
        ([2, 3, 3], 1, [0, 1, 0]),  # of two as large the first
        ([4, 2], 3, [2, 1]),
        ([2, 4, 6], 4, [1, 1, 2]),
        ([2, 2, 4, 8], 6, [1, 1, 1, 3]),  # 4 / 1 and 8 / 2 are the same need: the larger group goes first
    ],
)
def test_of_groups_as_much_in_need_the_larger_then_the_first_gives(sizes, wanted, drawn):
    assert allocate(np.array(sizes, np.int64), wanted).tolist() == drawn


def test_the_unsure_and_the_frequent_are_reviewed_first():
    titles = ["Data Scientist"] * 9 + ["Prokurist", "Nurse", *["Head of IT"] * 12, ""]
    people = builders.contacts(*({t.TITLE: title} for title in titles))
    scores = [0.5] * 9 + [0.4, 0.1] + [0.99] * 12 + [0.5]
    people = people.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(builders.matches(people, score=scores))
    drawn = active_draw(people, None, size=3, seed=0, as_of=AS_OF)
    assert list(drawn[t.TITLE]) == ["Data Scientist", "Head of IT", "Prokurist"]
    again = active_draw(people, _labels(drawn.iloc[:1]), size=9, seed=0, as_of=AS_OF)
    assert list(again[t.TITLE]) == ["Head of IT", "Prokurist", "Nurse"]
    blank = _labels(drawn.assign(**{t.PERSONA: t.NOT_ANSWERED}))  # nobody has said anything of them
    assert list(active_draw(people, blank, size=3, seed=0, as_of=AS_OF)[t.TITLE]) == list(drawn[t.TITLE])
    assert active_draw(people.iloc[-1:], None, size=3, seed=0, as_of=AS_OF).empty


def test_of_titles_that_are_wanted_alike_lots_decide():
    """Of so many that a sort which does not keep the order of equals shows."""
    people = builders.contacts(*({t.TITLE: f"Title {n}"} for n in range(60)))
    scores = [0.5 + 0.2 * (n % 2) for n in range(60)]
    people = people.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(builders.matches(people, score=scores))
    number = lots(people[t.RECORD_ID], 3, AS_OF.isoformat())
    drawn = active_draw(people, None, size=50, seed=3, as_of=AS_OF)
    assert drawn.index.tolist() == sorted(range(60), key=lambda at: (at % 2, number[at]))[:50]
    assert set(drawn[t.DRAW]) == {"active"}


@pytest.mark.parametrize("proportional", [True, False])
def test_main_contacts_stand_account_by_account_in_their_own_order(proportional):
    people, main = _people(40), _main(_people(40))
    drawn = accounts_draw(people, main, None, size=40, seed=0, as_of=AS_OF, proportional=proportional)
    at, order = drawn[t.ACCOUNT_ID].tolist(), dict.fromkeys(drawn[t.ACCOUNT_ID])
    assert len(order) == 40
    assert drawn.index.tolist() == [row for account in order for row in people.index[people[t.ACCOUNT_ID] == account]]
    assert at == [account for account in order for _ in range(2)]


def test_a_contact_stands_on_a_sheet_once_and_the_random_draw_stays_whole():
    people = _people(20)
    drawn = draw(people, _main(people), None, Wish(accounts=20, random=10, active=20), seed=0, as_of=AS_OF)
    assert drawn.index.is_unique
    assert drawn.value_counts().to_dict()["random"] == 10
    assert list(drawn[:10].index) == list(random_draw(people, None, size=10, seed=0).index)


@pytest.mark.parametrize(
    ("wish", "drawn"),
    [
        (Wish(), {}),
        (Wish(accounts=2), {"accounts": 4}),
        (Wish(accounts=2, proportional=True), {"proportional": 4}),
        (Wish(random=5), {"random": 5}),
        (Wish(active=5), {"active": 5}),
    ],
)
def test_only_what_is_wished_for_is_drawn(wish, drawn):
    people = _people(20)
    made = draw(people, _main(people), None, wish, seed=0, as_of=AS_OF)
    assert made.value_counts().to_dict() == drawn
    assert draw(people.head(0), _main(people), None, wish, seed=0, as_of=AS_OF).empty


def test_what_reviewers_disagree_on_is_drawn_to_be_settled():
    people = _people(10)
    one = _labels(people.head(4).assign(draw="random")).assign(**{t.PERSONA: "it"})
    other = one.assign(**{t.INITIALS: "KM", t.PERSONA: ["it", "", "cannot tell", "it"]})
    labels = pd.concat([one, other], ignore_index=True)
    drawn = draw(people, _main(people), labels, Wish(conflicts=True), seed=0, as_of=AS_OF)
    assert drawn.to_dict() == {1: "settled"}
    final = one.iloc[[1]].assign(**{t.DRAW: "settled"})
    assert draw(people, _main(people), pd.concat([labels, final]), Wish(conflicts=True), seed=0, as_of=AS_OF).empty
    assert draw(people, _main(people), None, Wish(conflicts=True), seed=0, as_of=AS_OF).empty
