"""What a score is worth: of the contacts that a persona covers, how many have the right one, by score.

    python benchmarks/scores.py ../shared/bench

The full cast, and four personas hidden, six times by seed: then a contact of a hidden persona is wrong wherever it is
put. `export --crm` leaves out what lies below its mark.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import open_set
import pandas as pd

from personacheck.match.matcher import Matcher
from personacheck.model import tables as t
from personacheck.report.crm_export import SCORE

CUTS: Final = (0.0, 0.6, 0.7, SCORE, 0.8, 0.9, 1.01)
FAMILIES: Final = ("full", "hide4")


def right(bench: open_set.Bench, family: str) -> pd.DataFrame:
    """Score of every covered contact of a family of scenarios, and whether its persona is the true one."""
    found = []
    for scenario in bench.scenarios((family,)):
        matches = Matcher.train(scenario.cast).match(bench.contacts)
        truth = bench.truth["persona"].where(~bench.truth["persona"].isin(scenario.hidden), "")
        covered = matches[t.STATUS] == t.Status.COVERED
        told = pd.DataFrame({"score": matches[t.SCORE].astype(float), "right": matches[t.PERSONA] == truth})
        found.append(told[covered])
    return pd.concat(found)


def main() -> None:
    """Print share right by band of score, and above and below the mark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    bench = open_set.load(parser.parse_args().folder)
    for family in FAMILIES:
        told = right(bench, family)
        bands = pd.cut(told["score"], CUTS, right=False)
        print(family)
        print(told.groupby(bands, observed=True)["right"].agg(contacts="size", right="mean").round(2).to_string())
        above = told["score"] >= SCORE
        shares = (told.loc[rows, "right"].mean() for rows in (above, ~above))
        print("right from {0} on: {1:.2f} of {3:,}; below: {2:.2f} of {4:,}".format(
            SCORE, *shares, int(above.sum()), int((~above).sum())))  # fmt: skip  # one line


if __name__ == "__main__":
    main()
