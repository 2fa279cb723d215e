"""Whom a reviewer chose among: what a label says of a persona that it does not name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

IDS = re.compile(r"[a-z0-9][a-z0-9_-]*(\|[a-z0-9][a-z0-9_-]*)*")
"""Ids of personas, as a label's cell joins them."""


def is_offer(cell: str) -> bool:
    """Whether a cell lists ids, or nothing.

    Examples
    --------
    >>> is_offer("it-lead|buyer"), is_offer(""), is_offer("it-lead, buyer")
    (True, True, False)
    """
    return not cell or IDS.fullmatch(cell) is not None


def under_new_ids(cell: str, personas: Collection[str], renamed: Mapping[str, str]) -> str:
    """The cell with today's ids; an id that the cast still has is left alone."""
    return t.OR.join(one if one in personas else renamed.get(one, one) for one in cell.split(t.OR))
