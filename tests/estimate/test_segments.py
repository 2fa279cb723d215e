"""Segments of an axis: intervals hold at the ends of the scale, too."""

from __future__ import annotations

import numpy as np
import pytest

from personacheck.estimate.ppi import LEAST_LABELS, fit
from personacheck.estimate.segments import calibrate, deviation, segment_estimate


@pytest.mark.parametrize("share", [0.08, 0.92])
def test_a_segments_interval_holds_where_hardly_anybody_is_covered_or_nearly_all_are(share):
    """Few labels of such a segment scatter at all: an interval as long on both sides misses the far side."""
    random, below, above, told = np.random.default_rng(6), 0, 0, 0
    for _ in range(100):
        group = random.choice(6, 3000, p=[0.35, 0.25, 0.15, 0.1, 0.1, 0.05])
        truth = random.random(3000) < np.clip(share + random.normal(0, 0.04, 6), 0.01, 0.99)[group]
        score = np.where(truth ^ (random.random(3000) < 0.12), 0.8, 0.2)
        reviewed = np.zeros(3000, bool)
        reviewed[random.permutation(3000)[:100]] = True
        whole = calibrate(fit(truth[reviewed], score[reviewed], score), truth, reviewed, score)
        differ = deviation(whole, group)
        for one in range(6):
            if made := segment_estimate(whole, group == one, differ):
                told, true = told + 1, truth[group == one].mean()
                below, above = below + (true < made.low), above + (true > made.high)
    assert told > 500
    assert (below + above) / told <= 0.07
    assert max(below, above) / told <= 0.06


@pytest.mark.parametrize(
    ("size", "reviewed", "told"),
    [(40, LEAST_LABELS, True), (40, LEAST_LABELS - 1, False), (2, 2, True), (2, 1, False), (0, 0, False)],
)
def test_a_segment_needs_labels_of_its_own_unless_all_have_one(size, reviewed, told):
    """Half of all are covered; of the segment the first so many are reviewed, of the others every second one."""
    at = np.arange(200)
    truth, score, within = at % 2 == 0, np.where(at % 4 == 0, 0.8, 0.3), at < size
    sampled = (at < reviewed) | (~within & (at % 3 == 0))
    whole = calibrate(fit(truth[sampled], score[sampled], score), truth, sampled, score)
    estimate = segment_estimate(whole, within, deviation(whole, within.astype(int)))
    assert (estimate is not None) is told
    if size == reviewed:
        assert estimate is None or (estimate.share, estimate.low, estimate.high) == (0.5, 0.5, 0.5)


def _with_unjudgeable(random, apart=0.04):
    """A population of six groups, in which people can judge few of the quarter that the tool cannot read.

    Group of each, truth, prediction, whether people can judge, and how likely that is by what is read.
    """
    group = random.choice(6, 3000, p=[0.35, 0.25, 0.15, 0.1, 0.1, 0.05])
    truth = random.random(3000) < np.clip(0.6 + random.normal(0, apart, 6), 0.01, 0.99)[group]
    unread = random.random(3000) < np.linspace(0.1, 0.5, 6)[group]
    can_judge = random.random(3000) < np.where(unread, 0.1, 0.95)
    score = np.where(unread, 0.1, np.where(truth ^ (random.random(3000) < 0.12), 0.8, 0.2))
    return group, truth, score, can_judge, unread


def _calibrated(random, truth, score, can_judge, unread):
    drawn = np.zeros(3000, bool)
    drawn[random.permutation(3000)[:150]] = True
    likely = np.where(unread, can_judge[drawn & unread].mean(), can_judge[drawn & ~unread].mean())
    likely = np.where(drawn, can_judge, likely)
    fitted = fit(truth[drawn], score[drawn], score, can_judge[drawn])
    return fitted, calibrate(fitted, truth, drawn & can_judge, score, likely)


def test_a_segment_of_everybody_has_the_estimate_of_the_whole_also_where_people_cannot_judge_many():
    """Predictions of those whom nobody can judge are low, and say nothing of the others."""
    random = np.random.default_rng(3)
    _, truth, score, can_judge, unread = _with_unjudgeable(random)
    fitted, whole = _calibrated(random, truth, score, can_judge, unread)
    everybody = segment_estimate(whole, np.ones(3000, bool), deviation(whole, np.zeros(3000, int)))
    assert everybody.share == pytest.approx(fitted.share, abs=0.02)
    assert whole.expected[can_judge].mean() == pytest.approx(truth[can_judge].mean(), abs=0.08)


def test_intervals_of_segments_hold_for_those_whom_people_can_judge():
    random, missed, told, off = np.random.default_rng(8), 0, 0, []
    for _ in range(60):
        group, truth, score, can_judge, unread = _with_unjudgeable(random)
        _, whole = _calibrated(random, truth, score, can_judge, unread)
        differ = deviation(whole, group)
        for one in range(6):
            if made := segment_estimate(whole, group == one, differ):
                true = truth[(group == one) & can_judge].mean()
                told, missed = told + 1, missed + (not made.low <= true <= made.high)
                off.append(made.share - true)
    assert told > 300
    assert missed / told <= 0.07
    assert abs(np.mean(off)) <= 0.015
