"""The process that reads one workbook, apart from ours: a file that exhausts or aborts the reader ends only this.

Run as a script by ``load/workbook.py``; imports nothing of the package, so that it starts in a few hundredths of a
second. Speaks JSON, a line a message: first what the sheets are, with their first rows; then, for each sheet whose
name arrives on stdin, its rows in batches and ``null``.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MEMORY: Final = 2 * 1024**3
HEAD: Final = 60
BATCH: Final = 2_000
WIDEST: Final = 16_384


def main(path: str) -> None:
    """Read the workbook at ``path``; every fault is told as ``{"fault": …}``."""
    _limit_memory()
    try:
        _serve(CalamineWorkbook.from_path(path))
    except PasswordError:
        _tell({"fault": "password"})
    except MemoryError:
        _tell({"fault": "memory"})
    except (CalamineError, ValueError, OSError) as error:
        _tell({"fault": "damaged", "detail": type(error).__name__, "text": str(error)[:200]})


def _serve(workbook: CalamineWorkbook) -> None:
    sheets = {}
    told = []
    for about in workbook.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        entry: dict[str, Any] = {"name": about.name, "visible": about.visible == SheetVisibleEnum.Visible}
        try:
            sheet = sheets[about.name] = workbook.get_sheet_by_name(about.name)
            entry |= _measures(sheet) | {"head": list(islice(_rows(sheet), HEAD))}
        except (CalamineError, ValueError) as error:
            entry["fault"] = str(error)[:200]
        told.append(entry)
    _tell({"sheets": told})
    for line in sys.stdin:
        rows = _rows(sheets[json.loads(line)])
        while batch := list(islice(rows, BATCH)):
            _tell(batch)
        _tell(None)


def _measures(sheet: CalamineSheet) -> dict[str, Any]:
    """Where the sheet's cells begin (0-based row and column), and its merged ranges."""
    return {"start": sheet.start or (0, 0), "merged": sheet.merged_cell_ranges or []}


def _rows(sheet: CalamineSheet) -> Any:
    """Rows from the first filled cell on, as text; only what a sheet can hold."""
    if sheet.start is None:
        return
    for row in sheet.iter_rows():
        yield [cell if cell.__class__ is str else text(cell) for cell in row[:WIDEST]]


def text(cell: Any) -> str:
    """A cell as a spreadsheet shows it: 1234 not 1234.0, dates in ISO form, TRUE and FALSE.

    Examples
    --------
    >>> [text(cell) for cell in (1234.0, 0.1 + 0.2, 1e20, 1e-7, True, None)]
    ['1234', '0.3', '100000000000000000000', '0.0000001', 'TRUE', '']
    >>> text(datetime(2026, 3, 4, 10, 30)), text(date(2026, 3, 4)), text(timedelta(hours=30))
    ('2026-03-04 10:30:00', '2026-03-04', '30:00:00')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, time):
        return cell.isoformat("seconds")
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return cell.isoformat() if isinstance(cell, date) else str(cell if cell is not None else "")


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    shown = format(value, ".15g")  # a spreadsheet keeps 15 digits
    return format(Decimal(repr(value)), "f") if "e" in shown else shown


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - POSIX only; elsewhere the bounds of the preflight and the timeout must do
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
    main(sys.argv[1])
