"""Which sheets of a workbook hold the export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from personacheck.errors import ExportError, Problem
from personacheck.load.dialect import thing_of
from personacheck.load.read.header import count_known, known_row
from personacheck.text.clean import clean_header
from personacheck.text.nearest import meant, nearest
from personacheck.vocabulary.dialects import is_unused_header
from personacheck.vocabulary.layouts import CONTACTS, LEADS, OBJECTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


ENOUGH: Final = 3
"""Known headers in one row that prove a table (as ``header`` has it)."""
PEOPLE: Final = (CONTACTS, LEADS)
LEFT: Final = "Not read"
"""How the remark on sheets of people begins that nobody has chosen."""
BESIDE: Final = tuple(name for name, kind in OBJECTS.items() if kind.beside)
_SHOWN: Final = 10


@dataclass(frozen=True)
class Sheet:
    """A sheet's name, and whether it is shown."""

    name: str
    visible: bool


@dataclass(frozen=True)
class Head:
    """What a sheet begins with.

    Attributes
    ----------
    start
        0-based row and column of its first used cell.
    merged
        Merged ranges: ((top, left), (bottom, right)), 0-based.
    rows
        Its first rows as text, from ``start`` on.
    fault
        Why it cannot be read; None where it can.
    """

    start: tuple[int, int]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    rows: list[list[str]]
    fault: ExportError | None = None

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return any(any(row) for row in self.rows)


def choose_sheets(
    sheets: Sequence[Sheet],
    heads: Callable[[str], Head],
    file: str,
    wanted: Sequence[str],
    is_known: Callable[[str], bool],
) -> list[str]:
    """Names of the sheets wanted; else of the visible one with most known headers, one of people before others.

    With it those of the same header, which are one table; after them those that tell more of the same people: the best
    sheet of accounts, of opportunities, of contact roles. Which further sheets of people count is the user's to say.

    Raises
    ------
    ExportError
        No such sheet, nothing in it, or several sheets that may be meant.
    """
    if wanted:
        return [_wanted(sheets, heads, file, name) for name in dict.fromkeys(wanted)]
    visible = [sheet.name for sheet in sheets if sheet.visible]
    filled = [name for name in visible if heads(name).filled]
    if not filled:
        raise next((fault for name in visible if (fault := heads(name).fault)), _nothing(file, len(visible)))
    scores = {name: count_known(heads(name).rows, is_known) for name in filled}
    headed = {name: thing_of(known_row(heads(name).rows, is_known)) for name in filled if scores[name] >= ENOUGH}
    best = _best([name for name in headed if headed[name] in PEOPLE] or filled, scores)
    header = columns_read(known_row(heads(best[0]).rows, is_known), is_known)
    same = [name for name in headed if columns_read(known_row(heads(name).rows, is_known), is_known) == header]
    if len(best) > 1 and not (headed.get(best[0]) and set(best) <= set(same)):
        cause = f"{len(best)} sheets may hold the export: {quoted(best)}"
        raise ExportError(Problem(file, "", cause, "Choose with --sheet NAME, once for each that counts."))
    table = same if headed.get(best[0]) else best
    beside = [_best([name for name in headed if headed[name] == thing], scores) for thing in BESIDE]
    return table + [names[0] for names in beside if len(names) == 1 and names[0] not in table]


def columns_read(headers: Sequence[str], is_known: Callable[[str], bool]) -> frozenset[str]:
    """Headers of use, in whatever order, whatever stands beside them: sheets that share them are one table."""
    return frozenset(text.casefold() for text in headers if is_known(text) and not is_unused_header(text))


def note_left(
    sheets: Sequence[Sheet], heads: Callable[[str], Head], names_read: Sequence[str], is_known: Callable[[str], bool]
) -> list[str]:
    """That further visible sheets hold people, who count only if somebody says so."""
    further = {sheet.name: heads(sheet.name).rows for sheet in sheets if sheet.visible and sheet.name not in names_read}
    unread = [
        name
        for name, rows in further.items()
        if count_known(rows, is_known) >= ENOUGH and thing_of(known_row(rows, is_known)) in PEOPLE
    ]
    hold = "holds" if len(unread) == 1 else "hold"
    options = " ".join(f"--sheet {quoted([name])}" for name in (*names_read, *unread))
    return [f"{LEFT}: {quoted(unread)} {hold} contacts, too. If they count, add {options}."] if unread else []


def _wanted(sheets: Sequence[Sheet], heads: Callable[[str], Head], file: str, wanted: str) -> str:
    name = _find_sheet([sheet.name for sheet in sheets], file, wanted)
    if fault := heads(name).fault:
        raise fault
    if not heads(name).filled:
        raise ExportError(Problem(file, f"sheet {quoted([name])}", "the sheet is empty", "Name another with --sheet."))
    return name


def _best(names: Sequence[str], scores: Mapping[str, int]) -> list[str]:
    most = max((scores[name] for name in names), default=0)
    return [name for name in names if scores[name] == most]


def _nothing(file: str, visible: int) -> ExportError:
    if not visible:
        step = "Show the sheet in Excel, or name it with --sheet."
        return ExportError(Problem(file, "", "holds no visible sheet", step))
    cause = "the sheet is empty" if visible == 1 else f"its {visible} visible sheets are empty"
    return ExportError(Problem(file, "", cause, "Export it again."))


def _find_sheet(names: Sequence[str], file: str, wanted: str) -> str:
    folded = {name.casefold().strip(): name for name in reversed(names)}
    name = wanted if wanted in names else folded.get(wanted.casefold().strip())
    if name is None:
        near = nearest(wanted, names)
        hint = f"{meant([quoted([near])])} " if near else ""
        raise ExportError(
            Problem(file, f"sheet {quoted([wanted])}", "no such sheet", f"{hint}Sheets: {quoted(names)}.")
        )
    return name


def quoted(names: Sequence[str]) -> str:
    """Names of sheets, the first ten of them."""
    more = len(names) - _SHOWN
    return ", ".join(f'"{clean_header(name)}"' for name in names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
