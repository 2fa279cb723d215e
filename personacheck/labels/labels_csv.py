"""``labels.csv`` -> reviewed contacts: what people said of a title. Strict, since the estimates rest on it."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

import pandas as pd

from personacheck.errors import LabelsError, Problem
from personacheck.files import inputs
from personacheck.model import tables as t
from personacheck.text.nearest import did_you_mean
from personacheck.text.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

Line: TypeAlias = "tuple[int, list[str]]"
"""1-based line of the file where a row begins, and its cells."""

Row: TypeAlias = "tuple[int, dict[str, str]]"
"""The same, its cells by header."""

NEEDED: Final = t.LABEL_COLUMNS[:-1]
OLD: Final = len(NEEDED)
"""Cells of a line that was written before ``offered`` came to stand last."""

INITIALS: Final = 10
"""Letters of a reviewer's initials, at most: a name has no place here."""


def digests(path: Path | None) -> tuple[str, ...]:
    """SHA-256 of the first 0, 1, 2 … labels of a file, the last of them that of all; without a file of none.

    New labels are added at the end, so what people had said at an earlier run is found again by its digest.

    Raises
    ------
    LabelsError
        No such file, or no table of these columns.
    """
    so_far = hashlib.sha256()
    of_first = [so_far.hexdigest()]
    for _, row in _rows(path)[0] if path is not None else ():
        so_far.update("\x1f".join([*(row[column] for column in t.LABEL_COLUMNS), ""]).encode())
        of_first.append(so_far.hexdigest())
    return tuple(of_first)


def load_labels(
    path: Path,
    *,
    personas: Collection[str] | None = None,
    renamed: Mapping[str, str] | None = None,
    first: int | None = None,
) -> pd.DataFrame:
    """Read reviewed contacts.

    Parameters
    ----------
    personas
        Ids of the cast; None leaves the personas unchecked.
    renamed
        Old persona id to new id, where the cast has the new one only.
    first
        So many rows from the top; None: all.

    Returns
    -------
    pandas.DataFrame
        ``LABEL_COLUMNS``, all text, one row a review in the order of the file; ``persona`` is "" where the reviewer
        found that none of those ``offered`` fits, one of ``NO_VERDICTS`` where there was nothing to find, and
        ``NOT_ANSWERED`` where it was left blank; ``offered`` is "" where the line does not say.

    Raises
    ------
    LabelsError
        No such file, no table of these columns, or rows that cannot be: all of them, each with its line.
    """
    rows, problems = _rows(path)
    rows = [(number, _under_new_id(row, personas or (), renamed or {})) for number, row in rows[:first]]
    problems += [Problem(path.name, f"line {number}", *fault) for number, fault in _faults(rows, personas)]
    if problems:
        raise LabelsError(*sorted(problems, key=lambda problem: int(problem.place.removeprefix("line "))))
    frame = pd.DataFrame([row for _, row in rows], columns=list(t.LABEL_COLUMNS), dtype=object)
    frame[t.PERSONA] = frame[t.PERSONA].where(frame[t.PERSONA] != t.NO_PERSONA, "")
    return frame


def about(labels: pd.DataFrame, personas: Collection[str]) -> pd.DataFrame:
    """Labels that speak of these personas, or of none: what people gave to another says nothing of these."""
    spoken = ["", *t.NO_VERDICTS, t.NOT_ANSWERED, *personas]
    return labels[labels[t.PERSONA].isin(spoken)].reset_index(drop=True)


def _rows(path: Path) -> tuple[list[Row], list[Problem]]:
    header, *lines = [*_lines(path)] or [(1, [])]
    problems = [*_header_problems(path.name, header)]
    if problems:
        raise LabelsError(*problems)
    before = [OLD] if header[1][-1] == t.OFFERED else []
    lines = [(number, [*cells, ""] if [len(cells)] == before else cells) for number, cells in lines]
    wide = [line for line in lines if len(line[1]) != len(header[1])]
    problems = [
        Problem(path.name, f"line {number}", f"{len(cells)} cells under {len(header[1])} headers", "Quote its commas.")
        for number, cells in wide
    ]
    rows = [
        (number, {t.OFFERED: "", **dict(zip(header[1], (cell.strip() for cell in cells), strict=True))})
        for number, cells in lines
        if len(cells) == len(header[1])
    ]
    return rows, problems


def _under_new_id(row: dict[str, str], personas: Collection[str], renamed: Mapping[str, str]) -> dict[str, str]:
    return {**row, **{column: under_new_ids(row[column], personas, renamed) for column in (t.PERSONA, t.OFFERED)}}


