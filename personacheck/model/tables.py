"""Columns of the bulk tables, and the words that stand in their cells. This module is the glossary.

Tables are pandas frames. Cells hold plain text (never an enum member, never NaN in a text column: unknown text is
``""``), so that they survive a round trip through CSV and group quickly. Columns of few texts may hold them as
categories (``coded``).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray


class Population(StrEnum):
    """Whose contact it is. Headline numbers are about customers."""

    CUSTOMER = "customer"
    PROSPECT = "prospect"
    PARTNER = "partner"
    UNCLASSIFIED = "unclassified"


class Status(StrEnum):
    """Status of a contact, exactly one."""

    COVERED = "covered"
    STRETCHED = "stretched"
    UNCOVERED = "uncovered"
    UNREADABLE = "unreadable"
    EXCLUDED = "excluded"


class AccountStatus(StrEnum):
    """Status of an account, exactly one, from its main contacts."""

    COVERED = "covered"
    PARTIAL = "partial"
    STRETCHED = "stretched"
    UNCOVERED = "uncovered"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    EXCLUDED = "excluded"


MISSED: Final = (Status.STRETCHED.value, Status.UNCOVERED.value)
"""Statuses, of contacts and accounts alike, of those that could be judged and are not covered at all."""
JUDGED: Final = (Status.COVERED.value, AccountStatus.PARTIAL.value, *MISSED)
"""The denominator: coverage is the covered ones among those of these statuses (``model.tally`` for counts)."""


def is_judged(status: pd.Series) -> NDArray[np.bool_]:
    """Whether each contact or account could be judged, by its status."""
    return status.isin(JUDGED).to_numpy(bool)


def account_at(contacts: pd.DataFrame, accounts: pd.DataFrame | pd.Series) -> NDArray[np.int64]:
    """Row of each contact's account; -1 without one."""
    places: NDArray[np.int64] = accounts.index.get_indexer(contacts[ACCOUNT_ID])  # type: ignore[arg-type]  # codes stay codes
    return places


def is_missed(status: pd.Series) -> NDArray[np.bool_]:
    """Whether each could be judged and is not covered at all."""
    return status.isin(MISSED).to_numpy(bool)


def is_covered(status: pd.Series) -> NDArray[np.bool_]:
    """Whether each is covered."""
    return (status == Status.COVERED.value).to_numpy(bool)


def times(cells: pd.Series) -> dict[str, int]:
    """How often each text stands in a column of texts or of codes for them, those that stand there; by text."""
    if cells.dtype == "category":  # counted in their order
        texts, numbers = cells.cat.categories, cells.array.value_counts()
    else:
        numbers = cells.value_counts().sort_index()
        texts = numbers.index
    return {str(text): number for text, number in zip(texts, numbers.to_numpy().tolist(), strict=True) if number}


class Flag(StrEnum):
    """What an account's main contacts lack."""

    NO_BUYER = "no-buyer"
    NO_USER = "no-user"
    SINGLE_CONTACT = "single-contact"
    BLIND = "blind"
    MAILBOX_ONLY = "mailbox-only"


class Side(StrEnum):
    """Whether a contact decides or uses."""

    BUYER = "buyer"
    USER = "user"
    BOTH = "both"
    UNKNOWN = "unknown"


class SizeFrom(StrEnum):
    """What an account's size is read from; the first that is there."""

    TIER = "tier"
    EMPLOYEES = "employees"
    TURNOVER = "turnover"
    AMOUNT = "amount"


class Source(StrEnum):
    """What an assignment rests on."""

    REVIEW = "review"
    CRM = "crm"
    RULE = "rule"
    NONE = "none"


LEVELS: Final = ("executive", "vp", "director", "lead", "manager", "senior", "professional", "junior")
"""Levels of seniority, highest first."""

LONGEST_TITLE: Final = 300
"""Characters of a title, or of a department, that are read. The longest of 25,000 real titles has 116."""

UNKNOWN: Final = "unknown"
"""The value of an axis where the fields do not tell. It is a value like others: every contact has exactly one."""

