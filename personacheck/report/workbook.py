"""``workbook.xlsx``: for the team that works with the result; text is never a formula or a link."""

from __future__ import annotations

import io
import textwrap
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from personacheck.model.own_files import FIT
from personacheck.report.page.teams import teams
from personacheck.report.sheets import about, cast, changes, numbers, people, plan
from personacheck.report.sheets.sheet import Kind
from personacheck.report.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import xlsxwriter
    from xlsxwriter.format import Format

    from personacheck.model.assessment import Assessment
    from personacheck.report.privacy import Privacy
    from personacheck.report.sheets.body import Page
    from personacheck.report.sheets.sheet import Chart, Column, Sheet

OPTIONS: Final = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip  # a table
NUMBER_FORMATS: Final = {
    Kind.COUNT: "#,##0", Kind.SHARE: "0.0%", Kind.SCORE: "0.00", Kind.MONEY: "#,##0", Kind.NUMBER: "General",
}  # fmt: skip  # a table
FILLS: Final = {
    "covered": "#B9D3D6", "partial": "#E3EEEE", "stretched": "#F5E3B0", "uncovered": "#F0C9B1", "unreadable": "#E4E4E0",
    "empty": "#E4E4E0", "excluded": "#F2F2EE", "high": "#F0C9B1", "medium": "#F5E3B0", "no-persona": "#F0C9B1",
    "nobody known": "#F0C9B1", "filled": "#B9D3D6", "outside scope": "#F5E3B0",
    "out-of-scope": "#F5E3B0", "new": "#F5E3B0", "worse": "#F0C9B1", "better": "#E3EEEE", "closed": "#B9D3D6",
}  # fmt: skip  # word to colour: light enough for black text, and for grey print
INK: Final = "#0B5A66"
CHART: Final = 22
"""Rows from the top of one chart to that of the next."""
LINE: Final = 15
"""Height of a line of text, in points."""
WORDS: Final = (Kind.TEXT, Kind.LONG, Kind.STATUS)
WIDEST: Final = 46
MEASURED: Final = 500
"""Rows that a column's width is taken from."""
NAMES: Final = ("workbook.xlsx", "workbook-with-personal-data.xlsx")
"""Without personal data, and with it."""


def write(assessment: Assessment, privacy: Privacy) -> dict[str, bytes]:
    """``workbook.xlsx``, with small cells, too; with personal data its name says so."""
    assessment = replace(assessment, result=assessment.whole or assessment.result)
    buffer = io.BytesIO()
    from personacheck.report.sheets.body import Book, Page  # noqa: PLC0415  # heavy; needed only to write

    with Book(buffer, OPTIONS) as book:
        book.set_properties(
            {"title": FIT, "created": datetime.fromisoformat(assessment.result.run.as_of), "author": ""}
        )
        formats = _formats(book)
        for sheet in sheets(assessment, privacy):
            page = book.add_worksheet(sheet.name, Page)
            _write(page, sheet, formats)
            for place, chart in enumerate(sheet.charts):
                _draw(book, page, sheet, chart, place)
    return {NAMES[privacy.personal]: buffer.getvalue()}


def sheets(assessment: Assessment, privacy: Privacy) -> Iterator[Sheet]:
    """The sheets, in their order."""
    yield numbers.summary(assessment)
    yield cast.gaps(assessment)
    if assessment.result.priorities.plan:
        yield plan.plan(assessment)
        yield plan.interviews(assessment, privacy)
    yield numbers.by_axis(assessment)
    yield numbers.segments(assessment)
    yield people.accounts(assessment, privacy)
    if not assessment.result.headline.by_contact:
        yield people.missing(assessment, privacy)
    yield people.contacts(assessment, privacy)
    yield people.unread(assessment)
    yield cast.personas(assessment)
    yield cast.findings(assessment)
    if assessment.result.suggestions:
        yield cast.candidates(assessment)
    if (owning := teams(assessment)) is not None:
        yield cast.owning(owning)
    if assessment.review is not None and assessment.review.changes is not None:
        yield changes.changes(assessment, assessment.review.changes)
    if assessment.review is not None and assessment.review.register:
        yield changes.decisions(assessment, assessment.review)
    yield about.rows(assessment)
    yield about.about(assessment, privacy)


def _formats(book: xlsxwriter.Workbook) -> Mapping[str, Format]:
    top = {"valign": "top", "font_name": "Calibri", "font_size": 11}
    head = {**top, "bold": True, "text_wrap": True, "bottom": 2, "bg_color": "#F2F2EE"}
    formats: dict[str, Format] = {
        kind: book.add_format({**top, "num_format": look}) for kind, look in NUMBER_FORMATS.items()
    }
    formats |= {
        Kind.TEXT: book.add_format({**top, "align": "left", "indent": 1}),
        Kind.STATUS: book.add_format({**top, "align": "left", "indent": 1}),
        Kind.LONG: book.add_format({**top, "align": "left", "indent": 1, "text_wrap": True}),
        "head": book.add_format({**head, "align": "left", "indent": 1}),
        "head of numbers": book.add_format({**head, "align": "right"}),
        "intro": book.add_format({**top, "italic": True}),
    }
    return formats | {word: book.add_format({"bg_color": colour}) for word, colour in FILLS.items()}


