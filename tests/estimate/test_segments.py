"""Segments of an axis: intervals hold at the ends of the scale, too."""

from __future__ import annotations

import numpy as np
import pytest

from personacheck.estimate.ppi import fit
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
