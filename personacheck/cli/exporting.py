"""``export``: a file that the CRM imports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from personacheck.cli import effects, outputs, streams
from personacheck.cli import options as o
from personacheck.cli.terminal import progress, say
from personacheck.text.prose import plural

SCORE_HELP = (
    "Minimum match score, 0 to 1. At 0.75 the title itself names the role; at 0.97 it does so in the cast's words; "
    "0.5 takes every covered contact."
)
Crm = Annotated[str, typer.Option("--crm", help="Target CRM: hubspot or salesforce.", show_default=False)]


def export(
    exports: o.Exports,
    crm: Crm,
    out: Annotated[Path, typer.Option("--out", help="CSV file to write; - for standard output.", show_default=False)],
    cast: o.Cast = None,
    score: Annotated[float, typer.Option("--score", min=0, max=1, help=SCORE_HELP)] = 0.75,
    config: o.Config = None,
    sheet: o.Sheet = None,
    encoding: o.Encoding = None,
    labels: o.Labels = None,
    as_of: o.AsOf = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """Write a CRM import file: record ID and persona, only what changes, never a name.

    personacheck export contacts.xlsx --cast cast.yaml --crm hubspot --out hubspot.csv

    personacheck export contacts.csv --cast cast.yaml --crm salesforce --out salesforce.csv --score 0.9
    """
    setup = o.setup(config, sheet, encoding)
    cast_file, labels_file, day = setup.cast(cast), setup.labels(labels), o.as_date(as_of)
    from personacheck import pipeline
    from personacheck.report.crm_export import crm_export, write_crm

    with progress(quiet=quiet, last="matching contacts to personas") as tell, streams.destination(out) as file:
        outputs.check_file(file, None, outputs.Reads((*exports, cast_file, labels_file), setup.beside), force=force)
        outputs.check_ending(out, ".csv")
        matched = pipeline.match(exports, cast_file, setup.settings, as_of=day, labels=labels_file, tell=tell)
        import_file = crm_export(matched.export, matched.matches, matched.cast, crm, score=score)
        outputs.tell_set_aside(write_crm(import_file, file, force=force))
    effects.remark(effects.of_settings(config), effects.of_export(matched.export, sheet, encoding, as_of), quiet=quiet)
    if not quiet:
        say(f"{plural(len(import_file.table), 'contact')} to update: {streams.where(out)}")
        for line in import_file.left_out(crm, score):
            say(f"left out: {line}")


COMMANDS: tuple[Callable[..., None], ...] = (export,)