def _write(page: Page, sheet: Sheet, formats: Mapping[str, Format]) -> None:
    for row, line in enumerate(sheet.intro):
        page.write_string(row, 0, plain(line), formats["intro"])
    head = len(sheet.intro) + 1 if sheet.intro else 0
    heights = {head + row: LINE * lines for row, lines in _heights(sheet).items()}
    for row, height in heights.items():
        page.set_row(row, height)
    page.begin_table(head + 1, heights)
    rows = max((len(column.cells) for column in sheet.columns), default=0)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, _width(column), formats[column.kind])
        look = formats["head" if column.kind in WORDS else "head of numbers"]
        page.write_string(head, place, column.head, look)
        if sheet.charts:
            _cells(page, head + 1, place, column)
        else:
            page.add_column(column.cells, formats[column.kind])
        if column.kind == Kind.STATUS:
            _colour(page, (head + 1, place, head + max(rows, 1), place), formats)
    page.autofilter(head, 0, head + rows, len(sheet.columns) - 1)
    page.freeze_panes(head + 1, 1)
    page.repeat_rows(head)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&RPage &P of &N")


def _draw(book: xlsxwriter.Workbook, page: Page, sheet: Sheet, chart: Chart, place: int) -> None:
    """A chart to the right of the table; more than one stand below each other."""
    native, heads = book.add_chart({"type": chart.kind}), [column.head for column in sheet.columns]
    head = len(sheet.intro) + 1 if sheet.intro else 0
    first, last = head + 1 + chart.rows[0], head + chart.rows[1]
    names, values = (
        [sheet.name, first, heads.index(name), last, heads.index(name)] for name in (chart.names, chart.values)
    )
    native.add_series(
        {"categories": names, "values": values, "fill": {"color": INK}, "line": {"color": INK}, "gap": 60}
    )
    native.set_title({"name": chart.title, "name_font": {"size": 12}, "overlay": False})
    native.set_legend({"none": True})
    native.set_y_axis({"reverse": chart.kind == "bar", "major_gridlines": {"visible": chart.kind != "bar"}})
    native.set_size({"width": 620, "height": max(260, 90 + 24 * (chart.rows[1] - chart.rows[0]))})
    page.insert_chart(head + CHART * place, len(sheet.columns) + 1, native, {"description": chart.title})


def _cells(page: Page, first: int, place: int, column: Column) -> None:
    """One by one: a chart keeps a copy of the cells that it draws."""
    for row, cell in enumerate(column.cells, start=first):
        if isinstance(cell, int | float):
            page.write_number(row, place, cell)
        elif cell:
            page.write_string(row, place, plain(str(cell)))


def _colour(page: Page, area: tuple[int, int, int, int], formats: Mapping[str, Format]) -> None:
    for word in FILLS:
        rule: dict[str, Any] = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": formats[word]}
        page.conditional_format(*area, rule)


def _heights(sheet: Sheet) -> dict[int, int]:
    """Lines of each row that has more than one, the header being row 0: not every program finds out by itself."""
    lines = {0: max(len(textwrap.wrap(column.head, int(_width(column)))) for column in sheet.columns)}
    for column in sheet.columns:
        if column.kind == Kind.LONG:
            wide = int(_width(column)) - 1  # the indent
            needed = {cell: count for cell in set(column.cells) if (count := _lines(str(cell)[: 10 * wide], wide)) > 1}
            for row, cell in enumerate(column.cells, start=1):
                if cell in needed:
                    lines[row] = max(lines.get(row, 1), needed[cell])
    return {row: count for row, count in lines.items() if count > 1}


def _lines(text: str, wide: int) -> int:
    """Lines that a text is broken into, as textwrap does; words with one blank between need no pattern."""
    words = text.split(" ")
    if "-" in text or not text.isprintable() or not all(words) or max(map(len, words)) > wide:
        return len(textwrap.wrap(text, wide))
    lines, left = 1, wide + 1
    for word in words:
        left -= len(word) + 1
        if left < 0:
            lines, left = lines + 1, wide - len(word)
    return lines


def _width(column: Column) -> float:
    shown: Sequence[object] = column.cells[:MEASURED]
    longest = max((len(str(cell)) for cell in shown if isinstance(cell, str)), default=0)
    head = max((len(word) for word in column.head.split()), default=0) + 4
    return float(min(WIDEST, max(10, head, longest + 3)))
