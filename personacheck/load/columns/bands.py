"""Texts -> the middle of a band of employees or amounts, as CRMs write them and as Excel mangles them."""

from __future__ import annotations

import re
from functools import cache
from math import isnan
from typing import TYPE_CHECKING, Final

from personacheck.load.columns.digits import value_of
from personacheck.load.columns.figures import WIDE, believed, number
from personacheck.vocabulary.lists import longest_first
from personacheck.vocabulary.numbers import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY_MONTH: Final = re.compile(r"^(\d{1,4})[-. /]+([^\W\d]+)\.?$|^([^\W\d]+)\.?[-. /]+(\d{1,4})$")
_ISO: Final = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$")
_OPEN: Final = re.compile(r"[<>≤≥]\s*\d[\d.,'’ ]*[^\W\d_]?\b|\d[\d.,'’ ]*[^\W\d_]?\s?\+")
_WORD: Final = re.compile(r"[^\W\d_]+")
LONGEST: Final = 200
"""Characters of a band with words around it. A longer text holds none: to seek one takes the square of its length."""


def band(text: str) -> float:
    """Number of employees: a number, or the middle of a band; NaN where neither. Excel's "10-Jan" is the band 1-10.

    Examples
    --------
    >>> band("250"), band("51-200"), band("10-Jan"), band("Nov-50"), band("2026-02-10 00:00:00")
    (250.0, 125.5, 5.5, 30.5, 6.0)
    >>> band("10,000+"), band("1.000"), band("1,001 - 5,000 employees"), band("< 50"), band("self-employed")
    (10000.0, 1000.0, 3000.5, 25.0, nan)
    >>> band("1-5k"), band("500 in 2023"), band("5% of 200"), band("(100)")
    (3000.0, nan, nan, nan)
    >>> band("10,001+ employees"), band("Enterprise (1000+)"), band("Small (<50)"), band("2+2 of 5")
    (10001.0, 1000.0, 25.0, nan)
    """
    if text.isdecimal() and text.isascii():
        return number(text)  # nearly all of them: no band, no sign, no word
    plain = text.translate(WIDE).strip().casefold()
    if len(plain) > LONGEST:
        return float("nan")
    ends = _date_band(plain) or _range_of(plain)
    if ends is not None:
        return (ends[0] + ends[1]) / 2 if ends[0] <= ends[1] else float("nan")
    alone = _open_end(plain)
    below = _bare(alone, numbers().under)
    staff = number(below) / 2 if below is not None else number(_bare(alone, numbers().over) or alone)
    return staff if staff >= 0 else float("nan")  # nobody employs fewer than none: "100-" may be "100+", or a slip


def money_band(text: str, decimal: str = "", scale: float = 1.0) -> float:
    """An amount, or the middle of a band of amounts; NaN where neither. Parameters as of ``number``.

    Examples
    --------
    >>> money_band("$10M-$50M"), money_band("1-10 Mio"), money_band("<5 Mio. €"), money_band("1.2m")
    (30000000.0, 5500000.0, 2500000.0, 1200000.0)
    >>> money_band("1-10", scale=1e6), money_band("$1 billion+"), money_band("EUR 1,000,000 to 5,000,000")
    (5500000.0, 1000000000.0, 3000000.0)
    """
    single = number(text, decimal, scale)
    if not isnan(single):
        return single
    bare = _money().sub(" ", text.translate(WIDE).casefold())
    has_factor = not numbers().factors.keys().isdisjoint(_WORD.findall(bare))
    return believed(band(" ".join(bare.split()).strip(" .")) * (1.0 if has_factor else scale))


@cache
def _money() -> re.Pattern[str]:
    """Signs, codes and names of currencies."""
    words = longest_first(map(str.casefold, numbers().currencies))
    return re.compile("|".join(rf"\b{re.escape(word)}\b" if word.isalpha() else re.escape(word) for word in words))


def _range_of(plain: str) -> tuple[float, float] | None:
    """Both ends of a range that stands alone, or among words without digits ("Small (1-50)"); None where none does.

    An end without a magnitude has that of the other, if it is less: "1-5k" are thousands.
    """
    both = _range().search(plain)
    if both is None or any(map(str.isdigit, plain[: both.start()] + plain[both.end() :])):
        return None
    low, least, high, most = both.groups()
    most = most if most in numbers().factors else ""
    if most and not least and value_of(low.strip()) < value_of(high.strip()):
        least = most
    return number(f"{low.strip()} {least}"), number(f"{high.strip()} {most}")


@cache
def _range() -> re.Pattern[str]:
    """A lower end, perhaps with its magnitude, what stands between ("-", "to"), an upper end with its own."""
    between = "|".join(rf"\b{re.escape(word)}\b" if word.isalnum() else re.escape(word) for word in numbers().through)
    end = r"(\d[\d.,'’ ]*)\s*([^\d\s.,'’-]*)"
    lower = end.replace("]*)", "]*?)")
    return re.compile(rf"{lower}\s*(?:{between})\s*{end}")


def _open_end(plain: str) -> str:
    """A number with a sign of more or less beside it, out of the words around it; the text where there is none."""
    ends = _OPEN.findall(plain)
    if len(ends) != 1:
        return plain
    around = plain.replace(ends[0], " ")
    more_figures = any(map(str.isdigit, around)) or not numbers().factors.keys().isdisjoint(_WORD.findall(around))
    return plain if more_figures else ends[0].strip()  # "< 5 Mio" is no five


def _bare(plain: str, words: Iterable[str]) -> str | None:
    """A text without the first of these words that it begins or ends with; None where there is none."""
    for word in words:
        if plain.startswith(word):
            return plain.removeprefix(word).strip()
        if plain.endswith(word):
            return plain.removesuffix(word).strip()
    return None


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
