"""Gaps in what is known, for the team's work list: no title, words unknown, an axis not recorded, nobody known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.coverage.gaps import phrases
from personacheck.coverage.gaps.drafts import Draft
from personacheck.model import tables as t
from personacheck.model.result import Cause
from personacheck.model.tables import AccountStatus, Status
from personacheck.text.prose import plural
from personacheck.vocabulary.axes import axis_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.count.census import Census

NOBODY: Final = "nobody known"
"""Goes into the ids of such gaps, which decisions refer to: it stays as it is."""
UNRECORDED: Final = 0.2
"""Share of accounts without a value of an axis from which it is worth filling in (landscape, "channel blank")."""

NO_TITLE: Final = "no-title"
VAGUE: Final = "vague"


def unread_gaps(census: Census) -> Iterator[Draft]:
    """Contacts that cannot be judged, by the reason."""
    contacts = census.contacts
    unreadable = (contacts[t.STATUS] == Status.UNREADABLE.value).to_numpy()
    why = contacts[t.UNREAD].to_numpy(object)
    for reason in sorted(set(why[unreadable])):
        here = np.flatnonzero(unreadable & (why == reason))
        number = plural(len(here), "contact")
        cause = Cause.MISSING_DATA
        if reason == NO_TITLE:
            title, step = "Contacts without a title", f"Fill in the title or the department of {number}."
        elif reason == VAGUE:
            title, step = "Contacts with a vague title", f"Ask {number} for their department or role."
        else:
            cause, title = Cause.WORDS_UNKNOWN, "Titles that could not be read"
            step = f"Go through the unread titles of {number}: add them to the cast, or fill in the department."
        yield Draft(cause, {}, None, None, here, kind=str(reason), title=title, step=step)


def unrecorded_gaps(census: Census) -> Iterator[Draft]:
    """Axes that are not recorded for ``UNRECORDED`` of the accounts or more."""
    accounts, contacts = census.accounts, census.contacts
    counted = (accounts[t.STATUS] != AccountStatus.EXCLUDED.value).to_numpy()
    for axis in census.axes:
        if axis == t.SIDE:
            continue
        missing = counted & (accounts[axis] == t.UNKNOWN).to_numpy()
        if not missing.any() or missing.sum() < UNRECORDED * counted.sum():
            continue
        label, number = axis_label(axis), plural(int(missing.sum()), "account")
        here = np.flatnonzero(contacts[t.ACCOUNT_ID].isin(accounts.index[missing]).to_numpy())
        yield Draft(
            Cause.MISSING_DATA, {axis: t.UNKNOWN}, None, None, here, accounts=np.flatnonzero(missing),
            kind="not recorded", title=f"Accounts whose {label} is not recorded",
            step=f"Fill in the {label} of {number}.",
        )  # fmt: skip  # who, then what to say


def empty_gaps(census: Census, population: str) -> Iterator[Draft]:
    """Accounts where nobody is known, by channel: the way to a contact differs."""
    accounts = census.accounts
    empty = (accounts[t.STATUS] == AccountStatus.EMPTY.value).to_numpy()
    channel = accounts[t.CHANNEL].to_numpy(object)
    for value in sorted(set(channel[empty])):
        here = np.flatnonzero(empty & (channel == value))
        where = {} if value == t.UNKNOWN else {t.CHANNEL: str(value)}
        whom = "Ask the partner managers for" if value == t.INDIRECT else "Find"
        number = plural(len(here), "account")
        title = f"No contact known {phrases.place(where, population)}".strip()
        yield Draft(
            Cause.NO_CONTACT, where, None, None, np.empty(0, np.int64), accounts=here, kind=NOBODY,
            title=title, step=f"{whom} one contact at {number if len(here) == 1 else f'each of {number}'}.",
        )  # fmt: skip  # who, then what to say
