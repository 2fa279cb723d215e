"""Whether tests notice when code is changed: mutants drawn from the rooms in ``[tool.mutmut]``, and how many survive.

    python -m benchmarks.mutants
    python -m benchmarks.mutants --seed 2 --sample 100

Run it in the checkout; it works in ``mutants/``, which git ignores, and goes on where it was broken off as long as
neither code nor tests have changed since. mutmut makes the mutants and notes which tests pass through each function;
then each mutant drawn runs in a process of its own, with these tests, those of its module, of its room and the
shortest first, until one fails.

killed    a test failed, or the program could no longer be imported.
hung      it took several times as long as the tests take unchanged, which nobody would overlook.
survived  no test failed. A mutant whose tests take longer than ``CAP`` seconds in all meets only the first of them, as
          many as fit in; it counts as survived though the tests left out may have killed it.
untested  no test passes through the function. Counts as survived.

It prints a row a room, what a mutant costs, and each survivor as a patch, to be read: either a test is missing, or the
change is equivalent. What is shipped as compiled (``match/title``) is compiled anew by its mutants.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import traceback
from collections import Counter
from dataclasses import asdict, dataclass
from functools import partial
from itertools import accumulate, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.mutants_pass import WORK, failing, is_current, make_mutants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CAP: Final = 40.0
PATIENCE: Final = 3
COMPILED: Final = "personacheck.match.title."
ENDS: Final = ("killed", "hung", "survived", "untested")
ALIVE: Final = ENDS[2:]
# Imported once, before the processes of the mutants part; nothing of personacheck, which each imports with its mutant.
HEAVY: Final = (
    *("pytest", "pandas", "scipy.special", "sklearn.linear_model", "openpyxl", "xlsxwriter", "python_calamine"),
    *("typer", "jinja2", "ruamel.yaml"),
)
PYTEST: Final = ("--rootdir=.", "--tb=no", "-x", "-q", "-p", "no:xdist", "-m", "not long and not browser and not slow")


@dataclass(frozen=True)
class Result:
    """What became of a mutant.

    Attributes
    ----------
    end
        One of ``ENDS``.
    by
        The test that killed it, "" if none.
    seconds
        Of the processor.
    left_out
        Tests that did not fit into ``CAP``.
    """

    end: str
    by: str
    seconds: float
    left_out: int


def main() -> None:
    """Make mutants, draw, run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=200)
    options = parser.parse_args()
    if not is_current():
        make_mutants()
    names = sorted(_all_mutants())
    drawn = random.Random(options.seed).sample(names, min(options.sample, len(names)))
    results = dict(_run(drawn))
    _print(results, len(names))


def _all_mutants() -> Iterator[str]:
    for path in WORK.rglob("*.meta"):
        yield from json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]


def _run(drawn: list[str]) -> Iterator[tuple[str, Result]]:
    """Each mutant and what became of it, as it is known."""
    stats = json.loads((WORK / "mutmut-stats.json").read_text(encoding="utf-8"))
    ledger = WORK / "results.json"
    results = json.loads(ledger.read_text(encoding="utf-8")) if ledger.exists() else {}
    for library in HEAVY:
        importlib.import_module(library)
    sys.dont_write_bytecode = False  # modules with all their mutants are long: compiled once, not once a mutant
    for number, name in enumerate(drawn, start=1):
        if name not in results:
            results[name] = asdict(_result(name, stats))
            ledger.write_text(json.dumps(results, indent=1), encoding="utf-8")
            print(f"{number} {name} {results[name]}", file=sys.stderr, flush=True)
        yield name, Result(**results[name])


def _result(name: str, stats: dict[str, Any]) -> Result:
    tests = _tests(name, stats)
    if not tests:
        return Result("untested", "", 0.0, 0)
    durations = [stats["duration_by_test"].get(test, 1.0) for test in tests]
    chosen = tests[: sum(total <= CAP for total in accumulate(durations))]
    limit = int(60 + PATIENCE * sum(durations[: len(chosen)]))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _forget_compiled(name)
    code = _in_a_child(partial(_pytest, name, chosen, limit))
    _forget_compiled(name)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    end = "survived" if code == 0 else "hung" if code < 0 else "killed"
    return Result(end, _failed(), round(seconds, 1), len(tests) - len(chosen))


