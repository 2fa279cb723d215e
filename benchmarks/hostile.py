"""``python benchmarks/hostile.py FOLDER``: what becomes of every file in a folder of broken ones.

With a ``MANIFEST.csv`` (file, kind, rows, error_names, check …) each outcome is held against it; without one, every
file must be read or refused in words. Each file runs in a process of its own, within 60 seconds and 4 GB. Exit 0 if all
is as wanted.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Final

SECONDS: Final = 60
SLOWEST_REFUSAL: Final = 2.0
LARGEST_REFUSAL: Final = 300
LONGEST_MESSAGE: Final = 3
MEMORY: Final = 4 * 1024**3
CAST: Final = Path(__file__).parents[1] / "fixtures" / "cast.yaml"


@dataclass
class Outcome:
    """What became of one file.

    Attributes
    ----------
    result
        ``loaded``, ``refused`` (in words) or ``crashed``.
    cells
        Header to its first cells.
    megabytes
        Peak memory beyond that of the program before it read, child process included.
    """

    result: str = "crashed"
    rows: int | None = None
    cells: dict[str, list[str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    closes: bool = True
    seconds: float = 0.0
    megabytes: float = 0.0


def main(arguments: list[str]) -> int:
    """Run one file (``--one``), or a folder."""
    if arguments[:1] == ["--one"]:
        print(json.dumps(asdict(_read(Path(arguments[1])))))
        return 0
    folder = Path(arguments[0])
    manifest = folder / "MANIFEST.csv"
    cases = list(csv.DictReader(manifest.open(encoding="utf-8"))) if manifest.exists() else _cases(folder)
    wrong = 0
    print(f"{'file':34} {'verdict':9} {'seconds':>7} {'MB':>6}  message")
    for case in cases:
        outcome = _run(folder / case["file"])
        faults = _faults(case, outcome, folder / case["file"])
        wrong += bool(faults)
        told = outcome.lines or outcome.notes or [f"{outcome.rows} rows"]
        verdict = "WRONG" if faults else outcome.result
        print(f"{case['file'][-34:]:34} {verdict:9} {outcome.seconds:7.2f} {outcome.megabytes:6.0f}  {told[0][:300]}")
        for line in [*told[1:], *(f"!! {fault}" for fault in faults)]:
            print(f"{'':60}{line[:300]}")
    print(f"{len(cases) - wrong} of {len(cases)} as wanted")
    return 1 if wrong else 0


def _cases(folder: Path) -> list[dict[str, str]]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "README.md")
    return [{"file": str(path.relative_to(folder)), "kind": "either"} for path in files]


def _run(path: Path) -> Outcome:
    begun = monotonic()
    command = [sys.executable, __file__, "--one", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return Outcome(lines=[f"still running after {SECONDS} seconds"], seconds=monotonic() - begun)
    if done.returncode or not done.stdout:
        return Outcome(lines=done.stderr.strip().splitlines()[-3:] or [f"exit {done.returncode}"])
    return Outcome(**json.loads(done.stdout.splitlines()[-1]))


def _read(path: Path) -> Outcome:
    """One file through the rooms that ``check`` sends it through, start-up excluded."""
    from personacheck.errors import PersonaCheckError  # noqa: PLC0415  # only the child needs it

    read = _read_cast if path.suffix in {".yaml", ".yml"} else _read_export
    before, begun = _limit_memory(), monotonic()
    outcome = Outcome()
    try:
        read(path, outcome)
        outcome.result = "loaded"
    except PersonaCheckError as error:
        outcome.result, outcome.lines = "refused", error.lines()
    outcome.seconds = monotonic() - begun
    outcome.megabytes = _peak() - before
    return outcome


def _read_export(path: Path, outcome: Outcome) -> None:
    from personacheck import pipeline  # noqa: PLC0415  # imports count for neither time nor memory
    from personacheck.load.read.files import read_table  # noqa: PLC0415  # same reason
    from personacheck.settings.settings import Settings  # noqa: PLC0415  # same reason
    from personacheck.vocabulary.dialects import is_known_header  # noqa: PLC0415  # same reason

    table = read_table(path, sheet=None, encoding=None, is_known=is_known_header)
    outcome.rows = len(table.frame)
    outcome.cells = {name: list(table.frame[at].iloc[:5]) for at, name in reversed(list(enumerate(table.headers)))}
    outcome.closes = table.read == len(table.frame) + sum(table.skipped.values()) + table.quarantined
    outcome.notes = list(table.notes)
    if os.environ.get("PERSONACHECK_HOSTILE") == "read":
        return
    day = date(2026, 11, 22)
    export = pipeline.check([path], CAST, Settings(), as_of=day, labels=None, tell=lambda _stage: None).export
    outcome.closes &= export.rows.read == (
        export.rows.loaded + sum(export.rows.skipped.values()) + export.rows.quarantined
    )
    outcome.notes = list(dict.fromkeys([*(note for origin in export.origins for note in origin.notes), *export.notes]))


def _read_cast(path: Path, outcome: Outcome) -> None:
    from personacheck.cast.load import load_cast  # noqa: PLC0415  # imports count for neither time nor memory

    outcome.rows = len(load_cast(path).personas)


def _limit_memory() -> float:
    try:
        import resource  # noqa: PLC0415  # POSIX only
    except ImportError:
        return 0.0
    import pandas as pd  # noqa: F401, PLC0415  # start-up is no part of the figures
    import rapidfuzz  # noqa: F401, PLC0415  # same reason

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    return _peak()


def _peak() -> float:
    """Peak memory of this process and of the largest child, in MB; 0 where the system does not tell."""
    try:
        import resource  # noqa: PLC0415  # POSIX only
    except ImportError:
        return 0.0
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / unit


def _faults(case: dict[str, str], outcome: Outcome, path: Path) -> list[str]:
    faults = []
    kind = case["kind"]
    said = " ".join([*outcome.lines, *outcome.notes]).casefold()
    if outcome.result == "crashed":
        return ["crashed"]
    if not outcome.closes:
        faults.append("the row accounting does not close")
    if kind != "either" and outcome.result != {"load": "loaded", "error": "refused"}[kind]:
        faults.append(f"wanted: {case.get('must', kind)}")
    if "nocanary" in case.get("check", "") and "canary" in said:
        faults.append("the canary is in the output")
    if "noslip" in case.get("check", "") and _slipped(path):
        faults.append("a file was written outside")
    if outcome.result == "refused":
        return faults + _refusal_faults(case.get("error_names", ""), outcome)
    if case.get("rows") and int(case["rows"]) != outcome.rows:
        faults.append(f"{outcome.rows} rows, wanted {case['rows']}")
    checks = (check for check in case.get("check", "").split("|") if ":" in check)
    return faults + [f"check failed: {check}" for check in checks if not _holds(check, outcome.cells)]


def _refusal_faults(names: str, outcome: Outcome) -> list[str]:
    faults = []
    wanted = [part.strip().casefold() for part in names.split("/") if part.strip()]
    if wanted and not any(part in " ".join(outcome.lines).casefold() for part in wanted):
        faults.append(f"the message does not name: {names}")
    if len(outcome.lines) > LONGEST_MESSAGE:
        faults.append(f"{len(outcome.lines)} lines")
    if outcome.seconds > SLOWEST_REFUSAL:
        faults.append(f"refused after {outcome.seconds:.1f} s")
    if outcome.megabytes > LARGEST_REFUSAL:
        faults.append(f"refused with {outcome.megabytes:.0f} MB")
    return faults


def _holds(check: str, cells: dict[str, list[str]]) -> bool:
    kind, _, rest = check.partition(":")
    if kind == "col":
        return rest in cells
    if kind == "nonempty":
        return rest in cells and all(cells[rest])
    row, _, rest = rest.partition(":")
    column, _, value = rest.partition("=")
    found = cells.get(column, [])[int(row) : int(row) + 1]
    return bool(found) and (found[0] == value if kind == "cell" else value in found[0])


def _slipped(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        return any((Path.cwd() / name).exists() for name in archive.namelist() if ".." in name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
