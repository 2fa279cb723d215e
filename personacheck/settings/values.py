"""Kinds of values that settings hold, and what each must be like: texts, domains, currencies, numbers within bounds."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from personacheck.text.unseen import UNSEEN

_DOMAIN: Final = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W_][\w-]*[^\W_]")
_CODE: Final = re.compile(r"[A-Za-z]{3}")
HUGE: Final = 1e15
"""More money, people or days than anybody counts; beyond it sums lose their cents."""


def _visible(text: str) -> str:
    if UNSEEN.search(text):
        raise PydanticCustomError("unseen", "holds a character that cannot be seen")
    return text


def _domain(text: str) -> str:
    """A domain, or one written with its "@"; a star would be nobody's."""
    domain = text.removeprefix("@").casefold()
    if not _DOMAIN.fullmatch(domain):
        raise PydanticCustomError("domain", "no domain")
    return domain


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise PydanticCustomError("currency", "no currency")
    return text.upper()


def _no_nan(number: float) -> float:
    if number != number or number == float("-inf"):  # noqa: PLR0124  # the test for NaN
        raise PydanticCustomError("finite_number", "no number")
    return number


def _finite(number: float) -> float:
    if number == float("inf"):
        raise PydanticCustomError("finite_number", "no number")
    return _no_nan(number)


def _no_truth(wanted: str) -> BeforeValidator:
    """``true`` is no number, though Python counts it as one."""

    def refused(value: object) -> object:
        """The value, unless it is a yes or a no, which Pydantic would take for 1 or 0."""
        if isinstance(value, bool):
            raise PydanticCustomError(wanted, "a number is wanted")
        return value

    return BeforeValidator(refused)


Text = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(_visible)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), AfterValidator(_visible)]
Domain = Annotated[Word, AfterValidator(_domain)]
Currency = Annotated[Word, AfterValidator(_code)]
Whole = Annotated[int, _no_truth("int_type")]
Number = Annotated[float, _no_truth("float_type")]
Finite = Annotated[Number, AfterValidator(_finite)]
Positive = Annotated[Finite, Field(gt=0, le=HUGE)]
Bound = Annotated[Number, AfterValidator(_no_nan)]
Threshold = Annotated[Finite, Field(ge=0, le=100_000)]
Percent = Annotated[Finite, Field(ge=0, le=100)]
