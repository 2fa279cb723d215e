"""Where the header is, and what it says: title lines above, headers of two rows, sheets side by side."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from personacheck.errors import ExportError, Problem
from personacheck.text.clean import clean_header

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from personacheck.load.read.grid import Area, Grid

WINDOW: Final = 50
"""Rows that a header is looked for in (reliability policy: the first 50)."""

WIDEST: Final = 16_384
"""Columns that a spreadsheet can hold; a wider file is no export of contacts."""

_DEEPEST: Final = 5
_LONGEST_KNOWN: Final = 100
_VALUE: Final = re.compile(
    r"[-+(]?[\d.,:/ %€$£-]*\d[\d.,:/ %€$£)-]*|[^@\s]+@[^@\s]+\.[^@\s]+|TRUE|FALSE", re.IGNORECASE
)


def count_known(rows: Sequence[Sequence[str]], is_known: Callable[[str], bool]) -> int:
    """Most known headers that one of the first rows holds, each text counted once."""
    texts = (
        {clean_header(cell) for cell in row[:WIDEST] if cell and len(cell) <= _LONGEST_KNOWN} for row in rows[:WINDOW]
    )
    return max((sum(1 for text in row if text and is_known(text)) for row in texts), default=0)


def known_row(rows: Sequence[Sequence[str]], is_known: Callable[[str], bool]) -> list[str]:
    """The one of the first rows that holds most known headers, cleaned."""
    best = max(rows[:WINDOW], key=lambda row: count_known([row], is_known), default=())
    return [clean_header(cell) for cell in best]


def with_header(grid: Grid, file: str, is_known: Callable[[str], bool]) -> Grid:
    """A grid with its header: the row of most known headers, else the first full row that is no row of values.

    Raises
    ------
    ExportError
        No row can be a header.
    """
    rows = grid.cells.head[:WINDOW]
    filled = [sum(1 for cell in row if clean_header(cell)) for row in rows]
    if not grid.cells.filled:
        raise ExportError(
            Problem(file, _place(grid, 0), f"the {'file' if grid.delimiter else 'sheet'} is empty", "Export it again.")
        )
    full = max(filled, default=0) / 2
    first = next((at for at, count in enumerate(filled) if count > full), 0)
    hits = [count_known([row], is_known) for row in rows]
    best = max(range(len(rows)), key=lambda at: (hits[at], filled[at], -at), default=0)
    # A contact's row may hold a word or two that are headers elsewhere: below a full row that is no proof.
    proven = hits[best] >= 3 or (best <= first and hits[best] >= min(2, full))
    at = best if proven else first
    if not hits[at] and _values(rows[at]) * 2 >= filled[at]:
        step = "Put the column names into the first row and run again."
        raise ExportError(Problem(file, _place(grid, len(rows)), "no header row was found, only values", step))
    top, bottom, names = _name(grid, at, filled)
    if top == bottom and at and (joined := _under_groups(rows[at - 1], names, is_known)):
        top, names = at - 1, joined
    sure = proven and not any(_values(row) for row in grid.cells.head[top : bottom + 1])
    shown = tuple(name if sure or is_known(name) else "" for name in names)
    return replace(grid, top=top, bottom=bottom, names=names, shown=shown)


def _place(grid: Grid, rows: int) -> str:
    sheet = f'sheet "{clean_header(grid.sheet)}"' if grid.sheet else ""
    return ", ".join(filter(None, (sheet, _first(rows, grid.unit))))


def _first(rows: int, unit: str) -> str:
    return f"first {rows} {unit}s" if rows > 1 else f"first {unit}" * rows


def _values(row: Sequence[str]) -> int:
    """Cells that are numbers, dates, e-mail addresses or truth values, and so no names of columns."""
    return sum(1 for cell in row if len(cell) <= _LONGEST_KNOWN and ("@" in cell or _VALUE.fullmatch(cell.strip())))


def _name(grid: Grid, at: int, filled: Sequence[int]) -> tuple[int, int, tuple[str, ...]]:
    """First and last row and names of the header at a row.

    Merged cells join it to the rows above (groups) and below (parts).
    """
    areas = [area for area in grid.merged if area.top <= at + _DEEPEST and area.bottom >= at - 1]
    below = [area.bottom for area in areas if area.top == at and area.left == area.right]
    head = grid.cells.head
    bottom = min(max(below, default=at), at + _DEEPEST, len(head) - 1)
    above = [area for area in areas if area.top == at - 1]
    top = at - 1 if at and above and filled[at - 1] > 1 else at
    # A record of a text file can be too long for its header; a sheet's rows are as wide as the sheet.
    width = max(map(len, head[top : bottom + 1])) if grid.delimiter else int(grid.cells.lengths.max())
    levels = [_spread(head[row], row, width, areas if row < bottom else ()) for row in range(top, bottom + 1)]
    names = [_join(level[column] for level in levels[at - top :]) for column in range(width)]
    if top < at:
        names = [name or group for name, group in zip(names, levels[0], strict=True)]
        for column, group in enumerate(levels[0]):  # "City" under "Billing" and "Shipping"
            if names.count(names[column]) > 1 and group and group != names[column]:
                names[column] = f"{group} {names[column]}"
    return top, bottom, tuple(names)


def _under_groups(above: Sequence[str], names: tuple[str, ...], is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """Names with the words that stand once above several of them, as "Account" above "Name" and "Employees".

    () where the row above is none of such words: half of the names must be known with theirs.
    """
    words = [clean_header(cell) for cell in above[: len(names)]]
    filled = [word for word in words if word]
    filled_names = sum(map(bool, names))
    if not 1 < len(filled) < filled_names or len(set(filled)) < len(filled) or _values(words):
        return ()
    spread: list[str] = []
    for word in [*words, *[""] * (len(names) - len(words))]:
        spread.append(word or (spread[-1] if spread else ""))
    whole = [_join((word, name)) if name else "" for word, name in zip(spread, names, strict=True)]
    recognised = [bool(name) and is_known(name) for name in whole]
    if 2 * sum(recognised) < filled_names:
        return ()
    return tuple(joined if sure else name for joined, name, sure in zip(whole, names, recognised, strict=True))


def _join(parts: Iterable[str]) -> str:
    """A name that is written over several rows, without what merged cells repeat."""
    return " ".join(dict.fromkeys(part for part in parts if part))


def _spread(row: Sequence[str], at: int, width: int, areas: Sequence[Area]) -> list[str]:
    """Texts of a header row; a merged cell's in every column that it spans."""
    texts = [clean_header(cell) for cell in row] + [""] * (width - len(row))
    for area in areas:
        if area.top == at and area.left < width:
            for column in range(area.left, min(area.right + 1, width)):
                texts[column] = texts[area.left]
    return texts
