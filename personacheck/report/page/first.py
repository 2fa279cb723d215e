"""The first screen: the sentence with the number, what it rests on, every account as a mark."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model import tables as t
from personacheck.report.page.headline import customers, everybody, fault, headline, number
from personacheck.report.page.sample import checked
from personacheck.report.wording import count, percent
from personacheck.text import prose
from personacheck.text.prose import plural, some

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment
    from personacheck.model.tally import AccountTally, Tally

MARKS: Final = 400
"""Above so many accounts one mark stands for several."""
SCALES: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
ROWS: Final = 4
STEP: Final = 18
DIGIT: Final = 17
LETTER: Final = 8
WIDEST: Final = 960
"""Units of the drawing: of a mark, of a digit and of a letter above the marks, of all statuses together."""
NAMED: Final = 2
"""Personas named as the reason why something is assumed."""
ACCOUNT_NOTES: Final = {
    "covered": "all that can be judged fit",
    "partial": "some fit, some do not",
    "stretched": "role fits, segment does not",
    "uncovered": "no persona fits",
}
NOT_JUDGED: Final = {"unreadable": "too little to judge by", "empty": "no contact known"}
CONTACT_NOTES: Final = {
    "covered": "a persona fits",
    "stretched": "role fits, segment does not",
    "uncovered": "no persona fits",
}
UNREAD: Final = {"unreadable": "too little to judge by"}


class Marks(NamedTuple):
    """Accounts of one status as marks; ``rings`` of them are assumed."""

    status: str
    number: int
    note: str
    marks: int
    rings: int


class Group(NamedTuple):
    """Accounts that can be judged, or cannot."""

    number: int
    label: str
    statuses: tuple[Marks, ...]


class FirstScreen(NamedTuple):
    """What is read in ten seconds.

    Attributes
    ----------
    fault
        The headline says why the number says little.
    facts, assumed, because, checked
        Sentences under the headline: counts, how much of it is assumed and why, whether people have checked it.
    rows
        Marks above each other in a column.
    scale
        Accounts that one mark stands for; contacts, where there are no accounts.
    """

    headline: str
    fault: bool
    facts: str
    assumed: str
    because: str
    checked: str
    groups: tuple[Group, ...]
    rows: int
    scale: int
    noun: str


def first_screen(assessment: Assessment) -> FirstScreen:
    """The facts of the first screen."""
    result = assessment.result
    by_contact = result.headline.by_contact
    counted = result.headline.contacts if by_contact else result.headline.accounts
    scale, noun = _scale(counted.in_market), "contact" if by_contact else "account"
    groups = (
        _group(counted, CONTACT_NOTES if by_contact else ACCOUNT_NOTES, "that can be judged", noun, scale),
        _group(counted, UNREAD if by_contact else NOT_JUDGED, "that cannot", "", scale),
    )
    return FirstScreen(
        headline=headline(result, assessment.cast),
        fault=bool(fault(result, assessment.cast)),
        facts=_facts(assessment),
        assumed=_assumed(counted),
        because=_because(assessment),
        checked=checked(result),
        groups=groups,
        rows=_rows([marks for group in groups for marks in group.statuses]),
        scale=scale,
        noun=noun,
    )


def _facts(assessment: Assessment) -> str:
    accounts, main = assessment.result.headline.accounts, assessment.result.headline.main_contacts
    result, ours = assessment.result, customers(assessment.cast)
    they = "it fits" if len(ours) == 1 else "they fit"
    nowhere = accounts.stretched + accounts.uncovered
    sentences = [f"{number(result, assessment.cast)}." if ours and fault(result, assessment.cast) else ""]
    if 0 < nowhere < accounts.judged:
        sentences.append(f"At {plural(nowhere, 'account')}, {they} nobody.")
    if main.estimate is None and main.judged > 1 and ours:
        share = percent(main.coverage)
        sentences.append(f"By main contact, {they} {count(main.covered)} of {count(main.judged)} ({share}).")
    elif main.judged:
        pass  # beside what people found, the share is told of the same people: see ``checked``
    elif not assessment.result.headline.contacts.in_market:
        sentences.append("The export holds no contacts in scope.")
    elif not accounts.in_market:
        sentences.append(f"{_no_accounts(assessment)} so everything is counted by contact.")
    else:
        sentences.append("Too little is recorded about their contacts, so no figure is shown.")
    return " ".join(part for part in (*sentences, everybody(result)) if part)


def _no_accounts(assessment: Assessment) -> str:
    return "No account is in scope," if len(assessment.accounts) else "The export names no accounts,"


def _assumed(accounts: AccountTally | Tally) -> str:
    if not accounts.assumed:
        return ""
    if accounts.covered == 1:
        return "This is assumed"
    if accounts.assumed == accounts.covered == 2:
        return "For both this is assumed"
    which = "all" if accounts.assumed == accounts.covered else f"{count(accounts.assumed)} of the"
    return f"For {which} {count(accounts.covered)} this is assumed"


def _because(assessment: Assessment) -> str:
    """Why main contacts of covered accounts are assumed: personas that state no scope, segments not recorded."""
    cast, matches = assessment.cast.shortly, assessment.matches
    main = assessment.main | assessment.result.headline.by_contact
    counted = assessment.counted & main & matches[t.ASSUMED].astype(bool)
    ids = matches.loc[counted & matches[t.STATUS].eq(t.Status.COVERED), t.PERSONA].unique()
    silent = [persona.name for persona in cast.personas if persona.id in ids and not persona.scope.stated]
    reasons = []
    if silent:
        says = prose.noun(
            len(silent), "does not say which customers it covers", "do not say which customers they cover"
        )
        reasons.append(f"{some(silent, NAMED)} {says}")
    if any(persona.scope.stated for persona in cast.personas if persona.id in ids):
        reasons.append("a contact's segment is not recorded")
    return ", or ".join(reasons)


def _scale(accounts: int) -> int:
    """The smallest scale that keeps the marks countable."""
    return next((scale for scale in SCALES if accounts <= MARKS * scale), SCALES[-1])


def _rows(statuses: list[Marks]) -> int:
    """Marks above each other: as few as fit the width."""
    heads = [DIGIT * len(count(marks.number)) + LETTER * len(marks.status) for marks in statuses]

    def width(rows: int) -> int:
        """Width of all groups at so many rows of marks."""
        return sum(max(head, ceil(marks.marks / rows) * STEP) for head, marks in zip(heads, statuses, strict=True))

    tallest = max(1, *(marks.marks for marks in statuses))
    return min(tallest, next((rows for rows in range(ROWS, MARKS) if width(rows) <= WIDEST), MARKS))


def _group(counted: AccountTally | Tally, notes: dict[str, str], label: str, noun: str, scale: int) -> Group:
    statuses = tuple(_marks(counted, status, note, scale) for status, note in notes.items())
    number = sum(marks.number for marks in statuses)
    return Group(number, f"{prose.noun(number, noun)} {label}" if noun else label, statuses)


def _marks(accounts: AccountTally | Tally, status: str, note: str, scale: int) -> Marks:
    number = int(getattr(accounts, status))
    assumed = accounts.assumed if status == "covered" else 0
    title = f"{note}; {'all' if assumed == number else count(assumed)} of them assumed" if assumed else note
    return Marks(status, number, title, ceil(number / scale), ceil(assumed / scale))
