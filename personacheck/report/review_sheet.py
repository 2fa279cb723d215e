"""The sheet that reviewers fill in: one row a contact, a drop-down of personas, and nothing that hints at an answer."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model import review_sheet as s
from personacheck.model import tables as t
from personacheck.model.own_files import TO_REVIEW
from personacheck.report.cast_workbook import CREATED
from personacheck.report.disk.marks import SHEET
from personacheck.report.disk.own_file import put_own
from personacheck.report.page.personas import scope
from personacheck.report.privacy import account_labels
from personacheck.report.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from personacheck.model.cast import Cast
    from personacheck.report.disk.run_set import Written

TOP: Final = 4
"""Row (from 0) of the headers, below the instructions."""
INSTRUCTIONS: Final = (
    "Which persona describes this person's role? Choose its id from the list, or none where no persona does.",
    "Judge the role, by what you know of the person. What each persona was researched for is compared by the program.",
    "Work from the top; where you cannot judge, choose cannot tell. Two reviewers fill in a copy each, apart.",
)


class _Looks(NamedTuple):
    head: Format
    text: Format
    open: Format
    instruction: Format


def write_review_sheet(
    contacts: pd.DataFrame,
    accounts: pd.DataFrame,
    cast: Cast,
    path: Path,
    *,
    personal: bool = False,
    force: bool = False,
) -> Written:
    """Write the sheet.

    Parameters
    ----------
    contacts
        Those drawn, with ``draw``, in the order of review.
    accounts
        ``export.accounts``: a sole trader's name is personal, so a mark stands for it.
    personal
        With the contacts' names and e-mail addresses, and sole traders named.

    Raises
    ------
    UsageError
        A file in the way is not ours, and there is no ``force``.
    OutputError
        The file cannot be written.
    """
    return put_own(path, review_sheet(contacts, accounts, cast, personal=personal), SHEET, force=force)


def review_sheet(contacts: pd.DataFrame, accounts: pd.DataFrame, cast: Cast, *, personal: bool = False) -> bytes:
    """The workbook; parameters as for ``write_review_sheet``."""
    buffer = io.BytesIO()
    import xlsxwriter  # noqa: PLC0415  # heavy; needed only to write

    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    book.set_properties({"title": TO_REVIEW, "created": CREATED})
    looks = _Looks(
        head=book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        text=book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        open=book.add_format({"num_format": "@", "valign": "top", "border": 1, "bg_color": "#FFF8DC"}),
        instruction=book.add_format({"valign": "top"}),
    )
    sheet, personas = book.add_worksheet(s.REVIEW), book.add_worksheet(s.PERSONAS)
    ids = _fill_personas(personas, cast, looks)
    named = contacts.assign(**{t.ACCOUNT: _accounts(contacts, accounts, personal=personal)})
    _fill_review(sheet, named, ids, looks, personal=personal)
    book.close()
    return buffer.getvalue()


def _accounts(contacts: pd.DataFrame, accounts: pd.DataFrame, *, personal: bool) -> pd.Series:
    labels = account_labels(accounts, names=True, sole_traders=personal)
    return contacts[t.ACCOUNT_ID].map(labels).astype(object).fillna(contacts[t.ACCOUNT])


def _fill_personas(sheet: Worksheet, cast: Cast, looks: _Looks) -> str:
    """Who there is to choose from, none last; the range of the ids."""
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, s.PERSONA_HEADERS, looks.head)
    rows: list[Sequence[str]] = [
        (persona.id, persona.name, persona.summary, persona.side, ", ".join(persona.titles), scope(persona))
        for persona in map(cast.__getitem__, cast.offered)
    ]
    rows += [(answer, meaning, "", "", "", "") for answer, meaning in t.ANSWERS.items()]
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, plain(text), looks.text)
    for column, width in enumerate((24, 28, 44, 10, 44, 28)):
        sheet.set_column(column, column, width)
    return f"={s.PERSONAS}!$A$2:$A${len(rows) + 1}"


def _fill_review(sheet: Worksheet, contacts: pd.DataFrame, ids: str, looks: _Looks, *, personal: bool) -> None:
    for row, line in enumerate(INSTRUCTIONS):
        sheet.write_string(row, 0, line, looks.instruction)
    sheet.write_string(len(INSTRUCTIONS), 0, s.INITIALS, looks.head)
    sheet.write_blank(len(INSTRUCTIONS), 1, None, looks.open)
    sheet.freeze_panes(TOP + 1, 1)
    columns = (s.RECORD, *s.PERSONAL, *s.COLUMNS[1:]) if personal else s.COLUMNS
    last = TOP + len(contacts)
    for number, column in enumerate(columns):
        sheet.write_string(TOP, number, column.header, looks.head)
        sheet.set_column(number, number, column.width)
        if column is s.PERSONA:
            for row in range(TOP + 1, last + 1):
                sheet.write_blank(row, number, None, looks.open)
            if len(contacts):
                sheet.data_validation(TOP + 1, number, last, number, {"validate": "list", "source": ids})
            continue
        for row, text in enumerate(contacts[column.name], start=TOP + 1):
            sheet.write_string(row, number, plain(str(text)), looks.text)
    if len(contacts):
        sheet.autofilter(TOP, 0, last, len(columns) - 1)
