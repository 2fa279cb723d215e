"""``check``, ``match`` and ``demo``: from an export to files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personacheck.cli import check_options as c
from personacheck.cli import effects, outputs, streams
from personacheck.cli import options as o
from personacheck.cli.terminal import progress, say, show
from personacheck.errors import GateError, HistoryError, Problem, UsageError
from personacheck.text.prose import listed

if TYPE_CHECKING:
    from personacheck.coverage.gates import Gate
    from personacheck.model.assessment import Assessment
    from personacheck.model.command_line import CommandLine
    from personacheck.report.disk.run_set import Written
    from personacheck.review.memory import Memory

DEMO_DATE = date(2026, 9, 30)  # the example is of that day, so that every demo prints the same


def check(
    exports: o.Exports,
    cast: o.Cast = None,
    out: o.Out = o.OUT,
    formats: c.Formats = None,
    config: o.Config = None,
    sheet: o.Sheet = None,
    encoding: o.Encoding = None,
    where: o.Where = None,
    labels: o.Labels = None,
    as_of: o.AsOf = None,
    engine: c.Engine = c.LOCAL,
    scheduler: c.Scheduler = None,
    history: o.History = None,
    no_record: o.NoRecord = False,
    fail_under: c.Under = None,
    fail_if_worse: c.Worse = None,
    no_account_names: c.NoNames = False,
    include_personal_data: c.Personal = False,
    force: o.Force = False,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Assess a cast on an export: report, workbook, result, tables. Records the run in the history.

    personacheck check contacts.xlsx --cast cast.yaml

    personacheck check contacts.csv accounts.csv --cast cast.yaml --out q3 --as-of 2026-09-30
    """
    setup = o.setup(config, sheet, encoding, where)
    kinds, day = c.as_formats(formats), o.as_date(as_of)
    cast_file, labels_file = setup.cast(cast), setup.labels(labels)
    from personacheck import pipeline
    from personacheck.coverage.gates import parse_gates
    from personacheck.report.disk import manifest
    from personacheck.report.formats import names
    from personacheck.report.write import write
    from personacheck.review.history import record

    gates = parse_gates(fail_under or (), setup.gates, setup.settings.axes, setup.settings.file_name)
    reads = outputs.Reads((*exports, cast_file, labels_file), setup.beside, setup.memory_files(history))
    outputs.check_folder(out, names(kinds, personal=include_personal_data), manifest.RUN, reads, force=force)
    flags = o.typed(config, sheet, encoding, where, labels, as_of)
    typed = o.command_line(exports, cast_file, flags, setup.file, kept=not no_record)
    memory = _memory(setup, history, no_record=no_record, gated=fail_if_worse is not None)
    with progress(quiet=quiet, last="writing") as tell, c.spreading(engine, scheduler) as spread:
        assessment = pipeline.review(
            exports, cast_file, setup.settings, as_of=day, labels=labels_file, memory=memory, tell=tell, spread=spread
        )
        assessment = replace(assessment, command_line=typed)
        tell("writing")
        named = setup.settings.privacy.account_names and not no_account_names
        written = write(
            assessment, out, kinds, account_names=named, personal=include_personal_data, labels=labels_file, force=force
        )
        outputs.tell_set_aside(written)
        if memory and assessment.snapshot and not no_record:
            record(memory.history, assessment.snapshot)
    _tell_result(assessment, written, typed, gates, as_json=json, quiet=quiet)
    effects.remark(
        effects.of_settings(config),
        effects.of_export(assessment.export, sheet, encoding, as_of),
        effects.of_output(kinds, names=no_account_names, personal=include_personal_data),
        effects.when(setup.apart and bool(setup.settings.gates), "the gates in the settings are for the whole export."),
        effects.of_history(has_history=memory is not None, no_record=no_record),
        quiet=quiet,
    )
    _hold(assessment, gates, fail_if_worse, quiet=quiet)


