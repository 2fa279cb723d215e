"""Numbers, dates and names of values as a reader sees them: in English, thousands by comma, no break before a unit."""

from __future__ import annotations

from datetime import date
from typing import Final

from personacheck.model import tally
from personacheck.text.prose import noun

NBSP: Final = "\u00a0"
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip  # in rows; not from the locale, so that the bytes are the same everywhere
TOO_FEW: Final = "too few"


def percent(share: float | None) -> str:
    """A share (0..1) as text, 0 % and 100 % only when exact; "n/a" for None."""
    return tally.percent(share).replace(" ", NBSP)


def tied(text: str) -> str:
    """A sentence made elsewhere, with no break before its percent signs."""
    return text.replace(" %", f"{NBSP}%")


def span(low: float | None, high: float | None) -> str:
    """Two shares as "43 % to 70 %", one where they read alike; empty where there are none."""
    if low is None or high is None:
        return ""
    return percent(low) if percent(low) == percent(high) else f"{percent(low)} to {percent(high)}"


def count(number: float) -> str:
    """A whole number with thousands apart."""
    return f"{number:,.0f}"


def signed(number: int) -> str:
    """A whole number with its sign, a true minus where it is below zero."""
    return f"{number:+,}".replace("-", "−")


def points(difference: float) -> str:
    """A difference of shares in points: "+3 points"; less than one is said so.

    Examples
    --------
    >>> [points(difference) for difference in (0.031, -0.012, 0.004)]
    ['+3 points', '−1 point', 'under a point']
    """
    whole = round(100 * difference)
    return f"{signed(whole)} {noun(whole, 'point')}" if whole else "under a point"


def money(amount: float, currency: str | None) -> str:
    r"""An amount to two or three digits; a sign stands close, a code apart.

    Examples
    --------
    >>> [money(amount, "€") for amount in (0, 812, 4210, 81_400, 999_999, 3_610_000, 126_000_000)]
    ['€0', '€812', '€4.2k', '€81k', '€1.0m', '€3.6m', '€126m']
    >>> money(20_000, "EUR"), money(20_000, None)
    ('EUR\xa020k', '20k')
    """
    size, unit, decimals = 1.0, "", 0
    for step, name in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if abs(amount) >= step * 0.9995:
            size, unit = step, name
            decimals = 1 if abs(amount) < 9.95 * step else 0
            break
    sign = currency or ""
    apart = NBSP if sign.isalpha() else ""
    return f"{sign}{apart}{amount / size:,.{decimals}f}{unit}"


def withheld(few: int | None) -> str:
    """What stands for an amount that is not shown since too few accounts have one; "" where none has.

    Parameters
    ----------
    few
        How many have one, or under how many it is not shown; None or 0 where none has one.
    """
    return TOO_FEW if few else ""


def day(iso: str) -> str:
    """A date in words: "30 September 2026"."""
    when = date.fromisoformat(iso)
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"
