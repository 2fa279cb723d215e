"""Persona fit over the last periods, by channel and by size, with what broke or bent the lines."""

from __future__ import annotations

from bisect import bisect
from datetime import date
from itertools import groupby
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model import tables as t
from personacheck.report.wording import MONTHS, NBSP, percent, span
from personacheck.text.prose import sentence
from personacheck.vocabulary.axes import value_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from personacheck.model.assessment import Assessment
    from personacheck.model.review import Trend, TrendLine

MEASURE: Final = "main_contacts"
LEFT: Final = 46.0
WIDTH: Final = 302.0
ZERO: Final = 210.0
HUNDRED: Final = 188.0
APART: Final = 30.0
"""Units between two labels, which take two lines of text each."""
LOOKS: Final = ("all", "first", "second")


class Line(NamedTuple):
    """One line as a path; ``breaks`` where a run did not have it. ``label_y`` is pushed free of its neighbours.

    Attributes
    ----------
    band
        Path around floor and ceiling; "" but for the line of all.
    """

    label: str
    look: str
    path: str
    band: str
    dots: tuple[tuple[float, float], ...]
    value: str
    label_y: float


class Edit(NamedTuple):
    """A lettered mark on the time axis."""

    letter: str
    x: float
    date: str
    text: str


class Panel(NamedTuple):
    """One chart: three lines at most, and what they say."""

    title: str
    lines: tuple[Line, ...]
    says: str


