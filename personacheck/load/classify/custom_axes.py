"""Columns that the cast and the settings ask for -> their values for each contact and account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from personacheck.load.columns.cells import field, has_value, map_cells
from personacheck.load.columns.figures import number
from personacheck.load.link.accounts import LINKED, of_account
from personacheck.model import tables as t
from personacheck.vocabulary.people import fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.load.link.records import Records
    from personacheck.settings.sections import Axis

OTHER = "other"
"""Value of a grouped axis for cells that belong to no group."""


def place_headers(records: Records, headers: Sequence[str]) -> pd.DataFrame:
    """``where:<Header>`` for each contact: its own cell, else its account's; "" where neither has one."""
    columns = {}
    for header in headers:
        name = t.WHERE_PREFIX + header
        own = field(records.contacts, name)
        account = of_account(records.contacts, field(records.accounts, name))
        columns[name] = own.where(own != "", account).astype("object")
    return pd.DataFrame(columns, index=records.contacts.index)


def axis_values(cells: pd.Series, axis: Axis) -> pd.Series:
    """Values of a custom axis: banded by number, grouped by value, or as they are; ``unknown`` for empty cells."""
    if axis.bands:
        bounds = sorted(axis.bands.items(), key=lambda entry: entry[1])

        def banded(text: str) -> str:
            """The first band whose upper bound a figure stays under."""
            value = number(text)
            return next((name for name, bound in bounds if value < bound), t.UNKNOWN)

        return map_cells(cells, banded)
    if axis.groups:
        groups = {fold_words(value): name for name, values in axis.groups.items() for value in values}
        return map_cells(cells, lambda text: groups.get(fold_words(text), OTHER) if has_value(text) else t.UNKNOWN)
    return map_cells(cells, lambda text: text if has_value(text) else t.UNKNOWN)


def account_values(records: Records, column: str) -> pd.Series:
    """Cells of a wanted column for accounts: their own, else the first filled one of their contacts."""
    name = t.WHERE_PREFIX + column
    own = field(records.accounts, name)
    cells = pd.DataFrame({LINKED: records.contacts[LINKED], "cell": field(records.contacts, name)})
    first = cells[(cells[LINKED] != "") & (cells["cell"] != "")].drop_duplicates(LINKED).set_index(LINKED)["cell"]
    return own.where(own != "", first.reindex(own.index, fill_value="")).astype("object")
