"""The trend: no line leads from a run to one that cannot be compared with it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import samples

from personacheck.model.review import Trend, TrendLine, TrendPoint
from personacheck.report.page.trend import trend

DATES = ("2025-12-31", "2026-03-31", "2026-06-30", "2026-09-30")


def _panel(begins):
    points = tuple(TrendPoint(share, share - 0.1, share + 0.1, judged=50) for share in (0.2, 0.3, 0.5, 0.6))
    known = Trend(DATES, (TrendLine("main_contacts", "", "", points),), (), begins)
    assessment = samples.assessment()
    return trend(replace(assessment, review=_Review(known))).panels[0]


class _Review:
    """All that the chart asks a review for."""

    def __init__(self, known):
        self.trend = known


@pytest.mark.parametrize(("runs", "dates"), [(3, "Dec Mar Jun"), (4, "Dec Mar Jun Sep"), (5, "Dec Jun Dec")])
def test_from_five_runs_on_every_second_date_stands_below(runs, dates):
    ends = (*DATES, "2026-12-31")[:runs]
    points = (TrendPoint(0.5, 0.4, 0.6, judged=50),) * runs
    history = Trend(ends, (TrendLine("main_contacts", "", "", points),), (), ())
    chart = trend(replace(samples.assessment(), review=_Review(history)))
    assert [label[:3] for _, label in chart.dates] == dates.split()
    assert len(chart.heads) == runs


def test_a_run_that_did_not_have_a_line_breaks_it():
    there = [TrendPoint(share, share - 0.1, share + 0.1, judged=50) for share in (0.2, 0.5, 0.6)]
    direct = TrendLine("main_contacts", "channel", "direct", (there[0], None, *there[1:]))
    chart = trend(replace(samples.assessment(), review=_Review(Trend(DATES, (direct,), (), ()))))
    (line,) = chart.panels[0].lines
    assert line.path == "M46.0 172.4M247.3 116.0L348.0 97.2"
    assert (line.band, len(line.dots), line.value) == ("", 3, "60\xa0%")
    assert chart.panels[0].says == "Sold direct: from 20\xa0% to 60\xa0%."
    assert chart.rows == (("Sold direct", (("20", "10 to 30"), ("n/a", ""), ("50", "40 to 60"), ("60", "50 to 70"))),)


@pytest.mark.parametrize(
    ("begins", "strokes", "says"),
    [
        ((), "MLLL", "All: from 20\xa0% to 60\xa0%."),
        ((2,), "MLML", "All: from 50\xa0% to 60\xa0%."),
        ((3,), "MLLM", "All: 60\xa0%, not comparable with earlier runs."),
        ((1, 2), "MMML", "All: from 50\xa0% to 60\xa0%."),
    ],
)
def test_a_line_begins_anew_where_runs_cannot_be_compared(begins, strokes, says):
    panel = _panel(begins)
    line = panel.lines[0]
    assert "".join(letter for letter in line.path if letter.isalpha()) == strokes
    assert line.band.count("Z") == line.band.count("M") == len(begins) + 1
    assert len(line.dots) == len(DATES)
    assert panel.says == says
