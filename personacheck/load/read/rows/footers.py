"""Rows that are nobody: blank ones, headers once more, totals, and the footers of report programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from personacheck.load.read.columns import filled_in_row
from personacheck.text.clean import clean_header
from personacheck.vocabulary.footers import footers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from personacheck.load.read.columns import Column


def judge(columns: Sequence[Column], names: Sequence[str], fate: list[str]) -> None:
    """Write the reason into ``fate`` for every row that is nobody.

    Parameters
    ----------
    columns
        Cells by column, of all rows.
    fate
        ``""``, or a reason given before, which stays.
    """
    if not fate:
        return
    filled = filled_in_row(columns)
    for at in np.flatnonzero(filled == 0).tolist():
        fate[at] = fate[at] or "blank"
    first = next((at for at, name in enumerate(names) if name), 0)
    for at in np.flatnonzero(columns[first].holds(names[first].__eq__)).tolist():
        if names[first] and _repeats(columns, names, at):
            fate[at] = "repeated header"
    usual = int(np.median(filled[filled > 0])) if filled.any() else 0
    lean = (filled > 0) & ((2 * filled < usual) | (filled == 1))
    _judge_groups(columns, fate)
    _judge_end(columns, filled, lean, usual, fate)


def set_apart(columns: Sequence[Column], fate: list[str], is_known: Callable[[str], bool]) -> None:
    """From a row of other known headers below a gap on, it is another table."""
    for at in range(1, len(fate)):
        if fate[at - 1] == "blank" and not fate[at]:
            cells = [clean_header(cell) for cell in _cells(columns, at)]
            if len(cells) > 2 and 2 * sum(map(is_known, cells)) > len(cells):
                fate[at:] = [reason or "another table" for reason in fate[at:]]
                return


def _judge_groups(columns: Sequence[Column], fate: list[str]) -> None:
    """Totals of groups stand anywhere: "Subtotal", or the group's name with a total's word, and figures beside it."""
    first = next((column for column in columns if column.filled.any()), None)
    if first is None:
        return
    subtotal = first.holds(lambda text: footers().subtotal.match(text) is not None)
    group = ""
    for at, begin in enumerate(first):
        if fate[at]:
            continue
        word = subtotal[at] or (group and _is_total_of(begin, group))
        if begin and word and _adds_up(_cells(columns, at)[1:]):
            fate[at] = "total"
        group = begin if begin and not fate[at] else group


def _is_total_of(text: str, group: str) -> bool:
    """Whether a text is a group's name with a total's word before or behind it, as "Acme Total"."""
    rest = text.replace(group, "", 1).strip() if group in text else ""
    return bool(rest) and footers().total.match(rest) is not None


def _judge_end(columns: Sequence[Column], filled: np.ndarray, lean: np.ndarray, usual: int, fate: list[str]) -> None:
    """Totals and footers stand in the last rows: footers by their words, or alone below a gap or another of them."""
    begin = len(fate)
    while begin and (filled[begin - 1] == 0 or lean[begin - 1] or _is_total(_cells(columns, begin - 1))):
        begin -= 1
    apart = False
    for at in range(begin, len(fate)):
        cells = _cells(columns, at) if filled[at] else []
        if not cells or fate[at]:
            apart = True
        elif _is_total(cells):
            fate[at], apart = "total", True
        elif footers().footer.match(cells[0]) or (apart and len(cells) == 1 < usual - 1):
            fate[at], apart = "footer", True
        else:
            apart = False


def _cells(columns: Sequence[Column], at: int) -> list[str]:
    return [column[at] for column in columns if column[at]]


def _repeats(columns: Sequence[Column], names: Sequence[str], at: int) -> bool:
    same = [clean_header(column[at]) == name for column, name in zip(columns, names, strict=True) if name]
    return 2 * sum(same) > len(same)


def _is_total(cells: Sequence[str]) -> bool:
    return bool(cells) and bool(footers().total.match(cells[0])) and _adds_up(cells)


def _adds_up(cells: Sequence[str]) -> bool:
    """Whether a row holds but totals' words and figures."""
    return all(footers().total.match(cell) or not any(map(str.isalpha, cell)) for cell in cells)
