"""``init``, ``lint`` and ``schema``: for the authors of a cast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from personacheck.cli import effects
from personacheck.cli import options as o
from personacheck.cli.terminal import show, show_json
from personacheck.errors import Problem, UsageError


class Subject(StrEnum):
    """What a schema can be asked for."""

    CAST = "cast"
    SETTINGS = "settings"
    RESULT = "result"


def init(
    folder: Annotated[Path, typer.Argument(help="Folder to write to.")] = Path(),
    quiet: o.Quiet = False,
) -> None:
    """Write a starter cast (as YAML and as an Excel template) and a settings file; overwrites nothing.

    personacheck init

    personacheck init customer-cast
    """
    from personacheck.report.starter import write_starter

    for path in write_starter(folder):
        if not quiet:
            show(f"wrote {path}")


def lint(
    cast: Annotated[
        Path | None,
        typer.Argument(
            help="The cast: cast.yaml or cast.xlsx. Default: the one named in the settings.", show_default=False
        ),
    ] = None,
    config: o.Config = None,
    as_of: o.AsOf = None,
    json: o.Json = False,
) -> None:
    """Check the cast itself, without data, and read each persona back as one sentence.

    personacheck lint cast.yaml

    personacheck lint cast.yaml --json
    """
    setup = o.setup(config)
    from personacheck import castwork

    checked = castwork.lint(setup.cast(cast), setup.settings, as_of=o.as_date(as_of))
    effects.remark(effects.of_day(as_of), quiet=False)
    if json:
        show_json(asdict(checked))
        return
    for sentence in checked.sentences:
        show(sentence)
    show()
    for line in checked.borders:
        show(line)
    show()
    for finding in checked.findings:
        show(f"{finding.code}: {finding.message} {finding.remedy}")
    if not checked.findings:
        show("No problems that show without data.")


def schema(
    of: Annotated[str, typer.Argument(help="Which schema: cast, settings or result.", show_default=False)],
) -> None:
    """Print a JSON Schema, for editors and pipelines.

    personacheck schema cast

    personacheck schema result
    """
    if of not in set(Subject):
        raise UsageError(Problem("", of, "no such schema", f"Known: {', '.join(Subject)}."))
    from personacheck.cast.load import cast_schema
    from personacheck.report.json import result_schema
    from personacheck.settings import Settings

    made = {Subject.CAST: cast_schema, Subject.SETTINGS: Settings.model_json_schema, Subject.RESULT: result_schema}
    show_json(made[Subject(of)]())


COMMANDS: tuple[Callable[..., None], ...] = (init, lint, schema)