def _lines(path: Path) -> Iterator[Line]:
    text = _text(path)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        step = "Is a quote left open? Check the file in a text editor."
        raise LabelsError(Problem(path.name, f"line {begins}", "not a row of a CSV file", step)) from None


def _text(path: Path) -> str:
    try:
        data = inputs.read(path, inputs.LABELS)
    except FileNotFoundError:
        step = "Draw a sample, fill it in, and take it back. How: personacheck learn --help"
        raise LabelsError(Problem(path.name, "", "no such file", step)) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LabelsError(
            Problem(path.name, f"line {line}", "the encoding is not UTF-8", 'In Excel: save as "CSV UTF-8".')
        ) from None


def _header_problems(file: str, header: Line) -> Iterator[Problem]:
    number, cells = header
    missing = [column for column in NEEDED if column not in cells]
    is_header = len(missing) < len(NEEDED)  # else it may be a row of somebody's data: none of it is told
    for cell in dict.fromkeys(cells if is_header else ()):
        if cell not in t.LABEL_COLUMNS:
            yield Problem(
                file, f"line {number}", f"unknown column {quoted(cell)}".rstrip(), did_you_mean(cell, t.LABEL_COLUMNS)
            )
        elif cells.count(cell) > 1:
            yield Problem(file, f"line {number}", f"the column {cell} appears twice", "Keep one.")
    if missing:
        step = f"The first line is: {','.join(t.LABEL_COLUMNS)}"
        yield Problem(file, f"line {number}", f"no column {', '.join(missing)}", step)


def _faults(
    rows: Iterable[tuple[int, dict[str, str]]], personas: Collection[str] | None
) -> Iterator[tuple[int, tuple[str, str]]]:
    first_answers: dict[tuple[str, ...], tuple[int, str]] = {}
    for number, row in rows:
        yield from ((number, fault) for fault in _row_faults(row, personas))
        if row[t.PERSONA] == t.NOT_ANSWERED:
            continue
        day = (row[column] for column in (t.RECORD_ID, t.INITIALS, t.DATE, t.OFFERED))
        key = (*day, str(row[t.DRAW] == t.SETTLED))
        line, persona = first_answers.setdefault(key, (number, row[t.PERSONA]))
        if persona != row[t.PERSONA]:
            cause = f"a different persona than on line {line}, for the same contact, reviewer and day"
            yield number, (cause, "Keep the valid one.")


def _row_faults(row: dict[str, str], personas: Collection[str] | None) -> Iterator[tuple[str, str]]:
    persona, draw = row[t.PERSONA], row[t.DRAW]
    if not row[t.RECORD_ID]:
        yield "no record_id", "Fill it in as the export has it."
    if not persona:
        yield "no persona", f"Write its id, or {t.NO_PERSONA} where none fits."
    elif personas is not None and persona not in (*personas, *t.ANSWERS, t.NOT_ANSWERED):
        step = did_you_mean(persona, [*personas, *t.ANSWERS])
        yield "a persona that is not in the cast", f"{step} If it was renamed or retired, say so under [review]."
    if not re.fullmatch(rf"\w[\w.-]{{0,{INITIALS - 1}}}", row[t.INITIALS]):
        yield "no initials of the reviewer", f"Write at most {INITIALS} letters, not the name."
    if not _is_day(row[t.DATE]):
        yield "no date", "Write year, month and day: 2026-09-30"
    if not is_offer(row[t.OFFERED]):
        yield "offered is not a list of personas", f"Write their ids with {t.OR} between them, or leave it empty."
    if draw and draw not in t.DRAWS:
        yield "an unknown draw", f"{did_you_mean(draw, t.DRAWS)} Or leave it empty."


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2026-09-30") and date.fromisoformat(text) is not None
    except ValueError:
        return False


IDS = re.compile(r"[a-z0-9][a-z0-9_-]*(\|[a-z0-9][a-z0-9_-]*)*")
"""Ids of personas, as a label's cell joins them."""


def is_offer(cell: str) -> bool:
    """Whether a cell lists ids, or nothing.

    Examples
    --------
    >>> is_offer("it-lead|buyer"), is_offer(""), is_offer("it-lead, buyer")
    (True, True, False)
    """
    return not cell or IDS.fullmatch(cell) is not None


def under_new_ids(cell: str, personas: Collection[str], renamed: Mapping[str, str]) -> str:
    """The cell with today's ids; an id that the cast still has is left alone."""
    return t.OR.join(name if name in personas else renamed.get(name, name) for name in cell.split(t.OR))
