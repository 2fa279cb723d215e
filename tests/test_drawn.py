"""The pictures of the rooms on the site: every part of the drawing once, every arrow from end to end."""

from __future__ import annotations

import re
import runpy
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

DOCS = Path(__file__).resolve().parents[1] / "docs"
SVG = runpy.run_path(str(DOCS / "drawn.py"))["svg"]
DRAWINGS = re.findall(r"```mermaid\n(.*?)```", (DOCS / "architecture.md").read_text("utf-8"), re.DOTALL)


def boxes(picture):
    """Left, right, top and foot of each box, by the name in it."""
    sides = {}
    for rect, text in zip(picture.iter("rect"), picture.iter("text"), strict=True):
        left, top, width, height = (float(rect.get(key)) for key in ("x", "y", "width", "height"))
        assert text.text not in sides
        sides[text.text] = (left, left + width, top, top + height)
    return sides


def ends(picture):
    """Where each arrow begins, and where its head is."""
    for path in picture.iter("path"):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.get("d"))]
        yield (*numbers[:2], *numbers[-4:-2])


@pytest.mark.parametrize("mermaid", DRAWINGS, ids=lambda text: text.split()[2])
def test_a_picture_holds_every_part_and_every_arrow(mermaid):
    picture = ElementTree.fromstring(SVG(mermaid))
    at = boxes(picture)
    foot = {((left + right) / 2, foot): name for name, (left, right, _, foot) in at.items()}
    head = {((left + right) / 2, top): name for name, (left, right, top, _) in at.items()}

    def name_at(x, y, points):
        return next(name for (middle, edge), name in points.items() if abs(middle - x) < 0.2 and edge == y)

    shown = [(name_at(*end[:2], foot), name_at(*end[2:], head)) for end in ends(picture)]
    assert shown == re.findall(r"(\w+) --> (\w+)", mermaid)
    assert at.keys() == {part for pair in shown for part in pair}


@pytest.mark.parametrize("mermaid", DRAWINGS, ids=lambda text: text.split()[2])
def test_no_box_lies_over_another_or_outside(mermaid):
    picture = ElementTree.fromstring(SVG(mermaid))
    at = boxes(picture)
    for (left, right, top, _), (other_left, other_right, other_top, _) in combinations(at.values(), 2):
        assert top != other_top or right < other_left or other_right < left
    least, _, width, height = map(float, picture.find("svg").get("viewBox").split())
    assert all(least <= left and right <= least + width and foot <= height for left, right, _, foot in at.values())
