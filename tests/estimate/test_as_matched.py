"""The matched share of those whom people can judge, against a population where everybody's truth is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from personacheck.estimate.as_matched import as_matched
from personacheck.estimate.units import Units

STATUS = np.array(["covered"] * 150 + ["uncovered"] * 70 + ["unreadable"] * 70, object)


def units(judged, answered=None):
    """All reviewed, unless said otherwise; whom nobody asked could be judged."""
    asked = np.ones(len(STATUS), bool) if answered is None else answered
    nothing = np.zeros(len(STATUS), bool)
    return Units(
        pd.DataFrame(index=range(len(STATUS))), asked, asked, nothing, nothing, judged | ~asked,
        np.zeros(len(STATUS)), STATUS,
    )  # fmt: skip  # a row of fields


@pytest.mark.parametrize(
    ("can_judge", "matched", "unread"),
    [
        (np.ones(290, bool), 150 / 290, 70 / 290),
        (STATUS != "unreadable", 150 / 220, 0.0),  # what the tool cannot read, nobody can
        ((np.arange(290) % 2 == 0) | (STATUS != "unreadable"), 150 / 255, 35 / 255),
    ],
)
def test_it_is_of_the_same_people_as_the_estimate(can_judge, matched, unread):
    assert as_matched(units(can_judge)) == pytest.approx((matched, unread))


def test_a_sample_tells_it_of_everybody():
    random = np.random.default_rng(5)
    can_judge = (random.random(290) < 0.4) | (STATUS != "unreadable")
    drawn = np.zeros(290, bool)
    drawn[random.choice(290, 120, replace=False)] = True
    assert as_matched(units(can_judge, drawn)).matched == pytest.approx(150 / (220 + 28), abs=0.05)


def test_a_segment_and_an_empty_one():
    some = np.arange(290) < 180
    assert as_matched(units(np.ones(290, bool)), some) == pytest.approx((150 / 180, 0.0))
    assert as_matched(units(np.ones(290, bool)), np.zeros(290, bool)) == (None, None)


def test_of_a_status_that_nobody_was_asked_about_all_can_be_judged():
    asked = STATUS == "uncovered"
    can_judge = ~asked | (np.arange(290) % 2 == 0)
    assert as_matched(units(can_judge, asked)) == pytest.approx((150 / 255, 70 / 255))
