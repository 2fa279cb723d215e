"""Columns that the cast and the settings ask for by their headers: ``where:<Header>`` and custom axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.errors import Problem
from personacheck.load.columns.axis_columns import unfit
from personacheck.load.columns.cells import one_line
from personacheck.load.columns.mapping import find_column, nearest_headers
from personacheck.model import tables as t
from personacheck.text.nearest import meant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import pandas as pd

    from personacheck.load.columns.source import Source
    from personacheck.settings.settings import Settings


def columns_wanted(settings: Settings, headers: Collection[str]) -> tuple[str, ...]:
    """Headers that somebody asks for, each once."""
    return tuple(dict.fromkeys([*headers, *(axis.column for axis in settings.axes.values())]))


def carry(source: Source, wanted: Sequence[str]) -> pd.DataFrame:
    """The source's cells with a column ``where:<Header>`` for each wanted header (or field) that it has."""
    cells = source.cells
    for header in wanted:
        place = find_column(source.table, header)
        if place is not None:
            cells = cells.assign(**{t.WHERE_PREFIX + header: one_line(source.table.frame[place])})
        elif header in source.headers:
            cells = cells.assign(**{t.WHERE_PREFIX + header: cells[header]})
    return cells


def note_missing(headers: Collection[str], sources: Sequence[Source]) -> list[str]:
    """Headers that the cast asks for and that no file has, in one remark."""
    lacking = [header for header in headers if not _is_there(header, sources)]
    names = ", ".join(f'"{header}"' for header in lacking)
    return [f"The cast asks for columns that no file has: {names}."] if lacking else []


def wrong_axes(settings: Settings, sources: Sequence[Source]) -> Iterator[Problem]:
    """Axes over a column that no file has (with the nearest headers), or whose values would name people."""
    for name, axis in settings.axes.items():
        if _is_there(axis.column, sources):
            if why := unfit(axis, sources):
                cause = f'the column "{axis.column}" {why}: it forms no groups, and would single people out'
                step = f"Choose a column of groups, or group its values under [axes.{name}.groups]."
                yield Problem(settings.file_name, f"axes.{name}", cause, step)
            continue
        near = nearest_headers([header for source in sources for header in source.table.shown], axis.column)
        step = meant(near) if near else "inspect lists the columns."
        yield Problem(settings.file_name, f"axes.{name}", f'no file has a column "{axis.column}"', step)


def _is_there(header: str, sources: Sequence[Source]) -> bool:
    return any(find_column(source.table, header) is not None or header in source.headers for source in sources)
