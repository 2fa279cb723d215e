"""Ids that a spreadsheet damaged, or that are nobody's: emptied before anything is joined or told apart by them."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.load.columns.cells import as_texts, field, map_cells, recoded, stand_again
from personacheck.load.columns.ids import name_key, whole_names
from personacheck.load.read.grid import KEPT_DIGITS
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

IDS: Final = {
    "record_id": "name",
    "account_id": "account",
    "parent_id": "parent_account",
    "contact_id": "contact",
    "opportunity_id": "opportunity",
    "converted_contact_id": "",
    "converted_account_id": "",
}
"""Field of ids to the field that names what they are of; "" where nothing does."""
CHANCE: Final = 3
"""Zeros beyond these digits, in all ids together, that chance does not explain (one in a thousand)."""
FEW: Final = 3
"""Rows under one id, with as many names, that make it nobody's."""
MARKED: Final = 0.5
"""Share of ids with marks between thousands above which the marks are the spreadsheet's, and no list of ids."""

_POWER: Final = re.compile(r"\d(?:[.,]\d+)?E\+\d{1,3}", re.IGNORECASE)
_GROUPS: Final = re.compile(r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+")
_ZEROS: Final = re.compile(r"[0{}-]*0[0{}-]*A*")
_FLOAT: Final = re.compile(r"\d+\.0")

STEP: Final = "Names and addresses are used instead; export again, and do not let a spreadsheet turn ids into numbers."


def mend_ids(
    cells: Mapping[str, pd.Series], headers: Mapping[str, str]
) -> tuple[dict[str, pd.Series], tuple[str, ...]]:
    """Cells without the ids that say nothing, and a remark on each column of those.

    Parameters
    ----------
    cells, headers
        Field to its column of text, and to the header that it is read from.
    """
    mended, notes = dict(cells), []
    for name, name_field in IDS.items():
        if name not in cells:
            continue
        column = _plain(cells[name])
        odd = map_cells(column, _is_power, "bool") | _rounded(column)
        nobody = _nobody(column, partial(_names, cells, name_field, name)) & ~odd
        mended[name] = as_texts(column).where(~(odd | nobody), "") if (odd | nobody).any() else column
        header = headers.get(name, name)
        if odd.any():
            what = plural(int(odd.sum()), "id was", "ids were")
            notes.append(f'Column "{header}": {what} damaged by a spreadsheet (as 1.2E+11), so not used. {STEP}')
        if nobody.any():
            what = plural(int(nobody.sum()), "row holds", "rows hold")
            instead = "Names and addresses are used instead."
            notes.append(f'Column "{header}": {what} a placeholder in place of an id, so not used. {instead}')
    return mended, tuple(notes)


def _plain(column: pd.Series) -> pd.Series:
    """Ids without what a spreadsheet or a data frame puts into numbers: ".0", marks between thousands."""
    bare = recoded(column, lambda text: text[:-2] if text.endswith(".0") and _FLOAT.fullmatch(text) else text)
    filled = bare[bare != ""]
    grouped = map_cells(filled, lambda text: not text.isalnum() and _GROUPS.fullmatch(text) is not None, "bool")
    if not len(filled) or grouped.mean() <= MARKED:
        return bare
    return recoded(bare, lambda text: re.sub(r"\D", "", text) if _GROUPS.fullmatch(text) else text)


def _is_power(text: str) -> bool:
    return "+" in text and _POWER.fullmatch(text) is not None


def _rounded(column: pd.Series) -> pd.Series:
    """Long numbers, where all of the column's end in zeros as a spreadsheet writes them."""
    long = map_cells(column, lambda text: len(text) > KEPT_DIGITS and text.isdecimal(), "bool")
    rests = [text[KEPT_DIGITS:] for text in column[long].unique()]
    lost = sum(map(len, rests)) >= CHANCE and not any(rest.strip("0") for rest in rests)
    return long if lost else pd.Series(False, index=column.index)


def _names(cells: Mapping[str, pd.Series], name_field: str, name: str) -> pd.Series:
    """What the ids are of, by name, as names are compared; for a record without a name its account's."""
    frame = pd.DataFrame({other: cells[other] for other in _NAMING if other in cells}, index=cells[name].index)
    if name_field != "name":
        return map_cells(field(frame, name_field), name_key)
    people = as_texts(whole_names(frame))
    return map_cells(people.where(people != "", field(frame, "account")), name_key)


_NAMING: Final = ("name", "first_name", "last_name", *dict.fromkeys(IDS.values()))


def _nobody(column: pd.Series, name_all: Callable[[], pd.Series]) -> pd.Series:
    """Placeholders: zeros on several rows, or one id on all of the rows, which bear several names."""
    filled = column[column != ""]
    repeated = set(filled[stand_again(filled)])
    zeros = {text for text in repeated if _ZEROS.fullmatch(text)}
    constant = repeated if len(filled) >= FEW and (filled == filled.iloc[0]).all() else set()
    if not zeros and not constant:
        return pd.Series(False, index=column.index)
    names = name_all()
    if len(set(names[filled.index]) - {""}) < FEW:
        constant = set()
    return column.isin({text for text in zeros if _several(names[filled.index[filled == text]])} | constant)


def _several(names: Iterable[str]) -> bool:
    return len({name for name in names if name}) != 1
