"""``suggest`` and ``compare``: what a better cast would hold, and whether it is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personacheck.cli import effects, outputs
from personacheck.cli import options as o
from personacheck.cli.terminal import progress, say, show, show_json
from personacheck.errors import Problem, UsageError
from personacheck.model.tally import percent

if TYPE_CHECKING:
    from personacheck.coverage.compare import Comparison, SegmentChange
    from personacheck.model.few import Least

CASTS = (".yaml", ".yml")
ROLES = 8


def suggest(
    exports: o.Exports,
    cast: o.Cast = None,
    config: o.Config = None,
    sheet: o.Sheet = None,
    encoding: o.Encoding = None,
    labels: o.Labels = None,
    as_of: o.AsOf = None,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Suggest personas for contacts that none covers, as YAML to paste. These are hypotheses: interview first.

    personacheck suggest contacts.xlsx --cast cast.yaml

    personacheck suggest contacts.csv accounts.csv --cast cast.yaml --json
    """
    setup = o.setup(config, sheet, encoding)
    outputs.tell_broken(exports)
    from personacheck import pipeline
    from personacheck.suggest.paste import as_yaml

    with progress(quiet=quiet) as tell:
        assessment = pipeline.check(
            exports, setup.cast(cast), setup.settings, as_of=o.as_date(as_of), labels=setup.labels(labels), tell=tell
        )
    effects.remark(effects.of_export(assessment.export, sheet, encoding, as_of), quiet=quiet)
    found = assessment.result.suggestions
    if json:
        show_json([asdict(one) for one in found])
    elif found:
        show(as_yaml(found, assessment.cast.ids), end="")
    elif not quiet:
        least = setup.settings.privacy
        enough = f"{least.min_contacts} contacts at {least.min_accounts} accounts"
        say(f"No persona is suggested: it takes {enough} of one function that no persona covers.")


def compare(
    files: Annotated[
        list[Path], typer.Argument(help="Two or more casts (.yaml), then the exports.", show_default=False)
    ],
    cast: Annotated[
        list[Path] | None, typer.Option("--cast", help="A cast in the Excel template; can be repeated.")
    ] = None,
    config: o.Config = None,
    labels: o.Labels = None,
    as_of: o.AsOf = None,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Compare casts on the same contacts: what each gains and loses against the first.

    personacheck compare last-year.yaml cast.yaml contacts.xlsx

    personacheck compare cast.yaml proposal.yaml contacts.csv accounts.csv --json
    """
    setup = o.setup(config)
    casts = [path for path in files if path.suffix.lower() in CASTS] + (cast or [])
    exports = [path for path in files if path.suffix.lower() not in CASTS]
    if len(set(casts)) < 2 or not exports:
        raise UsageError(
            Problem("", "", "two different casts and an export are needed", "See: personacheck compare --help")
        )
    outputs.tell_broken(exports)
    from personacheck import castwork

    with progress(quiet=quiet) as tell:
        found = castwork.compare(
            exports, casts, setup.settings, as_of=o.as_date(as_of), labels=setup.labels(labels), tell=tell
        )
    effects.remark(effects.of_day(as_of), quiet=quiet)
    if json:
        show_json([asdict(one) for one in found])
        return
    for one in found:
        for line in _lines(one, setup.settings.privacy.least):
            show(line)


def _lines(one: Comparison, least: Least) -> Iterator[str]:
    whole, *parts = one.changes
    yield f"{one.other} against {one.first}: {_change(whole)}"
    moved = [part for part in parts if part.gained or part.lost]
    for part in moved:
        where = ", ".join(f"{axis} {value}" for axis, value in part.where.items())
        yield f"  {where}: {_change(part)}"
    for change in one.roles[:ROLES]:
        gained, lost = (least.words(number) for number in (change.gained, change.lost))
        yield f"  {change.title}: {gained} gained, {lost} lost"
    if not moved:
        yield "  Both cover the same contacts."


def _change(change: SegmentChange) -> str:
    before, after = percent(change.before.coverage), percent(change.after.coverage)
    return f"{before} → {after} of contacts ({change.gained:,} gained, {change.lost:,} lost)"


COMMANDS: tuple[Callable[..., None], ...] = (suggest, compare)
