"""Headers of money that may be the account's own or what it pays (``revenue.yaml``)."""

from __future__ import annotations

from functools import cache

from personacheck.vocabulary.dialects import fold_header, header_forms
from personacheck.vocabulary.lists import read_words


@cache
def _unclear() -> frozenset[str]:
    return frozenset(fold_header(word) for word in read_words("revenue.yaml")["unclear"])


def is_unclear_revenue(header: str) -> bool:
    """Whether a header names an amount and does not say whose; a remark in brackets, a unit or a year counts not.

    >>> is_unclear_revenue("Umsatz (TEUR)"), is_unclear_revenue("Revenue 2025"), is_unclear_revenue("Sales Rep")
    (True, True, False)
    """
    return any(form.rstrip("0123456789") in _unclear() for form in header_forms(header))
