"""A cast as a workbook: the template that ``init`` writes, and any cast that ``convert`` is given."""

from __future__ import annotations

import io
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import xlsxwriter

from personacheck.errors import OutputError, Problem
from personacheck.model import cast_sheets as s
from personacheck.model import own_files
from personacheck.model import tables as t
from personacheck.model.cast import Kind
from personacheck.text.clean import LONGEST
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ROWS: Final = 100
"""Rows that have drop-downs."""

CREATED: Final = datetime(2026, 1, 1)  # noqa: DTZ001  # Excel's times have no zone; fixed, so that the bytes are too

DATES: Final = ("last", "reviewed", "drafted")


class _Looks(NamedTuple):
    head: Format
    text: Format
    day: Format


def template(data: Mapping[str, Any]) -> bytes:
    """The workbook, filled with the personas of a cast.

    Parameters
    ----------
    data
        Keys and values as in ``cast.yaml``, see ``cast_text.as_mapping``.

    Raises
    ------
    OutputError
        A list is longer than a cell of Excel can be.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": own_files.CAST, "created": CREATED})
    looks = _Looks(
        head=book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        text=book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        day=book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
    )
    personas, advanced, about, lists = (book.add_worksheet(name) for name in (s.PERSONAS, s.ADVANCED, s.CAST, s.LISTS))
    ranges = _fill_lists(lists, looks)
    columns = [*s.COLUMNS, *_own_axes(data["personas"])]
    _fill_personas(personas, columns, data["personas"], ranges, looks)
    _fill_advanced(advanced, data["personas"], looks)
    for row, (label, key) in enumerate(s.CAST_KEYS.items()):
        about.write(row, 0, label, looks.head)
        about.write(row, 1, str(data.get(key, "")), looks.day if key in DATES else looks.text)
    about.set_column(0, 1, 30)
    book.close()
    return buffer.getvalue()


def _fill_lists(sheet: Worksheet, looks: _Looks) -> dict[str, str]:
    """Write what the drop-downs offer, functions with their meaning; the range of each list by its name."""
    ranges: dict[str, str] = {}
    for column, (name, words) in enumerate(_choices().items(), start=2):
        _fill_column(sheet, 0 if name == s.FUNCTIONS else column, [name, *words], looks)
        letter = "A" if name == s.FUNCTIONS else chr(ord("A") + column)
        ranges[name] = f"={s.LISTS}!${letter}$2:${letter}${len(words) + 1}"
    _fill_column(sheet, 1, ["means", *(function.means for function in vocabulary().functions.values())], looks)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 60)
    return ranges


def _fill_column(sheet: Worksheet, column: int, words: Sequence[str], looks: _Looks) -> None:
    for row, word in enumerate(words):
        sheet.write_string(row, column, word, None if row else looks.head)


def _choices() -> dict[str, tuple[str, ...]]:
    return {
        s.FUNCTIONS: tuple(vocabulary().functions),
        s.LEVELS: t.LEVELS,
        s.KIND: tuple(kind.value for kind in Kind),
        s.SIDE: tuple(side.value for side in t.Side),
        **{f"{s.SCOPE_PREFIX}{axis}": (*values, s.EVERYWHERE) for axis, values in t.AXIS_VALUES.items()},
    }


def _own_axes(personas: Sequence[Mapping[str, Any]]) -> Iterator[s.Column]:
    """A column for each axis of the settings that a scope names."""
    scopes = [scope for persona in personas if isinstance(scope := persona.get("scope"), dict)]
    for axis in dict.fromkeys(axis for scope in scopes for axis in scope if axis not in t.AXES):
        yield s.Column(f"{s.SCOPE_PREFIX}{axis}", ("scope", axis), f"Researched for which {axis}?", many=True)


def _fill_personas(
    sheet: Worksheet,
    columns: Sequence[s.Column],
    personas: Sequence[Mapping[str, Any]],
    ranges: Mapping[str, str],
    looks: _Looks,
) -> None:
    sheet.freeze_panes(1, 1)
    for number, column in enumerate(columns):
        sheet.write_string(0, number, column.header, looks.head)
        sheet.write_comment(0, number, column.help, {"author": "", "x_scale": 1.6})
        sheet.set_column(number, number, column.width, looks.day if column.key[-1] in DATES else looks.text)
        if column.choices:
            # A list may be typed where a drop-down offers one word, so only single words are enforced.
            offer = {"validate": "list", "source": ranges[column.choices], "show_error": not column.many}
            sheet.data_validation(1, number, ROWS, number, offer)
    for row, persona in enumerate(personas, start=1):
        for number, cell in enumerate(_cells(persona, [column.key for column in columns])):
            if len(cell) > LONGEST:
                step = "Keep this cast in YAML."
                cause = f"the list under {columns[number].header} is longer than a cell of Excel"
                raise OutputError(Problem("", f"persona {persona['id']}", cause, step))
            sheet.write(row, number, cell)


def _cells(persona: Mapping[str, Any], keys: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """One cell a column; where several columns hold one list, the last takes what is left of it."""
    for number, key in enumerate(keys):
        value: Any = persona
        for step in key:
            value = value.get(step, "") if isinstance(value, dict) else value if step in t.AXES else ""
        if isinstance(value, list):
            nth = keys[:number].count(key)
            yield s.join_list(value[nth : nth + 1] if key in keys[number + 1 :] else value[nth:])
        else:  # an id that the name makes is left out, so that it follows the name
            yield "" if key == ("id",) and value == s.make_id(persona.get("name", "")) else str(value)


def _fill_advanced(sheet: Worksheet, personas: Sequence[Mapping[str, Any]], looks: _Looks) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(s.ADVANCED_HEADERS) - 1, 26, looks.text)
    sheet.write_row(0, 0, s.ADVANCED_HEADERS, looks.head)
    names = f"={s.PERSONAS}!$A$2:$A${ROWS + 1}"
    sheet.data_validation(1, 0, ROWS, 0, {"validate": "list", "source": names})
    sheet.data_validation(1, 1, ROWS, 1, {"validate": "list", "source": list(s.WHAT)})
    called = Counter(word.casefold() for persona in personas for word in {persona["name"], persona["id"]})
    rows = [
        (persona["name"] if called[persona["name"].casefold()] == 1 else persona["id"], *entry)
        for persona in personas
        for entry in _advanced(persona)
    ]
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)


def _advanced(persona: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """What has no column of its own: what, CRM, field and value."""
    for title in persona.get("not_titles", []):
        yield s.NOT_TITLE, "", "", s.join_list([title])
    for header, values in persona.get("where", {}).items():
        yield s.WHERE, "", header, s.join_list(values)
    for crm, fields in persona.get("crm", {}).items():
        yield from ((s.CRM, crm, name, value) for name, value in fields.items())
