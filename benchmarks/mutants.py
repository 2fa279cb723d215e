"""Whether tests notice when code is changed: mutants drawn from the rooms in ``[tool.mutmut]``, and how many survive.

``python benchmarks/mutants.py [--seed 1] [--sample 200]`` in the checkout; works in ``mutants/``, which git ignores.
It prints a row a room and then each survivor as a patch, to be read: either a test is missing, or the change is
equivalent.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

from mutmut.stats import status_by_exit_code

ALIVE = {"survived", "no tests"}


def main() -> None:
    """Draw, run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=200)
    options = parser.parse_args()
    mutmut("none.of.these")  # makes all mutants and times all tests, then finds that nothing was chosen
    names = sorted(ends())
    drawn = random.Random(options.seed).sample(names, min(options.sample, len(names)))
    if mutmut(*drawn).returncode:
        sys.exit("mutmut failed: run it by hand, with debug = true in [tool.mutmut]")
    tell(drawn, len(names))


def mutmut(*names: str) -> subprocess.CompletedProcess[bytes]:
    """Run on these mutants; what it prints goes to ``mutants.log`` beside them."""
    Path("mutants").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(max(1, (os.cpu_count() or 2) - 1)), *names]
    with Path("mutants", "mutants.log").open("ab") as log:
        return subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False)


def ends() -> dict[str, str]:
    """How each mutant ended: killed, survived, no tests, timeout, not checked."""
    kept = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path("mutants").rglob("*.meta")))
    return {name: status_by_exit_code[code] for each in kept for name, code in each["exit_code_by_key"].items()}


def tell(drawn: list[str], whole: int) -> None:
    """The table by room, then the survivors."""
    ended = ends()
    table = Counter((room(name), ended[name]) for name in drawn)
    columns = sorted({end for _, end in table})
    print(f"{len(drawn)} of {whole} mutants")
    print("| room | " + " | ".join(columns) + " |", "|---|" + "---|" * len(columns), sep="\n")
    for each in sorted({room for room, _ in table}):
        print(f"| {each} | " + " | ".join(str(table[each, column]) for column in columns) + " |")
    alive = [name for name in drawn if ended[name] in ALIVE]
    print(f"survived: {len(alive)} of {len(drawn)} ({len(alive) / len(drawn):.1%})\n")
    for name in alive:
        command = [sys.executable, "-m", "mutmut", "show", name]
        print(subprocess.run(command, check=False, capture_output=True, text=True).stdout)


def room(name: str) -> str:
    """``load/link`` of ``personacheck.load.link.join.x_join__mutmut_1``."""
    parts = name.split(".")[1:]
    return "/".join(parts[:2] if parts[0] == "load" else parts[:1])


if __name__ == "__main__":
    main()
