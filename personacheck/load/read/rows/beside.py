"""A second table beside the first, apart from it by an empty column: it is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from personacheck.load.read.grid import letter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from personacheck.load.read.columns import Column


def beside(columns: Sequence[Column], names: Sequence[str], is_known: Callable[[str], bool]) -> list[int]:
    """Positions of columns of tables that stand beside the one with most known headers.

    Such a table has rows where the main one has none, or fills but the upper half beside it, without a gap.
    """
    blocks = _blocks([bool(name) or bool(column.filled.any()) for name, column in zip(names, columns, strict=True)])
    if len(blocks) < 2:
        return []
    main = max(blocks, key=lambda block: (sum(is_known(names[at]) for at in block if names[at]), -block[0]))
    filled = [np.any([columns[at].filled for at in block], axis=0) for block in blocks]
    rows = filled[blocks.index(main)]
    others = [(block, cells) for block, cells in zip(blocks, filled, strict=True) if block is not main]
    return [at for block, cells in others if _is_apart(cells, rows) for at in block]


def note_beside(apart: Sequence[int], first: int) -> list[str]:
    """What is said of them."""
    letters = ", ".join(letter(first + at) for at in apart[:5])
    what = "Column" if len(apart) == 1 else "Columns"
    other = "is a second table" if len(apart) == 1 else "are a second table"
    return [f"{what} {letters} {other} beside the one that is read: left out."] if apart else []


def _blocks(used: Sequence[bool]) -> list[list[int]]:
    blocks: list[list[int]] = []
    for at, here in enumerate(used):
        if here and (at == 0 or not used[at - 1]):
            blocks.append([])
        if here:
            blocks[-1].append(at)
    return blocks


def _is_apart(rows: np.ndarray, main: np.ndarray) -> bool:
    if not rows.any():
        return False
    last, end = int(np.flatnonzero(rows)[-1]), int(np.flatnonzero(main)[-1]) if main.any() else -1
    return bool((rows & ~main).any()) or (2 * last < end and bool(rows[: last + 1].all()))
