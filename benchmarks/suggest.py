"""Does a hidden persona come back as a candidate? Hides each persona of a labelled cast in turn; exits 1 if it fails.

    python benchmarks/suggest.py FOLDER        holding cast.yaml, data/contacts.csv, data/truth.csv

The rank is that of the candidate which holds most of the hidden persona, over all contacts. Its rule is tried as a user
would: made from one half of the titles, pasted into the cast, and matched on the other half, both ways. Precision: of
the held-out contacts that it takes among those uncovered before, how many are the hidden persona's; recall: of all the
hidden persona's held-out contacts. Wanted: among the first three candidates in 8 of 12 (goal 10), mean precision .83
(goal .88), mean recall .60 (goal .70).
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from personacheck.cast.load import load_cast
from personacheck.coverage.assess import assess
from personacheck.load.exports import load_export
from personacheck.match.matcher import Matcher
from personacheck.model import tables as t
from personacheck.model.cast import Cast, Persona
from personacheck.settings.settings import Settings
from personacheck.suggest.candidates import suggest

if TYPE_CHECKING:
    from personacheck.model.export import Export
    from personacheck.model.result import Suggestion

AS_OF = date(2026, 9, 30)
FIRST, PRECISION, RECALL = 8 / 12, 0.83, 0.60


def candidates(export: Export, cast: Cast) -> tuple[Suggestion, ...]:
    """What would be suggested for an export under a cast."""
    settings = Settings()
    matches = Matcher.train(cast).match(export.contacts)
    return suggest(assess(export, matches, cast, settings, AS_OF).census.contacts, settings)


def taken(export: Export, cast: Cast, one: Suggestion) -> pd.Series:
    """Contacts (bool) that a candidate takes once pasted into the cast, among those that were uncovered."""
    before = Matcher.train(cast).match(export.contacts)
    pasted = replace(cast, personas=(*cast.personas, Persona(id="candidate", name=one.name, **one.rule)))
    after = Matcher.train(pasted).match(export.contacts)
    return (before[t.STATUS] != t.Status.COVERED.value) & (after[t.PERSONA] == "candidate")


def run(export: Export, cast: Cast, truth: pd.Series, hidden: str) -> tuple[int, str, float, float]:
    """Rank and name of the candidate that finds the hidden persona; precision and recall of its rule."""
    rest = replace(cast, personas=tuple(one for one in cast.personas if one.id != hidden))
    theirs = truth == hidden
    found = candidates(export, rest)
    held = [int((taken(export, rest, one) & theirs).sum()) for one in found]
    rank = held.index(max(held))
    half = export.contacts[t.TITLE].map(lambda title: hashlib.sha1(title.casefold().encode()).digest()[0] % 2)
    hits = size = 0
    for part in (0, 1):
        one_half, other = (_part(export, half == side) for side in (part, 1 - part))
        same = [one for one in candidates(one_half, rest) if one.function == found[rank].function]
        if same:
            mine = taken(other, rest, same[0])
            hits += int((mine & theirs[half != part].reset_index(drop=True)).sum())
            size += int(mine.sum())
    return rank + 1, found[rank].name, hits / max(size, 1), hits / int(theirs.sum())


def _part(export: Export, rows: pd.Series) -> Export:
    return replace(export, contacts=export.contacts[rows].reset_index(drop=True))


def main(folder: Path) -> int:
    """Print a line a persona, and what is wanted."""
    cast = load_cast(folder / "cast.yaml")
    export = load_export([folder / "data" / "contacts.csv"], Settings(), as_of=AS_OF)
    labels = pd.read_csv(folder / "data" / "truth.csv", dtype=str, keep_default_na=False)
    known = dict(zip(labels["contact_id"], labels["persona"].str.replace("_", "-"), strict=True))
    truth = export.contacts[t.RECORD_ID].map(known)
    print(f"{'hidden':<22}{'candidate':<32}{'rank':>5}{'precision':>11}{'recall':>8}")
    rows = []
    for hidden in cast.ids:
        rank, name, precision, recall = run(export, cast, truth, hidden)
        rows.append((rank, precision, recall))
        print(f"{hidden:<22}{name:<32}{rank:>5}{precision:>11.2f}{recall:>8.2f}", flush=True)
    table = pd.DataFrame(rows, columns=["rank", "precision", "recall"])
    first, means = int((table["rank"] <= 3).sum()), table[["precision", "recall"]].mean()
    good = first >= FIRST * len(rows) and means["precision"] >= PRECISION and means["recall"] >= RECALL
    print(f"first three: {first} of {len(rows)}; precision {means['precision']:.2f}, recall {means['recall']:.2f}")
    print("as wanted" if good else "NOT as wanted")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
