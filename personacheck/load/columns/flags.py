"""A status that is a yes or a no ("Active: Nein") -> the status that it means."""

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
    """Cells whose status is in words: below a header such as "Active" a no is ``Inactive``."""
    told = dict(cells)
    header = fold_header(headers.get(STATUS, ""))
    if STATUS in told and any(word in header for word in people().active_headers):
        told[STATUS] = each(told[STATUS], lambda text: INACTIVE if text and is_flag(text) and not truth(text) else text)
    return told
