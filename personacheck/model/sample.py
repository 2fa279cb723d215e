"""What people are to review, what they reviewed, and what that proves. Holds no personal data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wish:
    """What is to be drawn for people to review.

    Attributes
    ----------
    accounts, random, active
        Accounts for the handful test, contacts at random for the estimate, titles that the matcher learns most from.
    proportional
        Draw the accounts by chance alone, and not one of each channel and size first.
    conflicts
        Contacts that reviewers gave different answers for, to be settled.
    """

    accounts: int = 0
    random: int = 0
    active: int = 0
    proportional: bool = False
    conflicts: bool = False


@dataclass(frozen=True)
class Handful:
    """The handful test: accounts whose main contacts people tried to find a persona for.

    Attributes
    ----------
    accounts, fit
        Accounts reviewed, and those of them where a persona covers every main contact that was reviewed.
    upper
        Share (0..1) of all accounts that may still not fit: exact upper bound, one-sided, 95 %.
    proportional
        The accounts were drawn by chance alone; else the bound is the worst case over channel and size.
    message
        The same in a sentence.
    """

    accounts: int
    fit: int
    upper: float
    proportional: bool
    message: str


@dataclass(frozen=True)
class Agreement:
    """Cohen's kappa of the two reviewers who have most contacts in common; None where chance leaves no room.

    ``low`` and ``high`` are its 95 % interval.
    """

    contacts: int
    kappa: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class ReviewedSample:
    """The reviewed sample.

    Attributes
    ----------
    contacts, main_contacts
        Reviewed contacts of a random draw that the estimates rest on; main contacts among them.
    left_out
        Contacts of our own draw that nobody reviewed (left blank, or new in the export since); None where the draw was
        not ours. Their interval holds whatever is true of them.
    cannot_tell, not_customers
        Of the contacts: where no reviewer could tell, and who is no customer's contact. No share is of these.
    main_cannot_tell
        Of the main contacts: where no reviewer could tell.
    conflicts
        Of the contacts: where reviewers gave different answers, which nobody has settled. The interval spans them.
    more
        Contacts to review beside these, until the interval of all contacts is ten points wide; None before there is
        one, or where blanks and conflicts keep it wider.
    drawn_accounts
        Reviewed accounts of a proportional draw, which the estimate of accounts rests on.
    accounts_left_out
        Accounts of that draw of which nobody was reviewed; None where the draw was not ours.
    """

    contacts: int
    main_contacts: int
    left_out: int | None
    accounts: Handful | None
    agreement: Agreement | None
    cannot_tell: int = 0
    not_customers: int = 0
    conflicts: int = 0
    more: int | None = None
    drawn_accounts: int = 0
    accounts_left_out: int | None = None
    main_cannot_tell: int = 0
