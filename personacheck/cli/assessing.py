"""``check``, ``match`` and ``demo``: from an export to files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personacheck.cli import options as o
from personacheck.cli.terminal import progress, say
from personacheck.errors import Problem, UsageError

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment

OUT = Path("personacheck-out")
DEMO_DATE = date(2026, 9, 30)  # the example is of that day, so that every demo prints the same

Out = Annotated[Path, typer.Option("--out", help="Folder that the files are written to.")]
Formats = Annotated[str, typer.Option("--format", help="Which files: html, xlsx, json, csv; joined by commas.")]
NoNames = Annotated[bool, typer.Option("--no-account-names", help="Stable marks in place of company names.")]
Personal = Annotated[bool, typer.Option("--include-personal-data", help="Names and e-mails in the workbook.")]


def check(
    exports: o.Exports,
    cast: o.Cast = None,
    out: Out = OUT,
    formats: Formats = "html,xlsx,json,csv",
    config: o.Config = None,
    sheet: o.Sheet = None,
    encoding: o.Encoding = None,
    labels: o.Labels = None,
    as_of: o.AsOf = None,
    no_account_names: NoNames = False,
    include_personal_data: Personal = False,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Assess a cast on an export: report, workbook, result, tables.

    personacheck check contacts.xlsx --cast cast.yaml

    personacheck check contacts.csv accounts.csv --cast cast.yaml --out q3 --as-of 2026-09-30
    """
    setup = o.setup(config, sheet, encoding)
    chosen = _formats(formats)
    files = [*exports]
    from personacheck import pipeline
    from personacheck.report.write import write

    with progress(quiet=quiet) as tell:
        assessment = pipeline.check(
            files, setup.cast(cast), setup.settings, as_of=o.as_date(as_of), labels=setup.labels(labels), tell=tell
        )
        tell("writing")
        names = setup.settings.privacy.account_names and not no_account_names
        written = write(assessment, out, chosen, account_names=names, personal=include_personal_data)
    _tell_result(assessment, written, as_json=json, quiet=quiet)


def match(
    exports: o.Exports,
    out: Annotated[Path, typer.Option("--out", help="File to write, .csv.", show_default=False)],
    cast: o.Cast = None,
    config: o.Config = None,
    sheet: o.Sheet = None,
    encoding: o.Encoding = None,
    labels: o.Labels = None,
    as_of: o.AsOf = None,
    quiet: o.Quiet = False,
) -> None:
    """Only the assignments: one row a contact, with persona, score and reason.

    personacheck match contacts.xlsx --cast cast.yaml --out matches.csv

    personacheck match contacts.csv accounts.csv --cast cast.yaml --out matches.csv --quiet
    """
    setup = o.setup(config, sheet, encoding)
    from personacheck import pipeline
    from personacheck.report.tables import write_matches

    with progress(quiet=quiet) as tell:
        matched = pipeline.match(
            exports, setup.cast(cast), setup.settings, as_of=o.as_date(as_of), labels=setup.labels(labels), tell=tell
        )
        write_matches(matched.export, matched.matches, out)
    if not quiet:
        say(f"{len(matched.matches):,} contacts matched: {out}")


def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder that the files are written to.")] = Path("demo-out"),
    quiet: o.Quiet = False,
) -> None:
    """Do the whole job on the shipped example, from nothing.

    personacheck demo

    personacheck demo --out /tmp/demo
    """
    example = example_folder()
    from personacheck import pipeline
    from personacheck.report.write import write

    setup = o.setup(example / "personacheck.toml")
    with progress(quiet=quiet) as tell:
        assessment = pipeline.check(
            [example / "export.xlsx"],
            example / "cast.yaml",
            setup.settings,
            as_of=DEMO_DATE,
            labels=None,
            tell=tell,
        )
        written = write(assessment, out, _formats("html,xlsx,json,csv"), account_names=True, personal=False)
    _tell_result(assessment, written, as_json=False, quiet=quiet)


def example_folder() -> Path:
    """The packaged example or, in a checkout, the folder that it is packaged from."""
    package = Path(__file__).resolve().parents[1]
    packaged = package / "fixtures"
    return packaged if packaged.is_dir() else package.parent / "fixtures"


def _formats(text: str) -> list[str]:
    from rapidfuzz import process

    from personacheck.report import FORMATS

    asked = [name.strip().lower() for name in text.split(",") if name.strip()]
    problems = []
    for name in asked:
        if name not in FORMATS:
            nearest = process.extractOne(name, list(FORMATS), score_cutoff=50)
            step = f"Did you mean {nearest[0]}?" if nearest else f"Known: {', '.join(FORMATS)}."
            problems.append(Problem("", "--format", f"no such format: {name}", step))
    if problems or not asked:
        raise UsageError(*problems or [Problem("", "--format", "no format is named", f"Known: {', '.join(FORMATS)}.")])
    return asked


def _tell_result(assessment: Assessment, written: Sequence[Path], *, as_json: bool, quiet: bool) -> None:
    if as_json:
        from personacheck.report.json import render

        print(render(assessment.result))
        return
    if quiet:
        return
    from personacheck.cli.summary import summary

    for line in summary(assessment.result):
        print(line)
    for path in written:
        print(f"wrote {path}")


COMMANDS: tuple[Callable[..., None], ...] = (demo, check, match)
