"""Which sheet of a workbook holds the export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rapidfuzz import process

from personacheck.errors import ExportError, Problem
from personacheck.load.header import count_known

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Sheet:
    """What is known of a sheet before it is read.

    Attributes
    ----------
    start
        0-based row and column of its first cell.
    head
        Its first rows as text.
    merged
        Merged ranges: ((top, left), (bottom, right)).
    fault
        Why the reader could not read it; empty where it could.
    """

    name: str
    visible: bool
    start: tuple[int, int]
    head: list[list[str]]
    merged: list[Any]
    fault: str


def choose_sheet(sheets: Sequence[Sheet], file: str, wanted: str | None, known: Callable[[str], bool]) -> Sheet:
    """The sheet of that name, else the visible one with most known headers, else the only one that is not empty.

    Raises
    ------
    ExportError
        No such sheet, nothing in any sheet, or several sheets that might be meant.
    """
    if wanted is not None:
        return _named(sheets, file, wanted)
    visible = [sheet for sheet in sheets if sheet.visible] or list(sheets)
    filled = [sheet for sheet in visible if any(any(row) for row in sheet.head)]
    if not filled:
        broken = next((sheet for sheet in visible if sheet.fault), None)
        if broken:
            raise ExportError(_unreadable(file, broken))
        cause = "the sheet is empty" if len(visible) == 1 else f"all {len(visible)} visible sheets are empty"
        raise ExportError(Problem(file, "", cause, "Export it again."))
    scores = [count_known(sheet.head, known) for sheet in filled]
    best = max(scores)
    candidates = [sheet for sheet, score in zip(filled, scores, strict=True) if score == best]
    if len(candidates) > 1:
        names = ", ".join(f'"{sheet.name}"' for sheet in candidates[:10])
        cause = f"{len(candidates)} sheets may hold the export: {names}"
        raise ExportError(Problem(file, "", cause, "Say which with --sheet NAME."))
    return candidates[0]


def _named(sheets: Sequence[Sheet], file: str, wanted: str) -> Sheet:
    names = [sheet.name for sheet in sheets]
    folded = {name.casefold().strip(): name for name in reversed(names)}
    name = wanted if wanted in names else folded.get(wanted.casefold().strip())
    if name is None:
        nearest = process.extractOne(wanted, names, score_cutoff=60)
        hint = f'Did you mean "{nearest[0]}"? ' if nearest else ""
        listed = ", ".join(f'"{name}"' for name in names[:10])
        raise ExportError(Problem(file, f'sheet "{wanted}"', "no such sheet", f"{hint}Sheets: {listed}."))
    sheet = sheets[names.index(name)]
    if sheet.fault:
        raise ExportError(_unreadable(file, sheet))
    if not any(any(row) for row in sheet.head):
        raise ExportError(Problem(file, f'sheet "{name}"', "the sheet is empty", "Name another with --sheet."))
    return sheet


def _unreadable(file: str, sheet: Sheet) -> Problem:
    step = "Open it in Excel, save it as .xlsx and run again."
    return Problem(file, f'sheet "{sheet.name}"', "the sheet is damaged and cannot be read", step)
