"""``inspect`` and ``explain``: how a file was understood, why a contact was matched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personacheck.cli import addresses, effects, outputs
from personacheck.cli import options as o
from personacheck.cli.streams import read_piped
from personacheck.cli.terminal import show, show_json
from personacheck.errors import Problem, UsageError
from personacheck.model.tally import percent

if TYPE_CHECKING:
    from personacheck.model.export import Origin


def inspect(
    exports: o.Exports,
    config: o.Config = None,
    sheet: o.Sheet = None,
    encoding: o.Encoding = None,
    json: o.Json = False,
) -> None:
    """Show how files are read: sheet, header row, CRM, columns, fill rates, rows. Assesses nothing.

    personacheck inspect contacts.xlsx

    personacheck inspect contacts.csv accounts.csv --json
    """
    setup = o.setup(config, sheet, encoding)
    addresses.bring(exports)
    outputs.tell_broken(exports)
    from personacheck.load.columns.next_steps import next_steps
    from personacheck.load.exports import inspect_exports

    origins = inspect_exports(exports, setup.settings)
    effects.remark(effects.of_settings(config), effects.of_files(origins, sheet, encoding), quiet=False)
    if json:
        show_json([_document(origin) for origin in origins])
        return
    for origin in origins:
        for line in _lines(origin):
            show(line)
    show("Next:")
    for line in next_steps(origins, _goes_on(setup, exports, config, sheet, encoding), setup.settings):
        show(f"  {line}")


def _goes_on(
    setup: o.Setup, exports: Sequence[Path], config: Path | None, sheet: Sequence[str] | None, encoding: str | None
) -> str:
    """The command that assesses these files, or drafts a cast where there is none."""
    cast = setup.folder / setup.settings.cast if setup.folder and setup.settings.cast else Path("cast.yaml")
    flags = (*(("--sheet", name) for name in sheet or ()), ("--encoding", encoding))
    if cast.is_file():
        return o.command_line(exports, cast, (("--config", config), *flags)).command("check")
    typed = o.command_line(exports, cast, flags)
    return replace(typed, exports=(), cast="").command("init", "--from", *typed.exports)


def _document(origin: Origin) -> dict[str, object]:
    whole = asdict(origin)
    quarantined = whole["rows"].pop("quarantined")
    return {**whole, "rows": {**whole["rows"], "quarantined": quarantined}, "quarantined": quarantined}


def _lines(origin: Origin) -> Iterator[str]:
    what = ", ".join(
        part
        for part in (
            origin.kind,
            f"encoding {origin.encoding}" if origin.encoding else "",
            f"sheet “{origin.sheet}”" if origin.sheet else "",
            f"header in row {origin.header_row}",
        )
        if part
    )
    yield f"{origin.file}: {what}"
    yield f"  reads as: {origin.object.replace('_', ' ')}, {origin.crm}"
    for field, header in origin.columns.items():
        yield f"  {field:<14} ← {header} ({percent(origin.fill.get(field))} filled)"
    unused = [header for header in origin.headers if header and header not in origin.columns.values()]
    if unused:
        yield f"  not used: {', '.join(unused)}"
    rows = origin.rows
    skipped = "".join(f", {number:,} {reason}" for reason, number in rows.skipped.items())
    yield f"  rows: {rows.read:,} read = {rows.loaded:,} loaded + {sum(rows.skipped.values()):,} skipped{skipped}"
    if rows.quarantined:
        yield f"  quarantined: {rows.quarantined:,}"
    for note in origin.notes:
        yield f"  note: {note}"


def explain(
    title: Annotated[str | None, typer.Argument(help="A job title, in quotes; or, with --id, an export.")] = None,
    export: Annotated[
        list[Path] | None,
        typer.Argument(help="With --id: further files of the export.", parser=addresses.path_of, callback=read_piped),
    ] = None,
    cast: o.Cast = None,
    record_id: Annotated[str | None, typer.Option("--id", help="Record ID of a contact in the export.")] = None,
    config: o.Config = None,
    labels: o.Labels = None,
    as_of: o.AsOf = None,
    json: o.Json = False,
) -> None:
    """Explain a match: why this persona, why not the next, and what would change it.

    personacheck explain "Leiter Einkauf" --cast cast.yaml

    personacheck explain --id 1027745 contacts.xlsx --cast cast.yaml
    """
    setup = o.setup(config)
    cast_file, labels_file = setup.cast(cast), setup.labels(labels)
    from personacheck.castwork import explain as explaining

    if record_id is not None:
        day, files = o.as_date(as_of), [addresses.path_of(title), *(export or [])] if title else []
        outputs.prepare(files)
        explanation = explaining.explain_contact(
            record_id, files, cast_file, setup.settings, as_of=day, labels=labels_file
        )
    elif title is not None:
        _check_quoted(title, export or [])
        explanation = explaining.explain(title, cast_file, setup.settings, labels=labels_file)
        effects.remark(
            effects.when(bool(export), "the files after the title have no effect without --id."),
            effects.when(as_of is not None, "--as-of has no effect without --id."),
            quiet=False,
        )
    else:
        raise UsageError(Problem("", "", "nothing to explain", "Give a title in quotes, or --id ID and the export."))
    if json:
        show_json(asdict(explanation))
        return
    for sentence in explanation.sentences:
        show(sentence)
    for line in ("", *explanation.borders) if explanation.borders else ():
        show(line)


def _check_quoted(title: str, more: Sequence[Path]) -> None:
    """Words behind the title that are no files: it was meant to be one title.

    Raises
    ------
    UsageError
        Some are.
    """
    words = [path for path in more if not path.exists() and not path.suffix]
    if words:
        whole = " ".join((title, *map(str, words)))
        cause = f"takes one title, but got {len(words) + 1}"
        raise UsageError(Problem("", "explain", cause, f'Put it in quotes: personacheck explain "{whole}"'))


COMMANDS: tuple[Callable[..., None], ...] = (inspect, explain)
