"""Personas of a spreadsheet or another tool -> what its author wrote: one persona a row, or one a column."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.cast.sheet import Cell
from personacheck.cast.text import CastText, Loc, Tree
from personacheck.model import cast_sheets as s
from personacheck.text.clean import clean_text
from personacheck.vocabulary.dialects import fold_header
from personacheck.vocabulary.lists import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WORDS: Final = "persona_tables.yaml"
HEAD: Final = 10
"""Rows, or columns, among which the headers are looked for."""
ENOUGH: Final = 2
"""Headers that tell a table: of personas, where one of them says who it is, or of real people."""
WHO: Final = ("name", "titles")
LISTS: Final = ("titles", "departments", "goals", "frustrations", "channels")
SENTENCES: Final = ("goals", "frustrations")
"""Lists whose entries are sentences: a comma parts none of them."""
NO_PERSONAS: Final = (
    "no table of personas: no row or column has headers like Persona, Job Titles, Goals, Pain Points",
    "Rename the columns, or create the template with: personacheck init",
)
"""Cause and step of a table that holds none."""
EXPORT: Final = (
    "looks like an export of contacts, not like a cast",
    "Are the two swapped? Write the exports first, and the cast behind --cast. To create a cast: personacheck init",
)
"""Cause and step of a table of real people."""
BULLET: Final = re.compile(r"(?:^|\n)\s*(?:[•·▪‣◦–*-]|\d{1,2}[.)])\s+")


class Table(NamedTuple):
    """Personas as rows below headers; ``fields``: which column holds what."""

    headers: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    fields: Mapping[str, int]


def read_foreign(sheets: Sequence[Sequence[Sequence[Cell]]], file: str) -> CastText | None:
    """The cast of the first sheet that holds personas; None where none does.

    Parameters
    ----------
    sheets
        Rows of cells of each sheet.
    """
    tables = [table for cells in sheets for table in [_table(cells), _table(_turned(cells))] if table is not None]
    if not tables:
        return None
    table = max(tables, key=lambda candidate: len(candidate.fields))  # as it stands, where both ways say as much
    return _written(table, file)


def no_personas(sheets: Sequence[Sequence[Sequence[Cell]]]) -> tuple[str, str]:
    """Cause and step of sheets that hold no personas: some are an export, given in the cast's place."""
    of_people = _words()["tables"]["people"]
    rows = ({fold_header(cell.text) for cell in row} for cells in sheets for row in cells[:HEAD])
    return EXPORT if any(len(row & set(of_people)) >= ENOUGH for row in rows) else NO_PERSONAS


def csv_cells(text: str) -> list[list[Cell]]:
    """Cells of a text file, by the separator that its first line holds most of."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t|", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return [
        [Cell(clean_text(cell), f"row {number}, column {place}") for place, cell in enumerate(row, start=1)]
        for number, row in enumerate(rows, start=1)
    ]


def _table(cells: Sequence[Sequence[Cell]]) -> Table | None:
    """The table below the row with most known headers."""
    candidates = [(_fields(row), number) for number, row in enumerate(cells[:HEAD])]
    fields, number = max(candidates, key=lambda candidate: len(candidate[0]), default=({}, 0))
    if len(fields) < ENOUGH or not any(field in fields for field in WHO) or not _of_personas(cells[number], fields):
        return None
    rows = [row for row in cells[number + 1 :] if any(cell.text for cell in row)]
    return Table(cells[number], rows, fields) if rows else None


def _fields(row: Sequence[Cell]) -> dict[str, int]:
    """Field to the column of its best header; an unnamed column before all others names the personas."""
    folded = [fold_header(cell.text) for cell in row]
    headers_of = _words()["fields"]
    fields = {
        field: folded.index(header)
        for field, headers in headers_of.items()
        if (header := next((header for header in headers if header in folded), None)) is not None
    }
    corner = "name" not in fields and len(fields) >= ENOUGH and folded and not folded[0]
    return {"name": 0, **fields} if corner else fields


def _of_personas(headers: Sequence[Cell], fields: Mapping[str, int]) -> bool:
    """Whether headers are of personas, not of real people: an export of contacts has titles and names, too."""
    folded = {fold_header(cell.text) for cell in headers}
    called = "persona" in fold_header(headers[fields["name"]].text) if "name" in fields else False
    telling = called or any(field in fields for field in read_words(WORDS)["tables"]["personas"])
    return telling and not folded & set(_words()["tables"]["people"])


def _turned(cells: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Rows as columns."""
    width = max((len(row) for row in cells), default=0)
    nothing = Cell("", "")
    return [[row[n] if n < len(row) else nothing for row in cells] for n in range(width)]


def _written(table: Table, file: str) -> CastText:
    personas: list[Tree] = []
    places: dict[Loc, str] = {}
    unread = {
        cell.text for number, cell in enumerate(table.headers) if cell.text and number not in table.fields.values()
    }
    for row in table.rows:
        number = len(personas)
        cells = {field: row[column] for field, column in table.fields.items() if column < len(row)}
        filled = {field: cell for field, cell in cells.items() if cell.text}
        if not filled:
            continue
        places["personas", number] = next(cell.place for cell in row if cell.place)
        name = filled.get("name") or filled.get("titles")
        persona: dict[str, Tree] = {"id": (s.make_id(name.text) if name else "") or f"persona-{number + 1}"}
        if name is not None and "name" not in filled:
            persona["name"] = name.text
        for field, cell in filled.items():
            value = _value(field, cell.text)
            if value:
                persona[field] = value
                places["personas", number, field] = cell.place
            else:
                unread.add(table.headers[table.fields[field]].text)
        personas.append(persona)
    return CastText(file, {"personas": personas}, places, unread=tuple(sorted(unread)))


def _value(field: str, text: str) -> Tree:
    """What a cell says; nothing where it says nothing that a cast holds."""
    if field in LISTS:
        return list(_entries(text, sentences=field in SENTENCES))
    if field in _words():  # of a few words
        words = _words()[field]
        return next((value for value, headers in words.items() if fold_header(text) in headers), "")
    return " ".join(text.split())


def _entries(text: str, *, sentences: bool) -> Iterator[str]:
    lines = [line for line in BULLET.sub("\n", text).split("\n") if line.strip()]
    entries = [entry for line in lines for entry in (line.split(";") if sentences else s.split_list(line))]
    for entry in entries:
        yield from (part.strip() for part in (entry.split(" / ") if not sentences else [entry]) if part.strip())


@cache
def _words() -> dict[str, dict[str, tuple[str, ...]]]:
    """Field to its headers, best first; kind and side to their values' words; all folded."""
    data = read_words(WORDS)
    return {part: {key: tuple(map(fold_header, words)) for key, words in table.items()} for part, table in data.items()}
