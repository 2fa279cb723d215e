"""What a handful of accounts proves, and how far two reviewers agree."""

from __future__ import annotations

from datetime import date

import builders
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from personacheck.estimate.account_draw import accounts_draw
from personacheck.estimate.agreement import agreement, interval, kappa
from personacheck.estimate.handful import _so_few, handful, upper_bound, verdict, worst_case
from personacheck.model import tables as t
from personacheck.model.labels import answers


@pytest.mark.parametrize(
    ("drawn", "upper"), [(3, 0.63), (5, 0.45), (8, 0.31), (10, 0.26), (12, 0.22), (20, 0.14), (30, 0.095), (59, 0.0495)]
)
def test_the_bounds_that_are_known(drawn, upper):
    assert upper_bound(0, drawn) == pytest.approx(upper, abs=0.005)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 60), st.data())
def test_at_the_bound_so_few_failures_come_in_five_of_a_hundred_draws(drawn, data):
    failures = data.draw(st.integers(0, drawn - 1))
    assert binom.cdf(failures, drawn, upper_bound(failures, drawn)) == pytest.approx(0.05)
    assert upper_bound(drawn, drawn) == 1


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.integers(1, 4), st.integers(0, 3))
def test_in_proportion_the_worst_case_is_the_plain_bound(each, groups, failures):
    drawn, shares = np.full(groups, each), np.full(groups, 1 / groups)
    assert worst_case(failures, drawn, shares) == pytest.approx(upper_bound(failures, each * groups), abs=2e-3)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 50)), min_size=1, max_size=5), st.integers(0, 2), st.data())
def test_no_mixture_that_may_be_fails_more_than_the_worst_case(groups, failures, data):
    drawn, sizes = np.array(groups).T
    shares = sizes / sizes.sum()
    bound = worst_case(failures, drawn, shares)
    assert bound <= 1 + 1e-9
    assert bound >= shares[drawn == 0].sum() - 1e-9
    random = np.random.default_rng(data.draw(st.integers(0, 1000)))
    rates = random.random((50, len(drawn))) ** random.integers(1, 5, (50, 1))
    rates[:, drawn == 0] = 1
    allowed = [one for one in rates if _so_few(failures, drawn, one) >= 0.05]
    assert all(float(shares @ one) <= bound + 1e-4 for one in allowed)


def test_the_sentence_says_how_sure_one_may_be():
    eight, four = np.array([8, 4]), np.array([200, 100])
    assert verdict(12, eight, four, proportional=True).message == (
        "12 of 12 accounts fit: up to 22 % may still not. 17 more that fit would bring that under 10 %."
    )
    assert verdict(1, np.array([1]), np.array([9]), proportional=True).message.startswith("1 of 1 account fits: up to")
    assert verdict(9, eight, four, proportional=True).message == "9 of 12 accounts fit: up to 53 % may still not."
    assert verdict(12, eight, np.array([19, 10]), proportional=True).message.endswith(
        " 17 more that fit would bring that under 10 %."
    )
    # of 28 accounts there are not so many more
    assert (
        verdict(12, eight, np.array([19, 9]), proportional=True).message
        == "12 of 12 accounts fit: up to 22 % may still not."
    )
    assert verdict(29, np.array([29]), np.array([300]), proportional=True).message == (
        "29 of 29 accounts fit: up to 10 % may still not."
    )
    assert verdict(0, eight, four, proportional=True).message == "None of 12 accounts fits."
    assert verdict(0, eight, four, blank=2).message == "None of 12 accounts fits; 2 of them not reviewed in full."
    assert verdict(0, np.array([1]), np.array([9])).message == "The one account reviewed does not fit."
    skewed = verdict(11, np.array([6, 6]), np.array([270, 30]), blank=1)
    assert not skewed.proportional
    assert skewed.message == (
        "11 of 12 accounts fit: up to 52 % may still not. 1 account not reviewed in full may not fit, either. That is "
        "the worst case across channels and sizes; a purely random draw (--proportional) gives a tighter bound."
    )


@pytest.mark.parametrize(
    ("drawn", "sizes", "bound"),
    [
        # four of nine equal groups were never drawn, and may fail altogether: 4/9 + 5/9 of what one draw of each allows
        ([1] * 5 + [0] * 4, [10] * 9, 4 / 9 + 5 / 9 * 0.4507),
        ([1] * 8 + [0], [10] * 9, 1 / 9 + 8 / 9 * 0.3123),
        # two accounts of each of six groups, as it happens in proportion: a draw from each group proves as much
        ([2] * 6, [50] * 6, 0.2209),
    ],
)
def test_groups_that_were_never_drawn_may_fail_altogether(drawn, sizes, bound):
    found = verdict(sum(drawn), np.array(drawn), np.array(sizes))
    assert found.upper == pytest.approx(bound, abs=0.002)
    assert not found.proportional


