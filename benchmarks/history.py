"""The history under kill -9 and under many writers: ``python benchmarks/history.py [--kills 200] [--processes 8]``.

Children record run after run and are killed at random moments. Afterwards the file has to be sound, every run that a
child had reported as recorded has to be there, and every run has to be whole, its cast with it. Then processes record
at once, and none of their runs may be lost. Leaves with exit code 1 if anything was.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import snapshots

from personacheck.review import database, history

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from personacheck.model.snapshot import Snapshot

FORK = multiprocessing.get_context("fork")
SEGMENTS = tuple(
    snapshots.segment({"channel": channel, "size": f"{size}"}, size, 100)
    for channel in ("direct", "indirect", "mixed")
    for size in range(20)
)  # about as large as the run of a real export


def main() -> int:
    """Run both, print a line for each, and tell whether all was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--runs", type=int, default=25, help="runs of each process")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    sound = True
    for folder in ("plain", "OneDrive - Contoso"):  # a write-ahead log, a rollback journal
        with tempfile.TemporaryDirectory() as place:
            file = history.history_file(Path(place) / folder)
            sound &= kills(file, given.kills, random.Random(given.seed))
        with tempfile.TemporaryDirectory() as place:
            file = history.history_file(Path(place) / folder)
            sound &= crowd(file, given.processes, given.runs)
    return 0 if sound else 1


def kills(file: Path, number: int, draw: random.Random) -> bool:
    """Kill so many recording children, each at a moment within what three runs take."""
    begun = time.perf_counter()
    history.record(file, run(0, 0))
    took = time.perf_counter() - begun
    reported = {key(run(0, 0))}
    broken = 0
    for child in range(1, number + 1):
        reported |= killed_child(file, child, draw.uniform(0.0, 3 * took))
        broken += not is_sound(file)
    kept = {key(each) for each in history.runs(file) if each.cast is not None}
    half = len(history.runs(file)) - len(kept)
    lost = len(reported - kept)
    print(
        f"{journal(file):6}  {number} kills: {broken} broken files, {half} half runs, {lost} of {len(reported)} "
        f"reported runs lost, {len(kept)} runs kept, {time.perf_counter() - begun:.1f} s"
    )
    return not (broken or half or lost)


def killed_child(file: Path, child: int, moment: float) -> set[str]:
    """Start a child, kill it at a moment after its first run began; what it reported as recorded."""
    mine, theirs = FORK.Pipe(duplex=False)
    process = FORK.Process(target=record_forever, args=(file, child, theirs))
    process.start()
    theirs.close()
    mine.recv()
    time.sleep(moment)
    process.kill()
    process.join()
    reported = set()
    while mine.poll():
        try:
            reported.add(mine.recv())
        except EOFError:
            break
    return reported


def record_forever(file: Path, child: int, report: Connection) -> None:
    """Record run after run, and report each after it was recorded."""
    report.send("begun")
    for n in range(10_000):
        each = run(child, n)
        history.record(file, each)
        report.send(key(each))


def crowd(file: Path, processes: int, runs: int) -> bool:
    """Let processes record at once, from the file's making on."""
    begun = time.perf_counter()
    children = [FORK.Process(target=record_some, args=(file, n, runs)) for n in range(processes)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    failed = sum(child.exitcode != 0 for child in children)
    kept = len(history.runs(file))
    seconds = time.perf_counter() - begun
    told = f"{processes} processes x {runs} runs: {kept} of {processes * runs} kept, {failed} refused, {seconds:.1f} s"
    print(f"{journal(file):6}  {told}")
    return kept == processes * runs and not failed


def record_some(file: Path, child: int, runs: int) -> None:
    """Record so many runs."""
    for n in range(runs):
        history.record(file, run(child, n))


def run(child: int, n: int) -> Snapshot:
    """A run that no other child records; each with a cast of its own, so that a half run would show."""
    digest = f"{child:032x}{n:032x}"
    plain = snapshots.run(export=digest, segments=SEGMENTS)
    cast = replace(plain.cast, digest=digest)
    digests = replace(plain.result.run.digests, cast=digest)
    return replace(plain, result=replace(plain.result, run=replace(plain.result.run, digests=digests)), cast=cast)


def key(each: Snapshot) -> str:
    """What tells a run."""
    return each.result.run.digests.export


def is_sound(file: Path) -> bool:
    """Whether SQLite finds no fault."""
    with database.opened(file) as connection:
        return connection.execute("pragma integrity_check").fetchone() == ("ok",)


def journal(file: Path) -> str:
    """How the file is kept whole: wal or delete."""
    with database.opened(file) as connection:
        return str(connection.execute("pragma journal_mode").fetchone()[0])


if __name__ == "__main__":
    sys.exit(main())
