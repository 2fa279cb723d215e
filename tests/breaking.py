"""Runs a move of a run's files in a child, and breaks it off at a step: what a kill or a power cut leaves.

A script, so that children are forked from a process without threads; its argument names what to do, its output is JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from pathlib import Path

from personacheck.files import interrupt
from personacheck.report.disk import manifest
from personacheck.report.disk.manifest import Source
from personacheck.report.disk.run_set import is_whole, put_set

NAMES = ("report.html", "workbook.xlsx", "result.json", "contacts.csv", "accounts.csv")
STEPS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "shutil.rmtree", "fcntl.flock"}
"""What Python tells of its calls to the file system; the move consists of nothing else."""


def written(folder: Path, run: str) -> None:
    """A run whose files hold its name, a kilobyte each."""
    contents = {name: (run * 1_024)[:1_024].encode() for name in NAMES}
    put_set(folder, contents, Source("0", "2026-09-30", {"export": run}))


def held(folder: Path) -> str:
    """The run that all files and the manifest are of; "mixed" where they are of several, "" for an empty folder."""
    found = {(folder / name).read_text()[:1] if (folder / name).exists() else "" for name in NAMES}
    known = manifest.read(folder / manifest.RUN)
    found.add(known.source.inputs["export"] if known else "")
    if known and any(manifest.digest_of(folder / name) != told for name, told in known.files.items()):
        found.add("other digests")
    return found.pop() if len(found) == 1 else "mixed"


def broken_off(folder: Path, number: int, step: int) -> int:
    """Write run "b" in a child that gets a signal before its step-th call; how the child ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    interrupt.stop_in_order()
    left = step

    def at(event: str, _arguments: object) -> None:
        nonlocal left
        if event in STEPS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), number)

    sys.addaudithook(at)
    try:
        written(folder, "b")
    except (KeyboardInterrupt, interrupt.Stopped):
        os._exit(9)
    except BaseException:  # noqa: BLE001  # a forked child may not return
        os._exit(1)
    os._exit(0)


def every_step(number: int) -> list[dict[str, object]]:
    """Break the move off before each of its steps, in a folder that holds run "a" and in an empty one."""
    found = []
    for before in ("a", ""):
        for step in range(1, 1_000):
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place, "out")
                if before:
                    written(folder, before)
                code = broken_off(folder, number, step)
                if not folder.exists():
                    folder.mkdir()
                then = {"whole": is_whole(folder), "held": held(folder), "left": left_in(folder)}
                written(folder, "c")
                again = {"again": held(folder), "whole again": is_whole(folder), "kept": kept_in(folder)}
                found.append({"before": before, "step": step, "code": code, **then, **again})
            if code == 0:
                break
    return found


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in (*NAMES, manifest.RUN))


def kept_in(folder: Path) -> list[str]:
    return [name for name in left_in(folder) if not name.startswith(".personacheck")]


def together(writers: int, rounds: int) -> list[dict[str, object]]:
    """So many writers at once into one folder, so many times: what it holds after each round."""
    found = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "out")
        for _ in range(rounds):
            children = []
            for run in "abcdefghijklmnop"[:writers]:
                child = os.fork()
                if not child:
                    try:
                        written(folder, run)
                    except BaseException:  # noqa: BLE001  # as above
                        os._exit(1)
                    os._exit(0)
                children.append(child)
            codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
            found.append({"codes": codes, "held": held(folder), "whole": is_whole(folder), "left": left_in(folder)})
    return found


if __name__ == "__main__":
    what, number = sys.argv[1], int(sys.argv[2])
    sys.stdout.write(json.dumps(every_step(number) if what == "every_step" else together(number, int(sys.argv[3]))))
