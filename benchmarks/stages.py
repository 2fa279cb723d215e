"""``python benchmarks/stages.py EXPORT CAST DIR``: where the CPU seconds of one ``check`` go."""

from __future__ import annotations

import gc
import resource
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

STAGES: Final = {
    "load": ("load_export",),
    "match": ("match_under",),
    "coverage": ("assess",),
    "suggest": ("suggest",),
    "findings": ("result",),
    "write": ("write",),
}


def stages(path: Path, cast: Path, out: Path) -> None:
    """Run ``check`` here with each stage's own CPU seconds, those within another stage left to that one."""
    gc.disable()  # as the program does
    from personacheck import pipeline  # noqa: PLC0415  # importing is a stage
    from personacheck.report.write import write  # noqa: PLC0415  # same reason
    from personacheck.settings.settings import Settings  # noqa: PLC0415  # same reason

    spent = {"import": _cpu()}
    for stage, names in STAGES.items():
        for name in names:
            own = write if name == "write" else getattr(pipeline, name)
            setattr(pipeline, name, _timed(own, stage, spent))
    begun = _cpu()
    assessment = pipeline.check(
        [path], cast, Settings(), as_of=date(2026, 9, 30), labels=None, tell=lambda _stage: None
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
    stages(*map(Path, sys.argv[1:4]))
