"""Several people in one row, a group of columns for each: such a table is refused in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from personacheck.errors import Problem
from personacheck.text.prose import listed
from personacheck.vocabulary.dialects import header_forms
from personacheck.vocabulary.people import people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.load.dialect import Recognised
    from personacheck.load.read.table import RawTable

_NUMBER: Final = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)")
WHO: Final = ("name", "first_name", "last_name", "email")
STEP: Final = (
    "Give each person a row: in Excel, Data, From Table/Range, select the columns of the account, "
    "Transform, Unpivot Other Columns; then export again."
)


def wide_layout(table: RawTable, recognised: Recognised) -> tuple[Problem, ...]:
    """What is wrong with a table that holds the title and the name of a second person beside those of the first."""
    groups: dict[str, set[str]] = {}
    shown: list[str] = []
    for header, text in zip(table.headers, table.shown, strict=True):
        person, rest = _person(header)
        field = _field(rest, recognised) if person else ""
        if field and not (field == "email" and person.isalpha()):  # a person's second address is no second person
            groups.setdefault(field, set()).add(person)
            shown += [text] if field == "title" and text else []
    if len(groups.get("title", ())) < 2 or not any(len(groups.get(name, ())) > 1 for name in WHO):
        return ()
    titles = listed([f'"{text}"' for text in shown[:3]]) if len(shown) > 1 else "as its headers show"
    cause = f"a wide layout: several people in one row ({titles})"
    return (Problem(table.file, table.place, cause, STEP),)


def _person(header: str) -> tuple[str, str]:
    """Which of several people a header tells of, by number or by a word before it, and the header without that."""
    number = _NUMBER.search(header)
    if number:
        return number[1], _NUMBER.sub(" ", header)
    first, _, rest = header.replace("_", " ").strip().partition(" ")
    return (first.casefold(), rest) if first.casefold() in people().one_of_several else ("", header)


def _field(header: str, recognised: Recognised) -> str:
    forms: Sequence[str] = header_forms(" ".join(header.replace("_", " ").split()))
    for reader in recognised.readers:
        for thing in ("contacts", recognised.object):
            layout = reader.layouts.get(thing)
            for form in forms if layout else ():
                if layout and form in layout.meanings:
                    return layout.meanings[form][0]
    return ""
