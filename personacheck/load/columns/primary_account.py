"""Several accounts in one cell: the primary one, else the first, holds the contact; the others are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from personacheck.load.columns.cells import has_value
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BETWEEN = ";"


def hold_primary(
    cells: Mapping[str, pd.Series], lists: Sequence[pd.Series]
) -> tuple[dict[str, pd.Series], tuple[str, ...]]:
    """Cells whose ``account_id`` and ``account`` name one account each, and a remark on the others.

    Parameters
    ----------
    lists
        Other columns of account ids: by them the name is found that belongs to the primary id.
    """
    new_cells = dict(cells)
    naming = [cells[name] for name in ("account_id", "account") if name in cells]
    if not any(column.str.contains(BETWEEN, regex=False).any() for column in naming):
        return new_cells, ()
    size = len(next(iter(new_cells.values())))
    ids, names = ([_split(text) for text in new_cells.get(name, [""] * size)] for name in ("account_id", "account"))
    others = [[_split(text) for text in column] for column in lists]
    chosen = [row_ids[0] if row_ids else "" for row_ids in ids]
    lists_of = ([ids[at], *(column[at] for column in others)] for at in range(len(names)))
    chosen_names = [_name_of(*row) for row in zip(names, lists_of, chosen, strict=True)]
    several = sum(max(len(row), len(ids[at])) > 1 for at, row in enumerate(names))
    more = sum(max(len(row), len(ids[at]), 1) - 1 for at, row in enumerate(names))
    for name, texts in (("account_id", chosen), ("account", chosen_names)):
        if name in new_cells:
            new_cells[name] = pd.Series(texts, index=new_cells[name].index, dtype="object")
    if not several:
        return new_cells, ()
    who = plural(several, "row names several accounts", "rows name several accounts")
    unlinked = plural(more, "other is", "others are")
    return new_cells, (f"{who}: the primary one, else the first, counts; {unlinked} not linked.",)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(BETWEEN) if has_value(part.strip())]


def _name_of(names: Sequence[str], ids: Sequence[Sequence[str]], chosen: str) -> str:
    """The name at the place of the chosen id in a list that is as long; else the first."""
    for listed in ids:
        if len(listed) == len(names) and chosen in listed:
            return names[listed.index(chosen)]
    return names[0] if names else ""
