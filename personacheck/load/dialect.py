"""Headers -> whose export it is, whose rows they are, and the word lists to read the headers with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from personacheck.vocabulary.dialects import base_header, dialects
from personacheck.vocabulary.layouts import ACCOUNTS, CONTACTS, OBJECTS, PERSONAL, PLAIN
from personacheck.vocabulary.other_files import other_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from personacheck.vocabulary.layouts import Dialect, Layout

ENOUGH: Final = 2
"""Marks that tell a CRM; a sign counts as two."""
OWN: Final = 1.0
"""What the marks must weigh, each counted as one over the number of CRMs that use it."""
MARK: Final = 3
"""A header that tells an object counts as much as three that it shares with others."""
OF_PERSONS: Final = ("name", "email", "department", "level", "buying_role", "persona", "is_primary", "contact_type")
"""Fields that tell of a person, though companies may have columns of that name."""
PREFIX: Final = 3
ID_LENGTHS: Final = (15, 18)
"""Salesforce ids begin with three characters that name the object."""


@dataclass(frozen=True)
class Recognised:
    """Whose export a file is.

    Attributes
    ----------
    crm
        Name of the dialect; ``plain`` where no CRM left marks enough.
    object
        Whose rows: contacts, accounts, leads, opportunities, contact_roles; else what they are, as "support cases".
    readers
        Dialects to look headers up in, first wins: the CRM's, plain English, then the language of the headers.
    """

    crm: str
    object: str
    readers: tuple[Dialect, ...]

    @property
    def layouts(self) -> tuple[tuple[Dialect, Layout], ...]:
        """The readers that know this object, with their layout of it."""
        return tuple((reader, reader.layouts[self.object]) for reader in self.readers if self.object in reader.layouts)


def recognise(headers: Sequence[str], ids: Iterable[str] = ()) -> Recognised:
    """Tell the CRM and the object by headers, and by the prefix of record ids where the CRM has them.

    Parameters
    ----------
    headers
        As the file has them.
    ids
        Some values of the column that is called nothing but "id".

    Examples
    --------
    >>> recognise(["Id", "IsDeleted", "AccountId", "LastName", "SystemModstamp"]).crm
    'salesforce'
    >>> recognise(["First Name", "Last Name", "Company", "Position"]).object
    'contacts'
    """
    folded = [base_header(header) for header in headers]
    crm, prefixed = _crm(folded, {value[:PREFIX] for value in ids if len(value) in ID_LENGTHS and value.isalnum()})
    plain = [dialect for dialect in dialects() if dialect.crm == PLAIN]
    english = [dialect for dialect in plain if dialect.language == "en"]
    others = _languages(folded, [dialect for dialect in plain if dialect.language != "en"])
    readers = (*([crm] if crm else []), *english, *others)
    thing = (
        prefixed or _other(headers, folded, readers) or _object(folded, [crm] if crm else [*english, *others], readers)
    )
    return Recognised(crm.crm if crm else PLAIN, thing, readers)


def _other(headers: Sequence[str], folded: Collection[str], readers: Sequence[Dialect]) -> str:
    """What the rows are where they are of no object that is read."""
    contacts = [reader.layouts[CONTACTS] for reader in readers if CONTACTS in reader.layouts]
    fields = {layout.meanings[header][0] for layout in contacts for header in folded if header in layout.meanings}
    return other_file(headers, persons=not fields.isdisjoint({"title", "first_name", "last_name"}))


def thing_of(headers: Sequence[str]) -> str:
    """Whose rows a table holds, where its headers leave no doubt; "" where they do.

    People have a column that companies lack; all others have one that says whose they are.

    Examples
    --------
    >>> thing_of(["First Name", "Last Name", "Company"]), thing_of(["Account Name", "Industry", "Employees"])
    ('contacts', 'accounts')
    >>> thing_of(["Country", "Industry", "Owner"]), thing_of(["Type", "Employees", "Annual Revenue"])
    ('', '')
    """
    recognised = recognise(headers)
    folded = {base_header(header) for header in headers}
    owners = OBJECTS[recognised.object].owners if recognised.object in OBJECTS else None
    if owners:
        fields = {layout.meanings[header][0] for _, layout in recognised.layouts for header in folded & layout.headers}
        return recognised.object if fields & owners else ""
    return recognised.object if any(folded & reader.persons for reader in recognised.readers) else ""


GROUPING: Final = ("account", "parent_account", "partner", "owner", "owner_team", "country", "industry")
"""Fields by which reports are grouped."""


def may_group(header: str) -> bool:
    """Whether a report may be grouped by such a column.

    >>> may_group("Account Name"), may_group("Contact ID"), may_group("Country")
    (True, False, True)
    """
    folded = base_header(header)
    layouts = (dialect.layouts.get(thing) for dialect in dialects() for thing in (CONTACTS, ACCOUNTS))
    return any(layout.meanings[folded][0] in GROUPING for layout in layouts if layout and folded in layout.meanings)


@cache
def _weights() -> Mapping[str, float]:
    users = Counter(mark for dialect in dialects() for mark in dialect.signs | dialect.marks)
    return {mark: 1 / count for mark, count in users.items()}


def _crm(folded: Sequence[str], prefixes: Collection[str]) -> tuple[Dialect | None, str]:
    best: tuple[float, Dialect | None, str] = (0.0, None, "")
    for dialect in dialects():
        things = {thing for prefix, thing in dialect.id_prefixes.items() if prefix in prefixes}
        signs, marks = set(folded) & dialect.signs, set(folded) & dialect.marks
        weight = sum(ENOUGH * _weights()[header] for header in signs) + sum(_weights()[header] for header in marks)
        weight += ENOUGH if things else 0
        headers_known = max(_count_known(folded, layout) for layout in dialect.layouts.values())
        is_marked = things or (ENOUGH * len(signs) + len(marks) >= ENOUGH and weight >= OWN)
        if is_marked and weight + headers_known / 10 > best[0]:
            best = (weight + headers_known / 10, dialect, things.pop() if len(things) == 1 else "")
    return best[1], best[2]


def _languages(folded: Sequence[str], plain: Sequence[Dialect]) -> list[Dialect]:
    hits = {
        dialect.language: len(set(folded) & frozenset().union(*(layout.headers for layout in dialect.layouts.values())))
        for dialect in plain
    }
    best = max(hits.values(), default=0)
    return [dialect for dialect in plain if hits[dialect.language] == best and best > 0]


def _object(folded: Sequence[str], leading: Sequence[Dialect], readers: Sequence[Dialect]) -> str:
    scores: dict[str, int] = {}
    for thing in OBJECTS:
        if any(thing in dialect.layouts for dialect in leading):
            layouts = [reader.layouts[thing] for reader in readers if thing in reader.layouts]
            marks: frozenset[str] = frozenset().union(*(layout.marks for layout in layouts))
            headers: frozenset[str] = frozenset().union(*(layout.headers for layout in layouts))
            scores[thing] = sum(MARK if header in marks else header in headers for header in folded)
    if any(header in reader.persons for reader in readers for header in folded):
        scores.pop(ACCOUNTS, None)  # a joined export has many account columns; a person's name makes it one of persons
    elif ACCOUNTS in scores and _nobody(folded, readers):
        scores.pop(CONTACTS, None)
    return max(scores, key=lambda thing: scores[thing])  # the first of equals, in the order of OBJECTS


def _nobody(folded: Sequence[str], readers: Sequence[Dialect]) -> bool:
    """Whether a table names companies, and has no column that could tell of a person."""
    person, firm = (
        {
            layout.meanings[header][0]
            for reader in readers
            for header in folded
            if (layout := reader.layouts.get(thing)) and header in layout.meanings
        }
        for thing in (CONTACTS, ACCOUNTS)
    )
    return "account" in firm and not person & {*PERSONAL, *OF_PERSONS}


def _count_known(folded: Sequence[str], layout: Layout) -> int:
    return sum(header in layout.headers or header in layout.marks for header in folded)
