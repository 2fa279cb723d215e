"""Options that several commands share, and how their text becomes values."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personacheck.cli import addresses
from personacheck.cli.streams import as_typed, read_piped
from personacheck.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.model.command_line import CommandLine
    from personacheck.review.memory import Memory
    from personacheck.settings.settings import Settings

_EXPORTS = (
    "CRM exports (.xlsx, .csv or .parquet, a folder of them, a pattern in quotes, or an address such as"
    " s3://bucket/contacts.csv): contacts, and accounts, deals and so on; - reads standard input."
)
Exports = Annotated[
    list[Path],
    typer.Argument(help=_EXPORTS, show_default=False, parser=addresses.path_of, callback=read_piped),
]
Cast = Annotated[
    Path | None,
    typer.Option("--cast", help="The cast: cast.yaml, or cast.xlsx from the template.", callback=read_piped),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", help="Settings file. Default: personacheck.toml in this folder or the nearest above."),
]
Sheet = Annotated[list[str] | None, typer.Option("--sheet", help="Workbook sheet to read; can be repeated.")]
Encoding = Annotated[
    str | None, typer.Option("--encoding", help="Encoding of CSV files, if the detected one is wrong.")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Date of the run, YYYY-MM-DD. Default: today.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document to stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="PART",
        help='Assess a part of the export only: "channel=indirect", "size=small,medium"; can be repeated.',
    ),
]
Labels = Annotated[
    Path | None, typer.Option("--labels", help="Reviewed contacts. Default: labels.csv next to the settings.")
]
History = Annotated[
    Path | None,
    typer.Option("--history", help="History file. Default: .personacheck/history.sqlite3 next to the settings."),
]
NoRecord = Annotated[bool, typer.Option("--no-record", help="Do not record this run in the history.")]
Force = Annotated[
    bool,
    typer.Option("--force", help="Write even if another file is in the way; that file is kept under a new name."),
]
Out = Annotated[Path, typer.Option("--out", help="Folder to write the files to.")]


OUT = Path("personacheck-out")
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)  # of a run; exports are believed as far


@dataclass(frozen=True)
class Setup:
    """Settings in force, and the file that they stand in (None without one).

    ``apart``: a flag asks for a part, of which gates, decisions and the history of the whole say nothing.
    """

    settings: Settings
    file: Path | None
    apart: bool = False

    @property
    def folder(self) -> Path | None:
        """The folder of the settings file."""
        return self.file.parent if self.file else None

    @property
    def beside(self) -> tuple[Path, ...]:
        """What a command may read beside what it is given: settings, their cast and aliases, labels, what is kept."""
        if self.file is None or self.folder is None:
            return ()
        from personacheck.review.decisions import FILE_NAME
        from personacheck.review.history import history_file

        named = (self.folder / self.settings.cast if self.settings.cast else None, self.settings.aliases)
        usual = (self.folder / "labels.csv", self.folder / FILE_NAME, history_file(self.folder))
        return (self.file, *(path for path in named if path is not None), *usual)

    @property
    def gates(self) -> dict[str, float]:
        """The settings' gates; none for a part, of which they do not speak."""
        return {} if self.apart else self.settings.gates

    def cast(self, flag: Path | None) -> Path:
        """The cast's file: the flag, else the settings' ``cast``.

        Raises
        ------
        UsageError
            Neither names one.
        """
        if flag is not None:
            return flag
        if self.settings.cast and self.folder is not None:
            return self.folder / self.settings.cast
        raise UsageError(
            Problem("", "--cast", "no cast given", "Add --cast cast.yaml, or create one: personacheck init")
        )

    def labels(self, flag: Path | None) -> Path | None:
        """The labels' file: the flag, else ``labels.csv`` beside the settings if it is there."""
        if flag is not None:
            return flag
        beside = self.folder / "labels.csv" if self.folder else None
        return beside if beside is not None and beside.is_file() else None

    def history(self, flag: Path | None) -> Path | None:
        """The history's file: the flag, else the one beside the settings; None where neither says where."""
        from personacheck.review.history import history_file

        return flag if flag is not None else history_file(self.folder) if self.folder is not None else None

    def memory_files(self, flag: Path | None) -> tuple[Path, ...]:
        """Files that a run reads and writes: the history and the decisions; none where no history is kept."""
        memory = self.memory(flag)
        return () if memory is None else (memory.history, memory.decisions)

    def memory(self, flag: Path | None, since: date | None = None) -> Memory | None:
        """What earlier runs left; ``decisions.yaml`` lies beside the settings, without settings beside the history."""
        from personacheck.review.decisions import FILE_NAME
        from personacheck.review.memory import Memory

        file = self.history(flag)
        if file is None:
            return None
        folder = self.folder if self.folder is not None else file.parent
        return Memory(file, folder / FILE_NAME, since, apart=self.apart)


