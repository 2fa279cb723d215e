"""The process that reads one workbook, apart from ours: a file that exhausts or aborts the reader ends only this.

Run as a script by ``reader.py``; imports nothing of the package, so that it starts in a few hundredths of a
second. Speaks JSON, a line a message: first the names of the sheets; then, for each request on stdin (``head`` or
``rows`` and the name of a sheet), what the sheet begins with, or its rows in batches and ``null``. A batch is its
distinct texts by column, and behind that line, as bytes, which of them each cell holds.
"""

from __future__ import annotations

import gc
import json
import re
import sys
from array import array
from collections import defaultdict
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import chain, count, dropwhile, islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY: Final = 2 * 1024**3
HEAD: Final = 60
BATCH: Final = 250_000
"""Cells that are handed over at a time."""
STRIP: Final = 250
"""Rows that are looked at together: so many lie near a processor."""
WIDEST: Final = 16_384
_DURATION: Final = re.compile(r"PT(\d+)H(\d\d)M(\d\d)(?:\.\d+)?S")
"""How OpenDocument writes hours, minutes and seconds; the reader hands over as text what is longer than a day."""


def main(path: str, kind: str) -> None:
    """Serve the workbook at ``path``; every fault is told as ``{"fault": …}``, and the next request awaited."""
    gc.disable()  # rows hold no cycles
    _limit_memory()
    opened = []
    with _telling_faults():
        opened.append(_open(path, kind))
    for workbook in opened:
        _serve(workbook)


def _serve(workbook: CalamineWorkbook) -> None:
    _tell({"sheets": [about for sheet in workbook.sheets_metadata if (about := _about(sheet))]})
    sheets: dict[str, CalamineSheet] = {}
    for line in sys.stdin:
        with _telling_faults():
            [(wish, name)] = json.loads(line).items()
            if name not in sheets:
                sheets[name] = workbook.get_sheet_by_name(name)
            if wish == "head":
                _tell(_head(sheets[name]))
            else:
                _tell_rows(sheets[name])


@contextmanager
def _telling_faults() -> Iterator[None]:
    try:
        yield
    except PasswordError:
        _tell({"fault": "password"})
    except MemoryError:
        _tell({"fault": "memory"})
    except (CalamineError, ValueError, OSError) as error:
        _tell({"fault": "range" if "limit exceeded" in str(error) else "damaged"})
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a fault of the reader itself arrives
            raise
        _tell({"fault": "damaged"})


def _open(path: str, kind: str) -> CalamineWorkbook:
    """The workbook; given a path the reader believes its extension, and only then says what exactly is wrong."""
    if path.casefold().endswith(f".{kind}"):
        return CalamineWorkbook.from_path(path)
    with Path(path).open("rb") as stream:
        return CalamineWorkbook.from_filelike(stream)


def _about(sheet: SheetMetadata) -> dict[str, Any] | None:
    if sheet.typ != SheetTypeEnum.WorkSheet:
        return None
    return {"name": sheet.name, "visible": sheet.visible == SheetVisibleEnum.Visible}


def _head(sheet: CalamineSheet) -> dict[str, Any]:
    """Where the sheet begins (0-based row and column), its merged ranges and its first rows."""
    top, left = sheet.start or (0, 0)
    blank = sum(1 for _ in takewhile(_is_blank, _used(sheet)))
    rows = list(islice(_rows(sheet), HEAD))
    return {"start": (top + blank, left), "merged": sheet.merged_cell_ranges or [], "rows": rows}


def _tell_rows(sheet: CalamineSheet) -> None:
    rows = _filled(sheet)
    width = min(sheet.width, WIDEST)
    while held := _told(rows, width):
        sys.stdout.buffer.writelines(held)
    _tell(None)


def _told(rows: Iterator[list[Any]], width: int) -> list[array[int]]:
    """Tell the distinct texts of the next rows, by column; which of them each cell holds. Empty at the end."""
    places = [defaultdict[Any, int](count().__next__) for _ in range(width)]
    held = [array("i") for _ in places]
    short: list[int] = []
    done = 0
    while done * width < BATCH and (strip := list(islice(rows, STRIP))):
        short += [at for at, row in enumerate(strip, start=done) if _is_short(row)]
        cells = list(chain.from_iterable(strip))
        for at, codes in enumerate(held):
            codes.extend(map(places[at].__getitem__, _apart(cells[at :: len(strip[0])])))
        done += len(strip)
    if not done:
        return []
    _tell({"rows": done, "short": short, "texts": [list(map(text, column)) for column in places]})
    return held


def _apart(cells: list[Any]) -> list[Any]:
    """The same as text where some are equal that are not shown alike: TRUE is 1."""
    return list(map(text, cells)) if bool in set(map(type, cells)) else cells


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    """Rows as text, from the first one on that is not blank; a row without any cell is short."""
    return ([] if _is_short(row) else list(map(text, row[:WIDEST])) for row in _filled(sheet))


def _filled(sheet: CalamineSheet) -> Iterator[list[Any]]:
    return dropwhile(_is_blank, _used(sheet))


def _is_short(row: list[Any]) -> bool:
    return row.count("") == len(row)


def _used(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """Rows of the used range; ``iter_rows`` begins at row 1, but at the first used column."""
    return islice(sheet.iter_rows(), sheet.start[0], None) if sheet.start else iter(())


def _is_blank(row: list[Any]) -> bool:
    return all(cell.__class__ is str and not cell.strip() for cell in row)


def text(cell: Any) -> str:
    """A cell as a spreadsheet shows it: 1234 not 1234.0, dates in ISO form, TRUE and FALSE.

    Examples
    --------
    >>> [text(cell) for cell in (1234.0, 0.1 + 0.2, 1234567890123456.0, 1e20, 1e-7, True, None)]
    ['1234', '0.3', '1234567890123456', '100000000000000000000', '0.0000001', 'TRUE', '']
    >>> text(datetime(2026, 3, 4, 10, 30)), text(datetime(2026, 3, 4)), text(timedelta(hours=30)), text("PT30H05M00S")
    ('2026-03-04 10:30:00', '2026-03-04', '30:00:00', '30:05:00')
    """
    match cell:
        case str() if cell[:2] != "PT":
            shown = cell
        case None:
            shown = ""
        case bool():
            shown = str(cell).upper()
        case float():
            shown = _number(cell)
        case datetime():
            shown = cell.isoformat(" ", "seconds").removesuffix(" 00:00:00")
        case time():
            shown = cell.isoformat("seconds")
        case timedelta():
            minutes, seconds = divmod(round(cell.total_seconds()), 60)
            shown = f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        case _:  # a date in ISO form, a duration or a whole number
            shown = _DURATION.sub(r"\1:\2:\3", str(cell))
    return shown


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    shown = format(value, ".15g")  # a spreadsheet keeps 15 digits
    return format(Decimal(repr(value)), "f").removesuffix(".0") if "e" in shown else shown


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  # POSIX only; elsewhere the bounds of the preflight and the timeout must do
    except ImportError:
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ValueError, OSError):  # a lower limit is in force already
        return


def _tell(message: Any) -> None:
    sys.stdout.buffer.write(json.dumps(message, ensure_ascii=True).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
