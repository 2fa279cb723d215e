"""A text file (comma, semicolon, tab or bar between its fields) -> its grid."""

from __future__ import annotations

import csv
import re
from array import array
from collections import Counter
from io import StringIO
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.errors import ExportError, Problem
from personacheck.load.read.columns import by_column
from personacheck.load.read.grid import Grid
from personacheck.load.read.header import WIDEST, count_known

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Callable, Iterable, Iterator

    from personacheck.load.read.columns import Cells

DELIMITERS: Final = (",", ";", "\t", "|")
_NONE: Final = "\x1f"
_SAMPLE: Final = 200
_FIRST: Final = 50
_LONGEST_LINE: Final = 1_000_000
_DECLARED: Final = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_END: Final = re.compile(r"\r\n|\n|\r")
_BLOCK: Final = 100_000
"""Characters, at least, whose lines are split at a time."""
_HUGE: Final = 2**31 - 1


def read_delimited(text: str, file: str, encoding: str, is_known: Callable[[str], bool]) -> Grid:
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
    delimiter = declared[1] if declared else _delimiter(text, is_known)
    text = _quote_guarded(text, delimiter)
    begun = array("q")
    cells = by_column(_records(text, delimiter, file, offset, begun), whole=False)
    numbers, end = np.array(begun[:-1], np.int64), begun[-1]
    if end - 1 - offset > len(cells):
        _refuse_swallowed(cells, numbers, delimiter, file)
    return Grid("csv", cells, numbers, encoding=encoding, delimiter=delimiter)


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
        lambda match: f'"={match[1].replace(chr(34), chr(34) * 2)}"' if delimiter in match[1] else match[0], text
    )


def _delimiter(text: str, is_known: Callable[[str], bool]) -> str:
    """The character by which the first records hold most known headers, then are most alike."""
    head = text[:_LONGEST_LINE]
    best, best_score = _NONE, (0, 0.0, 0)
    for delimiter in DELIMITERS:
        records = list(islice(_reader(head, delimiter, strict=False), _SAMPLE))
        rows = [row for row in records if any(row)] or records
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if widths:
            width, count = widths.most_common(1)[0]
            score = (count_known(rows, is_known), count / len(rows), width)
            best, best_score = max((best, best_score), (delimiter, score), key=itemgetter(1))
    lines = [[line] for line in islice(chain.from_iterable(_lines(head)), _SAMPLE)]
    alone = count_known(lines, is_known)
    return _NONE if alone and alone >= best_score[0] and best_score[1] < 0.5 else best


def _lines(text: str) -> Iterator[list[str]]:
    """Lines with their ends, some at a time: a buffer of the whole text would hold four bytes a character."""
    begin = 0
    while begin < len(text):
        match = _END.search(text, begin + _BLOCK)
        end = match.end() if match else len(text)
        yield list(StringIO(text[begin:end], newline=""))
        begin = end


def _reader(text: str, delimiter: str, *, strict: bool, lines: Iterable[list[str]] = ()) -> Reader:
    csv.field_size_limit(_HUGE)
    return csv.reader(
        chain.from_iterable(lines or _lines(text)),
        delimiter=delimiter,
        strict=strict,
        skipinitialspace=f'{delimiter} "' in text[:_LONGEST_LINE],
    )


def _narrow(text: str, delimiter: str, file: str) -> Iterator[list[str]]:
    """Lines, refused from the first one on that is too wide."""
    done = 0
    for lines in _lines(text):
        for number, line in enumerate(
            lines if len(lines[-1]) > _BLOCK else lines[: max(_FIRST - done, 0)], start=done + 1
        ):
            fields = line.count(delimiter) + 1
            if fields > (WIDEST if number <= _FIRST else _LONGEST_LINE):
                cause = f"{fields:,} columns, more than the {WIDEST:,} that a spreadsheet can hold"
                raise ExportError(Problem(file, f"line {number}", cause, "Export only the columns that are needed."))
        yield lines
        done += len(lines)


def _records(text: str, delimiter: str, file: str, offset: int, begun: array[int]) -> Iterator[list[str]]:
    """Records one by one; the line where each begins, and at last the one after them all, is put into ``begun``."""
    reader = _reader(text, delimiter, strict=True, lines=_narrow(text, delimiter, file))
    begun.append(1 + offset)
    try:
        if '"' not in text:  # a record a line
            yield from reader
            begun.extend(range(2 + offset, reader.line_num + 2 + offset))
            return
        for row in reader:
            begun.append(reader.line_num + 1 + offset)
            yield row
    except csv.Error:
        raise _unbalanced(file, begun[-1]) from None


def _refuse_swallowed(cells: Cells, numbers: np.ndarray, delimiter: str, file: str) -> None:
    """A quote that is never closed can end at a later one by chance: its field then holds whole records."""
    width = int(Counter(cells.lengths.tolist()).most_common(1)[0][0])

    def swallows(text: str) -> bool:
        """The field holds whole rows."""
        whole = text.split("\n")[1:-1] if width > 2 else ()
        return sum(line.count(delimiter) == width - 1 for line in whole) > 1

    odd = [np.flatnonzero(column.holds(swallows)) for column in cells.columns]
    rows = [int(at[0]) for at in odd if len(at)] + [at for at, row in cells.beyond.items() if any(map(swallows, row))]
    if rows:
        raise _unbalanced(file, int(numbers[min(rows)]))


def _unbalanced(file: str, number: int) -> ExportError:
    cause = "a quote is opened here and never closed, or appears undoubled inside a quoted field"
    return ExportError(Problem(file, f"line {number}", cause, "Fix the line, or export the file again as .xlsx."))
