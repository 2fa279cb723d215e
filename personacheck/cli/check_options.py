"""Options that only ``check`` has: which files it writes, whom they name, its gates, and where titles are matched."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from personacheck.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.model.spread import Spread

Formats = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAMES",
        help="Formats to write, separated by commas: html, xlsx, json, csv, parquet. Default: all but parquet.",
    ),
]
NoNames = Annotated[
    bool, typer.Option("--no-account-names", help="Replace company names in the report with stable pseudonyms.")
]
Personal = Annotated[
    bool, typer.Option("--include-personal-data", help="Include names and e-mail addresses in the workbook.")
]
Under = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-under",
        metavar="GATE",
        help='Exit with code 4 if persona fit is below this: 80, "by-accounts: 50", "size=small: 60".',
    ),
]
Worse = Annotated[
    float | None,
    typer.Option(
        "--fail-if-worse",
        metavar="POINTS",
        min=0,
        help="Exit with code 4 if persona fit fell by more than this many points.",
    ),
]
LOCAL, DASK = "local", "dask"
Engine = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="NAME",
        help="Engine that matches titles: local, or dask for several processes or computers (needs the dask extra).",
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Dask scheduler for --engine dask, tls:// beyond this computer; titles, roles and contacts as numbers"
        " are sent there. Default: processes on this computer.",
    ),
]


def as_formats(text: str | None) -> list[str]:
    """The formats to write; the usual ones where none is named.

    Raises
    ------
    UsageError
        A name that is no format, or none at all; or one needs what is not installed.
    """
    from personacheck.report.formats import FORMATS, refuse_lacking, usual
    from personacheck.text.nearest import did_you_mean

    if text is None:
        return usual()
    asked = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in asked if name not in FORMATS]
    problems = [Problem("", "--format", f"unknown format: {name}", did_you_mean(name, FORMATS)) for name in unknown]
    if problems or not asked:
        raise UsageError(
            *problems or [Problem("", "--format", "no format given", f"Use one of: {', '.join(FORMATS)}.")]
        )
    refuse_lacking(asked)
    return asked


@contextmanager
def spreading(name: str, scheduler: str | None) -> Iterator[Spread]:
    """What matching and counting spread their work with.

    Raises
    ------
    UsageError
        There is no such engine; a scheduler without Dask; or as of ``cluster.spread_over``.
    """
    if name not in {LOCAL, DASK}:
        from personacheck.text.nearest import did_you_mean

        raise UsageError(Problem("", "--engine", f"unknown engine: {name}", did_you_mean(name, (LOCAL, DASK))))
    if name == LOCAL:
        if scheduler is not None:
            raise UsageError(Problem("", "--scheduler", "only Dask has schedulers", "Add --engine dask."))
        yield map
        return
    from personacheck.cluster import spread_over

    with spread_over(scheduler) as spread:
        yield spread
