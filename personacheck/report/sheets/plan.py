"""Plan and Interviews: which gaps to close first and what each step recovers, and whom to talk to about them.

Interviews are spread over segments, buyers and users in turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from personacheck.model import tables as t
from personacheck.model.plan import plan_of
from personacheck.report.privacy import account_labels
from personacheck.report.sheets.sheet import Chart, Kind, Sheet, column, counts
from personacheck.report.wording import TOO_FEW
from personacheck.text.prose import listed, plural
from personacheck.vocabulary.axes import value_label

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment
    from personacheck.model.cast import Cast
    from personacheck.model.result import Gap
    from personacheck.report.privacy import Privacy

NOW = "as it is now"
EACH: Final = 5
"""Interviews for a gap."""
YEARS: Final = {1: "under a year", 3: "one to three years"}
OLDER, UNDATED = "over three years", "not recorded"
DAYS: Final = 365
AGE: Final = "age"
SPREAD: Final = (t.SIDE, t.CHANNEL, t.SIZE, AGE)
"""What the people chosen are spread over."""
_SHOWN: Final = (t.RECORD_ID, t.ACCOUNT_ID, t.ACCOUNT, t.TITLE, t.CHANNEL, t.SIZE)


def plan(assessment: Assessment) -> Sheet:
    """The three orders, one row a step; each begins with what is covered now."""
    result = assessment.result
    titles, now, orders = {gap.id: gap.title for gap in result.gaps}, result.headline, result.priorities
    lists = {"accounts": orders.accounts, "contacts": orders.contacts, "revenue": orders.revenue}
    rows = [(by, n, step) for by, steps in lists.items() if steps for n, step in enumerate((None, *steps))]
    paid = now.revenue.covered if now.revenue else None

    def cells(measure: str, first: float | None) -> list[float | str | None]:
        """A measure step by step, a word where a step adds too few to show it; the first row is before any."""
        numbers = [getattr(step, measure) if step else first for _, _, step in rows]
        return [TOO_FEW if number is None else number for number in numbers]

    revenue = [column("Revenue", cells("revenue", paid), Kind.MONEY)] if now.revenue else []
    first = plan_of(result)
    return Sheet(
        "Plan",
        (
            column("To recover most", [by for by, _, _ in rows]),
            counts("Step", [n for _, n, _ in rows]),
            column("Gap to close", [titles[step.id] if step else NOW for _, _, step in rows], Kind.LONG),
            counts("Accounts", cells("accounts", now.accounts.covered)),
            counts("Main contacts", cells("main_contacts", now.main_contacts.covered)),
            counts("Contacts", cells("contacts", now.contacts.covered)),
            *revenue,
        ),
        (
            *((f"{first.says}.",) if first else ()),
            "What is covered once this gap and those above it are closed, in each of the orders.",
        ),
        _charts(len(orders.accounts), len(orders.contacts)),
    )


def _charts(accounts: int, contacts: int) -> tuple[Chart, ...]:
    """The steps by accounts and by contacts: the two lists stand one below the other."""
    after = accounts + 1 if accounts else 0
    charts = (
        [Chart("Accounts covered, step by step", "bar", "Gap to close", "Accounts", (0, after))] if accounts else []
    )
    rows = (after, after + contacts + 1)
    charts += [Chart("Contacts covered, step by step", "bar", "Gap to close", "Contacts", rows)] if contacts else []
    return tuple(charts)


class _Asked(NamedTuple):
    gap: Gap
    number: int
    row: object


def interviews(assessment: Assessment, privacy: Privacy) -> Sheet:
    """Five people a gap of the plan, each at another account."""
    plan = plan_of(assessment.result)
    contacts = _contacts(assessment)
    asked = [interview for gap in (plan.gaps if plan else ()) for interview in _chosen(gap, contacts, assessment)]
    rows = contacts.loc[[interview.row for interview in asked]]
    labels = account_labels(assessment.export.accounts, names=True, sole_traders=privacy.personal)
    heard = {interview.gap.id: _heard(interview.gap, assessment.cast) for interview in asked}
    return Sheet(
        "Interviews",
        (
            column("Gap", [interview.gap.title for interview in asked], Kind.LONG),
            counts("No.", [interview.number for interview in asked]),
            column("Record id", list(rows[t.RECORD_ID])),
            column("Account", list(rows[t.ACCOUNT_ID].map(labels).astype(object).fillna(rows[t.ACCOUNT]))),
            column("Title", list(rows[t.TITLE])),
            *(
                column(axis.capitalize(), [value_label(axis, value) for value in rows[axis]])
                for axis in (t.SIDE, t.CHANNEL, t.SIZE)
            ),
            column("Known since", list(rows[AGE])),
            column("Main contact", ["yes" if main else "" for main in rows["main"]]),
            column("Evidence so far", [heard[interview.gap.id] for interview in asked], Kind.LONG),
        ),
        (
            f"{EACH} people for each gap of the plan, each at another account: channels, sizes and ages of account in "
            "turn, buyers and users in turn, main contacts first.",
            "Known since: the earliest creation date of a contact of the account. Evidence so far: the "
            "interviews behind "
            "the personas near the gap.",
        ),
    )


def _contacts(assessment: Assessment) -> pd.DataFrame:
    """Contacts with what the choice is made by."""
    contacts = assessment.export.contacts[[*_SHOWN, t.CREATED]].assign(
        **{t.SIDE: assessment.matches[t.SIDE], "main": assessment.main}
    )
    as_of = pd.Timestamp(assessment.result.run.as_of)
    years = (as_of - contacts.groupby(_account_of(contacts))[t.CREATED].transform("min")).dt.days / DAYS
    age = pd.Series(OLDER, contacts.index).where(years >= max(YEARS), UNDATED)
    for below in sorted(YEARS, reverse=True):
        age = age.where(~(years < below), YEARS[below])
    return contacts.assign(**{AGE: age})


def _account_of(contacts: pd.DataFrame) -> pd.Series:
    """The account of each contact; the contact itself where it has none."""
    return contacts[t.ACCOUNT_ID].astype(object).where(contacts[t.ACCOUNT_ID] != "", contacts[t.RECORD_ID])


def _chosen(gap: Gap, contacts: pd.DataFrame, assessment: Assessment) -> list[_Asked]:
    """Five rows, each the one whose segment and side are heard least so far."""
    index = assessment.gap_contacts.get(gap.id, pd.Index([]))
    holders = contacts.loc[index].sort_values(["main", t.RECORD_ID], ascending=[False, True])
    account = pd.factorize(_account_of(holders))[0]
    values = [pd.factorize(holders[axis])[0] for axis in SPREAD]
    heard, free = np.zeros(len(holders)), np.ones(len(holders), bool)
    chosen: list[_Asked] = []
    while free.any() and len(chosen) < EACH:
        first = int(np.where(free, heard, np.inf).argmin())
        chosen.append(_Asked(gap, len(chosen) + 1, holders.index[first]))
        free &= account != account[first]
        heard += sum(value == value[first] for value in values)
    return chosen


def _heard(gap: Gap, cast: Cast) -> str:
    """What the personas near a gap rest on."""
    sources = []
    for persona in (cast[key] for key in gap.personas if key in cast.ids):
        evidence = persona.evidence
        segments = f" at {listed(evidence.segments)}" if evidence.segments else ""
        last = f", last {evidence.last}" if evidence.last else ""
        sources.append(f"{persona.name}: {plural(evidence.interviews or 0, 'interview')}{segments}{last}")
    return "; ".join(sources) or "nobody yet"
