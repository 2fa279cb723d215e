"""Columns read once at the door: figures as plain numbers, roles without addresses, statuses and sizes in words."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Final

from personacheck.load.columns.bands import band, money_band
from personacheck.load.columns.cells import (
    as_texts,
    constant,
    differ,
    distinct,
    has_value,
    is_flag,
    map_cells,
    recoded,
    said,
    truth,
)
from personacheck.load.columns.digits import decimal_mark, plain_number
from personacheck.load.columns.figures import currency_of, digits_of, number, scale_of
from personacheck.load.columns.ids import without_addresses
from personacheck.load.columns.meanings import size_value
from personacheck.text.prose import numbered, plural
from personacheck.vocabulary.dialects import fold_header
from personacheck.vocabulary.people import people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    import pandas as pd

AMOUNT: Final = "amount"
TURNOVER: Final = "turnover"
EMPLOYEES: Final = "employees"
CURRENCY: Final = "currency"
STATUS: Final = "status"
INACTIVE: Final = "Inactive"
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
    new_cells, notes = dict(cells), []
    for name in (AMOUNT, TURNOVER, EMPLOYEES):
        if name not in cells:
            continue
        plain = _plain(name, distinct(cells[name])[1], headers.get(name, ""))
        new_cells[name] = said(cells[name], plain.__getitem__)
        unread = {text for text, figure in plain.items() if not figure and has_value(text)}
        odd = rows[map_cells(cells[name], unread.__contains__, "bool")]
        if len(odd):
            what = plural(len(odd), "cell that is not a number", "cells that are not numbers")
            notes.append(
                f'Column "{headers.get(name, name)}" holds {what} ({numbered(odd.tolist(), unit)}): read as empty.'
            )
    if "amount" in cells:
        new_cells |= _currency(cells, headers["amount"])
    return new_cells, tuple(notes)


def _plain(name: str, texts: Iterable[str], header: str) -> dict[str, str]:
    """Text to its plain number, "" for none; marks before decimals are told by all texts of the column together.

    The magnitude that a header names ("ARR (TEUR)") is that of the cells that name none themselves. The customers' own
    turnover, which many CRMs keep in bands, is the middle of its band.
    """
    if name == EMPLOYEES:
        values = {text: band(text) for text in texts}
    else:
        decimal, scale = decimal_mark(map(digits_of, texts)), scale_of(header)
        read = number if name == AMOUNT else money_band
        values = {text: read(text, decimal, scale) for text in texts}
    return {text: "" if isnan(value) else plain_number(value) for text, value in values.items()}


def read_roles(
    cells: Mapping[str, pd.Series], headers: Mapping[str, str], rows: np.ndarray, unit: str
) -> tuple[dict[str, pd.Series], tuple[str, ...]]:
    """Cells without addresses and phone numbers where a role should stand; remarks on those. Parameters as above."""
    new_cells, notes = dict(cells), []
    for name in (name for name in OF_ROLES if name in cells):
        new_cells[name] = recoded(cells[name], without_addresses)
        odd = rows[differ(new_cells[name], cells[name])]
        if len(odd):
            what = f"{plural(len(odd), 'cell', 'cells')} with an e-mail address or a phone number"
            notes.append(f'Column "{headers.get(name, name)}" holds {what} ({numbered(odd.tolist(), unit)}): left out.')
    return new_cells, tuple(notes)


def _currency(cells: Mapping[str, pd.Series], header: str) -> dict[str, pd.Series]:
    amount = cells["amount"]
    recorded = map_cells(cells[CURRENCY] if CURRENCY in cells else constant("", amount.index), currency_of)
    signed = map_cells(amount, currency_of)
    currency = recorded.where(recorded != "", signed)
    currency = currency.where(currency != "", currency_of(header)).astype("object")
    return {CURRENCY: currency} if CURRENCY in cells or (currency != "").any() else {}


def read_flags(cells: Mapping[str, pd.Series], headers: Mapping[str, str]) -> dict[str, pd.Series]:
    """Cells whose status is in words: a no below "Active" is ``Inactive``, and so is a yes below "Inactive"."""
    statuses = dict(cells)
    header = fold_header(headers.get(STATUS, ""))
    denied = any(fold_header(word) in header for word in people().inactive)
    if STATUS in statuses and (denied or any(word in header for word in people().active_headers)):
        statuses[STATUS] = recoded(
            statuses[STATUS], lambda text: INACTIVE if text and is_flag(text) and truth(text) == denied else text
        )
    return statuses


def take_size_words(
    cells: Mapping[str, pd.Series], headers: Mapping[str, str]
) -> tuple[dict[str, pd.Series], dict[str, str]]:
    """Cells and headers with words of size under ``size``; a tier that stands there already stays."""
    new_cells, new_headers = dict(cells), dict(headers)
    if "employees" not in new_cells:
        return new_cells, new_headers
    staff = as_texts(new_cells["employees"])
    words = map_cells(staff, lambda text: isnan(band(text)) and bool(size_value(text)), "bool")
    if not words.any():
        return new_cells, new_headers
    tiers = staff.where(words, "")
    stated = new_cells.get("size")
    new_cells["size"] = tiers if stated is None else as_texts(stated).where(map_cells(stated, has_value, "bool"), tiers)
    new_cells["employees"] = staff.where(~words, "")
    new_headers.setdefault("size", headers["employees"])
    return new_cells, new_headers