class TrendChart(NamedTuple):
    """The charts, and their numbers for the table: one row a line, for each date its share and interval."""

    panels: tuple[Panel, ...]
    dates: tuple[tuple[float, str], ...]
    edits: tuple[Edit, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def trend(assessment: Assessment) -> TrendChart | None:
    """The charts; None before the second run."""
    history = assessment.review.trend if assessment.review else None
    if history is None or len(history.dates) < 2:
        return None
    ticks = [(_x(n, len(history.dates)), _short(when)) for n, when in enumerate(history.dates)]
    step = 2 if len(ticks) > 4 else 1
    lines = [line for line in history.lines if line.measure == MEASURE]
    rows = [(_label(line), tuple(_cell(line, n) for n in range(len(history.dates)))) for line in lines]
    return TrendChart(
        panels=tuple(_panels(history)),
        dates=tuple(ticks[::-1][::step][::-1]),
        edits=_edits(history),
        heads=tuple(label for _, label in ticks),
        rows=(*rows, *(_estimates(line) for line in lines if any(point and point.found for point in line.points))),
    )


def _panels(history: Trend) -> Iterator[Panel]:
    """All beside the two channels with most people now; the sizes."""
    whole = [line for line in history.lines if line.measure == MEASURE and not line.axis]
    yield _panel(
        "All, and by channel", [*whole, *_largest(history, t.CHANNEL, len(LOOKS) - len(whole))], history.begins
    )
    if sizes := _largest(history, t.SIZE, len(LOOKS)):
        yield _panel("By size of the company", sizes, history.begins)


def _panel(title: str, lines: Sequence[TrendLine], begins: Sequence[int]) -> Panel:
    return Panel(title, _lines(lines, begins), " ".join(_says(line, max(begins, default=0)) for line in lines))


def _largest(history: Trend, axis: str, most: int) -> list[TrendLine]:
    """The lines of an axis with most people now, in its own order."""
    lines = [line for line in history.lines if (line.measure, line.axis) == (MEASURE, axis)]
    lines = [line for line in lines if line.value != t.UNKNOWN and line.points[-1]]
    largest = sorted(lines, key=lambda line: -line.points[-1].judged if line.points[-1] else 0)[:most]
    return [line for line in lines if line in largest]


def _lines(lines: Sequence[TrendLine], begins: Sequence[int]) -> tuple[Line, ...]:
    ends = _apart([_places(line)[-1][1] if _places(line) else ZERO for line in lines])
    bands = ["" if line.axis else _band(line, begins) for line in lines]
    return tuple(
        Line(_label(line), look, _path(line, begins), band, tuple(_places(line)), _last(line), end)
        for line, look, band, end in zip(lines, LOOKS, bands, ends, strict=False)
    )


def _x(n: int, dates: int) -> float:
    return LEFT + WIDTH * n / max(1, dates - 1)


def _places(line: TrendLine) -> list[tuple[float, float]]:
    return [
        (_x(n, len(line.points)), ZERO - HUNDRED * point.coverage)
        for n, point in enumerate(line.points)
        if point is not None and point.coverage is not None
    ]


def _path(line: TrendLine, begins: Sequence[int]) -> str:
    """Moves where a run did not have the line or begins it anew, and else draws."""
    path, pen = [], "M"
    for n, point in enumerate(line.points):
        pen = "M" if n in begins else pen
        if point is None or point.coverage is None:
            pen = "M"
            continue
        path.append(f"{pen}{_x(n, len(line.points)):.1f} {ZERO - HUNDRED * point.coverage:.1f}")
        pen = "L"
    return "".join(path)


def _band(line: TrendLine, begins: Sequence[int]) -> str:
    """Along the upper bounds and back along the lower ones; once for each stretch that can be compared."""
    points = [(n, point) for n, point in enumerate(line.points) if point is not None]
    if any(point.low is None or point.high is None for _, point in points):
        return ""
    bands = []
    for _, group in groupby(points, key=lambda item: bisect(begins, item[0])):
        stretch = list(group)
        above = [(n, point.high or 0.0) for n, point in stretch]
        below = [(n, point.low or 0.0) for n, point in stretch]
        corners = (f"{_x(n, len(line.points)):.1f} {ZERO - HUNDRED * bound:.1f}" for n, bound in (*above, *below[::-1]))
        bands.append(f"M{'L'.join(corners)}Z")
    return "".join(bands)


def _apart(heights: Sequence[float]) -> list[float]:
    """Heights of labels, pushed down until none covers another, and up again where they leave the drawing."""
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    free = dict.fromkeys(order, 0.0)
    lowest = -APART
    for n in order:
        free[n] = lowest = max(heights[n], lowest + APART)
    over = max(0.0, lowest - ZERO)
    return [free[n] - over for n in range(len(heights))]


def _edits(history: Trend) -> tuple[Edit, ...]:
    place = {when: _x(n, len(history.dates)) for n, when in enumerate(history.dates)}
    marks = [mark for mark in history.marks if mark.as_of in place]
    return tuple(
        Edit(letter, place[mark.as_of], _short(mark.as_of), mark.text)
        for letter, mark in zip(ascii_uppercase, marks, strict=False)
    )


def _label(line: TrendLine) -> str:
    return sentence(value_label(line.axis, line.value)) if line.axis else "All"


def _cell(line: TrendLine, n: int) -> tuple[str, str]:
    point = line.points[n]
    if point is None:
        return "n/a", ""
    return _bare(percent(point.coverage)), _bare(span(point.low, point.high))


def _estimates(line: TrendLine) -> tuple[str, tuple[tuple[str, str], ...]]:
    shares = [point.found if point else None for point in line.points]
    return f"{_label(line)}, as people found", tuple(("" if n is None else _bare(percent(n)), "") for n in shares)


def _bare(text: str) -> str:
    return text.replace(f"{NBSP}%", "")


def _last(line: TrendLine) -> str:
    point = line.points[-1]
    return percent(point.coverage) if point else "n/a"


def _says(line: TrendLine, begins: int) -> str:
    """The first share and the last of those that can be compared; before ``begins`` lie others."""
    shares = [point.coverage for point in line.points[begins:] if point is not None and point.coverage is not None]
    if not shares:
        return f"{_label(line)}: n/a."
    if begins and len(shares) == 1:
        return f"{_label(line)}: {percent(shares[0])}, not comparable with earlier runs."
    return f"{_label(line)}: from {percent(shares[0])} to {percent(shares[-1])}."


def _short(iso: str) -> str:
    when = date.fromisoformat(iso)
    return f"{MONTHS[when.month - 1][:3]} {when.year % 100:02}"
