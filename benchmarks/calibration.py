"""Does the program hold what it says of its numbers? Every claim, tried on worlds whose truth is known; exits 1 if not.

    python -m benchmarks.calibration               some minutes
    python -m benchmarks.calibration --seed 7      other worlds
    python -m benchmarks.calibration --long        ten times the draws, for a release
    python -m benchmarks.calibration --only skew   one claim

*before* is what the method that stood here before made of the same worlds; docs/method.md says what is done now.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.claims import differences, estimates, reviews, speed

if TYPE_CHECKING:
    from benchmarks.claims.row import Row

CLAIMS = {
    "contacts": estimates.headline,
    "accounts": estimates.accounts,
    "segments": estimates.segments,
    "hard segments": estimates.hard_segments,
    "ends": estimates.ends,
    "blanks": estimates.blanks,
    "handful": estimates.handful,
    "two reviewers": estimates.agreement,
    "skew": differences.skews,
    "slices": differences.slices,
    "correlated": differences.correlated,
    "gate": reviews.gates,
    "drift": reviews.drifts,
    "time": speed.tests,
}
DRAWS = 200
SEED = 20_261_128
"""Not one that a method was tried on while it was made."""
FIGURES = Path(__file__).parent / "figures" / "calibration.csv"


def main() -> int:
    """Run all, print one line each, keep the figures; 0 if all are as wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--only", choices=[*CLAIMS])
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    print(f"{'claim':<22}{'case':<46}{'before':>8}{'now':>8}  wanted")
    rows: list[Row] = []
    for name, claim in CLAIMS.items():
        if asked.only in {None, name}:
            begun = time.perf_counter()
            for row in claim(np.random.default_rng(asked.seed), DRAWS * (10 if asked.long else 1)):
                print(row.line(), flush=True)
                rows.append(row)
            print(f"{'':<22}{time.perf_counter() - begun:.0f} s")
    bad = [row for row in rows if not row.good]
    print("as wanted" if not bad else f"NOT as wanted: {len(bad)} of {len(rows)}")
    if asked.only is None:
        _keep(rows)
    return 1 if bad else 0


def _keep(rows: list[Row]) -> None:
    with FIGURES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["claim", "case", "before", "now", "wanted"])
        for row in rows:
            before = "" if row.before is None else f"{row.before:.1f}"
            writer.writerow([row.claim, row.case, before, f"{row.now:.1f}", row.wish])


if __name__ == "__main__":
    sys.exit(main())
