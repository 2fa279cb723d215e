"""Sizes in words ("Mid-Market") where numbers of employees should stand: they are the vendor's tiers."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from personacheck.load.columns.bands import band
from personacheck.load.columns.cells import each, has_value
from personacheck.load.columns.meanings import size_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def take_size_words(
    cells: Mapping[str, pd.Series], headers: Mapping[str, str]
) -> tuple[dict[str, pd.Series], dict[str, str]]:
    """Cells and headers with words of size under ``size``; a tier that stands there already stays."""
    told, named = dict(cells), dict(headers)
    if "employees" not in told:
        return told, named
    staff = told["employees"]
    words = each(staff, lambda text: isnan(band(text)) and bool(size_value(text)), "bool")
    if not words.any():
        return told, named
    tiers = staff.where(words, "")
    own = told.get("size")
    told["size"] = tiers if own is None else own.where(each(own, has_value, "bool"), tiers)
    told["employees"] = staff.where(~words, "")
    named.setdefault("size", headers["employees"])
    return told, named
