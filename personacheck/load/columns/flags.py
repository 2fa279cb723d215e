"""A status that is a yes or a no ("Active: Nein", "Inaktiv: Ja") -> the status that it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.load.columns.cells import each, is_flag, truth
from personacheck.vocabulary.dialects import fold_header
from personacheck.vocabulary.people import people

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

STATUS: Final = "status"
INACTIVE: Final = "Inactive"


def read_flags(cells: Mapping[str, pd.Series], headers: Mapping[str, str]) -> dict[str, pd.Series]:
    """Cells whose status is in words: a no below "Active" is ``Inactive``, and so is a yes below "Inactive"."""
    statuses = dict(cells)
    header = fold_header(headers.get(STATUS, ""))
    denied = any(fold_header(word) in header for word in people().inactive)
    if STATUS in statuses and (denied or any(word in header for word in people().active_headers)):
        statuses[STATUS] = each(
            statuses[STATUS], lambda text: INACTIVE if text and is_flag(text) and truth(text) == denied else text
        )
    return statuses
