"""The headline's estimate: exact where all is known, right on average, and as sure as it says."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.estimate.ppi import LEAST_LABELS, Fit, estimate, fit, more
from personacheck.estimate.segments import UNMEASURED, Deviation, calibrate, deviation, segment_estimate

worlds = st.integers(0, 10_000).map(np.random.default_rng)


def _world(random, size, errs=0.15):
    truth = random.random(size) < 0.6
    wrong = random.random(size) < errs
    return truth, np.clip(np.where(truth ^ wrong, 0.8, 0.2) + random.normal(0, 0.1, size), 0, 1)


def _draw(random, size, number):
    return random.permutation(size)[:number]


@settings(max_examples=50, deadline=None)
@given(worlds, st.integers(3, 60))
def test_whoever_has_reviewed_all_knows(random, size):
    truth, score = _world(random, size)
    made = estimate(truth, score, score)
    assert made.low == pytest.approx(truth.mean())
    assert made.high == pytest.approx(truth.mean())
    assert made.share == pytest.approx(truth.mean())


@settings(max_examples=100, deadline=None)
@given(worlds, st.integers(3, 60), st.integers(0, 300))
def test_the_interval_holds_its_middle_and_what_is_known(random, number, more):
    size = number + more
    truth, score = _world(random, size)
    drawn = _draw(random, size, number)
    made = estimate(truth[drawn], score[drawn], score)
    known = truth[drawn].sum() / size, 1 - (~truth[drawn]).sum() / size
    assert known[0] - 1e-9 <= made.low <= made.share <= made.high <= known[1] + 1e-9
    assert made.reviewed == number


@settings(max_examples=50, deadline=None)
@given(worlds, st.floats(0.1, 5), st.floats(-3, 3))
def test_only_the_order_of_predictions_counts_not_their_scale(random, scale, shift):
    truth, score = _world(random, 300)
    drawn = _draw(random, 300, 80)
    slope = fit(truth[drawn], score[drawn], score).slope
    moved = fit(truth[drawn], scale * score[drawn] + shift, scale * score + shift)
    if 0 < slope < 1 and 0 < moved.slope < 1:
        assert moved.share == pytest.approx(fit(truth[drawn], score[drawn], score).share)


def test_predictions_that_say_nothing_leave_the_sample_alone():
    truth = np.array([True] * 30 + [False] * 20)
    made = fit(truth, np.full(50, 0.4), np.full(500, 0.4))
    assert (round(made.share, 12), made.slope) == (0.6, 0.0)


def test_below_three_labels_there_is_no_estimate():
    assert estimate(np.array([True, False]), np.zeros(2), np.zeros(9)) is None


def test_no_error_in_a_hundred_still_leaves_three_points():
    truth = np.array([True] * 60 + [False] * 40)
    everybody = np.repeat([1.0, 0.0], 50_000)
    made = estimate(truth, truth.astype(float), everybody)
    assert made.share == pytest.approx(0.5)
    assert made.high - made.low == pytest.approx(0.06, abs=0.001)


@pytest.mark.parametrize(("size", "width"), [(60, 0.1208), (100, 0.2092), (50_000, 0.2958)])
def test_the_more_of_all_were_reviewed_the_narrower_is_the_interval(size, width):
    """Fifty reviewed, thirty of them covered: 2.011 x sqrt(13 / 48) x sqrt((1 - 50 / size) / 50), twice."""
    truth = np.array([True] * 30 + [False] * 20)
    made = estimate(truth, np.zeros(50), np.zeros(size))
    assert made.high - made.low == pytest.approx(width, abs=0.0001)


def test_an_interval_wider_than_forty_points_is_not_shown():
    few, more = (estimate(np.tile([True, False], n), np.zeros(2 * n), np.zeros(1000)) for n in (5, 20))
    assert not few.shown
    assert more.shown


@pytest.mark.parametrize("errs", [0.02, 0.15, 0.5, 0.9])
def test_the_interval_holds_the_truth_as_often_as_it_says(errs):
    random = np.random.default_rng(7)
    truth, score = _world(random, 3000, errs)
    held, off = [], []
    for _ in range(800):
        drawn = _draw(random, 3000, 100)
        made = estimate(truth[drawn], score[drawn], score)
        held.append(made.low <= truth.mean() <= made.high)
        off.append(made.share - truth.mean())
    assert np.mean(held) >= 0.93
    assert abs(np.mean(off)) < 3 * np.std(off) / np.sqrt(800) + 0.001


def test_a_good_matcher_makes_the_interval_narrow():
    random = np.random.default_rng(3)
    truth, score = _world(random, 3000, 0.05)
    drawn = _draw(random, 3000, 100)
    sharp, alone = estimate(truth[drawn], score[drawn], score), estimate(truth[drawn], 0 * score[drawn], 0 * score)
    assert sharp.high - sharp.low < 0.7 * (alone.high - alone.low)


def _alike(apart):
    return Deviation(apart**2, apart**2)


def _calibrated(random, size=600, number=100):
    truth, score = _world(random, size)
    reviewed = np.zeros(size, bool)
    reviewed[_draw(random, size, number)] = True
    return calibrate(fit(truth[reviewed], score[reviewed], score), truth, reviewed, score)


def test_the_whole_as_a_segment_has_the_headlines_estimate():
    whole = _calibrated(np.random.default_rng(1))
    made = segment_estimate(whole, np.ones(600, bool), _alike(0.06))
    assert made.share == pytest.approx(whole.expected.mean())


@settings(max_examples=50, deadline=None)
@given(worlds, st.floats(0.01, 1))
def test_a_segment_is_known_where_all_its_contacts_were_reviewed(random, share):
    whole = _calibrated(random)
    within = whole.reviewed & (random.random(600) < share)
    made = segment_estimate(whole, within, _alike(0.06))
    if not within.any():
        assert made is None
        return
    assert made.share == pytest.approx(whole.truth[within].mean())
    assert made.high - made.low == pytest.approx(0)


@settings(max_examples=50, deadline=None)
@given(worlds, st.floats(0.01, 1))
def test_a_segment_whose_axis_differs_more_is_less_sure(random, share):
    whole = _calibrated(random)
    within = random.random(600) < share
    if (within & whole.reviewed).sum() >= LEAST_LABELS and not whole.reviewed[within].all():
        plain, work = (segment_estimate(whole, within, _alike(apart)) for apart in (0.06, 0.2))
        assert plain.low <= plain.share <= plain.high
        covered, number = whole.truth[within & whole.reviewed].sum(), (within & whole.reviewed).sum()
        least, most = covered / within.sum(), 1 - (number - covered) / within.sum()
        if all(least < made.low and made.high < most for made in (plain, work)):  # cut at what the labels leave open
            assert work.high - work.low >= plain.high - plain.low - 1e-12


def test_a_segments_own_labels_pull_its_estimate():
    whole = _calibrated(np.random.default_rng(1))
    within = np.zeros(600, bool)
    within[np.flatnonzero(whole.reviewed & ~whole.truth)[:12]] = True
    within[np.flatnonzero(~whole.reviewed)[:60]] = True
    made = segment_estimate(whole, within, _alike(0.06))
    assert whole.expected[within].mean() - 0.3 < made.share < whole.expected[within].mean()
    assert made.reviewed == 12


@pytest.mark.parametrize("spread", [0.0, 0.10, 0.20])
def test_a_segments_interval_holds_the_truth_as_often_as_it_says(spread):
    random, held, wide = np.random.default_rng(5), [], []
    for _ in range(30):
        group = random.integers(0, 8, 1600)
        errs = np.clip(0.15 + random.normal(0, spread, 8), 0, 1)[group]
        truth = random.random(1600) < 0.6
        score = np.where(truth & (random.random(1600) < errs), 0.2, np.where(truth, 0.8, 0.2))
        reviewed = np.zeros(1600, bool)
        reviewed[_draw(random, 1600, 100)] = True
        whole = calibrate(fit(truth[reviewed], score[reviewed], score), truth, reviewed, score)
        differ = deviation(whole, group)
        for one in range(8):
            made = segment_estimate(whole, group == one, differ)
            held.append(made.low <= truth[group == one].mean() <= made.high)
            wide.append(made.high - made.low)
    assert 0.92 <= np.mean(held) <= 0.975
    assert np.mean(wide) <= 0.33


def test_how_far_an_axis_differs_is_read_off_the_sample():
    random = np.random.default_rng(2)
    group, alike = np.repeat(np.arange(6), 500), random.integers(0, 6, 3000)
    truth = random.random(3000) < np.array([0.2, 0.35, 0.5, 0.65, 0.8, 0.95])[group]
    reviewed = np.zeros(3000, bool)
    reviewed[_draw(random, 3000, 600)] = True
    score = np.full(3000, 0.5)
    whole = calibrate(fit(truth[reviewed], score[reviewed], score), truth, reviewed, score)
    assert sqrt(deviation(whole, group).likely) == pytest.approx(0.26, abs=0.07)  # standard deviation of six shares
    assert deviation(whole, group).likely < deviation(whole, group).most
    assert sqrt(deviation(whole, alike).most) < 0.1
    assert deviation(whole, np.zeros(3000, int)) == _alike(UNMEASURED)


def test_a_segment_is_pulled_less_where_segments_may_differ_more():
    whole = _calibrated(np.random.default_rng(1))
    within = np.zeros(600, bool)
    within[np.flatnonzero(whole.reviewed & ~whole.truth)[:12]] = True
    within[np.flatnonzero(~whole.reviewed)[:60]] = True
    near, far = (segment_estimate(whole, within, Deviation(most, 0.0)) for most in (0.0, 0.04))
    assert far.share < near.share < whole.expected[within].mean()  # the 12 alone, in full, pull even the near one


def test_a_segment_is_as_unsure_as_its_axis():
    whole = _calibrated(np.random.default_rng(1))
    within = _holding(whole, LEAST_LABELS)
    half = [segment_estimate(whole, within, Deviation(0.01, likely)) for likely in (0.0, 0.05)]
    assert half[0].high - half[0].low < half[1].high - half[1].low
    assert half[0].share == half[1].share


@pytest.mark.parametrize("labels", [0, 1, 2])
def test_a_segment_of_which_hardly_anybody_was_reviewed_has_no_estimate(labels):
    """What is borrowed from the other segments was not found here; held against the truth, 80 to 90 % hold of these."""
    whole = _calibrated(np.random.default_rng(1))
    assert segment_estimate(whole, _holding(whole, labels), _alike(0.06)) is None
    assert segment_estimate(whole, _holding(whole, LEAST_LABELS), _alike(0.06)) is not None


def _holding(whole, labels):
    """A segment of 200 contacts and so many labels."""
    within = np.zeros(600, bool)
    within[np.flatnonzero(whole.reviewed)[:labels]] = True
    within[np.flatnonzero(~whole.reviewed)[: 200 - labels]] = True
    return within


def test_few_labels_in_all_widen_the_interval_of_segments_as_that_of_the_whole():
    """With a dozen labels, normal quantiles are too short: Student's."""
    whole = _calibrated(np.random.default_rng(1), number=12)
    made, wide = segment_estimate(whole, np.ones(600, bool), Deviation(0.0, 0.0)), whole.spread / sqrt(12)
    assert (made.high - made.low) / 2 == pytest.approx(2.228 * wide * sqrt(1 - 12 / 600), rel=0.02)


