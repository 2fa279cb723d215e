"""Every sheet of the workbook, whole: lines above, heads, what their cells hold, and charts."""

from __future__ import annotations

import pytest
from in_full import assert_golden, in_full

from personacheck.report.privacy import Privacy
from personacheck.report.sheets.about import about
from personacheck.report.workbook import sheets

ROWS = 14
"""Of a sheet: the first of them tell how its cells are written."""


def test_golden_sheets():
    told = {
        sheet.name: {
            "intro": sheet.intro,
            **{f"{column.head} [{column.kind}]": column.cells[:ROWS] for column in sheet.columns},
            "charts": sheet.charts,
        }
        for sheet in sheets(in_full(), Privacy())
    }
    assert_golden("sheets.yaml", told)


@pytest.mark.parametrize(
    ("personal", "told"),
    [
        (True, "yes: names and e-mail addresses, in the sheet of contacts"),
        (False, "record ids and titles; no names"),
    ],
)
def test_the_workbook_says_whether_it_holds_personal_data(personal, told):
    what, value = about(in_full(), Privacy(personal=personal)).columns
    assert dict(zip(what.cells, value.cells, strict=True))["Personal data"] == told
