"""What to do next with files as they were understood: lines to paste, or the command to run; three lines at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.load.columns.mapping import COLUMNS, nearest_headers
from personacheck.load.columns.refusals import ASKED, TITLE
from personacheck.load.read.workbook.sheets import LEFT
from personacheck.model.export import FEW_LINKED
from personacheck.vocabulary.dialects import is_unclear_revenue, name_of
from personacheck.vocabulary.layouts import CONTACTS, LEADS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from personacheck.model.export import Origin
    from personacheck.settings.settings import Settings

MOST: Final = 3
WANTED: Final = {"title": (), "account": ("account_id", "account_domain")}
"""Fields of contacts without which little can be said, and what stands in for them."""
READ: Final = ("title", "department", "buying_role")
"""Fields one of which tells of a person's work."""


def next_steps(origins: Sequence[Origin], command: str, settings: Settings) -> list[str]:
    """The first of what is to be done, most pressing first; the last line is the command that goes on.

    Parameters
    ----------
    command
        What goes on with files that can be assessed.
    """
    unsettled = any(note.startswith(ASKED) for origin in origins for note in origin.notes)
    of_contacts = [origin for origin in origins if origin.object in {CONTACTS, LEADS}]
    steps = ["Answer the questions above first: until then these files are refused."] if unsettled else []
    if not of_contacts and not unsettled:
        return ["Add the export of the contacts: these files hold none."]
    steps += [note for origin in origins for note in origin.notes if note.startswith(FEW_LINKED)]
    steps += [step for origin in of_contacts for step in _missing(origin, settings.table(COLUMNS))]
    steps += [f"{origin.file}: {note}" for origin in of_contacts for note in origin.notes if note.startswith(LEFT)]
    steps += [step for origin in origins for step in _unclear(origin, settings.table(COLUMNS))]
    judged = any(TITLE in origin.columns and _says_work(origin) for origin in of_contacts)
    last = [command] if judged and not unsettled else []
    return [*steps[: MOST - len(last)], *last]


def _says_work(origin: Origin) -> bool:
    """Whether a column tells of a person's work, or would once the settings name it."""
    return any(origin.fill.get(field) for field in READ) or bool(_unread(origin, name_of(TITLE, origin.crm)))


def _unread(origin: Origin, called: str) -> list[str]:
    """The column most alike of those that no field is read from, if one is."""
    unread = [header for header in origin.headers if header and header not in origin.columns.values()]
    return nearest_headers(unread, called, 1)


def _missing(origin: Origin, settings_table: str) -> Iterator[str]:
    for field, instead in WANTED.items():
        called = name_of(field, origin.crm)
        if any(origin.fill.get(name) for name in (field, *instead)):
            continue
        why = "is empty" if field in origin.columns else "was not found"
        near = _unread(origin, called)
        step = f'put {field} = "{near[0]}" under {settings_table}' if near else f'export it again with "{called}"'
        yield f"{origin.file}: the column of the {field} {why}; {step}."


def _unclear(origin: Origin, settings_table: str) -> Iterator[str]:
    if {"amount", "turnover"} <= set(origin.columns):
        return
    for header in origin.headers:
        if header and header not in origin.columns.values() and is_unclear_revenue(header):
            yield (
                f'"{header}" is not read: put amount = "{header}" if it is what they pay you, '
                f'turnover = "{header}" if it is their own, under {settings_table}.'
            )
