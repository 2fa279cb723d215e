"""The sentence with the number; a fault of the cast that carries the number is told before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.model import tables as t
from personacheck.model.cast import Kind
from personacheck.report.wording import count, percent
from personacheck.text.prose import plural, spelled

if TYPE_CHECKING:
    from personacheck.model.cast import Cast
    from personacheck.model.result import Result
    from personacheck.model.tally import AccountTally, Tally

MUCH: Final = 0.1
"""Share of what could not be read from which on the headline says so."""
HALF: Final = 0.5
"""Share of the covered from which a fault of a persona, or an assumption, carries the number."""
NOBODY: Final = "The cast has no persona for customers, so nobody can fit"
ENOUGH: Final = " with enough on record"


def headline(result: Result, cast: Cast) -> str:
    """The sentence that everything opens with: the number, or why it says nothing yet; of a part, says of which."""
    return f"{only(result)}{fault(result, cast) or number(result, cast)}"


def only(result: Result) -> str:
    """The part that was assessed, before a sentence: "Only channel indirect: "; "" for the whole."""
    return f"Only {result.run.part}: " if result.run.part else ""


def whose(result: Result) -> str:
    """Whose accounts the headline counts: "customer accounts", or just "accounts"."""
    return "customer accounts" if result.of_customers else "accounts"


def everybody(result: Result) -> str:
    """That all are counted, where no field tells customers; "" where one does, and where nobody counts."""
    if result.of_customers or not result.headline.contacts.in_market:
        return ""
    return f"No field identifies customers, so {result.whom} are counted."


def fault(result: Result, cast: Cast) -> str:
    """What is so wrong with the cast that the number says little; "" where nothing is."""
    ours = customers(cast)
    if not ours or result.draft:
        return result.draft if ours else NOBODY
    if not result.headline.contacts.covered:
        return ""
    if len(ours) == 1:
        return "One persona stands for every role, so this number says nothing yet"
    shares = {figure.id: figure.share or 0.0 for figure in result.personas}
    names = {persona.id: persona.name for persona in cast.shortly.personas}
    for finding in result.findings:
        share = shares.get(finding.persona or "", 0.0)
        if finding.code == "single-persona":
            name = names[finding.persona or ""]
            return f"{name} accounts for {percent(share)} of all who fit, so this number says little yet"
        if finding.code == "generic-persona" and share > HALF:
            return f"{names[finding.persona or '']} stands for several roles at once, so this number says little yet"
    return ""


def customers(cast: Cast) -> tuple[str, ...]:
    """Names of the personas of customers."""
    return tuple(persona.name for persona in cast.personas if persona.kind not in {Kind.NEGATIVE, Kind.PARTNER})


def number(result: Result, cast: Cast) -> str:
    """The number in a sentence, with how much of it is assumed, and what could not be read if that is much."""
    accounts, contacts = result.headline.accounts, result.headline.contacts
    of, total = accounts.judged, accounts.in_market
    personas = len(customers(cast))
    ours = f"Our {spelled(personas)} {'persona fits' if personas == 1 else 'personas fit'}"
    doing = f"{ours} every main contact that can be judged at"
    if not total or not personas:
        return f"{ours} {_contacts_that_fit(result)}" if contacts.judged and personas else "Nobody to judge"
    if not of:
        return (
            f"None of the {count(total)} {whose(result)} can be judged" if total > 1 else "The account cannot be judged"
        )
    rest = f"{_assumed(accounts)}{_unread(result)}"
    if accounts.covered == of:
        which = f"all {count(of)} {whose(result)}" if of > 1 else f"the one {whose(result).removesuffix('s')}"
        return f"{doing} {which}{ENOUGH if of < total else ''}{rest}"
    if of == 1:
        whom = "some main contacts, not all," if accounts.partial else "no main contact"
        return f"{ours} {whom} at the one {whose(result).removesuffix('s')}{ENOUGH if total > 1 else ''}{rest}"
    if accounts.covered + accounts.partial:
        return f"{_at_some(accounts, personas, whose(result), doing)}{rest}"
    return f"{ours} nobody at any of the {count(of)} {whose(result)}{ENOUGH if of < total else ''}{rest}"


def _at_some(accounts: AccountTally, personas: int, whom: str, doing: str) -> str:
    if accounts.covered:
        return f"{doing} {count(accounts.covered)} of {count(accounts.judged)} {whom}"
    do = "does our one persona" if personas == 1 else f"do our {spelled(personas)} personas"
    return f"At none of the {count(accounts.judged)} {whom} {do} fit every main contact that can be judged"


def _contacts_that_fit(result: Result) -> str:
    contacts = result.headline.contacts
    who = f"{count(contacts.covered)} of {count(contacts.judged)} contacts"
    if not contacts.covered:
        who = f"nobody among {plural(contacts.judged, 'contact')}"
    elif contacts.covered == contacts.judged:
        who = f"all {count(contacts.judged)} contacts" if contacts.judged > 1 else "the one contact"
        who += " that can be judged" if contacts.unreadable else ""
    return f"{who}{_assumed(contacts)}{_unread(result)}"


def _assumed(tally: AccountTally | Tally) -> str:
    """Said where it carries the number: half of the covered and more."""
    if not tally.assumed or tally.assumed < HALF * tally.covered:
        return ""
    if tally.assumed != tally.covered:
        return f", {count(tally.assumed)} of them assumed"
    if tally.covered > 1:
        return ", all of them assumed"
    return ", which is assumed" if tally.judged == 1 else ", and that one is assumed"


def _unread(result: Result) -> str:
    """Contacts of nobody known, where they are more than those counted; else the unread of what counts, if a tenth."""
    accounts, contacts = result.headline.accounts, result.headline.contacts
    unclassified = result.populations.get(t.Population.UNCLASSIFIED)
    if unclassified and unclassified.contacts.in_market > contacts.in_market:
        return f"; {count(unclassified.contacts.in_market)} more contacts belong to no known customer"
    tally = accounts if accounts.in_market else contacts
    much = tally.unreadable > MUCH * (tally.judged + tally.unreadable)
    return f"; {count(tally.unreadable)} more could not be read" if much else ""