def test_a_draw_that_looks_proportional_is_not_taken_for_one():
    # five groups of 18 accounts and ten of one: by chance a dozen might fall so, and ten groups were never looked at
    drawn, sizes = np.array([3, 3, 2, 2, 2] + [0] * 10), np.array([18] * 5 + [1] * 10)
    assert verdict(12, drawn, sizes).upper > verdict(12, drawn, sizes, proportional=True).upper + 0.08


def test_who_has_reviewed_all_accounts_knows():
    whole = verdict(12, np.array([8, 4]), np.array([8, 4]))
    assert whole.upper == 0
    assert "up to 0 %" in whole.message
    assert verdict(9, np.array([8, 4]), np.array([8, 4])).upper == pytest.approx(0.25)


def _labels(**said: str) -> pd.DataFrame:
    rows = [(record, "", persona, "JB", "2026-09-30", "accounts", "it") for record, persona in said.items()]
    return pd.DataFrame(rows, columns=list(t.LABEL_COLUMNS), dtype=object)


def test_an_account_of_which_nobody_was_reviewed_may_not_fit():
    people = builders.contacts(*({t.ACCOUNT_ID: account} for account in "aabbcc"))
    people = people.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(builders.matches(people))
    main = pd.Series(True, index=people.index)
    labels = _labels(c0="it", c1="it", c2=t.NOT_ANSWERED, c3=t.NOT_ANSWERED)
    assert answers(labels)[t.RECORD_ID].tolist() == ["c0", "c1"]
    truth = pd.DataFrame({"least": True, "most": True, "judged": True, "conflict": False}, index=["c0", "c1"])
    found = handful(people, main, labels, truth)
    assert (found.accounts, found.fit) == (2, 1)
    assert "1 account not reviewed in full may not fit, either." in found.message
    again = accounts_draw(people, main, labels, size=9, seed=0, as_of=date(2026, 9, 30))
    assert set(again[t.ACCOUNT_ID]) == {"b", "c"}  # b is asked again, a is known


def test_sizes_that_were_never_drawn_may_fail_altogether():
    people = builders.contacts(*({t.ACCOUNT_ID: f"a{n}", t.SIZE: "small" if n < 2 else "large"} for n in range(6)))
    people = people.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(builders.matches(people))
    truth = pd.DataFrame({"least": True, "most": True, "judged": True, "conflict": False}, index=["c0", "c1"])
    found = handful(people, pd.Series(True, index=people.index), _labels(c0="it", c1="it"), truth)
    assert found.upper == verdict(2, np.array([2, 0]), np.array([2, 4])).upper > 0.6


def test_an_account_fits_where_all_that_was_reviewed_of_it_is_covered():
    people = builders.contacts(*({t.ACCOUNT_ID: account} for account in "aabbbcdd"))
    people = people.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(builders.matches(people))
    main = pd.Series(True, index=people.index)
    # a: both fit; b: one of three reviewed, and the others may not fit; c: not drawn; d: one of two, and does not fit
    labels = _labels(c0="it", c1="it", c2="it", c6="")
    fits = labels.set_index(t.RECORD_ID)[t.PERSONA] != ""
    truth = pd.DataFrame({"least": fits, "most": fits, "judged": True, "conflict": False})
    found = handful(people, main, labels, truth)
    assert (found.accounts, found.fit, found.proportional) == (3, 1, False)
    assert "2 accounts not reviewed in full may not fit, either." in found.message
    assert handful(people, main, labels.assign(draw="proportional"), truth).proportional
    assert not handful(
        people, main, labels.assign(draw=["proportional", "proportional", "accounts", "accounts"]), truth
    ).proportional
    assert handful(people, main, labels.assign(draw="random"), truth) is None
    nobody_could_tell = truth.assign(judged=[True, True, True, False])
    assert handful(people, main, labels, nobody_could_tell).accounts == 3  # of d, the other may still be judged
    whole = _labels(c0="it", c1="it", c6="", c7="")
    unsure = pd.DataFrame({"least": whole[t.PERSONA] != "", "most": True, "judged": [True, True, False, False]})
    unsure.index = pd.Index(whole[t.RECORD_ID])
    assert handful(people, main, whole, unsure).accounts == 1


