"""A cast in our Excel template -> what its author wrote, each value with its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from personacheck.cast.foreign import no_personas, read_foreign
from personacheck.cast.sheet import Book, Cell, Row
from personacheck.cast.text import CastText, Loc, Tree
from personacheck.errors import CastError, Problem
from personacheck.model import cast_sheets as s
from personacheck.text.nearest import did_you_mean
from personacheck.text.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

KNOWN: Final = {column.header: column for column in s.COLUMNS}

NEEDED: Final = {
    s.NOT_TITLE: (s.ADVANCED_VALUE,),
    s.WHERE: (s.ADVANCED_FIELD, s.ADVANCED_VALUE),
    s.CRM: (s.ADVANCED_CRM, s.ADVANCED_FIELD, s.ADVANCED_VALUE),
}
"""Columns of the advanced sheet that a row needs, by what it says."""


def read_cast_excel(data: bytes, file: str) -> CastText:
    """The cast as written, each value with its cell.

    Raises
    ------
    CastError
        No workbook, not our template, or nothing in it.
    """
    book = Book(data, file)
    if not any(book.has(sheet) for sheet in (s.ADVANCED, s.LISTS)):
        foreign = read_foreign(book.sheets(), file)
        if foreign is not None:
            return foreign
    if not book.has(s.PERSONAS):
        raise CastError(Problem(file, "", *no_personas(book.sheets())))
    written = _Written(book)
    written.read_personas()
    written.read_advanced()
    written.read_cast()
    if not written.personas and not book.problems:
        raise CastError(Problem(file, s.PERSONAS, "no personas", "Fill in a row: a name, and titles."))
    return CastText(file, {"personas": list(written.personas), **written.cast}, written.places, tuple(book.problems))


@dataclass
class _Written:
    """The tree that the rows add up to, and the cell of each value."""

    book: Book
    personas: list[dict[str, Tree]] = field(default_factory=list)
    cast: dict[str, Tree] = field(default_factory=dict)
    places: dict[Loc, str] = field(default_factory=dict)

    def read_personas(self) -> None:
        """One persona a row, its id made from its name unless it has one."""
        for row in self.book.rows(s.PERSONAS, list(KNOWN), s.SCOPE_PREFIX):
            number = len(self.personas)
            self.personas.append({})
            self.places["personas", number] = "row " + re.sub(r"\D", "", next(iter(row.values())).place)
            self._identify(number, row)
            for header, cell in row.items():
                column = KNOWN.get(header)
                many = column.many if column else True
                key = column.key if column else ("scope", header.removeprefix(s.SCOPE_PREFIX))
                self._put(number, key, cell, many=many)
            scope = self.personas[number].get("scope")
            if isinstance(scope, dict):
                axes = {axis: values for axis, values in scope.items() if values != [s.EVERYWHERE]}
                self.personas[number]["scope"] = axes or s.EVERYWHERE

    def read_advanced(self) -> None:
        """What has no column of its own: a row for each phrase that rules out, value of a column, or CRM field."""
        names = [str(persona.get("name", "")) for persona in self.personas]
        named = {name.casefold(): number for number, name in enumerate(names) if name}
        named |= {str(persona["id"]): number for number, persona in enumerate(self.personas) if "id" in persona}
        for row in self.book.rows(s.ADVANCED, s.ADVANCED_HEADERS):
            nowhere = Cell("", next(iter(row.values())).place)
            persona, what = row.get(s.ADVANCED_PERSONA, nowhere), row.get(s.ADVANCED_WHAT, nowhere)
            missing = [header for header in NEEDED.get(what.text.casefold(), ()) if header not in row]
            if persona.text.casefold() not in named:
                self.book.problem(
                    persona.place, _unknown("persona", persona.text), did_you_mean(persona.text, filter(None, names))
                )
            elif what.text.casefold() not in s.WHAT:
                self.book.problem(what.place, _unknown("entry", what.text), did_you_mean(what.text, s.WHAT))
            elif missing:
                cause = f"{what.text} has no {missing[0]}"
                self.book.problem(what.place, cause, f"Fill in the column {missing[0]}.")
            else:
                self._put_advanced(named[persona.text.casefold()], what.text.casefold(), row)

    def read_cast(self) -> None:
        """Name, owner and day of the last review of the whole cast."""
        for label, value in self.book.labels(s.CAST):
            if label.text not in s.CAST_KEYS:
                self.book.problem(label.place, _unknown("key", label.text), did_you_mean(label.text, s.CAST_KEYS))
            elif value.text:
                self.cast[s.CAST_KEYS[label.text]] = value.text
                self.places[s.CAST_KEYS[label.text],] = value.place

    def _put_advanced(self, number: int, what: str, row: Row) -> None:
        value = row[s.ADVANCED_VALUE]
        if what == s.NOT_TITLE:
            self._put(number, ("not_titles",), value, many=True)
        elif what == s.WHERE:
            self._put(number, ("where", row[s.ADVANCED_FIELD].text), value, many=True)
        else:
            self._put(number, ("crm", row[s.ADVANCED_CRM].text, row[s.ADVANCED_FIELD].text), value, many=False)

    def _identify(self, number: int, row: Row) -> None:
        """Give a persona the id that its name makes, unless it has a column for its own."""
        if "Id" in row:
            return
        name = row.get("Name", Cell("", next(iter(row.values())).place))
        key = s.make_id(name.text)
        if not key:
            cause = "no id can be made from this name" if name.text else "a persona without a name"
            self.book.problem(name.place, cause, "Fill in the column Id, for example: it-leader")
        # A stand-in where there is none, so that the other faults of the row are told too.
        self.personas[number]["id"] = key or self.places["personas", number].replace(" ", "-")
        self.places["personas", number, "id"] = name.place

    def _put(self, number: int, key: Sequence[str], cell: Cell, *, many: bool) -> None:
        branch = self.personas[number]
        for step in key[:-1]:
            branch = cast("dict[str, Tree]", branch.setdefault(step, {}))
        loc: Loc = ("personas", number, *key)
        self.places.setdefault(loc, cell.place)
        if not many:
            branch[key[-1]] = cell.text
            return
        entries = cast("list[Tree]", branch.setdefault(key[-1], []))
        for entry in s.split_list(cell.text):
            self.places[(*loc, len(entries))] = cell.place
            entries.append(entry)


def _unknown(kind: str, text: str) -> str:
    return f"unknown {kind} {quoted(text)}".rstrip()
