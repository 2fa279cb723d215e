"""``--format``: which files a run writes."""

from __future__ import annotations

from typing import Annotated

import typer

from personacheck.errors import Problem, UsageError

Formats = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAMES",
        help="Formats to write, separated by commas: html, xlsx, json, csv, parquet. Default: all but parquet.",
    ),
]


def as_formats(text: str | None) -> list[str]:
    """The formats to write; the usual ones where none is named.

    Raises
    ------
    UsageError
        A name that is no format, or none at all; or one needs what is not installed.
    """
    from personacheck.nearest import did_you_mean
    from personacheck.report.formats import FORMATS, refuse_lacking, usual

    if text is None:
        return usual()
    asked = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in asked if name not in FORMATS]
    problems = [Problem("", "--format", f"unknown format: {name}", did_you_mean(name, FORMATS)) for name in unknown]
    if problems or not asked:
        raise UsageError(*problems or [Problem("", "--format", "no format given", f"Known: {', '.join(FORMATS)}.")])
    refuse_lacking(asked)
    return asked
