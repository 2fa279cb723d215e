from __future__ import annotations

from dataclasses import replace

import builders as b
import snapshots as s

from personacheck.review.comparable import NEW_BASELINE
from personacheck.review.trend import trend

QUARTERS = ("03-31", "06-30", "09-30", "12-31")
DATES = [f"{year}-{day}" for year in (2024, 2025, 2026) for day in QUARTERS]


def line(found, axis, value, measure="main_contacts"):
    (points,) = [x.points for x in found.lines if (x.measure, x.axis, x.value) == (measure, axis, value)]
    return [point and point.coverage for point in points]


def test_the_last_run_of_each_of_the_last_eight_quarters():
    runs = [s.run(day, covered=n) for n, day in enumerate(DATES, start=50)]
    early = s.run("2026-10-02", covered=1)
    found = trend([*runs[:-1], early], runs[-1], "quarter", {})
    assert list(found.dates) == DATES[-8:]
    assert line(found, "", "") == [n / 100 for n in range(54, 62)]


def test_runs_of_later_dates_play_no_part():
    runs = [s.run(day) for day in DATES]
    assert trend(runs, runs[3], "quarter", {}).dates == tuple(DATES[:4])


def test_a_segment_that_came_later_begins_later():
    first = s.run("2026-03-31", segments=(s.segment({"channel": "direct"}, 30, 50),))
    both = (s.segment({"channel": "indirect"}, 5, 40), *first.result.segments, s.segment({"channel": "x"}, 5, 19))
    found = trend([first], s.run("2026-06-30", segments=both), "quarter", {})
    assert line(found, "channel", "indirect") == [None, 0.125]
    assert [x.value for x in found.lines if x.axis == "channel" and x.measure == "accounts"] == ["direct", "indirect"]


def test_what_people_found_stands_beside_the_line_never_on_it():
    plain = s.run("2026-03-31")
    tally = replace(plain.result.headline.main_contacts, estimate=0.55, low=0.45, high=0.65)
    head = replace(plain.result.headline, main_contacts=tally)
    found = trend([plain], s.run("2026-06-30", headline=head), "quarter", {})
    points = next(x.points for x in found.lines if x.measure == "main_contacts" and not x.axis)
    assert [(p.coverage, p.low, p.high, p.found) for p in points] == [(0.6, 0.6, 0.6, None), (0.6, 0.6, 0.6, 0.55)]


def test_cast_edits_and_breaks_are_marked():
    casts = [b.cast(b.persona("olu", titles=("cio",))), b.cast(b.persona("olu", titles=("cio", "cto")))]
    runs = [
        s.run("2026-03-31", cast=casts[0]),
        s.run("2026-06-30", cast=casts[1]),
        s.run("2026-09-30", cast=casts[1], basis=s.basis(known={"channel": 0.2})),
        s.run("2026-12-31", cast=casts[1], basis=s.basis(500)),
    ]
    marks = trend(runs[:-1], runs[-1], "quarter", {}).marks
    assert [(m.as_of, m.kind, m.axis) for m in marks] == [
        ("2026-06-30", "cast", ""),
        ("2026-09-30", "break", "channel"),
        ("2026-12-31", "break", ""),
    ]
    assert marks[0].text == "edited Olu"


def test_lines_stand_in_the_order_of_the_axis_the_unknown_last():
    values = ("unknown", "odd", "mixed", "indirect", "direct")
    early = (s.segment({"channel": "direct"}, 9, 20), s.segment({"channel": "indirect", "size": "small"}, 9, 40))
    late = (*(s.segment({"channel": value}, 5, 20) for value in values), s.segment({"size": "small"}, 9, 19))
    found = trend([s.run("2026-06-30", segments=early)], s.run(segments=late, covered=50), "quarter", {})
    order = ["", "direct", "indirect", "mixed", "odd", "unknown"]
    assert [(x.measure, x.axis, x.value) for x in found.lines] == [
        (measure, "channel" if value else "", value) for measure in ("accounts", "main_contacts") for value in order
    ]
    assert [[point and point.judged for point in x.points] for x in found.lines[:3]] == [
        [100, 100],
        [20, 20],
        [None, 20],
    ]
    assert (found.dates, found.marks, found.begins) == (("2026-06-30", "2026-09-30"), (), ())


def test_each_measure_that_cannot_be_compared_breaks_its_line_and_a_new_baseline_begins_anew():
    other = {"settings": {"accounts": "2", "export": "1"}}
    runs = [s.run("2026-03-31"), s.run("2026-06-30", basis=s.basis(**other)),
            s.run("2026-09-30", basis=s.basis(**other, currency="USD")),
            s.run("2026-12-31", basis=s.basis(**other, currency="USD", matching="new"))]  # fmt: skip  # a row a run
    found = trend(runs[:-1], runs[-1], "quarter", {})
    why = "The [accounts] settings differ: main contacts are chosen differently."
    assert [(mark.as_of, mark.kind, mark.axis, mark.text) for mark in found.marks] == [
        ("2026-06-30", "break", "", why),
        ("2026-06-30", "break", "", why),
        ("2026-12-31", "break", "", NEW_BASELINE.format("2026-09-30")),
    ]
    assert found.begins == (3,)
