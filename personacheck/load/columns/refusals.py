"""Sources that cannot be assessed: all that is wrong with them, told at once, each with the line that mends it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from personacheck.errors import ExportError, Problem, SettingsError
from personacheck.load.columns.asked_columns import wrong_axes
from personacheck.load.columns.mapping import COLUMNS, find_column, nearest_headers
from personacheck.text.nearest import did_you_mean, meant
from personacheck.text.prose import plural
from personacheck.vocabulary.axes import segments
from personacheck.vocabulary.dialects import name_of
from personacheck.vocabulary.layouts import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from personacheck.load.columns.source import Source
    from personacheck.settings.settings import Settings

SHOWN: Final = 12
"""Columns that a refusal names."""
READ: Final = (",", ";", "\t", "|")
"""Separators that are read."""
LONGEST: Final = 40
"""Characters of a header that a refusal shows."""
TITLE: Final = "title"
ASKED: Final = "To settle: "
"""How a remark begins that ``check`` would refuse the files for."""
LISTED: Final = "docs/how-to/exports.md"
"""Where a user finds the fields."""


def refuse(sources: Sequence[Source], settings: Settings) -> None:
    """Let sources pass that can be assessed.

    Raises
    ------
    SettingsError
        A column override names no field, or a header that no file has; a custom axis likewise.
    ExportError
        A column cannot be told; no file holds contacts; none of the contacts' files has a column of titles.
    """
    if unfit := settings_problems(sources, settings):
        raise SettingsError(*unfit)
    problems = [problem for source in sources for problem in source.problems]
    lists = [source for source in sources if source.of_contacts]
    if not lists:
        problems += [_separator(source) or _no_contacts(source) for source in sources if not source.problems]
    refused = {problem.file for problem in problems}
    if lists and not any(TITLE in source.headers for source in lists):
        problems += [
            _separator(source) or _no_title(source, settings.table(COLUMNS))
            for source in lists
            if source.table.file not in refused
        ]
    if problems:
        raise ExportError(*problems)


def settings_problems(sources: Sequence[Source], settings: Settings) -> list[Problem]:
    """What the settings say of columns, types and axes that these files cannot have."""
    return [*_wrong_columns(sources, settings), *_wrong_types(settings), *wrong_axes(settings, sources)]


def _wrong_columns(sources: Sequence[Source], settings: Settings) -> Iterator[Problem]:
    for field, header in settings.export.columns.items():
        place = f"export.columns.{field}"
        if field not in FIELDS:
            yield Problem(settings.file_name, place, "no such field", did_you_mean(field, FIELDS, LISTED))
        elif all(find_column(source.table, header) is None for source in sources):
            near_headers = nearest_headers([name for source in sources for name in source.table.shown], header)
            step = meant(near_headers) if near_headers else "inspect lists the columns."
            cause = f'the settings ask for a column "{header}", and no file has it'
            yield Problem(
                settings.file_name, place, cause, f"{step} Without this line the column is found by its header."
            )


def _wrong_types(settings: Settings) -> Iterator[Problem]:
    words = sorted({meaning.population or meaning.excluded for meaning in segments().types.values()})
    for name in settings.export.types:
        if name not in words:
            step = did_you_mean(name, words)
            yield Problem(settings.file_name, f"export.types.{name}", "no such population or reason", step)


def _no_title(source: Source, settings_table: str) -> Problem:
    headers = [header[:LONGEST] for header in source.table.shown if header]
    more = f" and {len(headers) - SHOWN} more" if len(headers) > SHOWN else ""
    called = name_of(TITLE, source.crm)
    near = nearest_headers(headers, called)
    seen = f"found: {', '.join(headers[:SHOWN])}{more}" + (f"; nearest: {', '.join(near)}" if near else "")
    hidden = sum(
        1 for header, shown in zip(source.table.headers, source.table.shown, strict=True) if header and not shown
    )
    step = f'Export it again with them, or name the column that holds them under {settings_table}: {TITLE} = "…".'
    if hidden:  # the row may be somebody's: what is not known is not told
        others = plural(hidden, "other header is not known", "other headers are not known")
        seen = f"{seen}; {others}" if headers else "none of its headers is known"
        step = (
            f"If this row holds no column names, put them above it; otherwise map the columns under {settings_table}."
        )
    return Problem(source.table.file, _line(source), f"no column of job titles ({called}); {seen}", step)


_APART: Final = re.compile(r"[^\w\s().'&/?*#%-]")


def _separator(source: Source) -> Problem | None:
    """What may stand between the fields of a text file that holds one field a line."""
    table = source.table
    if table.kind != "csv" or len(table.headers) != 1:
        return None
    marks = Counter(_APART.findall(table.headers[0]))
    texts = [str(text) for text in table.frame[0].head(SHOWN)]
    separator = next((mark for mark, _ in marks.most_common() if all(mark in text for text in texts)), "")
    if not separator:
        return None
    if separator in READ:
        cause = f'only one field per line: each whole line is in quotes, with the separator "{separator}" in it'
        step = "Remove the quotes around the lines, or export the file again."
    else:
        cause = f'only one field per line: the separator seems to be "{separator}", which is not supported'
        step = "Export it again with commas, semicolons, tabs or | between the fields."
    return Problem(table.file, _line(source), cause, step)


def _line(source: Source) -> str:
    return f"{'line' if source.table.kind == 'csv' else 'row'} {source.table.header_row}"


def _no_contacts(source: Source) -> Problem:
    return Problem(
        source.table.file,
        "",
        f"holds {source.object.replace('_', ' ')}, not contacts",
        "Add the export of the contacts to the command.",
    )