# Axes out of the box. Contacts and accounts carry one column for each (accounts have no side), beside those that
# settings add; custom axes are columns named by the axis.
CHANNEL: Final = "channel"
SIZE: Final = "size"
SIDE: Final = "side"
STAGE: Final = "stage"
AXES: Final = (CHANNEL, SIZE, SIDE, STAGE)
AXIS_VALUES: Final = {
    CHANNEL: ("direct", "indirect", "mixed"),
    SIZE: ("small", "medium", "large"),
    SIDE: (Side.BUYER.value, Side.USER.value, Side.BOTH.value),
    STAGE: ("pre-sale", "onboarding", "post-sale", "renewal"),
}  # what a scope may name; beside them every axis has UNKNOWN
INDIRECT: Final = AXIS_VALUES[CHANNEL][1]  # the channel of what partners sell

# Contacts: one row a contact loaded, excluded ones too; the index is 0..n-1.
RECORD_ID: Final = "record_id"  # text, unique; "file:row" where the export has none
PLACE: Final = r".+:\d+"  # how such a stand-in reads
ACCOUNT_ID: Final = "account_id"  # key into the accounts table; "" for a contact without a company
ACCOUNT: Final = "account"  # the company's name as exported
NAME: Final = "name"  # personal: leaves the program only under --include-personal-data
EMAIL: Final = "email"  # personal, likewise
TITLE: Final = "title"
DEPARTMENT: Final = "department"
LEVEL: Final = "level"  # as the CRM states it; "" where it does not
BUYING_ROLE: Final = "buying_role"  # roles joined by ";"
CRM_PERSONA: Final = "persona"  # as the CRM states it
IS_PRIMARY: Final = "is_primary"  # bool: the CRM's primary-contact flag
POPULATION: Final = "population"
EXCLUDED: Final = "excluded"  # reason, or "" for a contact that counts
OWN_STAFF: Final = "own staff"  # the reason that findings ask for
MAILBOX: Final = "mailbox"  # bool: a role mailbox (info@) without a person's name or title
CREATED: Final = "created"  # datetime64, NaT where unknown
LAST_ACTIVITY: Final = "last_activity"  # datetime64, NaT where unknown
OWNER_TEAM: Final = "owner_team"
COUNTRY: Final = "country"
INDUSTRY: Final = "industry"
WHERE_PREFIX: Final = "where:"  # "where:Partner Type" holds the raw text of a column that a persona or axis asks for
ALIASED: Final = "aliased"  # bool, on contacts and accounts where a table of aliases is given: had another id before
CHANNEL_INFERRED: Final = "channel_inferred"  # bool: not recorded, but concluded (a reseller on the deal)

CONTACT_COLUMNS: Final = (
    RECORD_ID, ACCOUNT_ID, ACCOUNT, NAME, EMAIL, TITLE, DEPARTMENT, LEVEL, BUYING_ROLE, CRM_PERSONA, IS_PRIMARY,
    POPULATION, EXCLUDED, MAILBOX, CHANNEL, SIZE, SIDE, STAGE, CREATED, LAST_ACTIVITY, OWNER_TEAM, COUNTRY, INDUSTRY,
)  # fmt: skip  # a table of names reads better in columns; SIDE is the recorded one here, "unknown" where none is

# Accounts: one row an account, indexed by ACCOUNT_ID.
EMPLOYEES: Final = "employees"  # float, NaN where unknown
SIZE_FROM: Final = "size_from"  # a SizeFrom: what the size is read from; "" where it is unknown
REVENUE: Final = "revenue"  # float, what they pay us in a year or in all, one currency; NaN where unknown
SOLE_TRADER: Final = "sole_trader"  # bool: bears its only contact's name, so the name is personal
PARTNER_STAFF: Final = "partner_staff"  # bool: a partner's people stand on this account

ACCOUNT_COLUMNS: Final = (
    ACCOUNT, POPULATION, EXCLUDED, CHANNEL, CHANNEL_INFERRED, SIZE, STAGE, EMPLOYEES, REVENUE, OWNER_TEAM, COUNTRY,
    INDUSTRY, SOLE_TRADER, PARTNER_STAFF, SIZE_FROM,
)  # fmt: skip  # as above

