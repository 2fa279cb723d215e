"""What moved: titles that no earlier run showed."""

from __future__ import annotations

import pytest

from personacheck.report.page.moved import _unseen


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        (0, ""),
        (1, "t0 (9)"),
        (2, "t0 (9) and t1 (8)"),
        (8, "t0 (9), t1 (8), t2 (7), t3 (6), t4 (5), t5 (4), t6 (3) and t7 (2)"),
        (9, "t0 (9), t1 (8), t2 (7), t3 (6), t4 (5), t5 (4), t6 (3), t7 (2) and 1 more"),
    ],
)
def test_eight_titles_are_named_and_the_others_counted(titles, told):
    assert _unseen({f"t{n}": 9 - n for n in range(titles)}) == told
