"""A result -> what of it may be told: the one place where small cells (``model.few``) are taken out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from personacheck.model.priorities import Priorities
from personacheck.model.result import Cause
from personacheck.model.tally import Headline, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from personacheck.model.few import Least
    from personacheck.model.priorities import Step
    from personacheck.model.result import CurvePoint, Gap, PersonaFigure, Result

Four = TypeVar("Four", Headline, Segment)


def without_small_cells(result: Result, least: Least) -> Result:
    """The result without small cells; what was taken out once stays out.

    Gaps of too few people are counted together. A figure of too few is None beside ``under``. The cast-size curve ends
    before a persona that adds too few. A segment or a gap of too few accounts with an amount carries no revenue; nor
    does a step of a plan tell what it adds of too few.
    """
    gaps = [gap for gap in result.gaps if not is_smaller(gap, least)]
    contacts = result.headline.contacts
    return replace(
        result,
        least=least,
        populations={name: _unpaid(four, least) for name, four in result.populations.items()},
        segments=tuple(_unpaid(segment, least) for segment in result.segments),
        gaps=tuple(replace(_unpaid_gap(gap, least), rank=n) for n, gap in enumerate(gaps, start=1)),
        smaller_gaps=result.smaller_gaps + len(result.gaps) - len(gaps),
        personas=tuple(figure(persona, least) for persona in result.personas),
        priorities=_priorities(result, least),
        curve=tuple(_steps(result.curve, contacts.judged, least)),
    )


def is_smaller(gap: Gap, least: Least) -> bool:
    """Whether a gap is of so few people that it is only counted; one of accounts (nobody known) is not of people."""
    of_accounts = gap.cause == Cause.NO_CONTACT or (gap.cause == Cause.MISSING_DATA and gap.where)
    return not of_accounts and least.hides(gap.contacts, gap.accounts)


def _priorities(result: Result, least: Least) -> Priorities:
    plans, now = result.priorities, result.headline
    return Priorities(
        tuple(_plan(plans.accounts, "accounts", now, least)),
        tuple(_plan(plans.contacts, "contacts", now, least)),
        tuple(_plan(plans.revenue, "revenue", now, least)),
    )


def _plan(steps: Sequence[Step], of: str, now: Headline, least: Least) -> Iterator[Step]:
    """Steps without what they add of too few; a number is told again once it has moved far enough."""
    main, contacts, paying = now.main_contacts.covered, now.contacts.covered, 0
    for step in steps:
        adds = {"main_contacts": (step.main_contacts or 0) - main, "contacts": (step.contacts or 0) - contacts}
        few = {name for name, number in adds.items() if least.hides(number, 0)}
        few |= {"revenue"} if least.hides(0, paying + step.paying) else set()
        shown = replace(
            step,
            coverage=None if of in few else step.coverage,
            main_contacts=None if "main_contacts" in few else step.main_contacts,
            contacts=None if "contacts" in few else step.contacts,
            revenue=None if "revenue" in few else step.revenue,
        )
        main, contacts = shown.main_contacts or main, shown.contacts or contacts
        paying = paying + step.paying if "revenue" in few else 0
        yield shown


def _unpaid(four: Four, least: Least) -> Four:
    paid = four.revenue
    if paid is None or four.accounts.total - paid.unknown >= least.accounts:
        return four
    return replace(four, revenue=None, under=least.accounts)


def _unpaid_gap(gap: Gap, least: Least) -> Gap:
    return replace(gap, revenue=None) if least.hides(0, gap.paying or 0) else gap


def figure(persona: PersonaFigure, least: Least) -> PersonaFigure:
    """A persona's figures, without those of too few people."""
    few = persona.contacts is None or least.hides(persona.contacts, persona.accounts or 0)
    alone = None if persona.alone is None or (few and persona.alone) or least.hides(persona.alone, 0) else persona.alone
    accounts = persona.accounts_by_axis
    by_axis = {
        axis: {value: _shown(n, accounts.get(axis, {}).get(value), least) for value, n in cells.items()}
        for axis, cells in persona.by_axis.items()
    }
    at_accounts = {
        axis: {value: None if by_axis[axis][value] is None else n for value, n in cells.items()}
        for axis, cells in accounts.items()
    }
    shown = replace(persona, alone=alone, by_axis=by_axis, accounts_by_axis=at_accounts)
    if few:
        return replace(shown, contacts=None, accounts=None, share=None, under=least.contacts)
    hidden = alone is None or any(n is None for cells in by_axis.values() for n in cells.values())
    return replace(shown, under=least.contacts if hidden else None)


def _shown(contacts: int | None, accounts: int | None, least: Least) -> int | None:
    return None if contacts is None or least.hides(contacts, accounts or 0) else contacts


def _steps(curve: Sequence[CurvePoint], judged: int, least: Least) -> Iterator[CurvePoint]:
    reached = 0.0
    for point in curve:
        added = round(((point.coverage or 0.0) - reached) * judged)
        if least.hides(added, 0):
            return
        reached = point.coverage or 0.0
        yield point
