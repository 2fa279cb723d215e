"""Columns -> the rows of a worksheet, as text: XlsxWriter goes through all cells, we through distinct ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from personacheck.report.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format

_ROW = "\0"
"""Stands in a cell for the number of its row."""
_PLAIN: Final = re.compile(r"(?!\s)[^&<>_\x00-\x1f\ufffe\uffff]*(?<!\s)")
"""A text that needs no look at what XML or Excel would take for something else."""


class Book(Workbook):  # type: ignore[misc]  # XlsxWriter ships no types
    """A workbook of many distinct texts, nearly all of which stand in it as they are."""

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):  # type: ignore[misc]  # as above
    def _write_shared_strings_file(self) -> None:
        texts = _Texts()
        texts.string_table = self.workbook.str_table
        if texts.string_table.count:
            texts._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            texts._assemble_xml_file()


class _Texts(SharedStrings):  # type: ignore[misc]  # as above
    def _write_sst_strings(self) -> None:
        for text in self.string_table.string_array:
            if _PLAIN.fullmatch(text):
                self.fh.write(f"<si><t>{text}</t></si>")
            else:
                self._write_si(text)


class Page(Worksheet):  # type: ignore[misc]  # XlsxWriter ships no types
    """A worksheet with a long table below cells that were written one by one. Charts cannot draw from that table."""

    dim_rowmax: int | None

    def __init__(self) -> None:
        super().__init__()
        self._begins, self._heights = 0, dict[int, float]()
        self._table: list[tuple[Format, Any, list[str]]] = []

    def begin_table(self, row: int, heights: Mapping[int, float]) -> None:
        """The table begins at a row; some of its rows have a height, in points."""
        self._begins, self._heights = row, dict(heights)

    def add_column(self, cells: Sequence[object], look: Format) -> None:
        """The table's next column, all of it in one format."""
        if cells:
            self._check_dimensions(self._begins + len(cells) - 1, len(self._table))
        column = np.empty(len(cells), dtype=object)
        column[:] = cells
        codes, distinct = pd.factorize(column)  # -1, an empty cell, takes the last of the texts
        times = np.bincount(codes[codes >= 0], minlength=len(distinct)).tolist()
        self._table.append((look, codes, [*map(self._content, distinct, times), ""]))

    def _content(self, cell: object, times: int) -> str:
        """What stands in so many cells of a column, behind their format."""
        if isinstance(cell, int | float):
            return f"><v>{cell:.16G}</v></c>"
        text = plain(str(cell))
        if not text:
            return ""
        index = self.str_table._get_shared_string_index(text)  # as write_string does
        self.str_table.count += times - 1
        return f' t="s"><v>{index}</v></c>'

    def _write_rows(self) -> None:
        last = self.dim_rowmax
        self.dim_rowmax = self._begins - 1 if self._table else last
        super()._write_rows()
        self.dim_rowmax = last
        columns = [self._column(place, *column) for place, column in enumerate(self._table)]
        for row, cells in enumerate(zip(*columns, strict=True), start=self._begins):
            height = f' ht="{self._heights[row]:.16g}" customHeight="1"' if row in self._heights else ""
            self.fh.write(f'<row r="{row + 1}"{height}>{"".join(cells).replace(_ROW, str(row + 1))}</row>')

    def _column(self, place: int, look: Format, codes: Any, contents: Sequence[str]) -> list[str]:
        begin = f'<c r="{xl_col_to_name(place)}{_ROW}" s="{look._get_xf_index()}"'
        cells: list[str] = np.array([begin + text if text else "" for text in contents], object)[codes].tolist()
        return cells
