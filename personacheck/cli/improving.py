"""``suggest`` and ``compare``: what a better cast would hold, and whether it is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personacheck.cli import addresses, effects, outputs, streams
from personacheck.cli import options as o
from personacheck.cli.streams import read_piped
from personacheck.cli.terminal import progress, say, show, show_json
from personacheck.errors import Problem, UsageError
from personacheck.text.prose import plural, spelled

if TYPE_CHECKING:
    from personacheck.coverage.compare import Comparison, Moved, SegmentChange
    from personacheck.model.few import Least
    from personacheck.model.tally import AccountTally, Tally

CASTS = (".yaml", ".yml")
ROLES = 8


def suggest(
    exports: o.Exports,
    cast: o.Cast = None,
    config: o.Config = None,
    sheet: o.Sheet = None,
    encoding: o.Encoding = None,
    where: o.Where = None,
    labels: o.Labels = None,
    as_of: o.AsOf = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="YAML file to write. Default: print it.", show_default=False)
    ] = None,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Suggest personas for contacts that none covers, as YAML to paste. These are hypotheses: interview first.

    personacheck suggest contacts.xlsx --cast cast.yaml

    personacheck suggest contacts.xlsx --cast cast.yaml --out candidates.yaml

    personacheck suggest contacts.csv accounts.csv --cast cast.yaml --json
    """
    setup = o.setup(config, sheet, encoding, where)
    cast_file = setup.cast(cast)
    day, file = o.as_date(as_of), None if out == streams.DASH else out
    from personacheck.castwork import what_if
    from personacheck.report.disk import own_file

    if file is not None:
        outputs.check_ending(file, ".yaml")
        own_file.refuse_existing(file)
    outputs.prepare(exports)
    with progress(quiet=quiet) as tell:
        suggested = what_if.suggest(
            exports, cast_file, setup.settings, as_of=day, labels=setup.labels(labels), tell=tell
        )
    effects.remark(
        effects.of_settings(config), effects.of_export(suggested.export, sheet, encoding, as_of), quiet=quiet
    )
    if json:
        show_json([asdict(suggestion) for suggestion in suggested.suggestions])
    if suggested.then is not None:
        text = _to_paste(suggested.then, suggested.paste)
        if file is not None:
            own_file.write_new(file, text.encode())
        elif not json:
            show(text, end="")
        if file is not None and not quiet:
            say(f"{plural(len(suggested.suggestions), 'persona')} suggested: {file}")
    elif not json and not quiet:
        least = setup.settings.privacy
        enough = f"{least.min_contacts} contacts at {least.min_accounts} accounts"
        say(f"No persona is suggested: it takes {enough} of one function that no persona covers.")


def _to_paste(then: Comparison, paste: str) -> str:
    """The suggested personas below what a cast with all of them covers."""
    from personacheck.report.wording import NBSP

    measures = [f"# With all of these: {measure.replace(NBSP, ' ')}\n" for measure in _measures(then.whole)]
    return "".join((*measures, paste))


def compare(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Two or more casts (.yaml), then the exports.",
            show_default=False,
            parser=addresses.path_of,
            callback=read_piped,
        ),
    ],
    cast: Annotated[
        list[Path] | None, typer.Option("--cast", help="A cast in the Excel template; can be repeated.")
    ] = None,
    config: o.Config = None,
    where: o.Where = None,
    labels: o.Labels = None,
    as_of: o.AsOf = None,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Compare casts on the same contacts: what each wins and loses against the first, and where.

    personacheck compare last-year.yaml cast.yaml contacts.xlsx

    personacheck compare cast.yaml proposal.yaml contacts.csv accounts.csv --json
    """
    setup = o.setup(config, where=where)
    casts = [path for path in files if path.suffix.lower() in CASTS] + (cast or [])
    exports = [path for path in files if path.suffix.lower() not in CASTS]
    if len(set(casts)) < 2 or not exports:
        raise UsageError(
            Problem("", "", "two different casts and an export are needed", "See: personacheck compare --help")
        )
    day = o.as_date(as_of)
    outputs.prepare(exports)
    from personacheck.castwork import what_if
    from personacheck.report.wording import NBSP

    with progress(quiet=quiet) as tell:
        comparisons = what_if.compare(exports, casts, setup.settings, as_of=day, labels=setup.labels(labels), tell=tell)
    effects.remark(effects.of_settings(config), effects.of_day(as_of), quiet=quiet)
    if json:
        show_json([asdict(comparison) for comparison in comparisons])
        return
    for comparison in comparisons:
        for line in _lines(comparison, setup.settings.privacy.least):
            show(line.replace(NBSP, " "))


def _lines(comparison: Comparison, least: Least) -> Iterator[str]:
    """Accounts, main contacts and revenue under both casts; then what moved, segment by segment and role by role."""
    from personacheck.vocabulary.axes import segment_label

    title = f"{comparison.first} → {comparison.other}"
    first, *more = _measures(comparison.whole)
    yield f"{title}: {first}"
    yield from (f"  {measure}" for measure in more)
    moved = [change for change in comparison.segments if _has_moved(change)]
    for change in moved:
        yield f"  {segment_label(change.where)}: {'; '.join(_measures(change))}"
    for role in comparison.roles[:ROLES]:
        won, lost = (least.words(number) for number in (role.won, role.lost))
        yield f"  {role.title}: {won} contacts won, {lost} lost"
    if not moved:
        yield "  Both cover the same contacts."


def _has_moved(change: SegmentChange) -> bool:
    return any(moved.won or moved.lost for moved in (change.accounts, change.main_contacts, change.contacts))


def _measures(change: SegmentChange) -> Iterator[str]:
    """Accounts, main contacts and revenue; contacts where there are no accounts."""
    from personacheck.report.wording import money

    before, after = change.before, change.after
    if before.accounts.total == before.accounts.excluded:
        yield _covered(before.contacts, after.contacts, change.contacts, "contacts")
        return
    yield _covered(before.accounts, after.accounts, change.accounts, "accounts")
    yield _covered(before.main_contacts, after.main_contacts, change.main_contacts, "main contacts")
    if change.under is not None:
        yield f"revenue not shown: amounts of under {spelled(change.under)} accounts"
    elif change.revenue is not None and before.revenue is not None and after.revenue is not None:
        paid = (before.revenue, after.revenue)
        covered = [money(revenue.covered, revenue.currency) for revenue in paid]
        yield f"revenue {_way(covered, [money(revenue.judged, revenue.currency) for revenue in paid])}"


def _covered(before: AccountTally | Tally, after: AccountTally | Tally, moved: Moved, noun: str) -> str:
    """How many each cast covers: "17 → 31 of 91 accounts, 16 won, 2 lost"."""
    covered = [f"{tally.covered:,}" for tally in (before, after)]
    way = _way(covered, [f"{tally.judged:,}" for tally in (before, after)])
    fewer = before.judged - after.judged
    told = f"; {abs(fewer):,} {'fewer' if fewer > 0 else 'more'} can be judged" if fewer else ""
    return f"{way} {noun}, {moved.won:,} won, {moved.lost:,} lost{told}"


def _way(covered: Sequence[str], of: Sequence[str]) -> str:
    """From the first to the second; each with its own whole where these differ: the casts read other titles."""
    if of[0] == of[1]:
        return f"{covered[0]} → {covered[1]} of {of[1]}"
    return f"{covered[0]} of {of[0]} → {covered[1]} of {of[1]}"


COMMANDS: tuple[Callable[..., None], ...] = (suggest, compare)
