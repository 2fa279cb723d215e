"""What ``init`` writes: a starter cast as YAML and as an Excel template, and settings."""

from __future__ import annotations

import io
from datetime import datetime
from importlib.resources import files as resources
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import xlsxwriter
from ruamel.yaml import YAML

from personacheck.errors import OutputError, Problem
from personacheck.model import cast_sheets as s
from personacheck.model import tables as t
from personacheck.model.cast import Kind
from personacheck.report import files
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CAST: Final = "cast.yaml"
TEMPLATE: Final = "cast.xlsx"
SETTINGS: Final = "personacheck.toml"


def write_starter(folder: Path) -> tuple[Path, ...]:
    """Write ``cast.yaml``, ``cast.xlsx`` (the same personas) and ``personacheck.toml``; overwrites nothing.

    Raises
    ------
    OutputError
        One of them is there already, or the folder cannot be written to; then none was written.
    """
    found = [folder / name for name in (CAST, TEMPLATE, SETTINGS) if (folder / name).exists()]
    if found:
        step = "Move it away, or choose another folder: personacheck init FOLDER"
        raise OutputError(*(Problem(str(path), "", "already exists", step) for path in found))
    shipped = resources("personacheck.report") / "starter_files"
    cast = (shipped / CAST).read_bytes()
    settings = (shipped / SETTINGS).read_bytes()
    return files.put({folder / CAST: cast, folder / TEMPLATE: template(cast.decode()), folder / SETTINGS: settings})


ROWS: Final = 100
"""Rows that have drop-downs."""

CREATED: Final = datetime(2026, 1, 1)  # noqa: DTZ001  # Excel's times have no zone; fixed, so that the bytes are too

DATES: Final = ("last", "reviewed")


class _Looks(NamedTuple):
    head: Format
    text: Format
    day: Format


def template(cast: str) -> bytes:
    """The workbook, filled with the personas of a cast.

    Parameters
    ----------
    cast
        Text of a ``cast.yaml`` that we ship.
    """
    data: Mapping[str, Any] = YAML(typ="safe").load(cast)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Cast of personas", "created": CREATED})
    looks = _Looks(
        head=book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        text=book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        day=book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
    )
    personas, advanced, about, lists = (book.add_worksheet(name) for name in (s.PERSONAS, s.ADVANCED, s.CAST, s.LISTS))
    ranges = _fill_lists(lists, looks)
    _fill_personas(personas, data["personas"], ranges, looks)
    _fill_advanced(advanced, data["personas"], looks)
    for row, (label, key) in enumerate(s.CAST_KEYS.items()):
        about.write(row, 0, label, looks.head)
        about.write(row, 1, data.get(key, ""), looks.day if key in DATES else looks.text)
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


def _fill_personas(
    sheet: Worksheet, personas: Sequence[Mapping[str, Any]], ranges: Mapping[str, str], looks: _Looks
) -> None:
    sheet.freeze_panes(1, 1)
    for number, column in enumerate(s.COLUMNS):
        sheet.write_string(0, number, column.header, looks.head)
        sheet.write_comment(0, number, column.help, {"author": "", "x_scale": 1.6})
        sheet.set_column(number, number, column.width, looks.day if column.key[-1] in DATES else looks.text)
        if column.choices:
            # A list may be typed where a drop-down offers one word, so only single words are enforced.
            offer = {"validate": "list", "source": ranges[column.choices], "show_error": not column.many}
            sheet.data_validation(1, number, ROWS, number, offer)
    for row, persona in enumerate(personas, start=1):
        for number, cell in enumerate(_cells(persona)):
            sheet.write(row, number, cell)


def _cells(persona: Mapping[str, Any]) -> Iterator[str]:
    """One cell a column; where several columns hold one list, the last takes what is left of it."""
    keys = [column.key for column in s.COLUMNS]
    for number, key in enumerate(keys):
        found: Any = persona
        for step in key:
            found = found.get(step, "") if isinstance(found, dict) else ""
        if not isinstance(found, list):
            yield "" if key == ("id",) else str(found)  # made from the name again
            continue
        nth = keys[:number].count(key)
        yield _joined(found[nth : nth + 1] if key in keys[number + 1 :] else found[nth:])


def _joined(values: Sequence[object]) -> str:
    texts = [str(value) for value in values]
    return ("; " if any("," in text for text in texts) else ", ").join(texts)


def _fill_advanced(sheet: Worksheet, personas: Sequence[Mapping[str, Any]], looks: _Looks) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(s.ADVANCED_HEADERS) - 1, 26, looks.text)
    sheet.write_row(0, 0, s.ADVANCED_HEADERS, looks.head)
    names = f"={s.PERSONAS}!$A$2:$A${ROWS + 1}"
    sheet.data_validation(1, 0, ROWS, 0, {"validate": "list", "source": names})
    sheet.data_validation(1, 1, ROWS, 1, {"validate": "list", "source": list(s.WHAT)})
    rows = [
        (persona["name"], s.NOT_TITLE, "", "", title) for persona in personas for title in persona.get("not_titles", [])
    ]
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