# Matches: same index as the contacts.
STATUS: Final = "status"
ASSUMED: Final = "assumed"  # bool, only within covered: scope not stated, or a scoped axis unknown here
PERSONA: Final = "persona"  # primary persona: covers, or (stretched) its role fits; else ""
ALTERNATIVES: Final = "alternatives"  # tuple of the other fitting personas' ids, best first
SOURCE: Final = "source"
SCORE: Final = "score"  # 0..1: how sure that some persona of the cast covers this contact
REASON: Final = "reason"  # one plain sentence; holds words of the title, so it is for the team, not for leadership
EXCLUDED_FOR: Final = "Excluded: "  # the reason of an excluded contact begins so
SPECIALTY: Final = "specialty"  # of FUNCTION, where the title says one; else ""
FUNCTION: Final = "function"  # vocabulary function read from title, department and roles; "" if none
SIDE_INFERRED: Final = "side_inferred"  # bool; the matches' SIDE is the recorded one, else function x level
LEANING: Final = "leaning"  # persona that a near phrase or the classifier points to, "" if none; only where not covered
UNREAD: Final = "unread"  # why unreadable: "no-title", "vague", "words-unknown"; "" where readable

MATCH_COLUMNS: Final = (
    STATUS, ASSUMED, PERSONA, ALTERNATIVES, SOURCE, SCORE, REASON, FUNCTION, LEVEL, SIDE, SIDE_INFERRED, LEANING,
    UNREAD, SPECIALTY,
)  # fmt: skip  # as above; LEVEL is the level read or stated

# Assessed accounts: ACCOUNT_COLUMNS and these.
FLAGS: Final = "flags"  # tuple of Flag values, in the order of Flag
MAIN_CONTACTS: Final = "main_contacts"  # int
MISSING_FUNCTIONS: Final = "missing_functions"  # tuple: functions of main contacts that no persona covers

# Assessed contacts: contacts of one population with their matches and this.
NEAR: Final = "near"  # bool: not covered, and leans to a persona that fits most others of its function and level

# Hits of the cast's titles on an export: one row a title that an author wrote.
HITS: Final = "hits"  # int: contacts whose words it hits
DECIDES: Final = "decides"  # int: contacts that its persona fits, and no other of its titles hits
HIT_COLUMNS: Final = (PERSONA, TITLE, HITS, DECIDES)

# Reviewed labels (labels.csv).
INITIALS: Final = "initials"  # the reviewer's
DATE: Final = "date"  # of the review, "2026-09-30"
DRAW: Final = "draw"  # one of DRAWS; "" for a label that somebody wrote by hand
OFFERED: Final = "offered"  # ids that the reviewer chose among, joined by OR; of other personas the label says nothing
OR: Final = "|"
LABEL_COLUMNS: Final = (RECORD_ID, TITLE, PERSONA, INITIALS, DATE, DRAW, OFFERED)  # PERSONA "" here: none fits
DRAWS: Final = ("random", "accounts", "proportional", "active", "settled")
SETTLED: Final = DRAWS[-1]
# How a contact came into the sample: "random" contacts and "proportional" accounts estimate; "accounts" are of every
# channel and size, "active" teach the matcher, "settled" ends what reviewers said differently.
NO_PERSONA: Final = "none"  # in labels.csv, where no persona fits
CANNOT_TELL: Final = "cannot tell"  # likewise: the reviewer looked, and could not judge; no id of a persona has blanks
NOT_CUSTOMER: Final = "not a customer contact"  # likewise
NO_VERDICTS: Final = (CANNOT_TELL, NOT_CUSTOMER)
NOT_ANSWERED: Final = "not answered"  # likewise: drawn with an account of which nobody answered anything; says nothing
ANSWERS: Final = {
    NO_PERSONA: "No persona fits",
    CANNOT_TELL: "You looked, and cannot judge",
    NOT_CUSTOMER: "Staff of ours or of a partner, a competitor, gone …",
}  # what a reviewer may say beside the ids of personas
