"""``review`` and ``history``: what changed, what to decide, and the runs on file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personacheck.cli import addresses, effects, outputs
from personacheck.cli import options as o
from personacheck.cli.streams import read_piped
from personacheck.cli.terminal import progress, say, show
from personacheck.errors import GateError, Problem, UsageError

if TYPE_CHECKING:
    from personacheck.model.review import Review
    from personacheck.model.snapshot import Snapshot
    from personacheck.review.memory import Memory
    from personacheck.settings.settings import Settings


class Layout(StrEnum):
    """How the summary is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"


Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="WHEN",
        help="Compare with: quarter (or month, half-year, year), or a date. Default: the last run.",
    ),
]
Gate = Annotated[bool, typer.Option("--gate", help="Exit with code 4 if the review or a decision is overdue.")]
Format = Annotated[Layout, typer.Option("--format", help="Format of the printed summary: text or markdown.")]
Exports = Annotated[
    list[Path] | None,
    typer.Argument(
        help="CRM exports; - reads standard input. Without one, the last two recorded runs are compared.",
        show_default=False,
        parser=addresses.path_of,
        callback=read_piped,
    ),
]


def review(
    exports: Exports = None,
    cast: o.Cast = None,
    since: Since = None,
    gate: Gate = False,
    layout: Format = Layout.TEXT,
    out: o.Out = o.OUT,
    config: o.Config = None,
    sheet: o.Sheet = None,
    encoding: o.Encoding = None,
    where: o.Where = None,
    labels: o.Labels = None,
    as_of: o.AsOf = None,
    history: o.History = None,
    no_record: o.NoRecord = False,
    force: o.Force = False,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Report what changed, what is due and what to decide; write review.html and update decisions.yaml.

    personacheck review contacts.xlsx --cast cast.yaml

    personacheck review contacts.csv accounts.csv --cast cast.yaml --since quarter --gate --format markdown
    """
    setup, day = o.setup(config, sheet, encoding, where), o.as_date(as_of)
    memory = _memory(setup, history, None if since is None else _since(since, day))
    if not exports:
        _recall(memory, setup.settings, layout, gate=gate, json=json, quiet=quiet)
        return
    cast_file, labels_file = setup.cast(cast), setup.labels(labels)
    from personacheck import pipeline
    from personacheck.report.disk import files, manifest
    from personacheck.report.disk.run_set import put_set
    from personacheck.report.html import NAME, render
    from personacheck.report.write import source
    from personacheck.review.history import record
    from personacheck.review.review import renewed

    reads = outputs.Reads((*exports, cast_file, labels_file), setup.beside, setup.memory_files(history))
    outputs.check_folder(out, [NAME], manifest.REVIEW, reads, force=force)
    with progress(quiet=quiet) as tell:
        assessment = pipeline.review(
            exports, cast_file, setup.settings, as_of=day, labels=labels_file, memory=memory, tell=tell
        )
        run, review = assessment.snapshot, assessment.review
        assert run is not None and review is not None  # noqa: S101  # there is a memory, so both are; for mypy
        tell("writing")
        typed = o.command_line(exports, cast_file, kept=not no_record)
        page = render(replace(assessment, command_line=typed), review)
        register = {} if memory.apart else {memory.decisions: renewed(memory.decisions, review, run)}
        for decisions in register:
            files.try_old(decisions)
        inputs = source(assessment, labels_file)
        written = put_set(out, {NAME: page}, inputs, name=manifest.REVIEW, force=force)
        files.put(register)
        outputs.tell_set_aside(written)
        if not no_record:
            record(memory.history, run)
    effects.remark(
        effects.of_settings(config), effects.of_export(assessment.export, sheet, encoding, as_of), quiet=quiet
    )
    _tell(review, (*written.paths, *register), layout, json=json, quiet=quiet)
    if gate:
        _gate(review)


def _recall(memory: Memory, settings: Settings, layout: Layout, *, gate: bool, json: bool, quiet: bool) -> None:
    """What the history tells by itself: nothing is read beside it, and nothing is written."""
    from personacheck.review.memory import recall

    review = recall(memory, settings)
    _tell(review, (), layout, json=json, quiet=quiet)
    if gate:
        _gate(review)


def _memory(setup: o.Setup, history: Path | None, since: date | None = None) -> Memory:
    memory = setup.memory(history, since)
    if memory is None:
        step = "Create settings with: personacheck init. Or add --history FILE."
        raise UsageError(Problem("", "--history", "no settings file, so the history has no default location", step))
    return memory


def _since(text: str, day: date) -> date:
    from personacheck.review.cadence import MONTHS, period_before

    if text in MONTHS:
        return period_before(day, text)
    try:
        return o.as_date(text, "--since")
    except UsageError as error:
        step = f"Write {', '.join(MONTHS)}, or a date such as 2026-09-30."
        cause = error.problems[0].cause.replace("not a date", "neither a period nor a date")
        raise UsageError(Problem("", "--since", cause, step)) from None


def _tell(review: Review, written: tuple[Path, ...], layout: Layout, *, json: bool, quiet: bool) -> None:
    if json:
        from personacheck.report.json import render

        show(render(review))
        return
    if layout == Layout.MARKDOWN:
        from personacheck.report.markdown import summary

        show(summary(review), end="")
    elif not quiet:
        from personacheck.cli import review_summary

        for line in review_summary.summary(review):
            show(line)
    for path in written:
        if not quiet:
            (say if layout == Layout.MARKDOWN else show)(f"Wrote {o.near(path)}")


def _gate(review: Review) -> None:
    from personacheck.review.gate import overdue

    missed = [*overdue(review)]
    if missed:
        raise GateError(*missed)


runs_on_file = typer.Typer(help="List, prune or export the recorded runs.")


@runs_on_file.command("list")
def list_runs(config: o.Config = None, history: o.History = None) -> None:
    """List the recorded runs, oldest first: date, fit by account and by main contact, cast.

    personacheck history list

    personacheck history list --history runs.sqlite3
    """
    from personacheck.review.history import runs

    recorded = runs(_file(config, history))
    if recorded:
        show(f"{'date':10} {'accounts':>9} {'main contacts':>14}  cast")
    for run in recorded:
        show(_line(run))
    if not recorded:
        say("no recorded runs yet: each check records one")


@runs_on_file.command()
def prune(
    keep: Annotated[
        int,
        typer.Option("--keep", min=0, max=1_000_000, help="Number of most recent runs to keep.", show_default=False),
    ],
    config: o.Config = None,
    history: o.History = None,
) -> None:
    """Delete all but the most recent runs.

    personacheck history prune --keep 40

    personacheck history prune --keep 0 --history runs.sqlite3
    """
    from personacheck.review import history as recorded

    show(f"{recorded.prune(_file(config, history), keep=keep):,} runs deleted")


@runs_on_file.command()
def export(config: o.Config = None, history: o.History = None) -> None:
    """Print all recorded runs as one JSON document: tallies and widely held titles, no names.

    personacheck history export > history.json

    personacheck history export --history runs.sqlite3
    """
    from personacheck.review import history as recorded

    show(recorded.export(_file(config, history)), end="")


def _file(config: Path | None, history: Path | None) -> Path:
    return _memory(o.setup(config), history).history


def _line(run: Snapshot) -> str:
    from personacheck.model.tally import percent

    whole = run.result.headline
    fits = f"{percent(whole.accounts.coverage, 1):>9} {percent(whole.main_contacts.coverage, 1):>14}"
    part = f", only {run.result.run.part}" if run.result.run.part else ""
    return f"{run.result.run.as_of} {fits}  cast {run.result.run.digests.cast[:8]}{part}"


COMMANDS: tuple[Callable[..., None], ...] = (review,)
GROUPS: dict[str, typer.Typer] = {"history": runs_on_file}