def match(
    exports: o.Exports,
    out: Annotated[Path, typer.Option("--out", help="CSV file to write; - for standard output.", show_default=False)],
    cast: o.Cast = None,
    config: o.Config = None,
    sheet: o.Sheet = None,
    encoding: o.Encoding = None,
    where: o.Where = None,
    labels: o.Labels = None,
    as_of: o.AsOf = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """Write the assignments only: one row per contact, with persona, score and reason.

    personacheck match contacts.xlsx --cast cast.yaml --out matches.csv

    personacheck match contacts.csv accounts.csv --cast cast.yaml --out matches.csv --quiet
    """
    setup = o.setup(config, sheet, encoding, where)
    cast_file, labels_file, day = setup.cast(cast), setup.labels(labels), o.as_date(as_of)
    from personacheck import pipeline
    from personacheck.report.disk.marks import MATCHES
    from personacheck.report.disk.own_file import write_matches

    with progress(quiet=quiet, last="matching contacts to personas") as tell, streams.destination(out) as file:
        outputs.check_file(file, MATCHES, outputs.Reads((*exports, cast_file, labels_file), setup.beside), force=force)
        outputs.check_ending(out, ".csv")
        matched = pipeline.match(exports, cast_file, setup.settings, as_of=day, labels=labels_file, tell=tell)
        outputs.tell_set_aside(write_matches(matched.export, matched.matches, file, force=force))
    effects.remark(effects.of_settings(config), effects.of_export(matched.export, sheet, encoding, as_of), quiet=quiet)
    if not quiet:
        say(f"{len(matched.matches):,} contacts matched: {streams.where(out)}")


def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder to write the files to.")] = Path("demo-out"),
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """Run everything on the shipped example.

    personacheck demo

    personacheck demo --out shipped-example
    """
    example = example_folder()
    from personacheck import pipeline
    from personacheck.report.disk import manifest
    from personacheck.report.formats import names, usual
    from personacheck.report.write import write

    files = [example / name for name in ("export.xlsx", "cast.yaml", "personacheck.toml")]
    typed = o.command_line(files[:1], files[1], (("--config", files[2]), ("--as-of", DEMO_DATE)), kept=False)
    setup = o.setup(files[2])
    reads = outputs.Reads([path for path in example.iterdir() if path.is_file()])
    outputs.check_folder(out, names(usual()), manifest.RUN, reads, force=force)
    with progress(quiet=quiet, last="writing") as tell:
        assessment = pipeline.check(files[:1], files[1], setup.settings, as_of=DEMO_DATE, labels=None, tell=tell)
        tell("writing")
        written = write(replace(assessment, command_line=typed), out, force=force)
        outputs.tell_set_aside(written)
    _tell_result(assessment, written, typed, as_json=False, quiet=quiet)


def _memory(setup: o.Setup, history: Path | None, *, no_record: bool, gated: bool) -> Memory | None:
    """What earlier runs left. One that cannot be used stops a run that was to be kept or compared, and no other."""
    memory = setup.memory(history)
    if memory is None and gated:
        step = "Create settings with: personacheck init. Or add --history FILE."
        raise UsageError(Problem("", "--fail-if-worse", "there is no history to compare with", step))
    if memory is None or not no_record or gated:
        return memory
    from personacheck.review.history import runs

    try:
        runs(memory.history)
    except HistoryError as error:
        say(f"not compared with earlier runs: {error.problems[0]}")
        return None
    return memory


def _hold(assessment: Assessment, gates: Sequence[Gate], points: float | None, *, quiet: bool) -> None:
    """Hold the run against its gates; of one against the last run that is met, say what it compared."""
    from personacheck.coverage.gates import missed
    from personacheck.review.gate import met, worse

    changes = assessment.review.changes if assessment.review else None
    problems = [*missed(gates, assessment.result.headline, assessment.result.segments)]
    if points is not None:
        problems += worse(changes, points)
    if problems:
        raise GateError(*problems)
    if points is not None and not quiet:
        say(met(changes, points))


def example_folder() -> Path:
    """The packaged example or, in a checkout, the folder that it is packaged from."""
    package = Path(__file__).resolve().parents[1]
    return next(folder for folder in (package / "fixtures", package.parent / "fixtures") if folder.is_dir())


def _tell_result(
    assessment: Assessment,
    written: Written,
    typed: CommandLine,
    gates: Sequence[Gate] = (),
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    if as_json:
        from personacheck.report.json import render

        show(render(assessment.result))
        return
    if quiet:
        return
    from personacheck.cli.review_summary import since_last
    from personacheck.cli.summary import next_step, summary
    from personacheck.coverage.gates import measured

    workbook = any(path.suffix == ".xlsx" for path in written.paths)
    said = summary(assessment, workbook=workbook)
    for line in (*said, *measured(gates, assessment.result.headline, assessment.result.segments)):
        show(line)
    for line in since_last(assessment.review) if assessment.review else ():
        show(line)
    show(f"Wrote {listed(path.name for path in written.paths)} to {written.paths[0].parent}")
    for line in next_step(assessment.result, typed):
        show(line)


COMMANDS: tuple[Callable[..., None], ...] = (demo, check, match)
