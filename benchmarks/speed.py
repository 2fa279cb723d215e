"""``python benchmarks/speed.py [--runs 5] [--rows 100000] [--large 1000000] [--save]``: how fast, as ratios.

A ratio to something plain that reads the same file holds on any machine; seconds do not. Every figure is the CPU time
of a whole process, child processes included; runs are interleaved, and the median ratio counts, with the least and the
most: starts are run so many times, large files half as often, the largest once. ``--large 0`` leaves the largest out;
``--save`` keeps the table in ``benchmarks/figures``. It takes some twelve minutes on two idle cores. Exit 0 whether the
goals are met or not: what is missed is printed as missed.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

import baselines
from large_export import Titles, write_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT: Final = Path(__file__).resolve().parents[1]
FIGURES: Final = Path(__file__).parent / "figures" / "speed.csv"
CAST: Final = ROOT / "fixtures" / "cast.yaml"
TITLE: Final = "Director of IT"
LEADS: Final = 43_033
"""Contacts of the export with few titles."""
PYTHON: Final = sys.executable
HEAVY: Final = """
import sys
from personacheck.cli.app import run
run(["--help"])
print(*sorted({"numpy", "pandas", "scipy", "sklearn"} & set(sys.modules)) or ["none"])
"""


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system), peak memory in MB and seconds waited, of one process and those that it began."""

    seconds: float
    megabytes: float
    said: str
    waited: float = 0.0


class Row(NamedTuple):
    """One line of the table: a ratio, its spread over the runs, its goal ("<= 2", or ""), and seconds of both."""

    name: str
    ratio: float
    least: float
    most: float
    goal: str
    seconds: str

    @property
    def kept(self) -> bool:
        """The goal is met."""
        sign, _, goal = self.goal.partition(" ")
        if not goal:
            return True
        return self.ratio <= float(goal) if sign == "<=" else self.ratio >= float(goal)


