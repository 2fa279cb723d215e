"""Who uses it and who resells it: an end customer beside a reseller is the account, and is sold to indirectly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.load.columns.cells import as_texts, field, has_value, map_cells
from personacheck.load.columns.ids import name_key
from personacheck.vocabulary.numbers import numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELD: Final = "end_customer"
INDIRECT: Final = "indirect"


def take_end_customers(
    cells: Mapping[str, pd.Series], headers: Mapping[str, str]
) -> tuple[dict[str, pd.Series], dict[str, str]]:
    """Cells and headers in which an end customer is the account; who stood there before is the partner.

    A column of yes and no, or of people, names no end customer; where it names the account itself, nothing changes.
    """
    if FIELD not in cells:
        return dict(cells), dict(headers)
    frame, new_headers = pd.DataFrame(dict(cells)), dict(headers)
    header = new_headers.pop(FIELD)
    end = frame.pop(FIELD)
    filled = map_cells(end, names_somebody, "bool")
    if not filled.any():
        return {str(name): frame[name] for name in frame}, new_headers
    before = field(frame, "account")
    other = filled & (map_cells(end, name_key) != map_cells(before, name_key))
    partner = field(frame, "partner")
    frame["partner"] = partner.where((partner != "") | ~other, before)
    frame["account"] = before.where(~filled, as_texts(end))
    channel = field(frame, "channel")
    frame["channel"] = channel.where(map_cells(channel, has_value, "bool") | ~other, INDIRECT)
    if "account_id" in frame:
        frame["account_id"] = field(frame, "account_id").where(~(other & (before != "")), "")
    new_headers["account"] = header
    for name in ("partner", "channel"):
        new_headers.setdefault(name, headers.get("account", header) if name == "partner" else header)
    return {str(name): frame[name] for name in frame}, new_headers


def names_somebody(text: str) -> bool:
    """Whether a cell names somebody; yes and no name nobody."""
    return has_value(text) and text.casefold() not in numbers().affirmative | numbers().negative
