"""Several accounts in one cell: the primary one, else the first, holds the contact; the others are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from personacheck.load.columns.cells import has_value
from personacheck.prose import plural

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
    told = dict(cells)
    if not any(
        name in told and told[name].str.contains(BETWEEN, regex=False).any() for name in ("account_id", "account")
    ):
        return told, ()
    size = len(next(iter(told.values())))
    ids, names = ([_split(text) for text in told.get(name, [""] * size)] for name in ("account_id", "account"))
    others = [[_split(text) for text in column] for column in lists]
    chosen = [one[0] if one else "" for one in ids]
    named = [_named(row, [ids[at], *(column[at] for column in others)], chosen[at]) for at, row in enumerate(names)]
    several = sum(max(len(row), len(ids[at])) > 1 for at, row in enumerate(names))
    more = sum(max(len(row), len(ids[at]), 1) - 1 for at, row in enumerate(names))
    for name, texts in (("account_id", chosen), ("account", named)):
        if name in told:
            told[name] = pd.Series(texts, index=told[name].index, dtype="object")
    if not several:
        return told, ()
    who = plural(several, "row names several accounts", "rows name several accounts")
    left = plural(more, "other is", "others are")
    return told, (f"{who}: the primary one, else the first, counts; {left} not linked.",)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(BETWEEN) if has_value(part.strip())]


def _named(names: Sequence[str], ids: Sequence[Sequence[str]], chosen: str) -> str:
    """The name at the place of the chosen id in a list that is as long; else the first."""
    for listed in ids:
        if len(listed) == len(names) and chosen in listed:
            return names[listed.index(chosen)]
    return names[0] if names else ""
