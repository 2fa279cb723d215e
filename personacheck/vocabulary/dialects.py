"""Dialects of CRM exports: which header means which field. One file a dialect, ``crm/<name>.yaml``.

A file names its ``crm``, the ``signs`` and ``marks`` that tell it, the texts that a joined account column stands
``before`` or ``after``, headers that are known but ``unused``, and for each object its fields with their headers, best
first; headers in one bracket are equally good. Headers are compared folded (``fold_header``). Plain dialects, one a
language, are what every other falls back on.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from personacheck.errors import Problem, VocabularyError
from personacheck.vocabulary.lists import read_words, word_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CONTACTS: Final = "contacts"
ACCOUNTS: Final = "accounts"
LEADS: Final = "leads"
OPPORTUNITIES: Final = "opportunities"
CONTACT_ROLES: Final = "contact_roles"
OBJECTS: Final = (CONTACTS, ACCOUNTS, LEADS, OPPORTUNITIES, CONTACT_ROLES)
"""Whose rows a file holds; the order breaks ties."""

PLAIN: Final = "plain"
"""The dialect of a file that no CRM left its marks on."""

FIELDS: Final = (
    "record_id", "salutation", "first_name", "last_name", "name", "email", "title", "department", "level",
    "buying_role", "persona", "is_primary", "account_id", "account", "account_domain", "account_type",
    "contact_type", "channel", "partner", "is_partner", "is_customer", "is_supplier", "parent_account", "parent_id",
    "primary_contact", "employees", "size", "turnover", "amount", "currency", "stage", "lead_status", "status",
    "deleted", "left", "do_not_profile", "converted", "converted_contact_id", "converted_account_id", "login",
    "support", "signer", "billing", "owner", "owner_team", "country", "industry", "created", "last_activity",
    "is_company", "person_account", "opportunity", "opportunity_id", "opportunity_type", "is_won", "is_closed",
    "close_date", "contact_id", "contact",
)  # fmt: skip  # a list of names reads better in columns

PERSONAL: Final = ("title", "first_name", "last_name", "salutation")
"""Fields that no company has."""

_CUSTOM: Final = re.compile(r"^(?:[a-z0-9]+__)?(.+?)__(?:c|r|pc)$")
_RELATION: Final = re.compile(r"__r\.")

Ranks = tuple[frozenset[str], ...]
"""Folded headers of a field, best first; those in one set are equally good."""


@dataclass(frozen=True)
class Layout:
    """How one dialect writes one object.

    Attributes
    ----------
    marks
        Folded headers that tell this object from the dialect's others.
    fields
        Field to its headers.
    codes
        Field, then folded header (or ``*``), then option code -> label.
    """

    marks: frozenset[str]
    fields: Mapping[str, Ranks]
    codes: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)

    @property
    def headers(self) -> frozenset[str]:
        """All folded headers that mean a field."""
        return frozenset().union(*(rank for ranks in self.fields.values() for rank in ranks))


@dataclass(frozen=True)
class Dialect:
    """One file of ``vocabulary/crm``.

    Attributes
    ----------
    signs, marks
        Folded headers that this CRM writes: one sign tells it, or two marks.
    before, after
        Folded texts that a joined account column stands before or after, longest first.
    id_prefixes
        First characters of a record id to the object that it names.
    """

    crm: str
    language: str
    signs: frozenset[str]
    marks: frozenset[str]
    unused: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    id_prefixes: Mapping[str, str]
    layouts: Mapping[str, Layout]

    @property
    def persons(self) -> frozenset[str]:
        """Folded headers that only a table of persons has: marks of contacts, and what names a person or their job."""
        if CONTACTS not in self.layouts:
            return frozenset()
        layout = self.layouts[CONTACTS]
        return layout.marks.union(*(rank for name in PERSONAL for rank in layout.fields.get(name, ())))

    def account_part(self, header: str) -> str:
        """What remains of a folded header when the text that marks a joined account column is taken off; or ""."""
        for text in self.before:
            if header.startswith(text) and len(header) > len(text):
                return header.removeprefix(text)
        for text in self.after:
            if header.endswith(text) and len(header) > len(text):
                return header.removesuffix(text)
        return ""


@lru_cache(maxsize=65_536)
def fold_header(text: str) -> str:
    """A header as it is compared: letters and digits of any script, caseless, accents and custom-field marks taken off.

    Examples
    --------
    >>> fold_header("Job Title"), fold_header("JOB_TITLE"), fold_header("job title *")
    ('jobtitle', 'jobtitle', 'jobtitle')
    >>> fold_header("acme__Partner_Type__c"), fold_header("Téléphone"), fold_header("役職")
    ('partnertype', 'telephone', '役職')
    """
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    relation, _, own = _RELATION.sub(".", plain).rpartition(".")
    custom = _CUSTOM.match(own)
    plain = relation + (custom[1] if custom else own)
    letters = []
    for letter in plain:
        base = unicodedata.normalize("NFD", letter)[0]
        letters.append(base if base.isascii() else letter)
    return "".join(letter for letter in letters if letter.isalnum())


def is_known_header(text: str) -> bool:
    """Whether some dialect knows this text as a header."""
    return fold_header(text) in _known()


@cache
def dialects() -> tuple[Dialect, ...]:
    """All dialects, those of CRMs first, then the plain ones; each group by file name.

    Raises
    ------
    VocabularyError
        A file names an object or a field that does not exist.
    """
    read = [_dialect(name, read_words(name)) for name in word_files("crm")]
    return tuple(sorted(read, key=lambda dialect: (dialect.crm == PLAIN, dialect.crm, dialect.language != "en")))


@cache
def _known() -> frozenset[str]:
    found: set[str] = set()
    for dialect in dialects():
        found |= dialect.signs | dialect.marks | dialect.unused
        for layout in dialect.layouts.values():
            found |= layout.headers | layout.marks
    return frozenset(found - {""})


def _dialect(name: str, data: Mapping[str, Any]) -> Dialect:
    joined = data.get("joined", {})
    layouts: dict[str, Layout] = {}
    for thing in OBJECTS:
        if thing in data:
            layouts[thing] = _layout(f"{name}: {thing}", data[thing], layouts)
    strange = sorted(set(data) - {*OBJECTS, "crm", "language", "signs", "marks", "unused", "joined", "ids"})
    if strange:
        raise VocabularyError(Problem(name, "", f"unknown keys: {', '.join(strange)}"))
    return Dialect(
        crm=data["crm"],
        language=data.get("language", "en"),
        signs=_fold(data.get("signs", ())),
        marks=_fold(data.get("marks", ())),
        unused=_fold(data.get("unused", ())),
        before=_longest(joined.get("before", ())),
        after=_longest(joined.get("after", ())),
        id_prefixes={prefix: thing for thing, prefix in data.get("ids", {}).items()},
        layouts=layouts,
    )


def _layout(place: str, data: Mapping[str, Any], others: Mapping[str, Layout]) -> Layout:
    strange = sorted(set(data.get("fields", {})) - set(FIELDS)) + sorted(
        set(data) - {"marks", "like", "fields", "codes"}
    )
    if strange:
        raise VocabularyError(Problem(place, "", f"unknown fields: {', '.join(sorted(strange))}"))
    own = {name: _ranks(headers) for name, headers in data.get("fields", {}).items()}
    like = others[data["like"]] if "like" in data else Layout(frozenset(), {})
    fields = {name: own.get(name, ()) + like.fields.get(name, ()) for name in {**own, **like.fields}}
    codes = {
        name: {header if header == "*" else fold_header(header): labels for header, labels in by_header.items()}
        for name, by_header in data.get("codes", {}).items()
    }
    return Layout(_fold(data.get("marks", ())) | like.marks, fields, {**like.codes, **codes})


def _ranks(headers: Iterable[str | list[str]]) -> Ranks:
    return tuple(_fold([entry] if isinstance(entry, str) else entry) for entry in headers)


def _fold(headers: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_header(str(header)) for header in headers)


def _longest(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({fold_header(text) for text in texts}, key=lambda text: (-len(text), text)))
