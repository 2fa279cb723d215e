"""A filled review sheet -> labels. Strict, since the estimates rest on it: every fault is told with its cell."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import pandas as pd

from personacheck.errors import LabelsError, Problem
from personacheck.files import inputs
from personacheck.files.filled_workbook import may_hold, open_own
from personacheck.labels.labels_csv import INITIALS
from personacheck.model import review_sheet as s
from personacheck.model import tables as t
from personacheck.text.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date
    from pathlib import Path

INFLATED: Final = 100_000_000
"""Bytes of all parts unpacked."""
HEAD: Final = 20
"""Rows among which the headers are looked for: people put lines above."""
STEP: Final = "How to draw one: personacheck sample --help"


class Filled(NamedTuple):
    """What a reviewer filled in.

    Attributes
    ----------
    labels
        ``LABEL_COLUMNS``, one row a contact reviewed, in the order of the sheet; persona "" where none fits;
        ``offered`` as the sheet lists them, "" where its list is gone. Last the contacts of accounts that the handful
        test drew and that were left empty as a whole: ``NOT_ANSWERED``.
    left
        Contacts whose persona was left empty.
    """

    labels: pd.DataFrame
    left: int


class _Cell(NamedTuple):
    text: str
    place: str
    kind: str


_Row: TypeAlias = "dict[str, _Cell]"


def read_filled_sheets(paths: Sequence[Path], *, as_of: date, personas: Collection[str] | None = None) -> Filled:
    """Read review sheets back, one after the other; as ``read_filled_sheet``.

    Raises
    ------
    LabelsError
        All faults of all sheets.
    """
    filled: list[Filled] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            filled.append(read_filled_sheet(path, as_of=as_of, personas=personas))
        except LabelsError as error:
            problems.extend(error.problems)
    problems = problems or [*_contradictions(paths, filled)]
    if problems:
        raise LabelsError(*problems)
    labels = pd.concat([sheet.labels for sheet in filled], ignore_index=True)
    return Filled(labels, sum(sheet.left for sheet in filled))


def _contradictions(paths: Sequence[Path], filled: Sequence[Filled]) -> Iterator[Problem]:
    """Sheets of the same initials that differ: mostly those of two people."""
    sheets = [sheet.labels.assign(sheet=path.name) for path, sheet in zip(paths, filled, strict=True)]
    answers = pd.concat(sheets, ignore_index=True)
    answers = answers[answers[t.PERSONA] != t.NOT_ANSWERED]
    same = [answers[t.RECORD_ID], answers[t.INITIALS], answers[t.OFFERED], answers[t.DRAW] == t.SETTLED]
    first = answers[[t.PERSONA, "sheet"]].groupby(same, sort=False).transform("first")
    differing = answers.assign(other=first["sheet"])[answers[t.PERSONA] != first[t.PERSONA]]
    for (other, sheet), contacts in differing.groupby(["other", "sheet"], sort=False):
        cause = f"differs from {other} under the same initials; contacts: {contacts[t.RECORD_ID].nunique():,}"
        yield Problem(str(sheet), "", cause, "Two people? Give each their own initials. One person? Keep one answer.")


def read_filled_sheet(path: Path, *, as_of: date, personas: Collection[str] | None = None) -> Filled:
    """Read a review sheet back.

    Parameters
    ----------
    as_of
        Day of the review.
    personas
        Ids of the cast; None takes those that the sheet itself lists.

    Raises
    ------
    LabelsError
        No such file, not our sheet, nothing filled in, or cells that cannot be: all of them, each with its place.
    """
    too_large = Problem(path.name, "", "unpacks to more than a review sheet can hold", STEP)
    book = open_own(_bytes(path), INFLATED, too_large, LabelsError)
    rows = _rows(book, s.REVIEW)
    top = next((n for n, row in enumerate(rows[:HEAD]) if any(cell.text == s.RECORD.header for cell in row)), None)
    if top is None:
        raise LabelsError(Problem(path.name, s.REVIEW, "not a review sheet: it has no column Record id", STEP))
    at = {cell.text: number for number, cell in reversed(list(enumerate(rows[top])))}
    missing = [column.header for column in s.NEEDED if column.header not in at]
    if missing:
        raise LabelsError(Problem(path.name, s.REVIEW, f"no column {', '.join(missing)}", STEP))
    offered = _listed(book)
    answers = [*(personas if personas is not None else offered), *t.ANSWERS]
    contacts = [_contact(row, at) for row in rows[top + 1 :] if _filled(row, at)]
    reviewed = [row for row in contacts if row[t.PERSONA].text or row[t.PERSONA].kind in ("f", "e")]
    initials = _initials(rows[:top])
    faults = [*_initial_faults(initials), *_faults(reviewed, answers)]
    if not reviewed:
        faults.append((s.REVIEW, "nothing is filled in", "Choose a persona for each contact in the column Persona."))
    if faults:
        raise LabelsError(*(Problem(path.name, *fault) for fault in faults))
    labels = _labels([*reviewed, *_unanswered(contacts, reviewed)], initials.text, as_of).assign(
        **{t.OFFERED: t.OR.join(offered)}
    )
    return Filled(labels[list(t.LABEL_COLUMNS)].astype(object), len(contacts) - len(reviewed))


def holds_answers(path: Path) -> bool:
    """Whether people have filled something in: then the sheet is theirs. False for anything but a review sheet."""
    try:
        data = _bytes(path) if path.is_file() else b""
        data = data if may_hold(data, s.REVIEW) else b""
        rows = _rows(open_own(data, INFLATED, Problem(path.name, "", ""), LabelsError), s.REVIEW) if data else []
    except LabelsError:
        return False
    top = next((n for n, row in enumerate(rows[:HEAD]) if any(cell.text == s.RECORD.header for cell in row)), None)
    if top is None:
        return False
    answers = [n for n, cell in enumerate(rows[top]) if cell.text == s.PERSONA.header]
    return bool(_initials(rows[:top]).text) or any(row[n].text for row in rows[top + 1 :] for n in answers)


def _labels(rows: Sequence[dict[str, _Cell]], initials: str, as_of: date) -> pd.DataFrame:
    frame = pd.DataFrame([{name: cell.text for name, cell in row.items()} for row in rows], dtype=object)
    frame[t.PERSONA] = frame[t.PERSONA].where(frame[t.PERSONA] != t.NO_PERSONA, "")
    frame[t.INITIALS], frame[t.DATE] = initials, as_of.isoformat()
    return frame


def _unanswered(contacts: Sequence[_Row], reviewed: Sequence[_Row]) -> Iterator[_Row]:
    """Contacts of accounts that the handful test drew and nobody answered anything of: no other record holds them.

    Of a draw by chance alone, the lots tell.
    """
    handful = [row for row in contacts if row[t.DRAW].text == t.DRAWS[1] and row[t.RECORD_ID].text and t.ACCOUNT in row]
    answered = {row[t.ACCOUNT].text for row in reviewed if t.ACCOUNT in row}
    for row in handful:
        if row[t.ACCOUNT].text not in answered:
            yield {**row, t.PERSONA: row[t.PERSONA]._replace(text=t.NOT_ANSWERED)}


def _contact(row: Sequence[_Cell], at: dict[str, int]) -> _Row:
    return {column.name: row[at[column.header]] for column in (*s.NEEDED, s.OWNER) if column.header in at}


def _filled(row: Sequence[_Cell], at: dict[str, int]) -> bool:
    return any(row[at[column.header]].text for column in s.NEEDED)


def _initials(rows: Sequence[Sequence[_Cell]]) -> _Cell:
    """The cell right of the words that ask for them."""
    for row in rows:
        for label, cell in pairwise(row):
            if label.text == s.INITIALS:
                return cell
    return _Cell("", s.REVIEW, "n")


def _initial_faults(cell: _Cell) -> Iterator[tuple[str, str, str]]:
    if not re.fullmatch(rf"\w[\w.-]{{0,{INITIALS - 1}}}", cell.text) or cell.kind == "f":
        yield cell.place, "no initials of the reviewer", f"Write at most {INITIALS} letters, not the name."


def _faults(rows: Sequence[dict[str, _Cell]], answers: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    first_answers: dict[str, _Cell] = {}
    for row in rows:
        record, persona, draw = row[t.RECORD_ID], row[t.PERSONA], row[t.DRAW]
        wrong = [cell for cell in row.values() if cell.kind in ("f", "e")]
        yield from ((cell.place, "a formula or an error value", "Type the text itself.") for cell in wrong)
        if record.kind == "n" and record.text:
            yield (
                record.place,
                "stored as a number, so leading zeros may be lost",
                "Copy the record id from the sheet as drawn.",
            )
        elif not record.text:
            yield record.place, "no record id", "Copy it from the sheet as drawn."
        if persona not in wrong and persona.text not in answers:
            yield persona.place, "a persona that is not in the cast", did_you_mean(persona.text, answers)
        if draw not in wrong and draw.text not in t.DRAWS:
            yield draw.place, "an unknown draw", did_you_mean(draw.text, t.DRAWS)
        first = first_answers.setdefault(record.text, persona)
        if first.text != persona.text and record.text:
            yield persona.place, f"a different persona than in {first.place}, for the same contact", "Keep one."


def _listed(book: Any) -> list[str]:
    """Ids on the sheet of personas."""
    rows = _rows(book, s.PERSONAS)
    return [row[0].text for row in rows[1:] if row[0].text and row[0].text not in t.ANSWERS]


def _rows(book: Any, name: str) -> list[list[_Cell]]:
    sheet = next((candidate for candidate in book.worksheets if candidate.title.casefold() == name.casefold()), None)
    return [] if sheet is None else [[_cell(cell, name) for cell in row] for row in sheet.iter_rows()]


def _cell(cell: Any, sheet: str) -> _Cell:
    text = "" if cell.value is None else str(cell.value).strip()
    return _Cell(text, f"{sheet}!{cell.coordinate}", str(cell.data_type))


def _bytes(path: Path) -> bytes:
    try:
        return inputs.read(path, inputs.SHEET)
    except FileNotFoundError:
        raise LabelsError(Problem(path.name, "", "no such file", STEP)) from None
