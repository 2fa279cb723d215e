"""The nouns of CRM dialects: objects, fields, a layout of one object, a dialect. Headers in them are folded."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTACTS: Final = "contacts"
ACCOUNTS: Final = "accounts"
LEADS: Final = "leads"
OPPORTUNITIES: Final = "opportunities"
CONTACT_ROLES: Final = "contact_roles"
PLAIN: Final = "plain"
"""The dialect of a file that no CRM left its marks on."""

FIELDS: Final = (
    "record_id", "salutation", "first_name", "last_name", "name", "email", "title", "department", "level",
    "buying_role", "persona", "is_primary", "account_id", "account", "end_customer", "account_domain", "account_type",
    "contact_type", "channel", "partner", "is_partner", "is_customer", "is_supplier", "parent_account", "parent_id",
    "primary_contact", "employees", "size", "turnover", "amount", "currency", "stage", "lead_status", "status",
    "deleted", "left", "do_not_profile", "converted", "converted_contact_id", "converted_account_id", "login",
    "support", "signer", "billing", "owner", "owner_team", "country", "industry", "created", "last_activity",
    "is_company", "person_account", "opportunity", "opportunity_id", "opportunity_type", "is_won", "is_closed",
    "close_date", "contact_id", "contact",
)  # fmt: skip  # a list of names reads better in columns

PERSONAL: Final = ("title", "first_name", "last_name", "salutation")
"""Fields that no company has."""


@dataclass(frozen=True)
class Kind:
    """What the rows of a file are.

    Attributes
    ----------
    owners
        Fields that say whose a row is; a table without any of them is not of this kind. None are asked of people.
    beside
        Whether a sheet of it is read beside one of people, unasked.
    order
        Columns by which rows stand in order where that is settled before they are joined.
    """

    owners: frozenset[str] = frozenset()
    beside: bool = False
    order: tuple[str, ...] = ()


OBJECTS: Final = {
    CONTACTS: Kind(),
    ACCOUNTS: Kind(frozenset({"account", "record_id"}), beside=True),
    LEADS: Kind(),
    OPPORTUNITIES: Kind(
        frozenset({"account", "account_id"}),
        beside=True,
        order=("record_id", "opportunity_id", "opportunity", "account_id", "account"),
    ),
    CONTACT_ROLES: Kind(
        frozenset({"contact", "contact_id", "email"}),
        beside=True,
        order=("contact_id", "email", "contact", "opportunity_id", "opportunity", "buying_role"),
    ),
}
"""Whose rows a file may hold; the order breaks ties."""

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

    @cached_property
    def meanings(self) -> Mapping[str, tuple[str, int]]:
        """Folded header to the field that it means, and its rank there: 0 is best."""
        return {
            header: (name, number)
            for name, ranks in self.fields.items()
            for number, rank in enumerate(ranks)
            for header in sorted(rank)
        }

    @cached_property
    def headers(self) -> frozenset[str]:
        """All folded headers that mean a field."""
        return frozenset(self.meanings)


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
    names
        What fields are called when the user is asked for them.
    own
        Folded texts that a column of the object itself stands after ("Contact: ").
    primary
        Folded remarks that mark the primary one of several linked records.
    qualifiers
        Folded words that databases write beside a header, and that change nothing in its meaning.
    """

    crm: str
    language: str
    signs: frozenset[str]
    marks: frozenset[str]
    unused: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    id_prefixes: Mapping[str, str]
    own: tuple[str, ...]
    names: Mapping[str, str]
    primary: frozenset[str]
    qualifiers: frozenset[str]
    layouts: Mapping[str, Layout]

    @property
    def accounts(self) -> frozenset[str]:
        """Folded headers of accounts that mean a field."""
        return self.layouts[ACCOUNTS].headers if ACCOUNTS in self.layouts else frozenset()

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
