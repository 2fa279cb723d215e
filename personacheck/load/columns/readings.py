"""Columns of figures, read once at the door: amounts and employees as plain numbers, all else counted and left out."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.load.columns.bands import band, money_band
from personacheck.load.columns.cells import each, field, has_value
from personacheck.load.columns.digits import decimal_mark, plain_number
from personacheck.load.columns.figures import currency_of, digits_of, number, scale_of
from personacheck.load.columns.ids import without_addresses
from personacheck.prose import numbered, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

AMOUNT: Final = "amount"
TURNOVER: Final = "turnover"
EMPLOYEES: Final = "employees"
CURRENCY: Final = "currency"
OF_ROLES: Final = ("title", "department", "level", "buying_role", "persona")
"""Fields in which an e-mail address or a phone number says nothing of a role, and names somebody."""


def read_figures(
    cells: Mapping[str, pd.Series], headers: Mapping[str, str], rows: np.ndarray, unit: str
) -> tuple[dict[str, pd.Series], tuple[str, ...]]:
    """Cells whose figures are plain numbers ("1234.5"), "" where none can be read; and remarks on those.

    A currency stands in ``currency``: that of the row, else the sign beside its amount, else that of the header.

    Parameters
    ----------
    cells, headers
        Field to its column of text, and to the header that it is read from.
    rows, unit
        Where each row stands in its file, in lines or rows.
    """
    told, notes = dict(cells), []
    for name in (AMOUNT, TURNOVER, EMPLOYEES):
        if name not in cells:
            continue
        values = _values(name, cells[name], headers.get(name, ""))
        shown = ["" if isnan(value) else plain_number(value) for value in values]
        told[name] = pd.Series(shown, index=values.index, dtype="object")
        odd = rows[(values.isna() & each(cells[name], has_value, "bool")).to_numpy()]
        if len(odd):
            held = plural(len(odd), "cell that is not a number", "cells that are not numbers")
            notes.append(
                f'Column "{headers.get(name, name)}" holds {held} ({numbered(odd.tolist(), unit)}): read as empty.'
            )
    if "amount" in cells:
        told |= _currency(cells, headers["amount"])
    return told, tuple(notes)


def _values(name: str, column: pd.Series, header: str) -> pd.Series:
    if name == EMPLOYEES:
        return each(column, band, "float64")
    return amounts(column, header) if name == AMOUNT else turnovers(column, header)


def read_roles(
    cells: Mapping[str, pd.Series], headers: Mapping[str, str], rows: np.ndarray, unit: str
) -> tuple[dict[str, pd.Series], tuple[str, ...]]:
    """Cells without addresses and phone numbers where a role should stand; remarks on those. Parameters as above."""
    told, notes = dict(cells), []
    for name in (name for name in OF_ROLES if name in cells):
        told[name] = each(cells[name], without_addresses)
        odd = rows[(told[name] != cells[name]).to_numpy()]
        if len(odd):
            held = f"{plural(len(odd), 'cell', 'cells')} with an e-mail address or a phone number"
            notes.append(f'Column "{headers.get(name, name)}" holds {held} ({numbered(odd.tolist(), unit)}): left out.')
    return told, tuple(notes)


def amounts(column: pd.Series, header: str = "") -> pd.Series:
    """Amounts of a column (float, NaN for none); its marks before decimals are told by all of its cells together.

    The magnitude that a header names ("ARR (TEUR)") is that of the cells that name none themselves.
    """
    decimal = decimal_mark(digits_of(text) for text in column.unique())
    scale = scale_of(header)
    return each(column, lambda text: number(text, decimal, scale), "float64")


def turnovers(column: pd.Series, header: str = "") -> pd.Series:
    """The same of the customers' own turnover, which many CRMs keep in bands; of a band its middle."""
    decimal = decimal_mark(digits_of(text) for text in column.unique())
    scale = scale_of(header)
    return each(column, lambda text: money_band(text, decimal, scale), "float64")


def _currency(cells: Mapping[str, pd.Series], header: str) -> dict[str, pd.Series]:
    amount = cells["amount"]
    own = each(field(pd.DataFrame(cells), CURRENCY), currency_of)
    signed = each(amount, currency_of)
    found = own.where(own != "", signed)
    found = found.where(found != "", currency_of(header)).astype("object")
    return {CURRENCY: found} if CURRENCY in cells or (found != "").any() else {}
