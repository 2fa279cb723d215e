"""``sample`` and ``learn``: whom people should review, and what they found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from personacheck.cli import effects, outputs, streams
from personacheck.cli import options as o
from personacheck.cli.assessing import example_folder
from personacheck.cli.terminal import progress, say, show_json
from personacheck.errors import Problem, UsageError
from personacheck.model.sample import Wish
from personacheck.text.prose import plural

LABELS = "labels.csv"
ACCOUNTS = 12  # as many as a team can talk through in a morning
ENOUGH = 100


def sample(
    exports: o.Exports,
    out: Annotated[
        Path, typer.Option("--out", help="Excel file to write (.xlsx); - for standard output.", show_default=False)
    ],
    cast: o.Cast = None,
    accounts: Annotated[
        int | None, typer.Option(min=1, help="Handful test: number of accounts to draw, with their main contacts. [12]")
    ] = None,
    proportional: Annotated[
        bool,
        typer.Option(
            "--proportional",
            help="Draw accounts purely at random: gives a tighter bound and, from about 50 on, an estimate.",
        ),
    ] = False,
    random: Annotated[
        int | None, typer.Option(min=1, help="Number of contacts to draw at random, for the estimate; 100 is enough.")
    ] = None,
    active: Annotated[
        int | None, typer.Option(min=1, help="Number of titles to label for training (active learning).")
    ] = None,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Contacts on which reviewers disagree, for them to settle.")
    ] = False,
    config: o.Config = None,
    sheet: o.Sheet = None,
    encoding: o.Encoding = None,
    where: o.Where = None,
    labels: o.Labels = None,
    as_of: o.AsOf = None,
    include_personal_data: Annotated[
        bool, typer.Option("--include-personal-data", help="Include names and e-mail addresses in the sheet.")
    ] = False,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """Draw contacts for people to review, as an Excel sheet: the handful test, or a random sample.

    personacheck sample contacts.xlsx --cast cast.yaml --out handful.xlsx

    personacheck sample contacts.xlsx --cast cast.yaml --random 100 --out review.xlsx
    """
    setup = o.setup(config, sheet, encoding, where)
    cast_file, labels_file, day = setup.cast(cast), setup.labels(labels), o.as_date(as_of)
    from personacheck.castwork import sample as handful
    from personacheck.report.disk.marks import SHEET
    from personacheck.report.review_sheet import write_review_sheet

    asked = Wish(accounts or 0, random or 0, active or 0, proportional, conflicts)
    wish = asked if accounts or random or active or conflicts else replace(asked, accounts=ACCOUNTS)
    with progress(quiet=quiet) as tell, streams.destination(out) as file:
        outputs.check_file(file, SHEET, outputs.Reads((*exports, cast_file, labels_file), setup.beside), force=force)
        outputs.check_ending(out, outputs.WORKBOOK)
        drawn = handful.sample(exports, cast_file, setup.settings, wish, as_of=day, labels=labels_file, tell=tell)
        _refuse_none(len(drawn.contacts), out, wish, accounts=len(drawn.export.accounts) > 0)
        written = write_review_sheet(
            drawn.contacts, drawn.export.accounts, drawn.cast, file, personal=include_personal_data, force=force
        )
        outputs.tell_set_aside(written)
    effects.remark(
        effects.of_settings(config),
        effects.of_export(drawn.export, sheet, encoding, as_of),
        effects.when(proportional and not wish.accounts, "--proportional has no effect: no accounts are drawn."),
        quiet=quiet,
    )
    if not quiet:
        place = labels or (LABELS if setup.folder in {None, example_folder()} else None)
        learning = o.command_line([out], cast_file, (("--config", config), ("--labels", place))).command("learn")
        then = "" if out == streams.DASH else f". Fill it in, then: {learning}"
        say(f"{_in_words(len(drawn.contacts), wish)}: {streams.where(out)}{then}")
        if drawn.more:
            say(f"About {drawn.more:,} more reviewed contacts would narrow the interval of the estimate to ten points.")


def _refuse_none(number: int, out: Path, wish: Wish, *, accounts: bool) -> None:
    """An empty sheet would ask people for nothing."""
    if not number and wish.accounts and not accounts:
        step = f"Draw contacts instead: --random {ENOUGH}"
        raise UsageError(Problem("", str(out), "the export names no accounts to draw from", step))
    if not number and wish.conflicts:
        step = "All reviewers agree, or there was only one."
        raise UsageError(Problem("", str(out), "nothing is left to settle", step))
    if not number:
        step = "All have been drawn and reviewed; the report shows what people found."
        raise UsageError(Problem("", str(out), "no contacts are left to draw", step))


def _in_words(number: int, wish: Wish) -> str:
    fewer = not wish.accounts and number < wish.random + wish.active
    return plural(number, "contact") + " to review" + (", all that are left to draw" if fewer else "")


def learn(
    sheets: Annotated[list[Path], typer.Argument(help="Completed review sheets.", show_default=False)],
    cast: o.Cast = None,
    config: o.Config = None,
    labels: Annotated[
        Path | None, typer.Option("--labels", help="Labels file to add to. Default: labels.csv next to the settings.")
    ] = None,
    as_of: o.AsOf = None,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Read completed review sheets: add what people found to labels.csv.

    personacheck learn review.xlsx

    personacheck learn review-jb.xlsx review-km.xlsx --labels labels.csv
    """
    setup = o.setup(config)
    from personacheck.castwork import sample as handful

    if labels is None and setup.folder is None:
        step = f"Add --labels {LABELS}, or create settings: personacheck init"
        raise UsageError(
            Problem("", "--labels", "there is no settings file, so labels.csv has no default location", step)
        )
    path = labels if labels is not None else (setup.folder or Path()) / LABELS
    named = cast is not None or setup.settings.cast is not None
    cast_file = setup.cast(cast) if named else None
    outputs.refuse_inputs((), outputs.Reads((*sheets, cast_file, setup.file), updated=[path]))
    outputs.tell_broken(sheets)
    learned = handful.learn(sheets, cast_file, setup.settings, as_of=o.as_date(as_of), labels=path)
    if json:
        show_json({**asdict(learned), "labels": str(path)})
    elif not quiet:
        left = f"; {learned.left:,} left empty" if learned.left else ""
        read = "" if labels is None else f"; check reads them with --labels {path}"
        say(f"{plural(learned.added, 'label')} added to {path}{left}{read}")
        if learned.conflicts:
            step = "draw them anew, by the same sample command with --conflicts --out settle.xlsx"
            say(f"Reviewers gave different answers; contacts: {learned.conflicts:,}. Settle them together: {step}.")


COMMANDS: tuple[Callable[..., None], ...] = (sample, learn)
