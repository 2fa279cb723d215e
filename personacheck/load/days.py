"""Cells -> days, in the forms that CRMs write; day and month are told apart by the column as a whole."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

import pandas as pd

from personacheck.load.cells import each


def dates(column: pd.Series) -> tuple[pd.Series, int]:
    """Dates of a column (datetime64, NaT where none) and how many filled cells are no date.

    Day and month are told apart by the column: where some first number is above twelve, days come first.
    """
    texts = each(column, _date_text)
    filled = texts[texts != ""]
    slashed = filled[filled.str.contains(r"^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}", regex=True)]
    first = slashed.str.extract(r"^(\d{1,2})([/.])", expand=True)
    day_first = bool(len(first)) and bool((first[0].astype(float) > 12).any() or (first[1] == ".").all())
    known = each(texts, lambda text: _date(text, day_first=day_first))
    stamps = pd.to_datetime(known, errors="coerce")
    return stamps.astype("datetime64[ns]"), int((stamps.isna() & (texts != "")).sum())


def _date_text(text: str) -> str:
    return text.strip() if any(letter.isdigit() for letter in text) else ""


_FORMS: Final = (
    "%d %b %Y", "%d %b, %Y", "%b %d, %Y", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y", "%d-%b-%y", "%Y/%m/%d",
    "%Y%m%d", "%Y.%m.%d",
)  # fmt: skip  # how CRMs write dates beside ISO
_CLOCK: Final = re.compile(r"[T ]\d{1,2}:\d{2}.*$")


def _date(text: str, *, day_first: bool) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.fromisoformat(text[:10]).replace(tzinfo=None)
    except ValueError:
        pass
    day = _CLOCK.sub("", text).strip()
    numeric = re.match(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$", day)
    forms: tuple[str, ...] = _FORMS
    if numeric:
        day = f"{numeric[1]}/{numeric[2]}/{numeric[3]}"
        year = "%y" if len(numeric[3]) == 2 else "%Y"
        forms = (f"%d/%m/{year}", f"%m/%d/{year}") if day_first else (f"%m/%d/{year}", f"%d/%m/{year}")
    for form in forms:
        try:
            return datetime.strptime(day, form)  # noqa: DTZ007  # exports hold local days without a zone
        except ValueError:
            continue
    return _serial(day)


def _serial(text: str) -> datetime | None:
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and 20_000 < float(text) < 80_000:  # Excel days, 1954 to 2119
        return datetime(1899, 12, 30) + pd.Timedelta(days=int(float(text))).to_pytimedelta()  # noqa: DTZ001  # as above
    if re.fullmatch(r"\d{13}", text):  # HubSpot writes milliseconds since 1970
        return datetime(1970, 1, 1) + pd.Timedelta(milliseconds=int(text)).to_pytimedelta()  # noqa: DTZ001  # as above
    return None