def _tests(name: str, stats: dict[str, Any]) -> list[str]:
    """The tests that pass through the mutant's function: those of its module first, then of its room, then of the room
    around it; of these the shortest.

    Words that one test compiles serve all others after it, so all tests of titles pass through what compiles them.
    """
    durations: dict[str, float] = stats["duration_by_test"]
    tests = set(stats["tests_by_mangled_function_name"].get(name.rpartition("__mutmut_")[0], ()))
    _, *rooms, module, _ = name.split(".")
    room = ["tests", *rooms]
    own = {test for test in durations if test.startswith("/".join([*room, ""]))}
    if own.isdisjoint(tests):  # a function that is called while modules are imported is noted for any test
        tests |= own
    if name.startswith(COMPILED):
        tests |= {test for test in durations if test.startswith("tests/match/title/")}

    def distance(test: str) -> tuple[bool, int, float, str]:
        path = test.partition("::")[0]
        near = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(room, path.split("/"), strict=False)))
        return module not in path, -near, durations.get(test, 1.0), test

    return sorted(tests - failing(), key=distance)


def _forget_compiled(name: str) -> None:
    if name.startswith(COMPILED):
        shutil.rmtree(WORK / "personacheck" / "vocabulary" / "compiled", ignore_errors=True)


def _in_a_child(task: Callable[[], int]) -> int:
    """What a task answers in a process of its own, minus the signal's number if one ended it; it prints to a file."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 70
    try:
        os.chdir(WORK)
        output = os.open("last.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        code = task()
    except BaseException:  # noqa: BLE001 - whatever it is, this process must not go on as if it were its parent
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def _pytest(name: str, tests: Iterable[str], limit: int) -> int:
    """Run tests with this mutant; more seconds than the limit, of the processor or six times as long, end it."""
    import pytest  # noqa: PLC0415 - only the program itself needs it, the drawing and printing do not

    os.environ["MUTANT_UNDER_TEST"] = name
    sys.path[:0] = [str(Path.cwd()), str(Path("tests").resolve())]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # tests interrupt; whoever starts this may ignore it
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    signal.alarm(6 * limit)
    return int(pytest.main([*PYTEST, *tests]))


def _failed() -> str:
    """The test that failed last, "" if none."""
    output = (WORK / "last.txt").read_text(encoding="utf-8", errors="replace")
    match = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", output, re.MULTILINE)
    return match[1] if match else ""


def _print(results: dict[str, Result], whole: int) -> None:
    """The table by room, what it cost, then the survivors."""
    table = Counter((_room(name), result.end) for name, result in results.items())
    print(f"{len(results)} of {whole} mutants")
    print("| room | drawn | " + " | ".join(ENDS) + " |", "|---|" + "---:|" * (len(ENDS) + 1), sep="\n")
    for room in sorted({room for room, _ in table}):
        ends = [table[room, end] for end in ENDS]
        print(f"| {room} | {sum(ends)} | " + " | ".join(map(str, ends)) + " |")
    alive = {name: result for name, result in results.items() if result.end in ALIVE}
    print(f"survived: {len(alive)} of {len(results)} ({len(alive) / len(results):.1%})")
    for end in ENDS:
        seconds = [result.seconds for result in results.values() if result.end == end]
        if seconds:
            print(f"processor seconds, {end}: {sum(seconds) / len(seconds):.1f} each")
    for name, result in alive.items():
        print(f"\n{name} ({result.end}, {result.left_out} tests left out)")
        command = [sys.executable, "-m", "mutmut", "show", name]
        print(subprocess.run(command, check=False, capture_output=True, text=True).stdout)


def _room(name: str) -> str:
    """``load/link`` of ``personacheck.load.link.join.x_join__mutmut_1``."""
    parts = name.split(".")[1:]
    return "/".join(parts[:2] if parts[0] == "load" else parts[:1])


if __name__ == "__main__":
    main()
