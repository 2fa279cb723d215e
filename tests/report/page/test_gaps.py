"""The gaps: how far the three orders are told."""

from __future__ import annotations

import pytest

from personacheck.model.priorities import Step
from personacheck.report.page.gaps import RANKED, Ranking, _ranking


@pytest.mark.parametrize(
    ("steps", "path", "ids"),
    [
        (1, "0 → 10", ("a",)),
        (RANKED, "0 → 10 → 20 → … → 40 → 50", tuple("abcde")),
        (RANKED + 1, "0 → 10 → 20 → … → 40 → 50", tuple("abcde")),
    ],
)
def test_five_steps_are_told_after_what_is_covered_now(steps, path, ids):
    made = [Step(key, None) for key in "abcdef"[:steps]]
    sums = [0, 10, 20, None, 40, 50, 60][: steps + 1]
    assert _ranking("By accounts", made, sums, str) == Ranking("By accounts", path, ids)
