"""From how many points on a gate is not met, and which segments it speaks of."""

from __future__ import annotations

from dataclasses import replace

import pytest
import snapshots as s

from personacheck.review import gate
from personacheck.review.compare import compare
from personacheck.review.split import split

BEFORE, AFTER = s.run("2026-06-30", 60), s.run(covered=56)
BY_WHOM = {
    "not known": compare(BEFORE, AFTER),
    "the export": split(compare(BEFORE, AFTER), AFTER),
    "our edits": split(compare(BEFORE, AFTER), BEFORE),
}


@pytest.mark.parametrize("whom", BY_WHOM)
def test_a_fall_by_just_so_many_points_meets_the_gate(whom):
    assert [*gate.worse(BY_WHOM[whom], 4)] == []
    (first, *_) = gate.worse(BY_WHOM[whom], 3.9)
    assert whom in first.cause


@pytest.mark.parametrize(
    ("noise", "points", "met"),
    [(0.0, 4, True), (0.0, 3.9, False), (0.04, 2, True), (0.039, 2, False), (0.039, 5, True)],
)
def test_what_the_export_took_counts_beyond_the_gate_and_beyond_chance(noise, points, met):
    split_ = BY_WHOM["the export"]
    noisy = replace(split_, headline=tuple(replace(change, noise=noise) for change in split_.headline), segments=())
    assert (not [*gate.worse(noisy, points)]) is met


def test_of_segments_those_of_one_axis_are_told_by_the_worst_and_their_number():
    places = ({"channel": "direct"}, {"size": "small"}, {"channel": "direct", "size": "small"})
    before, after = (
        s.run(day, segments=tuple(s.segment(where, covered, 100) for where in places))
        for day, covered in (("2026-06-30", 60), ("2026-09-30", 40))
    )
    told = [problem.cause for problem in gate.worse(compare(before, after), 2)]
    assert ["; segments that fell: 2" in cause for cause in told] == [True]
    narrow = [s.run(run.as_of.isoformat(), segments=run.result.segments[2:]) for run in (before, after)]
    assert [*gate.worse(compare(*narrow), 2)] == []
