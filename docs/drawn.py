"""Drawings in Mermaid as SVG, made while the site is built: a reader's browser fetches and runs nothing.

Only what ``docs/architecture.md`` needs: a graph from top to bottom, one arrow a line (``a --> b``).
"""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

HEIGHT, GAP, BETWEEN, LETTER, MARGIN = 28, 9, 40, 7.3, 4
"""Of a box, beside it, between two rows, of one letter, and around everything: all in pixels."""
SWEEPS: Final = 24

Way: TypeAlias = "list[Point]"


class Point(NamedTuple):
    """A box, or where an arrow passes a row that it only crosses (then ``source`` and ``target`` are the arrow's)."""

    source: str
    target: str
    row: int

    @property
    def width(self) -> float:
        """In pixels."""
        return len(self.source) * LETTER + 14 if self.source == self.target else 4


def arrows(mermaid: str) -> list[tuple[str, str]]:
    """From and to, in the order written."""
    parts = [line.split() for line in mermaid.splitlines() if "-->" in line]
    return [(source, target) for source, _, target in parts]


def svg(mermaid: str) -> str:
    """The graph; its colours are those of the text around it."""
    pairs = arrows(mermaid)
    ways = _ways(pairs, _rows(pairs))
    rows = _ordered(ways)
    left = _placed(rows, ways)
    wide = max(left[point] + point.width for row in rows for point in row)
    lines = [_line([(left[point] + point.width / 2, point.row) for point in way]) for way in ways]
    boxes = [_box(point, left[point]) for row in rows for point in row if point.source == point.target]
    name = "; ".join(f"{source} imports {target}" for source, target in pairs)
    width, height = wide + 2 * MARGIN, len(rows) * (HEIGHT + BETWEEN) - BETWEEN + 2 * MARGIN
    return (
        f'<div class="drawn" tabindex="0"><svg role="img" aria-label="{escape(name)}" width="{width:.0f}"'
        f' viewBox="{-MARGIN} {-MARGIN} {width:.0f} {height:.0f}">{"".join(lines + boxes)}</svg></div>'
    )


def _rows(pairs: list[tuple[str, str]]) -> dict[str, int]:
    """Each part's row: one below the lowest of those that import it."""
    rows = dict.fromkeys([part for pair in pairs for part in pair], 0)
    for _ in rows:
        for source, target in pairs:
            rows[target] = max(rows[target], rows[source] + 1)
    above = {source: min(rows[target] for start, target in pairs if start == source) for source, _ in pairs}
    tops = rows.keys() - {target for _, target in pairs}
    return {part: above[part] - 1 if part in tops else row for part, row in rows.items()}


def _ways(pairs: list[tuple[str, str]], rows: dict[str, int]) -> list[Way]:
    """Each arrow with a point on every row from its start to its end."""
    return [
        [
            Point(source, source, rows[source]),
            *(Point(source, target, row) for row in range(rows[source] + 1, rows[target])),
            Point(target, target, rows[target]),
        ]
        for source, target in pairs
    ]


def _ordered(ways: list[Way]) -> list[list[Point]]:
    """The points of each row, from left to right, so that few arrows cross: each near the mean of its neighbours."""
    points = sorted({point for way in ways for point in way})
    rows = [[point for point in points if point.row == row] for row in range(1 + max(point.row for point in points))]
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for index in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
            beside = rows[index - 1 if down else index + 1]
            share = {point: place / len(beside) for place, point in enumerate(beside)}
            rows[index].sort(key=lambda point, share=share: _mean([share[p] for p in _near(point, ways) if p in share]))
    return rows


def _near(point: Point, ways: list[Way]) -> list[Point]:
    steps = [step for way in ways for step in pairwise(way)]
    return [end for start, end in steps if start == point] + [start for start, end in steps if end == point]


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.5


def _placed(rows: list[list[Point]], ways: list[Way]) -> dict[Point, float]:
    """The left edge of each point: towards its neighbours, and never over the one beside it."""
    left: dict[Point, float] = {}
    for row in rows:
        edge = 0.0
        for point in row:
            left[point] = edge
            edge += point.width + GAP
    for _ in range(SWEEPS):
        for row in rows:
            wanted = [_mean([left[near] + near.width / 2 for near in _near(point, ways)]) for point in row]
            left |= _apart(row, [middle - point.width / 2 for middle, point in zip(wanted, row, strict=True)])
    least = min(left.values())
    return {point: edge - least for point, edge in left.items()}


def _apart(row: list[Point], wanted: list[float]) -> dict[Point, float]:
    """As near to where they want to be as two passes allow: the mean of pushing to the right and to the left."""
    right, edge = [], float("-inf")
    for point, want in zip(row, wanted, strict=True):
        right.append(max(want, edge))
        edge = right[-1] + point.width + GAP
    leftmost, edge = [], float("inf")
    for point, want in reversed(list(zip(row, wanted, strict=True))):
        leftmost.append(min(want, edge - point.width - GAP))
        edge = leftmost[-1]
    return {point: (a + b) / 2 for point, a, b in zip(row, right, reversed(leftmost), strict=True)}


def _top(row: int) -> float:
    return row * (HEIGHT + BETWEEN)


def _line(middles: list[tuple[float, int]]) -> str:
    """From the foot of a box to the head of another, bent between rows, with a head of its own."""
    x, row = middles[0]
    path = f"M{x:.1f} {_top(row) + HEIGHT:.0f}"
    for x, row in middles[1:]:
        end, half = _top(row), _top(row) - BETWEEN / 2
        path += f" C{path.split()[-2].lstrip('MCL')} {half:.0f} {x:.1f} {half:.0f} {x:.1f} {end:.0f}"
        if row != middles[-1][1]:
            path += f" L{x:.1f} {end + HEIGHT:.0f}"
    head = f"M{x - 4:.1f} {end - 7:.0f} L{x:.1f} {end:.0f} L{x + 4:.1f} {end - 7:.0f}"
    return f'<path class="arrow" d="{path} {head}"/>'


def _box(point: Point, left: float) -> str:
    top = _top(point.row)
    return (
        f'<rect x="{left:.1f}" y="{top:.0f}" width="{point.width:.1f}" height="{HEIGHT}" rx="5"/>'
        f'<text x="{left + point.width / 2:.1f}" y="{top + 18:.0f}">{escape(point.source)}</text>'
    )
