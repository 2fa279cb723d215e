"""``--engine`` and ``--scheduler``: where titles are matched."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from personacheck.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.match.matcher import Spread

LOCAL, DASK = "local", "dask"
Engine = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="NAME",
        help="What matches titles: local, or dask for several processes or computers (extra dask).",
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Dask scheduler for --engine dask, tls:// beyond this computer; titles and roles are sent there."
        " Default: processes on this computer.",
    ),
]


@contextmanager
def spreading(name: str, scheduler: str | None) -> Iterator[Spread]:
    """What the matcher spreads its work with.

    Raises
    ------
    UsageError
        There is no such engine; a scheduler without Dask; or as of ``cluster.spread_over``.
    """
    if name not in {LOCAL, DASK}:
        raise UsageError(Problem("", "--engine", f"unknown engine: {name}", f"Known: {LOCAL}, {DASK}."))
    if name == LOCAL:
        if scheduler is not None:
            raise UsageError(Problem("", "--scheduler", "only Dask has schedulers", "Add --engine dask."))
        yield map
        return
    from personacheck.cluster import spread_over

    with spread_over(scheduler) as spread:
        yield spread
