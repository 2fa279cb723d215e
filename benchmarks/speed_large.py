"""``python benchmarks/speed_large.py [--rows 1000000] [--times 5] [--kinds few,many,languages]``: one machine and Dask.

For each kind of export: its text file, the same rows as four Parquet files, and these on Dask with two workers, one
command each. Figures are CPU seconds of all processes and the peak of the largest one; results must be equal but for
the run block, else it exits 1. At last Parquet of so many times the rows, for how both grow; ``--times 0``: not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import duckdb
from large_export import Titles, write_large
from speed import CAST, Cost, _command, _run

if TYPE_CHECKING:
    from collections.abc import Sequence

PARTS: Final = 4
RATIO: Final = 5.2
"""CPU of five times the rows, at most."""
PEAK: Final = 2_500
"""MB that five million rows take at most."""


def main(arguments: list[str]) -> int:
    """Measure, print, and tell whether all results are equal and the curve is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--kinds", default=",".join(get_args(Titles)))
    asked = parser.parse_args(arguments)
    print(f"{asked.rows:,} contacts of 14 columns; CPU seconds, and MB of the largest process")
    with tempfile.TemporaryDirectory(prefix="personacheck-large-") as name:
        folder = Path(name)
        equal = [_kind(folder, kind, asked.rows) for kind in asked.kinds.split(",")]
        return int(not all(equal) or not (asked.times == 0 or _curve(folder, asked.rows, asked.times)))


def _kind(folder: Path, kind: Titles, rows: int) -> bool:
    text = write_large(folder / f"{kind}.csv", rows, kind)
    parts = _parquet(text, folder / kind)
    found = {}
    for name, more in (
        ("text file", [str(text)]),
        ("Parquet", [str(parts / "*.parquet")]),
        ("Dask", [str(parts / "*.parquet"), "--engine", "dask"]),
    ):
        cost, found[name] = _check(more, folder / "out")
        print(
            f"{kind:10} {name:10}{cost.seconds:9.1f} s{cost.megabytes:8.0f} MB   result {found[name][:12]}", flush=True
        )
    text.unlink()
    same = len(set(found.values())) == 1
    print(f"{kind:10} {'equal' if same else 'DIFFERENT'}", flush=True)
    return same


def _curve(folder: Path, rows: int, times: int) -> bool:
    """Parquet of so many rows, and of some times as many, with as many titles."""
    costs = []
    for many in (rows, rows * times):
        text = write_large(folder / "curve.csv", many, "few")
        parts = _parquet(text, folder / "curve")
        text.unlink()
        costs.append(_check([str(parts / "*.parquet")], folder / "out")[0])
        print(f"{many:,} contacts: {costs[-1].seconds:.1f} s, {costs[-1].megabytes:.0f} MB", flush=True)
    ratio = costs[1].seconds / costs[0].seconds
    kept = ratio <= RATIO and costs[1].megabytes <= PEAK
    print(f"CPU x {ratio:.2f} (<= {RATIO}), peak {costs[1].megabytes:.0f} MB (<= {PEAK}){'' if kept else '  MISSED'}")
    return kept


def _parquet(text: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with duckdb.connect(config={"threads": "1"}) as connection:
        connection.execute(f"CREATE TABLE export AS FROM read_csv('{text}', all_varchar = true)")
        (rows,) = connection.execute("SELECT count(*) FROM export").fetchone()
        size = -(-rows // PARTS)
        for part in range(PARTS):
            some = f"FROM export LIMIT {size} OFFSET {part * size}"
            connection.execute(f"COPY ({some}) TO '{folder / f'{part}.parquet'}' (FORMAT parquet)")
    return folder


def _check(export: Sequence[str], out: Path) -> tuple[Cost, str]:
    """What a check costs, and a digest of its result and tables."""
    shutil.rmtree(out, ignore_errors=True)
    asked = ("--out", str(out), "--format", "json,csv", "--as-of", "2026-09-30", "--no-record", "--quiet")
    cost = _run(_command("check", *export, "--cast", str(CAST), *asked))
    result = json.loads((out / "result.json").read_text("utf-8"))
    result.pop("run")
    tables = (hashlib.sha256((out / name).read_bytes()).hexdigest() for name in ("contacts.csv", "accounts.csv"))
    return cost, hashlib.sha256("".join([json.dumps(result), *tables]).encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