def main(arguments: list[str]) -> int:
    """Measure, and print the table and the stages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--save", action="store_true")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="personacheck-speed-") as folder:
        _measure(Path(folder), asked)
    return 0


def _measure(folder: Path, asked: argparse.Namespace) -> None:
    book, out = _apart(write_large, folder / "export.xlsx", asked.rows), str(folder / "out")
    texts = {kind: _apart(write_large, folder / f"{kind}.csv", asked.rows, kind) for kind in get_args(Titles)}
    _run(_command("demo", "--quiet", "--out", out))  # warm: bytecode is written, files are cached
    heavy = _run([PYTHON, "-c", HEAVY]).said.splitlines()[-1]
    print(f"{asked.rows:,} contacts, {asked.large:,} in the largest file; medians, least to most")
    print(f"--help imports of numpy, pandas, scipy, sklearn: {heavy}\n")
    print(f"{'':58}{'ratio':>8}  {'spread':15}{'goal':>8}   CPU seconds")
    fewer = max(asked.runs // 2, 1)
    rows = [*_started(folder, asked.runs), *_sized(folder, book, asked.rows, fewer), _titles(asked)]
    kinds = _kinds(texts, out, fewer)
    rows += [_told(f"check {asked.rows:,} csv, {kind} / plain reading", *costs, "") for kind, costs in kinds.items()]
    if asked.large:
        checks = kinds["languages"][0]
        rows += _large(_apart(write_large, folder / "large.csv", asked.large), checks, out, (asked.rows, asked.large))
    if asked.save:
        with FIGURES.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([Row._fields, *rows])
    for path in (book, *texts.values()):
        print(f"\n{path.name}: CPU seconds a stage")
        print(_run([PYTHON, str(ROOT / "benchmarks" / "stages.py"), str(path), str(CAST), out]).said, end="")


def _started(folder: Path, runs: int) -> Iterator[Row]:
    """What a start costs, beside those of the libraries that it needs."""
    leads = _apart(write_large, folder / "leads.csv", LEADS, "few")
    out = str(folder / "out")
    seen = _interleaved({
        "sklearn": [PYTHON, "-c", "import sklearn"],
        "pandas": [PYTHON, "-c", "import pandas"],
        "typer": [PYTHON, "-c", baselines.EMPTY_PROGRAM],
        "help": _command("--help"),
        "lint": _command("lint", str(CAST)),
        "explain": _command("explain", TITLE, "--cast", str(CAST)),
        "inspect": _command("inspect", str(ROOT / "fixtures" / "export.xlsx")),
        "check": _check(ROOT / "fixtures" / "contacts.csv", out),
        "leads": _check(leads, out),
    }, runs)  # fmt: skip  # a table
    for ours, theirs, goal, name in (
        ("check", "sklearn", "<= 1.8", "check of 1,217 contacts / import sklearn"),
        ("lint", "pandas", "<= 2.5", "lint / import pandas"),
        ("explain", "pandas", "<= 3", "explain / import pandas"),
        ("inspect", "pandas", "<= 2", "inspect / import pandas"),
        ("help", "typer", "<= 1.15", "--help / help of an empty program of two commands"),
        ("leads", "check", "<= 2", f"check of {LEADS:,} contacts, few titles / of 1,217"),
    ):
        yield _told(name, seen[ours], seen[theirs], goal)


def _sized(folder: Path, book: Path, rows: int, runs: int) -> Iterator[Row]:
    """What workbooks cost, beside a naive script and a plain reading."""
    out = str(folder / "out")
    small = _apart(write_large, folder / "small.xlsx", min(10_000, rows))
    seen = _interleaved({
        "naive": [PYTHON, "-c", baselines.NAIVE, str(small), str(CAST), str(folder / "naive.xlsx")],
        "small": _check(small, out),
        "plain": [PYTHON, "-c", baselines.READ_XLSX, str(book)],
        "lean": [*_check(book, f"{out}-lean"), "--format", "html,json,csv"],
        "whole": _check(book, out),
    }, runs)  # fmt: skip  # a table
    yield _told("a naive script / check, 10,000 xlsx", seen["naive"], seen["small"], ">= 3")
    yield _told(f"check {rows:,} xlsx / calamine, without workbook", seen["lean"], seen["plain"], "<= 7")
    yield _told(f"check {rows:,} xlsx / calamine, with workbook", seen["whole"], seen["plain"], "<= 10")


def _kinds(texts: Mapping[Titles, Path], out: str, runs: int) -> dict[Titles, tuple[list[Cost], list[Cost]]]:
    """Of each kind of titles: what checks of its text file cost, and plain readings of ten of its columns."""
    tasks = {kind: _check(path, out) for kind, path in texts.items()}
    tasks |= {f"plain {kind}": _read(path) for kind, path in texts.items()}
    seen = _interleaved(tasks, runs)
    return {kind: (seen[kind], seen[f"plain {kind}"]) for kind in texts}


def _titles(asked: argparse.Namespace) -> Row:
    each = [float(_run([PYTHON, "-c", baselines.TITLES, str(CAST), str(asked.rows)]).said) for _ in range(asked.runs)]
    return _shown(Row("distinct titles a second, read and decided", median(each), min(each), max(each), ">= 8000", ""))


def _large(path: Path, smaller: Sequence[Cost], out: str, sizes: tuple[int, int]) -> Iterator[Row]:
    """The largest file, beside a plain reading of it and the checks of the smaller one."""
    rows, large = sizes
    name = f"check {large:,} csv"
    plain, check = _run(_read(path)), _run(_check(path, out))
    frame = Cost(int(plain.said) / 1e6, 0, "")
    yield _told(f"{name} / plain reading of {baselines.COLUMNS} columns", [check], [plain], "<= 50")
    yield _told(f"{name} / check {rows:,} csv", [check] * len(smaller), smaller, f"<= {0.8 * large / rows:g}")
    yield _told(f"{name}: peak MB / MB of these columns", [Cost(check.megabytes, 0, "")], [frame], "<= 8")


def _told(name: str, ours: Sequence[Cost], theirs: Sequence[Cost], goal: str) -> Row:
    ratios = [one.seconds / other.seconds for one, other in zip(ours, theirs, strict=True)]
    both = " / ".join(f"{median(cost.seconds for cost in costs):.2f}" for costs in (ours, theirs))
    return _shown(Row(name, median(ratios), min(ratios), max(ratios), goal, both))


def _shown(row: Row) -> Row:
    digits = 0 if row.ratio > 1000 else 2
    spread = f"{row.least:.{digits}f}–{row.most:.{digits}f}"
    missed = "" if row.kept else "  MISSED"
    print(f"{row.name:58}{row.ratio:8.{digits}f}  {spread:15}{row.goal:>8}   {row.seconds}{missed}", flush=True)
    return row


def _command(*arguments: str) -> list[str]:
    return [PYTHON, "-m", "personacheck", *arguments]


def _read(path: Path) -> list[str]:
    return [PYTHON, "-c", baselines.READ_CSV, str(path)]


def _check(path: Path, out: str) -> list[str]:
    return _command(
        "check", str(path), "--cast", str(CAST), "--out", out, "--quiet", "--no-record", "--as-of", "2026-09-30"
    )


def _interleaved(tasks: Mapping[str, list[str]], runs: int) -> dict[str, list[Cost]]:
    seen: dict[str, list[Cost]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, command in tasks.items():
            seen[name].append(_run(command))
    return seen


def _apart(make: Callable[..., Path], *arguments: object) -> Path:
    """What a process of its own makes: a command's peak counts the memory that whoever began it ever held."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(make, *arguments).result()


def _run(command: list[str]) -> Cost:
    """Run in a process of its own, with bytecode, as an installed program does."""
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    surroundings["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(ROOT / "benchmarks")))
    begun = time.monotonic()
    with tempfile.TemporaryFile() as said, subprocess.Popen(command, stdout=said, env=surroundings, cwd=ROOT) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"exit {child.returncode}: {' '.join(command[1:4])}")
        said.seek(0)
        waited = time.monotonic() - begun
        return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said.read().decode(), waited)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
