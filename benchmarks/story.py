"""What the review says, quarter by quarter, over two years of the shipped example: ``python benchmarks/story.py``."""

from __future__ import annotations

import difflib
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from story import __doc__ as plot
from story import story

from personacheck.report.markdown import summary


def main() -> None:
    """Print each quarter's summary, what happened to the register, and at last the trend."""
    print(plot)
    with tempfile.TemporaryDirectory() as folder:
        for quarter in story(Path(folder)):
            print("=" * 110)
            print(summary(quarter.review))
            lines = difflib.unified_diff(quarter.before.splitlines(), quarter.register.splitlines(), n=1, lineterm="")
            print("decisions.yaml:", *list(lines)[2:], sep="\n  ")
        for line in quarter.review.trend.lines:
            shares = ["  -" if point is None else f"{point.coverage or 0:4.0%}" for point in line.points]
            print(f"{line.measure:14} {line.axis:8} {line.value:9} {' '.join(shares)}")
        for mark in quarter.review.trend.marks:
            print(f"{mark.as_of} {mark.kind} {mark.axis} {mark.text}")


if __name__ == "__main__":
    main()
