"""``init``, ``lint`` and ``schema``: for the authors of a cast."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personacheck.cli import addresses, effects, outputs
from personacheck.cli import options as o
from personacheck.cli.streams import read_piped
from personacheck.cli.terminal import progress, show, show_json
from personacheck.errors import Problem, UsageError
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from personacheck.model.cast import Draft


class Subject(StrEnum):
    """What a schema can be asked for."""

    CAST = "cast"
    SETTINGS = "settings"
    RESULT = "result"


def init(
    places: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FOLDER]",
            help="Folder to write to; with --from, further exports as well.",
            show_default=False,
            parser=addresses.path_of,
        ),
    ] = None,
    export: Annotated[
        list[Path] | None,
        typer.Option(
            "--from",
            metavar="EXPORT",
            help="Draft the cast from a CRM export.",
            parser=addresses.path_of,
            callback=read_piped,
        ),
    ] = None,
    sheet: o.Sheet = None,
    encoding: o.Encoding = None,
    as_of: o.AsOf = None,
    quiet: o.Quiet = False,
) -> None:
    """Write a starter cast (as YAML and as an Excel template) and settings; overwrites nothing.

    If a cast or settings exist already, it writes only what is missing.

    With --from, the cast is drafted from what the export holds: a persona for each of its largest roles.

    personacheck init customer-cast

    personacheck init --from contacts.csv accounts.csv
    """
    exports, folder = _exports_and_folder(places or [], export or [])
    if exports:
        _draft(exports, folder, sheet or [], encoding, as_of, quiet=quiet)
        return
    from personacheck.report import starter

    there = starter.kept(folder)
    paths = starter.write_starter(folder)
    effects.remark(
        effects.when(bool(sheet or encoding or as_of), "--sheet, --encoding, --as-of have no effect without --from."),
        quiet=quiet,
    )
    if not quiet:
        _tell_files(paths, there)


def _exports_and_folder(places: Sequence[Path], exports: Sequence[Path]) -> tuple[list[Path], Path]:
    """With an export, whatever is a file or called like one is an export too.

    Raises
    ------
    UsageError
        Two folders; or an address, and no export to draft from.
    """
    further = [place for place in places if addresses.is_one(place) or (exports and _is_file(place))]
    if further and not exports:
        step = "Name a folder on this computer; to draft from an export: personacheck init --from ADDRESS"
        raise UsageError(Problem("", "init", "writes to no address", step))
    folders = [place for place in places if place not in further]
    if len(folders) > 1:
        step = "Name one folder. How to draft from an export: personacheck init --help"
        raise UsageError(Problem("", "init", f"takes one folder, but got {len(folders)}", step))
    return [*exports, *further], next(iter(folders), Path())


def _is_file(place: Path) -> bool:
    return not place.is_dir() and (place.is_file() or place.suffix != "")


def _draft(
    exports: Sequence[Path], folder: Path, sheet: Sequence[str], encoding: str | None, as_of: str | None, *, quiet: bool
) -> None:
    from personacheck.castwork.draft import draft
    from personacheck.report import starter

    day, (casts, settings) = o.as_date(as_of), starter.kept(folder)
    setup = o.setup(settings[0] if settings else None, sheet, encoding)
    starter.refuse_complete(folder, _elsewhere(exports, sheet, encoding))
    outputs.prepare(exports)
    with progress(quiet=quiet) as tell:
        drafted = draft(exports, setup.settings, as_of=day, tell=tell)
    effects.remark(effects.of_files(drafted.origins, sheet, encoding), effects.of_day(as_of), quiet=quiet)
    found = starter.draft_settings(drafted.origins, day, sheet, encoding)
    paths = starter.write_draft(folder, drafted.draft, found)
    if quiet:
        return
    if not casts:
        _tell_draft(drafted.draft)
    _tell_files(paths, (casts, settings))
    show("Next:")
    cast = casts[0] if casts else folder / starter.CAST
    for command in _next(exports, cast, sheet if settings else (), encoding if settings else None):
        show(f"  {command}")


def _tell_draft(draft: Draft) -> None:
    for persona in draft.cast.personas:
        show(f"{persona.name}: {persona.summary}")
    if draft.left:
        show(f"{plural(draft.left, 'smaller role')} left out.")
    show(f"{draft.cast.draft}.")


def _tell_files(paths: Iterable[Path], there: tuple[Sequence[Path], Sequence[Path]]) -> None:
    """What was written, and what was there and stays."""
    for path in paths:
        show(f"Wrote {path}")
    for path in (*there[0], *there[1]):
        show(f"Kept {path}")


def _elsewhere(exports: Sequence[Path], sheet: Sequence[str], encoding: str | None) -> str:
    """The command that drafts a cast from the same files in a folder of its own."""
    flags = (*(("--sheet", name) for name in sheet), ("--encoding", encoding))
    typed = replace(o.command_line(exports, Path(), flags), cast="")
    return replace(typed, exports=()).command("init", "--from", *typed.exports, "customer-cast")


def _next(exports: Sequence[Path], cast: Path, sheet: Sequence[str], encoding: str | None) -> Iterator[str]:
    """Read the cast back, assess it, have people check it; options only where the settings do not hold them."""
    from personacheck.report import starter

    config = None if cast.parent.resolve() == Path.cwd() else cast.with_name(starter.SETTINGS)
    flags = (("--config", config), *(("--sheet", name) for name in sheet), ("--encoding", encoding))
    yield replace(o.command_line([cast], cast, flags[:1]), cast="").command("lint")
    typed = o.command_line(exports, cast, flags)
    yield typed.command("check")
    yield typed.command("sample", "--out", "handful.xlsx")


def lint(
    cast: Annotated[
        Path | None,
        typer.Argument(
            help="The cast: cast.yaml or cast.xlsx; - reads standard input. Default: the one named in the settings.",
            show_default=False,
            callback=read_piped,
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
    from personacheck.castwork.lint import lint as check_cast

    checked = check_cast(setup.cast(cast), setup.settings, as_of=o.as_date(as_of))
    effects.remark(effects.of_settings(config), effects.of_day(as_of), effects.unread(checked.cast), quiet=False)
    if json:
        show_json({key: value for key, value in asdict(checked).items() if key != "cast"})
        return
    for sentence in checked.sentences:
        show(sentence)
    show()
    for line in checked.borders:
        show(line)
    show()
    for line in checked.problems:
        show(line)
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
        from personacheck.text.nearest import did_you_mean

        raise UsageError(Problem("", of, "no such schema", did_you_mean(of, Subject)))
    from personacheck.cast.load import cast_schema
    from personacheck.report.json import result_schema
    from personacheck.settings.settings import Settings

    schemas = {Subject.CAST: cast_schema, Subject.SETTINGS: Settings.model_json_schema, Subject.RESULT: result_schema}
    show_json(schemas[Subject(of)]())


def convert(
    cast: Annotated[Path, typer.Argument(help="A cast, or personas kept in another table.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="File to write: .yaml or .xlsx.", show_default=False)],
    config: o.Config = None,
    quiet: o.Quiet = False,
) -> None:
    """Convert a cast between YAML and Excel, or take over personas from another table; overwrites nothing.

    personacheck convert cast.xlsx --out cast.yaml

    personacheck convert personas.csv --out cast.yaml
    """
    setup = o.setup(config)
    from personacheck.cast.load import load_cast
    from personacheck.report.starter import write_cast

    loaded = load_cast(cast, axes=setup.settings.axes)
    write_cast(loaded, out)
    effects.remark(effects.unread(loaded), quiet=quiet)
    if not quiet:
        show(f"Wrote {out}: {plural(len(loaded.personas), 'persona')}")


COMMANDS: tuple[Callable[..., None], ...] = (init, lint, convert, schema)
