"""``python benchmarks/speed_large.py [FILE.csv …] [--rows 1000000] [--times 5,10] [--kinds few,many] [--save]``.

For each kind of export, and each text file that is named: the text file, the same rows as four Parquet files, and these
on Dask with two workers, one command each. Figures are CPU seconds of all processes, seconds waited, and the peak of
the largest process; results must be equal but for the run block, else it exits 1. At last Parquet of so many times the
rows with few titles, for how all grow; ``--times ""``: not. ``--save`` keeps each figure of the kinds in
``benchmarks/figures`` as soon as it is there, beside those of other sizes.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

import duckdb
from large_export import Titles, write_large
from speed import CAST, _apart, _command, _run

if TYPE_CHECKING:
    from collections.abc import Sequence

FIGURES: Final = Path(__file__).parent / "figures" / "speed_large.csv"
PARTS: Final = 4
GROWN: Final = (1_000_000, 5)
"""Rows, and how many times as many take the following at most."""
RATIO: Final = 5.2
"""Times the CPU."""
PEAK: Final = 2_500
"""MB."""


class Figure(NamedTuple):
    """What one check cost: CPU seconds of all its processes, MB of the largest, and a digest of what it wrote.

    ``waited`` are seconds by the clock.
    """

    titles: str
    contacts: int
    engine: str
    seconds: float
    waited: float
    megabytes: float
    result: str


def main(arguments: list[str]) -> int:
    """Measure, print, and tell whether all results are equal and the curve is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--times", default="5,10")
    parser.add_argument("--kinds", default=",".join(get_args(Titles)))
    parser.add_argument("--save", action="store_true")
    asked = parser.parse_args(arguments)
    print("CPU seconds, seconds waited, and MB of the largest process")
    kinds: list[Titles] = [kind for kind in asked.kinds.split(",") if kind]
    with tempfile.TemporaryDirectory(prefix="personacheck-large-") as name:
        folder = Path(name)
        equal = [_named(folder, file) for file in asked.files] + [_kind(folder, kind, asked) for kind in kinds]
        return int(not all(equal) or not _curve(folder, asked))


def _kind(folder: Path, kind: Titles, asked: argparse.Namespace) -> bool:
    text = _apart(write_large, folder / f"{kind}.csv", asked.rows, kind)
    same = _same(folder, text, Figure(kind, asked.rows, "", 0, 0, 0, ""), save=asked.save)
    text.unlink()
    return same


def _named(folder: Path, text: Path) -> bool:
    with text.open("rb") as file:
        lines = sum(1 for _ in file)
    return _same(folder, text, Figure(text.stem[:10], lines - 1, "", 0, 0, 0, ""), save=False)


def _same(folder: Path, text: Path, figure: Figure, *, save: bool) -> bool:
    """Whether all engines give the same result."""
    parts = str(_apart(_parquet, text, folder / "parts") / "*.parquet")
    figures = [
        _check(figure._replace(engine=engine), export, folder / "out", save=save)
        for engine, export in (("CSV", [str(text)]), ("Parquet", [parts]), ("Dask", [parts, "--engine", "dask"]))
    ]
    same = len({figure.result for figure in figures}) == 1
    print(f"{figure.titles:10} {'equal' if same else 'DIFFERENT'}", flush=True)
    return same


def _curve(folder: Path, asked: argparse.Namespace) -> bool:
    """Whether Parquet of some times as many rows, with as many titles, takes no more than it may."""
    times = [int(number) for number in asked.times.split(",") if number]
    if not times:
        return True
    once, *grown = [_of_few(folder, asked.rows * number, save=asked.save) for number in (1, *times)]
    kept = [_kept(once, many, number) for many, number in zip(grown, times, strict=True)]
    return all(kept)


def _of_few(folder: Path, rows: int, *, save: bool) -> Figure:
    text = _apart(write_large, folder / "curve.csv", rows, "few")
    parts = str(_apart(_parquet, text, folder / "curve") / "*.parquet")
    text.unlink()
    return _check(Figure("few", rows, "Parquet", 0, 0, 0, ""), [parts], folder / "out", save=save)


def _kept(once: Figure, many: Figure, times: int) -> bool:
    """Whether the goals are met; they are of five times a million rows, other sizes are told without any."""
    ratio, asked = many.seconds / once.seconds, (once.contacts, times) == GROWN
    kept = not asked or (ratio <= RATIO and many.megabytes <= PEAK)
    goals = (f" (<= {RATIO:g})", f" (<= {PEAK:,})") if asked else ("", "")
    cost = f"CPU x {ratio:.2f}{goals[0]}, peak {many.megabytes:,.0f} MB{goals[1]}"
    print(f"{times} times {once.contacts:,}: {cost}{'' if kept else '  MISSED'}", flush=True)
    return kept


def _parquet(text: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with duckdb.connect(config={"threads": "1"}) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"CREATE TABLE export AS FROM read_csv('{text}', all_varchar = true)")
        (rows,) = connection.execute("SELECT count(*) FROM export").fetchone()
        size = -(-rows // PARTS)
        for part in range(PARTS):
            some = f"FROM export LIMIT {size} OFFSET {part * size}"
            connection.execute(f"COPY ({some}) TO '{folder / f'{part}.parquet'}' (FORMAT parquet)")
    return folder


def _check(figure: Figure, export: Sequence[str], out: Path, *, save: bool) -> Figure:
    """Check an export, and print and keep what it cost."""
    shutil.rmtree(out, ignore_errors=True)
    asked = ("--out", str(out), "--format", "json,csv", "--as-of", "2026-09-30", "--no-record", "--quiet")
    cost = _run(_command("check", *export, "--cast", str(CAST), *asked))
    result = json.loads((out / "result.json").read_text("utf-8"))
    result.pop("run")
    tables = (hashlib.sha256((out / name).read_bytes()).hexdigest() for name in ("contacts.csv", "accounts.csv"))
    digest = hashlib.sha256("".join([json.dumps(result), *tables]).encode()).hexdigest()[:12]
    measured = {"seconds": round(cost.seconds, 1), "waited": round(cost.waited), "megabytes": round(cost.megabytes)}
    figure = figure._replace(**measured, result=digest)
    print("{:10}{:12,} {:8}{:9.1f} s{:6.0f} s{:8.0f} MB   result {}".format(*figure), flush=True)
    if save:
        _keep(figure)
    return figure


def _keep(figure: Figure) -> None:
    """Keep it in the table of figures, in place of an earlier one of the same titles, size and engine."""
    place = [str(part) for part in figure[:3]]
    lines = []
    if FIGURES.exists():
        with FIGURES.open(encoding="utf-8", newline="") as file:
            lines = [line for line in csv.reader(file) if line[:3] != place][1:]
    with FIGURES.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([Figure._fields, *lines, figure])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
