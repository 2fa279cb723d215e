"""``python -m benchmarks.cases FOLDER``: one line for each row of FOLDER/MANIFEST.csv (files, kind, today, right).

What a row asks is held in ``case_checks`` (files) and ``title_checks`` (titles); a row that neither knows is told as
not judged. Exit 0 if all is right.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.case_checks import FILES, Case
from benchmarks.title_checks import TITLES
from personacheck.errors import PersonaCheckError

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECKS: Final = FILES | TITLES
WIDTH: Final = 46


def main(arguments: Sequence[str]) -> int:
    """Judge each row of the manifest in a folder."""
    folder = Path(arguments[0])
    with (folder / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = unjudged = 0
    print(f"{'case':{WIDTH}} {'verdict':8} what was seen (what is right)")
    for row in rows:
        verdict, seen = _judge(Case(folder), row)
        right += verdict == "right"
        unjudged += verdict == "unjudged"
        name = f"{row['files']}: {row['kind']}".strip(": ")
        wanted = "" if verdict == "right" else f" ({row['right'] or row['today']})"
        print(f"{name[:WIDTH]:{WIDTH}} {verdict:8} {seen}{wanted}")
    rest = f", {unjudged} not judged" if unjudged else ""
    print(f"{right} of {len(rows)} right{rest}")
    return 0 if right == len(rows) else 1


def _judge(case: Case, row: dict[str, str]) -> tuple[str, str]:
    """Verdict on a row, and what was seen: the first thing that is not as wanted, else the last."""
    check = CHECKS.get((row["files"], row["kind"]))
    if check is None:
        return "unjudged", "no check"
    held = []
    try:
        for what, seen, wanted in check(case):
            held.append(f"{what}: {seen}")
            if seen != wanted:
                return "WRONG", held[-1]
    except PersonaCheckError as error:
        return "WRONG", f"refused: {error.problems[0].cause}"
    return ("right", "; ".join(held)) if held else ("WRONG", "nothing was checked")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["../shared/cases"]))
