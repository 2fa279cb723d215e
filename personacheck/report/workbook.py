"""``workbook.xlsx``: for the team that works with the result."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

import pandas as pd
import xlsxwriter

from personacheck.report.tables import accounts_table, contacts_table
from personacheck.report.text import cleaned

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment
    from personacheck.report.privacy import Privacy


def write(assessment: Assessment, privacy: Privacy) -> dict[str, bytes]:
    """``workbook.xlsx``."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"created": datetime.fromisoformat(assessment.result.run.as_of)})
    contacts = contacts_table(assessment.export, assessment.matches, sole_traders=privacy.personal)
    for name, table in {"Accounts": accounts_table(assessment), "Contacts": contacts}.items():
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, list(table.columns))
        for place, column in enumerate(table.columns):
            numeric = pd.api.types.is_numeric_dtype(table[column])
            cells = [None if cell != cell else cell for cell in table[column]] if numeric else cleaned(table[column])  # noqa: PLR0124  # NaN
            sheet.write_column(1, place, cells)
    book.close()
    return {"workbook.xlsx": buffer.getvalue()}
