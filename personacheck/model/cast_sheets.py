"""The Excel template of a cast: its sheets and columns, and the keys of ``cast.yaml`` that they stand for.

``report`` writes the template, ``load`` reads it back; both hold the same as the YAML.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable

PERSONAS: Final = "Personas"  # one row a persona
ADVANCED: Final = "Advanced"  # one row a phrase or value
CAST: Final = "Cast"  # one row a key
LISTS: Final = "Lists"  # what the drop-downs offer

SCOPE_PREFIX: Final = "Scope: "
"""Begins the columns of the scope, one an axis; one for an axis of the settings may be added."""

EVERYWHERE: Final = "everywhere"
"""In a scope column: researched on the whole axis. Left empty in all of them, the scope is not stated."""

FUNCTIONS: Final = "functions"
LEVELS: Final = "levels"
KIND: Final = "kind"
SIDE: Final = "side"


@dataclass(frozen=True)
class Column:
    """A column of the sheet of personas.

    Attributes
    ----------
    key
        Keys of the YAML, from the persona down: ``("evidence", "interviews")``.
    many
        The cell holds a list.
    choices
        Name of the list that its drop-down offers; "" for none.
    """

    header: str
    key: tuple[str, ...]
    help: str
    many: bool = False
    choices: str = ""
    width: int = 16


_SCOPE: Final = "everywhere: no restriction. All scope columns empty: not stated."
_LIST: Final = "Separate entries by commas. If one contains a comma, use semicolons, line breaks or quotes."

COLUMNS: Final = (
    Column("Name", ("name",), "Name that readers see. The id is made from it.", width=26),
    Column("Summary", ("summary",), "Who this is, in a sentence.", width=36),
    Column("Kind", ("kind",), "partner: staff of partners; negative: people you do not serve.", choices=KIND),
    Column("Side", ("side",), "Whether they decide (buyer) or use (user).", choices=SIDE),
    Column(
        "Titles", ("titles",), f"Whole words or phrases of job titles. * stands for letters. {_LIST}", True, width=40
    ),
    Column("Examples", ("examples",), f"Job titles of real people in this role. {_LIST}", True, width=32),
    Column("Function", ("functions",), "What they work on. What each means: sheet Lists.", True, FUNCTIONS),
    Column("Function 2", ("functions",), "A second function.", True, FUNCTIONS),
    Column("Function 3", ("functions",), "A third function.", True, FUNCTIONS),
    Column("Level", ("levels",), "Level of seniority. None: all levels.", True, LEVELS),
    Column("Level 2", ("levels",), "A second level.", True, LEVELS),
    Column("Level 3", ("levels",), "A third level.", True, LEVELS),
    Column("Level 4", ("levels",), "A fourth level.", True, LEVELS),
    Column("Departments", ("departments",), f"Departments, as the CRM states them. {_LIST}", True, width=24),
    Column("Buying roles", ("buying_roles",), f"Buying roles, as the CRM states them. {_LIST}", True, width=24),
    *(
        Column(
            f"{SCOPE_PREFIX}{axis}",
            ("scope", axis),
            f"Researched for which {axis}? {_SCOPE}",
            True,
            f"{SCOPE_PREFIX}{axis}",
        )
        for axis in t.AXES
    ),
    Column("Interviews", ("evidence", "interviews"), "How many people were interviewed."),
    Column("Sources", ("evidence", "sources"), "interview, survey, support tickets, workshop …", True, width=24),
    Column("Last research", ("evidence", "last"), "Date of the last research."),
    Column("Segments", ("evidence", "segments"), "Segments it comes from: direct/large", True, width=24),
    Column("Owner", ("owner",), "Who owns the persona."),
    Column("Reviewed", ("reviewed",), "Date of its last review."),
    Column("Id", ("id",), "Leave empty: it is made from the name. Fill it in to keep it when the name changes."),
    Column("Goals", ("goals",), f"What they want to achieve; for readers only. {_LIST}", True, width=32),
    Column("Frustrations", ("frustrations",), f"What gets in their way; for readers only. {_LIST}", True, width=32),
    Column("Channels", ("channels",), f"How they like to be reached; for readers only. {_LIST}", True, width=24),
    Column("Quote", ("quote",), "Something they might say; for readers only.", width=32),
)

CAST_KEYS: Final = {"Name": "name", "Owner": "owner", "Reviewed": "reviewed", "Drafted": "drafted"}

# The advanced sheet: whose, what, and the value; where and crm name a column or field, crm also which CRM.
ADVANCED_PERSONA: Final = "Persona"
ADVANCED_WHAT: Final = "What"
ADVANCED_CRM: Final = "CRM"
ADVANCED_FIELD: Final = "Field"
ADVANCED_VALUE: Final = "Value"
ADVANCED_HEADERS: Final = (ADVANCED_PERSONA, ADVANCED_WHAT, ADVANCED_CRM, ADVANCED_FIELD, ADVANCED_VALUE)
NOT_TITLE: Final = "not title"
WHERE: Final = "where"
CRM: Final = "crm"
WHAT: Final = (NOT_TITLE, WHERE, CRM)


_QUOTED: Final = re.compile(r'(?:^|(?<=[,;\n]))\s*"(?:[^"]|"")+"\s*(?=[,;\n]|$)')


def make_id(name: str) -> str:
    """The id that a name makes; "" where it has no Latin letter or digit.

    Examples
    --------
    >>> make_id("Ingrid, head of IT"), make_id("Geschäftsführer"), make_id("山田")
    ('ingrid-head-of-it', 'geschaftsfuhrer', '')
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:63].rstrip("-")


def split_list(text: str) -> list[str]:
    """The entries of a cell: by line breaks and semicolons where it holds any, else by commas; one in quotes is whole.

    Examples
    --------
    >>> split_list("cio, head of it"), split_list("Director, IT; CIO"), split_list('"Director, IT", CIO')
    (['cio', 'head of it'], ['Director, IT', 'CIO'], ['Director, IT', 'CIO'])
    """
    separators = ";\n" if re.search(r"[;\n]", _QUOTED.sub("", text)) else ","
    entries = re.findall(rf'\s*("(?:[^"]|"")+"(?=\s*(?:[{separators}]|$))|[^{separators}]+)', text)
    return [entry for raw in entries if (entry := _unquoted(raw.strip()))]


def join_list(entries: Iterable[str]) -> str:
    """One cell that `split_list` takes apart again.

    Examples
    --------
    >>> join_list(["Director, IT", "CIO"])
    '"Director, IT", CIO'
    """
    return ", ".join(
        '"{}"'.format(entry.replace('"', '""')) if re.search(r'[,;\n"]', entry) else entry for entry in entries
    )


def _unquoted(entry: str) -> str:
    return entry[1:-1].replace('""', '"').strip() if re.fullmatch(r'"(?:[^"]|"")+"', entry) else entry
