"""``python benchmarks/speed.py [--runs 3] [--rows 100000] [--large 1000000]``: how fast ``check`` is, as ratios.

A ratio to something plain that reads the same file holds on any machine; seconds do not. Every figure is the CPU time
of a whole process, child processes included; runs are interleaved, and the median counts. ``--large 0`` leaves the long
ones out. Exit 0 whether the goals are met or not: what is missed is printed as missed.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from large_export import write_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT: Final = Path(__file__).resolve().parents[1]
CAST: Final = ROOT / "fixtures" / "cast.yaml"
TITLE: Final = "Director of IT"
SELECTED: Final = 10
"""Columns of the plain reading of a text file."""
PYTHON: Final = sys.executable
READ_CSV: Final = f"""
import sys, pandas
table = pandas.read_csv(sys.argv[1], usecols=range({SELECTED}), dtype=object, keep_default_na=False)
print(table.memory_usage(deep=True).sum())
"""
READ_XLSX: Final = """
import sys, python_calamine
python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
"""
HEAVY: Final = """
import sys
from personacheck.cli.app import run
run(["--help"])
print(*sorted({"numpy", "pandas", "scipy", "sklearn"} & set(sys.modules)) or ["none"])
"""
STAGES: Final = {
    "load": ("load_export",),
    "match": ("match_under",),
    "coverage": ("assess",),
    "suggest": ("suggest",),
    "findings": ("result",),
    "write": ("write",),
}


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system) and peak memory in MB of one process and those that it began."""

    seconds: float
    megabytes: float
    said: str


def main(arguments: list[str]) -> int:
    """Measure, and print two tables."""
    if arguments[:1] == ["--stages"]:
        _stages(Path(arguments[1]), Path(arguments[2]))
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="personacheck-speed-") as folder:
        _measure(Path(folder), asked.runs, asked.rows, asked.large)
    return 0


def _measure(folder: Path, runs: int, rows: int, large: int) -> None:
    book, text = (write_large(folder / f"export.{kind}", rows) for kind in ("xlsx", "csv"))
    out = str(folder / "out")
    tasks = {
        "pass": [PYTHON, "-c", "pass"],
        "help": _command("--help"),
        "lint": _command("lint", str(CAST)),
        "inspect": _command("inspect", str(ROOT / "fixtures" / "export.xlsx")),
        "explain": _command("explain", TITLE, "--cast", str(CAST)),
        "plain xlsx": [PYTHON, "-c", READ_XLSX, str(book)],
        "check xlsx": _check(book, out),
        "check csv": _check(text, out),
    }
    _run(_command("demo", "--quiet", "--out", out))  # warm: bytecode is written, files are cached
    costs = _interleaved(tasks, runs)
    heavy = _run([PYTHON, "-c", HEAVY]).said.splitlines()[-1]
    print(f"{rows:,} contacts, {large:,} in the large file; medians of {runs} runs; CPU seconds of whole processes\n")
    print(f"{'':54}{'ratio':>8}{'goal':>7}   seconds")
    _tell("--help / python -c pass", costs["help"], costs["pass"], 20)
    print(f"{'--help imports of numpy, pandas, scipy, sklearn':54}{heavy:>8}{'none':>7}   {_kept(heavy == 'none')}")
    for name in ("lint", "inspect", "explain"):
        _tell(f"{name} / python -c pass", costs[name], costs["pass"], None)
    _tell(f"check {rows:,} xlsx / calamine rows of it", costs["check xlsx"], costs["plain xlsx"], 3)
    if large:
        _large(write_large(folder / "large.csv", large), out, costs["check csv"], (rows, large))
    for path in (book, text):
        print(f"\n{path.name}: CPU seconds a stage")
        print(_run([PYTHON, __file__, "--stages", str(path), out]).said, end="")


