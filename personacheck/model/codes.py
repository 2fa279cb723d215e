"""Columns of few texts as codes of these: what is compared and grouped by again and again, and takes little memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.model import tables as t

if TYPE_CHECKING:
    import pandas as pd

_OF_MANY: Final = frozenset({
    *(t.RECORD_ID, t.ACCOUNT_ID, t.ACCOUNT, t.NAME, t.EMAIL, t.TITLE, t.REASON, t.ALTERNATIVES),
})  # fmt: skip  # a row
"""Columns whose texts hardly repeat. One that came as codes stays so: accounts may have many contacts, or one each."""


def coded(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its columns of few texts as codes (categories), in the order of the texts."""
    texts = [str(name) for name in table if _is_coded(table[name]) or _is_text_of_few(table[name])]
    return table.assign(**{name: _in_order(table[name]) for name in texts})


def _is_coded(cells: pd.Series) -> bool:
    return bool(cells.dtype == "category")


def _is_text_of_few(cells: pd.Series) -> bool:
    return cells.dtype.kind == "O" and cells.name not in _OF_MANY


def _in_order(cells: pd.Series) -> pd.Series:
    """Codes of the texts that stand in a column, in their order."""
    if not _is_coded(cells):
        return cells.astype("category")
    present = cells.cat.remove_unused_categories()
    return present.cat.reorder_categories(sorted(present.cat.categories))