def test_who_answers_only_where_a_persona_fits_proves_nothing():
    """Of 40 accounts of two a reviewer fills in the 20 fits, and leaves what does not fit blank: whole, and in part."""
    people = builders.contacts(*({t.ACCOUNT_ID: f"a{n // 2}"} for n in range(80)))
    people = people.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(builders.matches(people))
    main = pd.Series(True, index=people.index)
    drawn = accounts_draw(people, main, None, size=30, seed=0, as_of=date(2026, 9, 30), proportional=True)
    accounts = list(dict.fromkeys(drawn[t.ACCOUNT_ID]))
    part, none = set(accounts[:10]), set(accounts[10:15])
    rows = drawn[~drawn[t.ACCOUNT_ID].isin(none)]
    rows = rows[~(rows[t.ACCOUNT_ID].isin(part) & rows[t.ACCOUNT_ID].duplicated())]
    labels = _labels(**dict.fromkeys(rows[t.RECORD_ID], "it")).assign(draw="proportional")
    truth = pd.DataFrame({"least": True, "most": True, "judged": True}, index=pd.Index(labels[t.RECORD_ID]))
    found = handful(people, main, labels, truth)
    assert (found.accounts, found.fit) == (30, 15)
    assert found.upper == pytest.approx(min(upper_bound(15, 30), 25 / 40))
    assert found.message.endswith("15 accounts not reviewed in full may not fit, either.")


def test_kappa_is_one_for_agreement_and_nothing_where_chance_leaves_no_room():
    assert kappa(["a", "b", ""], ["a", "b", ""]) == 1
    assert kappa(["a", "b"] * 10, ["b", "a"] * 10) == -1
    assert kappa(["a"] * 5, ["a"] * 5) is None
    # Cohen's own form: observed .70, by chance .50
    one = ["y"] * 25 + ["n"] * 25
    other = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert kappa(one, other) == pytest.approx(0.4)


def test_the_two_reviewers_with_most_in_common_are_compared():
    rows = [(f"c{n}", "", "it", who, "2026-09-30", "random", "it") for who in ("JB", "KM") for n in range(6)]
    rows += [("c0", "", "", "LL", "2026-09-30", "random", "it"), ("c0", "", "", "KM", "2026-10-01", "random", "it")]
    found = agreement(pd.DataFrame(rows, columns=list(t.LABEL_COLUMNS), dtype=object))
    assert found.contacts == 6
    assert found.kappa == pytest.approx(0.0)
    assert agreement(pd.DataFrame(rows[:6], columns=list(t.LABEL_COLUMNS), dtype=object)) is None


def test_kappas_interval_is_wilsons_of_the_agreement():
    # 17 of 24 agree, by chance half: Wilson's of 17 in 24 is 50.8 to 85.1 %
    one = ["y"] * 12 + ["n"] * 12
    other = ["y"] * 9 + ["n"] * 3 + ["y"] * 4 + ["n"] * 8
    low, high = interval(one, other)
    assert (low, high) == (pytest.approx(0.016, abs=0.002), pytest.approx(0.701, abs=0.002))
    assert interval(["a"] * 5, ["a"] * 5) is None


def test_reviewers_agree_by_what_they_said_themselves():
    rows = [("c0", "", "it", "JB", "2026-09-30", "random", ""), ("c0", "", "", "KM", "2026-09-30", "random", "")]
    rows += [("c1", "", "it", "JB", "2026-09-30", "random", ""), ("c1", "", "it", "KM", "2026-09-30", "random", "")]
    rows += [
        ("c2", "", "it", "JB", "2026-09-30", "random", ""),
        ("c2", "", "cannot tell", "KM", "2026-09-30", "random", ""),
    ]
    rows += [("c0", "", "it", "KM", "2026-10-02", "settled", "")]
    rows += [("c4", "", said, who, "2026-09-30", "random", "") for who, said in (("JB", "it"), ("KM", t.NOT_ANSWERED))]
    rows += [("c3", "", "it", who, "2026-09-30", draw, "") for who, draw in (("JB", "settled"), ("KM", "random"))]
    found = agreement(pd.DataFrame(rows, columns=list(t.LABEL_COLUMNS), dtype=object))
    assert (found.contacts, found.kappa) == (2, pytest.approx(0.0))


def test_the_last_word_of_a_reviewer_is_the_one_of_the_latest_day():
    """Not of the last row: KM took "it" back a day later, and the file holds that first."""
    rows = [(f"c{n}", "", "" if n else "it", who, "2026-09-30", "random", "") for n in range(3) for who in ("JB", "KM")]
    rows.insert(0, ("c0", "", "", "KM", "2026-10-01", "random", ""))
    found = agreement(pd.DataFrame(rows, columns=list(t.LABEL_COLUMNS), dtype=object))
    assert (found.contacts, found.kappa) == (3, pytest.approx(0.0))