def _large(path: Path, out: str, small: Cost, sizes: tuple[int, int]) -> None:
    rows, large = sizes
    name = f"check {large:,} csv"
    plain, check = _run([PYTHON, "-c", READ_CSV, str(path)]), _run(_check(path, out))
    frame = Cost(int(plain.said) / 1e6, 0, "")
    _tell(f"{name} / plain reading of {SELECTED} columns", check, plain, 10)
    _tell(f"{name} / check {rows:,} csv", check, small, large // rows)
    _tell(f"{name}: peak MB / MB of these columns", Cost(check.megabytes, 0, ""), frame, 6)


def _tell(name: str, ours: Cost, theirs: Cost, goal: float | None) -> None:
    ratio = ours.seconds / theirs.seconds
    wanted, kept = (f"{goal:.0f}", _kept(ratio <= goal)) if goal else ("", "")
    print(f"{name:54}{ratio:8.1f}{wanted:>7}   {ours.seconds:.2f} / {theirs.seconds:.2f}  {kept}", flush=True)


def _kept(kept: bool) -> str:  # noqa: FBT001  # a flag in, a word out
    return "" if kept else "MISSED"


def _command(*arguments: str) -> list[str]:
    return [PYTHON, "-m", "personacheck", *arguments]


def _check(path: Path, out: str) -> list[str]:
    return _command(
        "check", str(path), "--cast", str(CAST), "--out", out, "--quiet", "--no-record", "--as-of", "2026-09-30"
    )


def _interleaved(tasks: Mapping[str, list[str]], runs: int) -> dict[str, Cost]:
    """The median run of each, by its seconds."""
    seen: dict[str, list[Cost]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, command in tasks.items():
            seen[name].append(_run(command))
    middle = {name: median(cost.seconds for cost in costs) for name, costs in seen.items()}
    return {name: min(costs, key=lambda cost: abs(cost.seconds - middle[name])) for name, costs in seen.items()}


def _run(command: list[str]) -> Cost:
    """Run in a process of its own, with bytecode, as an installed program does."""
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    surroundings["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(ROOT / "benchmarks")))
    with tempfile.TemporaryFile() as said, subprocess.Popen(command, stdout=said, env=surroundings, cwd=ROOT) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"exit {child.returncode}: {' '.join(command[1:4])}")
        said.seek(0)
        return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said.read().decode())


def _stages(path: Path, out: Path) -> None:
    """Run ``check`` here with each stage's own CPU seconds, those within another stage left to that one."""
    import gc  # noqa: PLC0415  # only the child needs it
    from datetime import date  # noqa: PLC0415  # same reason

    gc.disable()  # as the program does
    from personacheck import pipeline  # noqa: PLC0415  # importing is a stage
    from personacheck.report.write import write  # noqa: PLC0415  # same reason
    from personacheck.settings import Settings  # noqa: PLC0415  # same reason

    spent = {"import": _cpu()}
    for stage, names in STAGES.items():
        for name in names:
            own = write if name == "write" else getattr(pipeline, name)
            setattr(pipeline, name, _timed(own, stage, spent))
    begun = _cpu()
    assessment = pipeline.check(
        [path], CAST, Settings(), as_of=date(2026, 9, 30), labels=None, tell=lambda _stage: None
    )
    pipeline.write(assessment, out)  # type: ignore[attr-defined]  # put there above
    spent["rest"] = _cpu() - begun - sum(seconds for stage, seconds in spent.items() if stage != "import")
    for stage, seconds in _shares(spent):
        print(f"  {stage:10}{seconds:8.2f}{seconds / sum(spent.values()):7.0%}")


def _shares(spent: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    yield from spent.items()
    yield "total", sum(spent.values())


def _timed(work: Callable[..., Any], stage: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*given: Any, **named: Any) -> Any:
        begun = _cpu()
        try:
            return work(*given, **named)
        finally:
            spent[stage] = spent.get(stage, 0.0) + _cpu() - begun

    return timed


def _cpu() -> float:
    """CPU seconds of this process and of those that it began and awaited."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
