"""Cells -> days, in the forms that CRMs write; day and month are told apart by the column as a whole."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from personacheck.load.columns.cells import map_cells, said
from personacheck.vocabulary.numbers import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
"""Years that are believed; 9999-12-31 and the like stand for no day."""
EXCEL_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001  # exports hold local days without a zone
UNIX_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001  # same reason

_YEAR_FIRST: Final = re.compile(r"(\d{4})([-/.年]?)(\d{1,2})[-/.月]?(\d{1,2})(?!\d)")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_DAY_NAMED: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.|º)?[\s-]*(?:de\s+)?([^\W\d]+)\.?,?[\s-]*(?:de\s+)?(\d{4}|\d{2})(?!\d)"
)
_NAMED_DAY: Final = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_EXCEL: Final = re.compile(r"([2-7]\d{4})(?:\.\d+)?")  # 1954 to 2119
_MILLISECONDS: Final = re.compile(r"\d{13}")  # as HubSpot counts them
_MIDDLE: Final = 69
"""Two digits up to this are of this century, as POSIX has it."""


def dates(column: pd.Series) -> tuple[pd.Series, int]:
    """Days of a column (datetime64, NaT where none) and how many filled cells are no day.

    "05/06/2026" is read day first where the column has dots, or a first number above twelve; else month first.
    """
    texts = said(column, lambda text: text.strip() if any(letter.isdigit() for letter in text) else "")
    slashed = [match for text in texts.unique() if (match := _YEAR_LAST.match(text))]
    day_first = any(int(match[1]) > 12 for match in slashed) or {match[2] for match in slashed} == {"."}
    stamps = map_cells(texts, lambda text: day_of(text, day_first=day_first), "datetime64[ns]")
    return stamps, int((stamps.isna() & (texts != "")).sum())


def day_of(text: str, *, day_first: bool = False) -> datetime | None:
    """The day that a text names; None where it names none. A clock behind it is left out.

    Examples
    --------
    >>> [day_of(text).date().isoformat() for text in ("2026-05-06T07:08:09.000+0000", "6 May, 2026 00:01:00", "46148")]
    ['2026-05-06', '2026-05-06', '2026-05-06']
    >>> day_of("05/06/26").date().isoformat(), day_of("05/06/26", day_first=True).date().isoformat()
    ('2026-05-06', '2026-06-05')
    >>> day_of("9999-12-31"), day_of("9999999999999"), day_of("soon")
    (None, None, None)
    """
    if _MILLISECONDS.fullmatch(text):
        moment = UNIX_EPOCH + timedelta(days=int(text) // 86_400_000)
        return moment if moment.year <= LAST_YEAR else None
    excel = _EXCEL.fullmatch(text)
    if excel:
        return EXCEL_EPOCH + timedelta(days=int(excel[1]))
    for year, month, day in _readings(text, day_first=day_first):
        try:
            moment = datetime(year, month, day)  # noqa: DTZ001  # exports hold local days without a zone
        except ValueError:
            continue
        if FIRST_YEAR <= year <= LAST_YEAR:
            return moment
    return None


def _readings(text: str, *, day_first: bool) -> Iterator[tuple[int, int, int]]:
    """Year, month and day as a text may mean them, likeliest first."""
    months = numbers().months
    if match := _YEAR_FIRST.match(text):
        yield int(match[1]), int(match[3]), int(match[4])
    if match := _YEAR_LAST.match(text):
        pair = (int(match[1]), int(match[3]))
        for day, month in (pair, pair[::-1]) if day_first else (pair[::-1], pair):
            yield _year(match[4]), month, day
    if match := _DAY_NAMED.match(text):
        yield _year(match[3]), months.get(match[2].casefold(), 0), int(match[1])
    if match := _NAMED_DAY.match(text):
        yield int(match[3]), months.get(match[1].casefold(), 0), int(match[2])


def _year(digits: str) -> int:
    if len(digits) > 2:
        return int(digits)
    return int(digits) + (2000 if int(digits) < _MIDDLE else 1900)
