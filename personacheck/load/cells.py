"""Cells of text columns -> what they say: cleaned text, flags, numbers, dates. Each distinct text is looked at once."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
import pandas as pd

from personacheck.vocabulary.numbers import numbers
from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")

LONGEST_NO_VALUE: Final = 12
"""Characters that a text such as "N/A" or "not set" has at most; longer ones need no look at the list."""

_ODD_BLANKS: Final = re.compile(r"[^\S ]|  ")
_LETTER: Final = re.compile(r"[^\W_]")
_NUMBER: Final = re.compile(r"[-+]?\d[\d.,'’\s]*")
_SCIENTIFIC: Final = re.compile(r"[-+]?\d+(?:\.\d+)?[eE][-+]?\d{1,2}")
_THOUSANDS: Final = re.compile(r"[-+]?\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*$")
_RANGE: Final = re.compile(
    r"(\d[\d.,'’ ]*)\s*([^\d\s.,'’-]*)\s*(?:-|–|—|\bto\b|\bbis\b|~|～|〜|\ba\b|à)\s*(\d[\d.,'’ ]*)"
)
_DAY_MONTH: Final = re.compile(r"^(\d{1,4})[-. /]+([^\W\d]+)\.?$|^([^\W\d]+)\.?[-. /]+(\d{1,4})$")
_ISO: Final = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$")


def each(column: pd.Series, say: Callable[[str], Value], dtype: str = "object") -> pd.Series:
    """What ``say`` makes of each cell, asked once for each distinct text."""
    codes, texts = pd.factorize(column)
    said = np.empty(len(texts), dtype=object)
    said[:] = [say(text) for text in texts]
    return pd.Series(said[codes] if len(texts) else said[:0], index=column.index, dtype=dtype)


def field(frame: pd.DataFrame, name: str) -> pd.Series:
    """A column of text, or as many empty cells where the frame has none of that name."""
    return frame[name] if name in frame else pd.Series("", index=frame.index, dtype="object")


def tell(frame: pd.DataFrame, name: str, say: Callable[[str], Value], dtype: str = "object") -> pd.Series:
    """What ``say`` makes of each cell of a column, or of "" where the frame has none of that name."""
    if name in frame:
        return each(frame[name], say, dtype)
    nothing = np.empty(len(frame), dtype=object)
    nothing[:] = [say("")] * len(frame)
    return pd.Series(nothing, index=frame.index, dtype=dtype)


def one_line(column: pd.Series) -> pd.Series:
    r"""Texts on one line each, blanks single.

    Examples
    --------
    >>> list(one_line(pd.Series(["Head of\n  IT", "CFO"])))
    ['Head of IT', 'CFO']
    """
    if _ODD_BLANKS.search("\x00".join(column)) is None:
        return column
    return each(column, lambda text: " ".join(text.split()))


def has_value(text: str) -> bool:
    """Whether a label says something: "N/A", "-" and "Not set" do not."""
    if len(text) > LONGEST_NO_VALUE:
        return _LETTER.search(text) is not None
    return bool(text) and fold_words(text) not in people().no_value and _LETTER.search(text) is not None


def truth(text: str) -> bool:
    """Whether a flag is set; any text that is not a "no" sets it (a date of the last login, a name of a signer).

    Examples
    --------
    >>> truth("TRUE"), truth("nein"), truth(""), truth("2026-05-01"), truth("0")
    (True, False, False, True, False)
    """
    return text.strip().casefold() not in numbers().negative


def number(text: str, *, whole: bool = False) -> float:
    """A number as people write it in any locale, NaN where there is none. ``whole`` numbers have no decimals.

    Examples
    --------
    >>> number("1.234,50"), number("$1,234.50"), number("1.5m"), number("12'000")
    (1234.5, 1234.5, 1500000.0, 12000.0)
    >>> number("1.000", whole=True), number("1.000"), number("-3"), number("unknown")
    (1000.0, 1000.0, -3.0, nan)
    """
    if _SCIENTIFIC.fullmatch(text.strip()):
        return float(text)
    found = _NUMBER.search(text)
    if found is None:
        return float("nan")
    digits = found[0].strip().rstrip(".,'’ ")
    rest = text[found.end() :].strip().casefold().split(" ")[0].strip(".+/") if text[found.end() :].strip() else ""
    return _decimal(digits, whole=whole) * numbers().factors.get(rest, 1.0)


def band(text: str) -> float:
    """Number of employees: a number, or the middle of a band; NaN where neither. Excel's "10-Jan" is the band 1-10.

    Examples
    --------
    >>> band("250"), band("51-200"), band("10-Jan"), band("Nov-50"), band("2026-02-10 00:00:00")
    (250.0, 125.5, 5.5, 30.5, 6.0)
    >>> band("10,000+"), band("1.000"), band("1,001 - 5,000 employees"), band("< 50"), band("self-employed")
    (10000.0, 1000.0, 3000.5, 25.0, nan)
    """
    plain = text.strip().casefold()
    ends = _date_band(plain)
    if ends is None:
        both = _RANGE.search(plain)
        ends = (number(both[1] + both[2], whole=True), number(plain[both.start(3) :], whole=True)) if both else None
    if ends is not None:
        return (ends[0] + ends[1]) / 2
    below = any(plain.startswith(word) or plain.endswith(word) for word in numbers().under)
    value = number(plain, whole=True)
    return value / 2 if below else value


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


def _decimal(digits: str, *, whole: bool) -> float:
    thousands = _THOUSANDS.match(digits)
    if thousands and (whole or thousands[1] != "." or digits.count(".") > 1 or not digits.startswith("0")):
        return float(re.sub(r"[^\d+-]", "", digits))
    tight = re.sub(r"['’\s]", "", digits)
    comma, point = tight.rfind(","), tight.rfind(".")
    if comma > point:
        tight = tight.replace(".", "").replace(",", "." if tight.count(",") == 1 else "")
    else:
        tight = tight.replace(",", "")
        tight = tight if tight.count(".") <= 1 else tight.replace(".", "")
    try:
        return float(tight)
    except ValueError:
        return float("nan")


def _date_band(plain: str) -> tuple[float, float] | None:
    iso = _ISO.match(plain)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
        return (month, year % 100) if day == 1 and year < 2000 else (min(month, day), max(month, day))
    pair = _DAY_MONTH.match(plain)
    if pair is None:
        return None
    month_of = numbers().months.get(pair[2] or pair[3])
    if month_of is None:
        return None
    other = int(pair[1] or pair[4])
    return (min(month_of, other), max(month_of, other))


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