def setup(
    config: Path | None,
    sheet: Sequence[str] | None = None,
    encoding: str | None = None,
    where: Sequence[str] | None = None,
) -> Setup:
    """Settings: the file given or found, under the environment, under the flags.

    Raises
    ------
    SettingsError
        The file cannot be used.
    """
    from personacheck.settings.file import find_settings, load_settings

    try:
        path = config if config is not None else find_settings(Path.cwd())
    except FileNotFoundError:
        raise UsageError(Problem("", "", "the current folder no longer exists", "Change to another folder.")) from None
    settings = load_settings(path)
    flags = {key: value for key, value in (("sheet", sheet), ("encoding", encoding)) if value}
    changed: dict[str, object] = {"export": settings.export.model_copy(update=flags)}
    part = _part(where, settings) if where else settings.where
    return Setup(settings.model_copy(update=changed | {"where": part}), path, apart=part != settings.where)


def _part(texts: Sequence[str], settings: Settings) -> dict[str, tuple[str, ...]]:
    from personacheck.model.part import parse_part, tidy_part, values_of

    try:
        return tidy_part(parse_part(texts), values_of({name: axis.values for name, axis in settings.axes.items()}))
    except LookupError as error:
        raise UsageError(Problem("", "--where", *error.args)) from None
    except ValueError:
        step = 'Write an axis and its value: --where "channel=indirect".'
        raise UsageError(Problem("", "--where", "does not name an axis and a value", step)) from None


def typed(
    config: Path | None,
    sheet: Sequence[str] | None,
    encoding: str | None,
    where: Sequence[str] | None,
    labels: Path | None,
    as_of: str | None,
) -> Iterable[tuple[str, object]]:
    """Flags that change what is read, each as often as it was typed."""
    once = (("--config", config), ("--encoding", encoding), ("--labels", labels), ("--as-of", as_of))
    return (*once, *(("--sheet", name) for name in sheet or ()), *(("--where", part) for part in where or ()))


def command_line(
    exports: Iterable[Path],
    cast: Path,
    options: Iterable[tuple[str, object]] = (),
    settings: Path | None = None,
    *,
    kept: bool = True,
) -> CommandLine:
    """What was typed, for the commands that a run prints; files in the current folder go by their place in it."""
    from personacheck.model.command_line import PATHS, CommandLine

    flags = [(flag, near(Path(str(value))) if flag in PATHS else str(value)) for flag, value in options if value]
    found = "" if settings is None or any(flag == "--config" for flag, _ in flags) else near(settings)
    home = os.path.expanduser("~")  # noqa: PTH111  # Path.home() raises where there is none
    return CommandLine(tuple(map(near, exports)), near(cast), tuple(flags), str(Path.cwd()), home, found, kept)


def near(path: Path) -> str:
    """A path as it was typed; of a file in the current folder or below, its place in it."""
    if address := addresses.typed(path):
        return address
    here, path = Path.cwd(), as_typed(path)
    return str(path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path)


def as_date(text: str | None, flag: str = "--as-of") -> date:
    """The date of the run, today without one.

    Raises
    ------
    UsageError
        Not a date of the form YYYY-MM-DD, or one of another age than CRMs are of.
    """
    if text is None:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(Problem("", flag, "not a date", "Write it as 2026-09-30.")) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        cause = f"is outside the years {FIRST_DAY.year} to {LAST_DAY.year}"
        raise UsageError(Problem("", flag, cause, "Write it as 2026-09-30."))
    return day
