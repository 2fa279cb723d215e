"""Texts -> numbers and currencies, in any locale: read whole, or not at all."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from personacheck.load.columns.digits import value_of
from personacheck.vocabulary.numbers import numbers

LARGEST: Final = 1e15
"""More than this is nobody's revenue in any currency."""

_PLAIN: Final = re.compile(r"-?\d+(?:\.\d{1,2})?")
_DIGITS: Final = re.compile(
    r"(?:\d|(?<![\d.,])[.,](?=\d))(?:[\d.,'’´`٬٫_ \u00a0\u2009\u202f]*\d)?(?:[eE][-+]?\d{1,3}(?![\w.,]))?"
)
_ROUND: Final = re.compile(r"[.,](?:[-–—]{1,2}|(?=\s|$))")
"""What stands for no cents behind a number: "1.200,-"."""
WIDE: Final = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {0xFFE5: "¥", 0xFFE1: "£"}
    | dict.fromkeys(map(ord, "−﹣"), "-")
)
_BETWEEN: Final = re.compile(r"[\s\[\](),;:/'’]")
_NO_CURRENCY: Final = re.compile(r"[\d.,'’+\-()\[\]/:_]")
_BRACKETS: Final = re.compile(r"\(([^()\d]*)\)")
_SIGNS: Final = ("-", "–", "—")


def number(text: str, decimal: str = "", scale: float = 1.0) -> float:
    """A number as people write it in any locale; NaN where a text is no number, or holds more than one.

    Parameters
    ----------
    decimal
        The mark before decimals in its column, as of ``digits.decimal_mark``; "" takes "1.000" for a thousand.
    scale
        What its header multiplies by, where the text itself names no magnitude.

    Examples
    --------
    >>> number("1.234,50"), number("$1,234.50"), number("1.5m"), number("12'000"), number("10 TEUR")
    (1234.5, 1234.5, 1500000.0, 12000.0, 10000.0)
    >>> number("(1,234)"), number("1234-"), number("-3"), number("1.200,- €")
    (-1234.0, -1234.0, -3.0, 1200.0)
    >>> number("1.000"), number("1.000", decimal=".")
    (1000.0, 1.0)
    >>> number("5%"), number("1e999"), number("12 of 30"), number("10", scale=1e3), number("10 TEUR", scale=1e3)
    (nan, nan, nan, 10000.0, 10000.0)
    """
    if _PLAIN.fullmatch(text):
        return believed(float(text) * scale)
    plain = text.translate(WIDE).strip()
    match = _DIGITS.search(plain)
    if match is None:
        return float("nan")
    after = plain[match.end() :]
    rounded = _ROUND.match(after)
    before, after = plain[: match.start()], after[rounded.end() :] if rounded else after
    sign, before, after = _signed(before, after)
    factor = _factor(before.casefold(), after.casefold())
    return believed(sign * (scale if factor == 1 else factor) * value_of(match[0], decimal))


def digits_of(text: str) -> str:
    """The digits of a text that is a number, with their marks; "" where it is none.

    >>> digits_of("EUR 1.234,50 p.a."), digits_of("soon")
    ('1.234,50', '')
    """
    match = _DIGITS.search(text.translate(WIDE))
    return match[0] if match else ""


def _signed(before: str, after: str) -> tuple[int, str, str]:
    """-1 for what is negative: a sign before or behind it, or brackets around it; and what else stands beside it."""
    before, after = (_BRACKETS.sub(r" \1 ", side).strip() for side in (before, after))
    marks = [mark for mark in _SIGNS if mark in before or after.startswith(mark) or after.endswith(mark)]
    opened = before.count("(")
    negative = bool(marks or opened)
    if len(marks) + opened > 1 or opened != after.count(")") or (negative and "+" in before):
        return 1, "?", "?"
    before = before.replace("+", "", 1)
    for mark in (*marks, "(", ")"):
        before, after = before.replace(mark, "", 1), after.replace(mark, "", 1)
    return (-1 if negative else 1), before, after


def _factor(before: str, after: str) -> float:
    """What the words beside a number multiply it by; NaN where one of them is not known, or two multiply."""
    factors = [factor for side in (before, after) for factor in _factors(side) if factor != 1]
    return factors[0] if len(factors) == 1 else 1.0 if not factors else float("nan")


def _factors(side: str) -> list[float]:
    """The factor of each word, 1 for one that leaves the number as it is, NaN for one that is not known."""
    words, factors, rest = _factor_of_word(), [], side.strip(" .;:")
    while rest:
        longest = (rest[:length] for length in range(min(_longest(), len(rest)), 0, -1))
        word = next((word for word in longest if word in words and _ends(rest, len(word))), "")
        if not word:
            return [float("nan")]
        factors.append(words[word])
        rest = rest[len(word) :].lstrip(" .")
    return factors


def _ends(text: str, at: int) -> bool:
    """Whether a word may end here, and does not go on."""
    return at >= len(text) or not (text[at - 1].isalpha() and text[at].isalpha())


@cache
def _factor_of_word() -> dict[str, float]:
    """Each word that may stand beside a number, and what it multiplies by."""
    lists = numbers()
    signs = {word: size for word, (_, size) in _scaled().items()}
    plain = [word.strip(" .") for word in lists.currencies]
    return {**signs, **dict.fromkeys((*lists.beside, *plain), 1.0), **lists.factors}


@cache
def _longest() -> int:
    return max(map(len, _factor_of_word()))


def believed(value: float) -> float:
    """The value, NaN where nobody has so much."""
    return value if abs(value) <= LARGEST else float("nan")


def currency_of(text: str) -> str:
    """The currency that a cell names by code, name or sign; "" where it names none.

    Examples
    --------
    >>> currency_of("€ 1.200"), currency_of("USD"), currency_of("1200"), currency_of("US$ 3")
    ('EUR', 'USD', '', 'USD')
    """
    currencies = numbers().currencies
    rest = _NO_CURRENCY.sub(" ", text).casefold().strip()
    if rest in currencies:
        return currencies[rest]
    codes = (currencies.get(word) or _scaled().get(word, ("", 0.0))[0] for word in rest.split())
    return next(filter(None, codes), "")


def scale_of(header: str) -> float:
    """What a header multiplies the amounts below it by.

    Examples
    --------
    >>> scale_of("ARR (TEUR)"), scale_of("Umsatz in Mio. €"), scale_of("ARR"), scale_of("Amount (k)")
    (1000.0, 1000000.0, 1.0, 1000.0)
    >>> scale_of("ARR (€m)"), scale_of("ARR EUR k"), scale_of("ARR ($000s)"), scale_of("ARR '000")
    (1000000.0, 1000.0, 1000.0, 1000.0)
    """
    words = [word.strip(" .") for word in _BETWEEN.split(header.casefold())]
    currencies = numbers().currencies
    factors, before = {**numbers().factors, **numbers().above}, {"", *numbers().within, *currencies}
    scales = [_scaled()[word][1] for word in words if word in _scaled()]
    scales += [factors[word] for last, word in pairwise(words) if word in factors and last in before]
    signs = [sign for sign in currencies if not sign.isalnum()]
    tails = [word.removeprefix(sign) for word in words for sign in signs if word.startswith(sign)]
    scales += [factors[tail] for tail in tails if tail in factors]
    return scales[0] if scales else 1.0


@cache
def _scaled() -> dict[str, tuple[str, float]]:
    """Words of a magnitude and a currency ("teur"), and what they mean."""
    lists = numbers()
    scales = {**lists.prefixes, **lists.factors}
    return {f"{word}{sign}": (code, size) for word, size in scales.items() for sign, code in lists.currencies.items()}
