"""Every sheet of the workbook, whole: lines above, heads, what their cells hold, and charts."""

from __future__ import annotations

from in_full import assert_golden, in_full

from personacheck.report.privacy import Privacy
from personacheck.report.workbook import sheets

ROWS = 8
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
