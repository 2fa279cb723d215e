"""How far a run is: told after two seconds, from the pace of what is done."""

from __future__ import annotations

import pytest

from personacheck.cli.pace import WORK, Pace


class Clock:
    """A clock that is set by hand."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def line(pace: Pace) -> str:
    return pace.__rich__()


def test_a_short_run_tells_only_its_stage(clock):
    pace = Pace("writing", clock)
    pace.begin("reading the export")
    clock.now = 1.9
    assert line(pace) == "reading the export"


def test_before_any_pace_is_known_the_seconds_so_far_are_told(clock):
    pace = Pace("writing", clock)
    pace.begin("reading the export")
    clock.now = 12
    assert line(pace) == "reading the export, 12 seconds so far"


def test_the_pace_of_reading_tells_the_time_left(clock):
    pace = Pace("writing", clock)
    pace.begin("reading the export")
    clock.now = 40
    pace.begin("matching contacts to personas")
    assert line(pace) == "matching contacts to personas: 40% done, about 1 minute left"
    clock.now = 55
    assert line(pace) == "matching contacts to personas: 55% done, about 45 seconds left"


def test_a_stage_that_takes_longer_never_counts_as_done(clock):
    pace = Pace("writing", clock)
    pace.begin("reading the export")
    clock.now = 4
    pace.begin("matching contacts to personas")
    clock.now = 900
    assert "68% done" in line(pace)


def test_a_run_that_ends_with_matching_is_measured_by_it(clock):
    pace = Pace("matching contacts to personas", clock)
    pace.begin("reading the export")
    clock.now = 4
    pace.begin("matching contacts to personas")
    assert "57% done, about 3 seconds left" in line(pace)


def test_a_stage_beside_the_plan_tells_the_seconds_so_far(clock):
    pace = Pace("writing", clock)
    pace.begin("reading the export")
    clock.now = 4
    pace.begin("comparing with earlier runs")
    assert line(pace) == "comparing with earlier runs, 4 seconds so far"


def test_the_work_is_one():
    assert sum(WORK.values()) == pytest.approx(1)
