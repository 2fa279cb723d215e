"""Words in numbers, money and flags: magnitudes, months, currencies, yes and no."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from personacheck.vocabulary.lists import read_words

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Numbers:
    """The lists of ``numbers.yaml``, caseless.

    Attributes
    ----------
    denials
        First words of a text that denies a flag ("Not Converted").
    factors, prefixes
        Magnitude, as it stands behind a number or ("T€") right before a currency.
    beside
        Words beside a number that leave it as it is.
    above
        Magnitude, as it stands in headers alone ("$000s").
    within
        Words of a header before a magnitude.
    under, over, through
        Words for "less than", "more than" and "to" in bands.
    months
        Month name, full or short, to 1..12.
    currencies
        Sign, code or name, caseless, to the three-letter code.
    """

    affirmative: frozenset[str]
    negative: frozenset[str]
    denials: tuple[str, ...]
    factors: Mapping[str, float]
    prefixes: Mapping[str, float]
    beside: frozenset[str]
    above: Mapping[str, float]
    within: frozenset[str]
    under: tuple[str, ...]
    over: tuple[str, ...]
    through: tuple[str, ...]
    currencies: Mapping[str, str]
    months: Mapping[str, int]


@cache
def numbers() -> Numbers:
    """The lists, read once."""
    data = read_words("numbers.yaml")
    currencies = {code.casefold(): code for code in data["currency_codes"]}
    currencies |= {str(sign).casefold(): code for sign, code in data["currency_signs"].items()}
    currencies |= {str(name).casefold(): code for name, code in data["currency_names"].items()}
    return Numbers(
        affirmative=frozenset(str(word).casefold() for word in data["affirmative"]),
        negative=frozenset(str(word).casefold() for word in data["negative"]),
        denials=tuple(str(word).casefold() for word in data["denials"]),
        factors={str(word).casefold(): float(factor) for word, factor in data["factors"].items()},
        prefixes={str(word).casefold(): float(factor) for word, factor in data["currency_prefixes"].items()},
        beside=frozenset(str(word).casefold().strip(" .") for word in data["beside"]),
        above={str(word).casefold(): float(factor) for word, factor in data["above"].items()},
        within=frozenset(str(word).casefold() for word in data["within"]),
        under=tuple(str(word).casefold() for word in data["under"]),
        over=tuple(str(word).casefold() for word in data["over"]),
        through=tuple(str(word).casefold() for word in data["through"]),
        currencies=currencies,
        months={name.casefold(): int(month) for month, names in data["months"].items() for name in names},
    )
