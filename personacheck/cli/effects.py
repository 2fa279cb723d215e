"""What was asked for and changes nothing here, and days that have not come: said on stderr, since it may be a slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from personacheck.cli.options import as_date
from personacheck.cli.terminal import say
from personacheck.model import tables as t

if TYPE_CHECKING:
    import pandas as pd

    from personacheck.model.cast import Cast
    from personacheck.model.export import Export, Origin


def remark(*remarks: Iterable[str], quiet: bool) -> None:
    """Say them, unless nothing but errors is wanted."""
    for lines in remarks:
        for line in lines:
            if not quiet:
                say(f"note: {line}")


def of_settings(config: Path | None) -> Iterator[str]:
    """The settings of this folder, where others were named."""
    here = Path("personacheck.toml")
    if config is not None and here.is_file() and not here.samefile(config):
        yield f"this run uses the settings in {config}; {here} in this folder is not read."


def of_files(origins: Sequence[Origin], sheet: Sequence[str] | None, encoding: str | None) -> Iterator[str]:
    """Options that are about a kind of file which is not among those given."""
    if sheet and not any(origin.sheet for origin in origins):
        yield "--sheet has no effect: none of the files is a workbook."
    if encoding is not None and not any(origin.encoding for origin in origins):
        yield "--encoding has no effect: none of the files is text."


def of_day(as_of: str | None) -> Iterator[str]:
    """A day of the run that has not come yet."""
    if as_of is not None and as_date(as_of) > as_date(None):
        yield f"--as-of {as_of} is in the future."


def of_export(export: Export, sheet: Sequence[str] | None, encoding: str | None, as_of: str | None) -> Iterator[str]:
    """All of these for a run, and how many contacts' days lie after its own."""
    yield from of_files(export.origins, sheet, encoding)
    yield from of_day(as_of)
    late = _late(export.contacts, as_date(as_of))
    if late:
        who = "1 contact has" if late == 1 else f"{late:,} contacts have"
        yield f"{who} a creation or activity date after the run: check --as-of, or the export's dates."


def of_output(formats: Sequence[str], *, names: bool, personal: bool) -> Iterator[str]:
    """Options that are about a file which is not written."""
    if names and "html" not in formats:
        yield "--no-account-names has no effect: the report is not written."
    if personal and "xlsx" not in formats:
        yield "--include-personal-data has no effect: the workbook is not written."


def unread(cast: Cast) -> Iterator[str]:
    """Columns of a foreign table that a cast has no place for."""
    if cast.unread:
        yield f"{cast.file}: not read, in whole or in part: {', '.join(cast.unread)}."


def of_history(*, has_history: bool, no_record: bool) -> Iterator[str]:
    """That a run is not kept, where nothing says where to."""
    if not has_history and no_record:
        yield "--no-record has no effect: there is no history."
    elif not has_history:
        yield "no settings file here, so this run is not recorded for reviews; record it with --history history.sqlite3"


def when(idle: bool, line: str) -> Iterator[str]:
    """The line, if so."""
    if idle:
        yield line


def _late(contacts: pd.DataFrame, day: date) -> int:
    import pandas as pd

    end = pd.Timestamp(day) + pd.Timedelta(days=1)
    return int(((contacts[t.CREATED] >= end) | (contacts[t.LAST_ACTIVITY] >= end)).sum())
