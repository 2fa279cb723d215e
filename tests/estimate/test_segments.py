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
