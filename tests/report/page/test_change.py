from __future__ import annotations

from dataclasses import replace

import samples
import snapshots as s

from personacheck.model.decisions import Decisions
from personacheck.model.snapshot import Share
from personacheck.report.page.change import change
from personacheck.review.review import review
from personacheck.settings.settings import Settings


def told(before, after):
    found = review(after, [before], Decisions(), Settings())
    return change(replace(samples.assessment(), review=found))


def big(before, after):
    return told(s.run("2026-06-30", *before), s.run("2026-09-30", *after)).big


def test_the_number_says_accounts_and_points_where_more_customers_fit_and_a_smaller_share():
    assert big((60, 100), (66, 100)) == "+6 accounts"
    assert big((60, 100), (60, 100)) == "No change"
    assert big((60, 100), (60, 150)) == "−20 points"
    assert big((60, 100), (66, 150)) == "−16 points"
    assert big((60, 100), (54, 60)) == "+30 points"
    assert Share(66, 150).coverage == 0.44


def test_gaps_are_counted_as_the_page_lists_them_and_one_that_closed_is_named():
    large, tiny = s.gap("large"), s.gap("tiny", 1, function="legal", contacts=1)
    lines = told(s.run("2026-06-30", gaps=(large,)), s.run("2026-09-30", gaps=(tiny,))).lines
    assert "1 gap closed: Gap large." in lines