def test_the_share_is_of_those_that_people_can_judge():
    """A quarter cannot be judged, and the matcher holds these unlikely: they are no part of the share, nor pull it."""
    random, off, held = np.random.default_rng(11), [], []
    for _ in range(300):
        judged = random.random(2000) < 0.75
        truth = judged & (random.random(2000) < 0.6)
        score = np.where(judged, np.where(truth, 0.8, 0.2), 0.05) + random.normal(0, 0.1, 2000)
        drawn = _draw(random, 2000, 100)
        made = estimate(truth[drawn], score[drawn], score, judged[drawn])
        true = truth.sum() / judged.sum()
        off.append(made.share - true)
        held.append(made.low <= true <= made.high)
    assert abs(np.mean(off)) < 0.006
    assert np.mean(held) >= 0.93


def test_that_all_can_be_judged_changes_nothing():
    truth, score = _world(np.random.default_rng(0), 300)
    assert estimate(truth[:80], score[:80], score, np.ones(80, bool)) == estimate(truth[:80], score[:80], score)
    assert estimate(truth[:80], score[:80], score, np.arange(80) < 2) is None


def test_so_many_more_labels_make_the_interval_ten_points_wide():
    random = np.random.default_rng(4)
    truth, score = _world(random, 5000)
    wide = []
    for _ in range(100):
        drawn = _draw(random, 5000, 100)
        wanted = 100 + more(fit(truth[drawn], score[drawn], score), 100, 5000)
        drawn = _draw(random, 5000, wanted)
        made = estimate(truth[drawn], score[drawn], score)
        wide.append(made.high - made.low)
    assert np.mean(wide) == pytest.approx(0.10, abs=0.005)
    assert more(fit(truth[:1000], score[:1000], score), 1000, 5000) == 0
    assert more(Fit(0.5, 0.0, 0.5, scatter=0.5, spread=0.5), 10, 60) <= 50  # no more than there are
