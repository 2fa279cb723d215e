"""A web page (what many programs write under the name .xls) -> the grid of the table that looks most like an export.

The few tags of tables are found by patterns that run in linear time; scripts, styles and all other tags are dropped.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from personacheck.errors import ExportError, Problem
from personacheck.load.read.columns import by_column
from personacheck.load.read.grid import Area, Grid
from personacheck.load.read.header import WIDEST, count_known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DROPPED: Final = re.compile(r"<!--(?s:.*?)(?:-->|\Z)|<(script|style|head)\b(?s:.*?)(?:</\1\s*>|\Z)", re.IGNORECASE)
_TAG: Final = re.compile(
    r"<(?P<end>/?)(?P<name>table|tr|td|th)\b(?P<attributes>(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*+)>", re.IGNORECASE
)
_BREAK: Final = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
_OTHER: Final = re.compile(r"</?[A-Za-z!?][^<>]*>")
_SPAN: Final = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,5})", re.IGNORECASE)
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,30})", re.IGNORECASE)
# As browsers take them; a page whose bytes can be read as ASCII is no UTF-16, whatever it says.
_BROWSERS: Final = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "utf-16": "utf-8",
    "unicode": "utf-8",
}
_HEAD: Final = 8192


def charset_of(data: bytes) -> str | None:
    """The encoding that a web page states in its head; None for anything else."""
    head = data[:_HEAD]
    match = _CHARSET.search(head) if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else None
    name = match[1].decode("ascii").lower() if match else None
    return _BROWSERS.get(name, name) if name else None


def read_page(text: str, file: str, encoding: str, is_known: Callable[[str], bool]) -> Grid:
    """The table with most known headers, else the one with most rows.

    Raises
    ------
    ExportError
        The page holds no table.
    """
    tables = [table for table in _tables(_DROPPED.sub(" ", text)) if any(any(row) for row in table.rows)]
    if not tables:
        cause = "is a web page (HTML) without a table"
        raise ExportError(Problem(file, "", cause, "Open it in Excel and save it as .xlsx."))
    best = max(tables, key=lambda table: (count_known(table.rows, is_known), len(table.rows)))
    others = len(tables) - 1
    notes = [f"The page holds {len(tables)} tables; the one that looks most like an export was read."] if others else []
    return Grid(
        "html",
        by_column(best.rows),
        range(1, len(best.rows) + 1),
        encoding=encoding,
        merged=tuple(best.merged),
        notes=notes,
    )


class _Table:
    """A table while it is read; merged cells below or beside a cell stay empty."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merged: list[Area] = []
        self._taken: dict[int, int] = {}  # column to the last row that a cell above reaches into

    def begin_row(self) -> None:
        """Cells that are added stand in a new row."""
        self.rows.append([])

    def add(self, text: str, attributes: str) -> None:
        """A cell behind the last one, over as many rows and columns as it spans."""
        if not self.rows:
            self.begin_row()
        row, at = self.rows[-1], len(self.rows) - 1
        while self._taken.get(len(row), -1) >= at:
            row.append("")
        spans = {kind.lower(): int(count) for kind, count in _SPAN.findall(attributes)}
        left = len(row)
        right = min(left + max(spans.get("col", 1), 1), WIDEST) - 1
        bottom = at + max(spans.get("row", 1), 1) - 1
        row += [text] + [""] * (right - left)
        if right > left or bottom > at:
            self.merged.append(Area(at, left, bottom, max(right, left)))
            self._taken |= dict.fromkeys(range(left, right + 1), bottom)


def _tables(text: str) -> Iterator[_Table]:
    """Innermost tables in order; a table that holds others only lays out the page."""
    open_tables: list[_Table] = []
    done: list[_Table] = []
    begin, attributes = -1, ""

    def close_cell(at: int) -> None:
        """The cell that is open ends here."""
        nonlocal begin
        if begin >= 0 and open_tables:
            open_tables[-1].add(_text(text[begin:at]), attributes)
        begin = -1

    for tag in _TAG.finditer(text):
        name, end = tag["name"].lower(), bool(tag["end"])
        if name == "table" and not end:
            begin = -1
            open_tables.append(_Table())
            continue
        close_cell(tag.start())
        if name == "table":
            if open_tables:
                done.append(open_tables.pop())
        elif name == "tr" and not end and open_tables:
            open_tables[-1].begin_row()
        elif name in {"td", "th"} and not end:
            begin, attributes = tag.end(), tag["attributes"]
    close_cell(len(text))
    return iter(done + open_tables[::-1])


def _text(markup: str) -> str:
    if "<" not in markup and "&" not in markup:
        return " ".join(markup.split())
    lines = _BREAK.sub("\n", " ".join(markup.split()))
    return html.unescape(_OTHER.sub("", lines)).strip()
