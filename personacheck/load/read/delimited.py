"""A text file (comma, semicolon, tab or bar between its fields) -> its grid."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from personacheck.errors import ExportError, Problem
from personacheck.load.read.grid import Grid
from personacheck.load.read.header import count_known

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Callable, Iterator

DELIMITERS: Final = (",", ";", "\t", "|")
WIDEST: Final = 16_384
"""Columns that a spreadsheet can hold; a wider file is no export of contacts."""

_NONE: Final = "\x1f"
_SAMPLE: Final = 200
_FIRST: Final = 50
_LARGE: Final = 16_000_000
_LONGEST_LINE: Final = 1_000_000
_DECLARED: Final = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_END: Final = re.compile(r"\r\n|\n|\r")
_HUGE: Final = 2**31 - 1


def read_delimited(text: str, file: str, encoding: str, known: Callable[[str], bool]) -> Grid:
    """Records of a text file; fields are counted strictly, quotes must be balanced.

    Raises
    ------
    ExportError
        More than 16,384 columns, or quotes that do not balance, with the line where they begin.
    """
    declared = _DECLARED.match(text)
    offset = 1 if declared else 0
    if declared:
        text = text[declared.end() :]
    text = _plain_ends(text)
    delimiter = declared[1] if declared else _delimiter(text, known)
    text = _quote_guarded(text, delimiter)
    _refuse_wide(text, delimiter, file)
    rows, numbers = _records(text, delimiter, file, offset)
    return Grid("csv", rows, numbers, encoding=encoding, delimiter=delimiter)


def _plain_ends(text: str) -> str:
    """Without carriage returns that end no line."""
    alone = len(re.findall(r"\r(?!\n)", text)) if "\r" in text else 0
    return re.sub(r"\r(?!\n)", " ", text) if 0 < alone <= text.count("\n") else text


def _quote_guarded(text: str, delimiter: str) -> str:
    """With quotes around guarded fields that hold the delimiter (``="Smith, Ana"``), as the guard's are none of CSV."""
    if '="' not in text:
        return text
    end = re.escape(delimiter)
    field = re.compile(rf'(?:(?<=[{end}\n])|\A)=("(?:[^"\n]|"")*")(?=[{end}\n]|\Z)')
    return field.sub(
        lambda found: f'"={found[1].replace(chr(34), chr(34) * 2)}"' if delimiter in found[1] else found[0], text
    )


def _delimiter(text: str, known: Callable[[str], bool]) -> str:
    """The character by which the first records hold most known headers, then are most alike."""
    head = text[:_LONGEST_LINE]
    best, best_score = _NONE, (0, 0.0, 0)
    for delimiter in DELIMITERS:
        records = list(islice(_reader(head, delimiter, strict=False), _SAMPLE))
        rows = [row for row in records if any(row)] or records
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if widths:
            width, count = widths.most_common(1)[0]
            best, best_score = max(
                (best, best_score), (delimiter, (count_known(rows, known), count / len(rows), width)), key=itemgetter(1)
            )
    lines = [[line] for line in islice(_lines(head), _SAMPLE)]
    alone = count_known(lines, known)
    return _NONE if alone and alone >= best_score[0] and best_score[1] < 0.5 else best


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends; a text buffer would hold four bytes a character."""
    begin = 0
    for end in _END.finditer(text):
        yield text[begin : end.end()]
        begin = end.end()
    if begin < len(text):
        yield text[begin:]


def _reader(text: str, delimiter: str, *, strict: bool) -> Reader:
    csv.field_size_limit(_HUGE)
    return csv.reader(
        _lines(text),
        delimiter=delimiter,
        strict=strict,
        skipinitialspace=f'{delimiter} "' in text[:_LONGEST_LINE],
    )


def _refuse_wide(text: str, delimiter: str, file: str) -> None:
    lines = _lines(text)
    for number, line in enumerate(lines if len(text) > _LARGE else islice(lines, _FIRST), start=1):
        fields = line.count(delimiter) + 1
        if fields > (WIDEST if number <= _FIRST else _LONGEST_LINE):
            cause = f"{fields:,} columns, more than the {WIDEST:,} that a spreadsheet can hold"
            raise ExportError(Problem(file, f"line {number}", cause, "Export only the columns that are needed."))


def _records(text: str, delimiter: str, file: str, offset: int) -> tuple[list[list[str]], list[int]]:
    rows: list[list[str]] = []
    numbers: list[int] = []
    reader = _reader(text, delimiter, strict=True)
    begin = 1 + offset
    try:
        for row in reader:
            rows.append(row)
            numbers.append(begin)
            begin = reader.line_num + 1 + offset
    except csv.Error:
        raise _unbalanced(file, begin) from None
    if begin - 1 - offset > len(rows):
        _refuse_swallowed(rows, numbers, delimiter, file)
    return rows, numbers


def _refuse_swallowed(rows: list[list[str]], numbers: list[int], delimiter: str, file: str) -> None:
    """A quote that is never closed can end at a later one by chance: its field then holds whole records."""
    width = Counter(map(len, rows)).most_common(1)[0][0]
    for row, number in zip(rows, numbers, strict=True):
        for field in row:
            whole = field.split("\n")[1:-1]
            if width > 2 and sum(line.count(delimiter) == width - 1 for line in whole) > 1:
                raise _unbalanced(file, number)


def _unbalanced(file: str, number: int) -> ExportError:
    cause = "a quote is opened here and never closed, or appears undoubled inside a quoted field"
    return ExportError(Problem(file, f"line {number}", cause, "Fix the line, or export the file again as .xlsx."))
