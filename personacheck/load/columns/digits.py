"""Digits with their separators -> a value, in any locale; a mark that can be read in two ways is told by its column."""

from __future__ import annotations

import re
from math import isnan
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKS: Final = ".,"
"""Characters that stand before decimals in one locale and between thousands in another."""

_GAP: Final = r"['’´`٬_ \u00a0\u2009\u202f]"
_WHOLE: Final = re.compile(
    rf"\d+|\d{{1,3}}(?P<gap>[.,]|{_GAP})\d{{3}}(?:(?P=gap)\d{{3}})*|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}"
)
_EITHER: Final = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
"""One mark with three digits behind it: "1.234" is a thousand here and one and a quarter there."""
_SCIENTIFIC: Final = re.compile(r"\d+(?:[.,]\d+)?[eE][-+]?\d{1,3}")


def value_of(digits: str, decimal: str = "") -> float:
    """What digits are worth; NaN where their marks stand as nobody writes them.

    Parameters
    ----------
    decimal
        The mark before decimals where that is known, "?" where both are used; "" takes three digits for thousands.

    Examples
    --------
    >>> value_of("1.234,50"), value_of("1,234.50"), value_of("12'000"), value_of("1,00,000"), value_of(".5")
    (1234.5, 1234.5, 12000.0, 100000.0, 0.5)
    >>> value_of("1.234"), value_of("1.234", "."), value_of("1.234", ","), value_of("0.125")
    (1234.0, 1.234, 1234.0, 0.125)
    >>> value_of("1.234", "?"), value_of("12.03.2026"), value_of("12 34"), value_of("1,2,3")
    (1234.0, nan, nan, nan)
    """
    if _SCIENTIFIC.fullmatch(digits):
        return float(digits.replace(",", "."))
    match = _EITHER.fullmatch(digits) if decimal else None
    if match:  # where a column uses both marks, three digits are thousands: no amount has three decimals
        return float(digits.replace(match[1], "." if match[1] == decimal else ""))
    if _WHOLE.fullmatch(digits) and (digits.isdecimal() or not digits.startswith("0")):
        return float(re.sub(r"\D", "", digits))
    return _split(digits)


def _split(digits: str) -> float:
    """Digits whose last mark stands before decimals."""
    at = max(digits.rfind(mark) for mark in (*MARKS, "٫"))
    whole, mark, rest = digits[:at], digits[at : at + 1], digits[at + 1 :]
    grouped = _WHOLE.fullmatch(whole or "0")
    if at < 0 or grouped is None or mark in whole or not rest.isdecimal():
        return float("nan")
    return float(re.sub(r"\D", "", whole or "0") + "." + rest)


def plain_number(value: float) -> str:
    """A value in digits that are read back in one way only.

    >>> plain_number(1234.0), plain_number(1.234), plain_number(-0.1)
    ('1234', '1.2340', '-0.1')
    """
    text = repr(value).removesuffix(".0")
    return f"{text}0" if _EITHER.fullmatch(text.removeprefix("-")) else text


def decimal_mark(texts: Iterable[str]) -> str:
    """The mark before decimals in a column of digits: "." or ",", "?" where both are used, "" where none tells.

    Examples
    --------
    >>> decimal_mark(["1.234", "99.50"]), decimal_mark(["1.234", "1.234.567"]), decimal_mark(["1.234", "5"])
    ('.', ',', '')
    >>> decimal_mark(["1.234", "99.50", "99,50"])
    '?'
    """
    marks = {mark for text in texts if (mark := _mark_of(text))}
    return "?" if len(marks) > 1 else "".join(marks)


def _mark_of(digits: str) -> str:
    """The mark before decimals that one text tells; "" for one that tells none."""
    marks = [letter for letter in digits if letter in MARKS]
    if not marks or _EITHER.fullmatch(digits) or isnan(value_of(digits)):
        return ""
    if len(marks) > 1 and len(set(marks)) == 1:  # 1.234.567
        return MARKS.replace(marks[0], "")
    return marks[-1]
