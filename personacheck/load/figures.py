"""Texts -> numbers, bands and currencies, in any locale and as Excel mangles them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from personacheck.vocabulary.numbers import numbers

_SCIENTIFIC: Final = re.compile(r"[-+]?\d+(?:\.\d+)?[eE][-+]?\d{1,2}")
_NUMBER: Final = re.compile(r"[-+]?\d[\d.,'’\s]*")
_THOUSANDS: Final = re.compile(r"[-+]?\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*$")
_DAY_MONTH: Final = re.compile(r"^(\d{1,4})[-. /]+([^\W\d]+)\.?$|^([^\W\d]+)\.?[-. /]+(\d{1,4})$")
_ISO: Final = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$")
_NO_CURRENCY: Final = re.compile(r"[\d.,'’+\-()\[\]/:_]")


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
        both = _range().search(plain)
        ends = (number(both[1] + both[2], whole=True), number(plain[both.start(3) :], whole=True)) if both else None
    if ends is not None:
        return (ends[0] + ends[1]) / 2
    below = any(plain.startswith(word) or plain.endswith(word) for word in numbers().under)
    value = number(plain, whole=True)
    return value / 2 if below else value


@cache
def _range() -> re.Pattern[str]:
    """A lower end, perhaps with its magnitude, what stands between ("-", "to"), an upper end."""
    between = "|".join(rf"\b{re.escape(word)}\b" if word.isalnum() else re.escape(word) for word in numbers().through)
    return re.compile(rf"(\d[\d.,'’ ]*)\s*([^\d\s.,'’-]*?)\s*(?:{between})\s*(\d[\d.,'’ ]*)")


def currency_of(text: str) -> str:
    """The currency that a cell names by code, name or sign; "" where it names none.

    Examples
    --------
    >>> currency_of("€ 1.200"), currency_of("USD"), currency_of("1200"), currency_of("US$ 3")
    ('EUR', 'USD', '', 'USD')
    """
    known = numbers().currencies
    rest = _NO_CURRENCY.sub(" ", text).casefold().strip()
    if rest in known:
        return known[rest]
    return next((known[word] for word in rest.split() if word in known), "")


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
