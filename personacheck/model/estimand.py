"""What the number is of, in one sentence that stands wherever the number does.

There is one population: those whom people can judge. Before people have reviewed a sample, those whom the tool can read
stand for it; afterwards the matched share is told of the same people as theirs, with those that the tool cannot read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.model.tally import percent
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from personacheck.model.tally import Headline, Tally


def estimand(headline: Headline) -> str:
    """The sentence; "" where there is nobody to judge."""
    tally, noun = tally_of(headline), noun_of(headline)
    return _read(tally, noun) if tally.estimate is None else _checked(tally, noun)


def tally_of(headline: Headline) -> Tally:
    """Whom the number is of: main contacts, or all contacts where there are no accounts."""
    return headline.contacts if headline.by_contact else headline.main_contacts


def noun_of(headline: Headline) -> str:
    """What one of them is called."""
    return "contact" if headline.by_contact else "main contact"


def _read(tally: Tally, noun: str) -> str:
    if not tally.judged:
        return ""
    are = "is" if tally.unreadable == 1 else "are"
    unread = f"{plural(tally.unreadable, noun)} could not be read and {are} left out" if tally.unreadable else ""
    if tally.judged == 1:
        return f"Only one {noun} can be judged{f'; {unread}' if unread else ''}."
    return f"{unread}." if unread else f"All {tally.judged:,} {noun}s could be read."


def _checked(tally: Tally, noun: str) -> str:
    low, high = percent(tally.low), percent(tally.high)
    between = f" ({low} to {high})" if low != high else ""
    who = plural(tally.reviewed, noun) if tally.reviewed else f"{noun}s"
    start = f"Checked by people on a random sample of {who}: of all whom they can judge, {percent(tally.estimate)} fit"
    if tally.matched is None:
        return f"{start}{between}."
    unread = f", {percent(tally.unread)} of whom the tool cannot read" if tally.unread else ""
    return f"{start}{between}; as matched, {percent(tally.matched)} of the same people{unread}."
