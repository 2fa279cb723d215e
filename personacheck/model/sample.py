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
        Draw the accounts in proportion to all, and not one of each channel and size first.
    """

    accounts: int = 0
    random: int = 0
    active: int = 0
    proportional: bool = False


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
        The accounts were drawn in proportion to all; else the bound is the worst case over channel and size.
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
    """Cohen's kappa of the two reviewers who have most contacts in common; None where chance leaves no room."""

    contacts: int
    kappa: float | None


@dataclass(frozen=True)
class ReviewedSample:
    """The reviewed sample.

    Attributes
    ----------
    contacts, main_contacts
        Reviewed contacts of a random draw that the estimates rest on; main contacts among them.
    left_out
        Contacts of our own draw that nobody reviewed (left blank, or new in the export since); None where the draw was
        not ours.
    """

    contacts: int
    main_contacts: int
    left_out: int | None
    accounts: Handful | None
    agreement: Agreement | None
