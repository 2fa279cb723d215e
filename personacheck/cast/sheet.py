"""The sheets of a cast in Excel -> filled rows, each cell's text with its place."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from personacheck.errors import CastError, Problem
from personacheck.files.filled_workbook import open_own
from personacheck.text.clean import clean_text
from personacheck.text.nearest import did_you_mean
from personacheck.text.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INFLATED: Final = 20_000_000
"""Bytes of all parts unpacked: a hundred times a large cast."""

ROWS: Final = 2_000
COLUMNS: Final = 200
HEAD: Final = 10
"""Rows among which the headers are looked for: people put a title above."""

STEP: Final = "Create the template with: personacheck init"


class Cell(NamedTuple):
    """Text of a cell, "" where it is empty, and its place: ``Personas!C4``."""

    text: str
    place: str


Row: TypeAlias = dict[str, Cell]
"""Header to cell, filled cells only."""


class Book:
    """A workbook of ours; ``problems`` gathers what is wrong with its cells.

    Raises
    ------
    CastError
        Not a workbook, or one that is too large for a cast when unpacked.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        too_large = Problem(file, "", "is too large for a cast when unpacked", STEP)
        self._book: Any = open_own(data, INFLATED, too_large, CastError)

    def problem(self, place: str, cause: str, step: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(self.file, place, cause, step))

    def rows(self, sheet: str, headers: Sequence[str], prefix: str = "") -> Iterator[Row]:
        """The filled rows of a sheet below its headers.

        Parameters
        ----------
        headers
            That the sheet may have; the first tells the row that they stand in.
        prefix
            Begins other headers that are welcome; "" for none.
        """
        cells = self._cells(sheet)
        top = next((n for n, row in enumerate(cells[:HEAD]) if any(cell.text == headers[0] for cell in row)), None)
        if top is None:
            if cells:
                self.problem(sheet, f"no column {headers[0]}", STEP)
            return
        self._check_headers(cells[top], headers, prefix)
        for row in cells[top + 1 :]:
            filled: Row = {}
            for header, cell in zip(cells[top], row, strict=True):
                if cell.text and not header.text:
                    self.problem(cell.place, "a value under no header", "Delete it, or name the column.")
                elif cell.text:
                    filled.setdefault(header.text, cell)
            if filled:
                yield filled

    def labels(self, sheet: str) -> Iterator[tuple[Cell, Cell]]:
        """Label and value of each row of a sheet that has them side by side."""
        for label, *values in self._cells(sheet):
            if label.text:
                yield label, next((value for value in values if value.text), Cell("", label.place))

    def sheets(self) -> list[list[list[Cell]]]:
        """The cells of every sheet."""
        return [self._cells(sheet.title) for sheet in self._book.worksheets]

    def has(self, sheet: str) -> bool:
        """Whether there is a sheet of that name."""
        return self._sheet(sheet) is not None

    def _check_headers(self, headers: Sequence[Cell], allowed: Sequence[str], prefix: str) -> None:
        seen: set[str] = set()
        for text, place in headers:
            if text in seen:
                self.problem(place, f"the column {quoted(text)} appears twice", "Keep one.")
            elif text and text not in allowed and not (prefix and text.startswith(prefix)):
                self.problem(place, f"unknown column {quoted(text)}".rstrip(), did_you_mean(text, allowed))
            seen.add(text or place)

    def _sheet(self, name: str) -> Any:
        return next((sheet for sheet in self._book.worksheets if sheet.title.casefold() == name.casefold()), None)

    def _cells(self, name: str) -> list[list[Cell]]:
        sheet = self._sheet(name)
        if sheet is None:
            return []
        if sheet.max_row > ROWS or sheet.max_column > COLUMNS:
            far = f"cells are used down to row {sheet.max_row}, column {sheet.max_column}"
            raise CastError(Problem(self.file, name, far, "Delete all rows and columns beyond the cast."))
        return [[self._cell(cell, name) for cell in row] for row in sheet.iter_rows()]

    def _cell(self, cell: Any, sheet: str) -> Cell:
        place, value = f"{sheet}!{cell.coordinate}", cell.value
        if cell.data_type in ("f", "e"):
            self.problem(place, "a formula" if cell.data_type == "f" else "an error value", "Type the text itself.")
            return Cell("", place)
        if isinstance(value, datetime):
            return Cell(value.date().isoformat(), place)
        if isinstance(value, float) and value.is_integer():
            return Cell(str(int(value)), place)
        return Cell("" if value is None else clean_text(str(value)), place)
