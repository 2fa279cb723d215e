"""Gaps as leadership reads them: what they are, how large three ways, and what to do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model.estimand import tally_of
from personacheck.model.plan import ARROW, plan_of
from personacheck.model.result import Cause
from personacheck.report.wording import count, money, percent, withheld
from personacheck.text.prose import listed, noun, plural, spelled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from personacheck.model.assessment import Assessment
    from personacheck.model.cast import Cast
    from personacheck.model.plan import Plan
    from personacheck.model.priorities import Step
    from personacheck.model.result import Gap, Result

CAUSES: Final = {
    Cause.NO_PERSONA.value: ("uncovered", "no persona"),
    Cause.OUT_OF_SCOPE.value: ("stretched", "outside scope"),
}
"""Causes of leadership's gaps: mark and words. The others are the team's work list."""
TOP: Final = 3
SHOWN: Final = 8
RANKED: Final = 5
NAMED: Final = 3
"""Personas and titles named with a gap."""
INTERVIEWS: Final = 5
"""Interviews for a gap, as its next step says."""


class GapRow(NamedTuple):
    """One gap. Shares of the largest gap (0..1) size the bars; ``then`` is what is covered with it and those before."""

    title: str
    then: str
    mark: str
    cause: str
    detail: str
    accounts: int
    contacts: int
    revenue: str
    by_accounts: float
    by_contacts: float
    by_revenue: float
    step: str


class Ranking(NamedTuple):
    """One order in which gaps may be closed: the first five, and what is covered from step to step."""

    name: str
    path: str
    titles: tuple[str, ...]


class Gaps(NamedTuple):
    """All that leadership sees of the gaps.

    Attributes
    ----------
    plan
        The first gaps to close, and what is covered then; None where none can be.
    rankings
        The order by each number; empty where they agree.
    folded
        Gaps whose people are told by others, in words.
    more, smaller, team
        How many further gaps stand in the workbook, how many are of too few people to be listed, and how many items on
        the team's work list.
    """

    plan: Plan | None
    rows: tuple[GapRow, ...]
    rankings: tuple[Ranking, ...]
    folded: tuple[Folded, ...]
    more: int
    smaller: int
    team: int
    has_revenue: bool


class Folded(NamedTuple):
    """A gap whose people are told by other gaps, and in which of them they stand."""

    title: str
    says: str


class Decision(NamedTuple):
    """What leadership is asked for."""

    ask: str
    more: tuple[str, ...]


def gaps(assessment: Assessment) -> Gaps:
    """The gaps of no persona and outside scope, in the order that recovers most."""
    result = assessment.result
    ranked, ours = leading(result), [gap for gap in result.gaps if gap.cause in CAUSES]
    money_known = result.headline.revenue is not None and any(gap.revenue for gap in ranked)
    rows = tuple(_row(gap, ranked[:SHOWN], assessment) for gap in ranked[:SHOWN])
    return Gaps(
        plan=plan_of(result),
        rows=rows,
        rankings=rankings(result),
        folded=tuple(_folded(gap, result) for gap in ours if gap.folded),
        more=len(ranked) - len(rows),
        smaller=result.smaller_gaps,
        team=len(result.gaps) - len(ours),
        has_revenue=money_known,
    )


def leading(result: Result) -> list[Gap]:
    """Gaps of causes that are leadership's, what recovers most first; nobody's people are told twice."""
    ours = (gap for gap in result.gaps if gap.cause in CAUSES and not gap.folded)
    return sorted(ours, key=lambda gap: (gap.rank, gap.id))


def decision(assessment: Assessment) -> Decision:
    """The decision that follows from the gaps; without any, from the findings; or none."""
    result, owner = assessment.result, assessment.cast.owner
    whom = (f"Owner of the cast: {owner}.",) if owner else ()
    top = leading(result)[:TOP]
    if not result.headline.contacts.in_market:
        return Decision(
            "Load an export that holds contacts.", ("No contacts are left to judge: see data quality.", *whom)
        )
    if not result.headline.accounts.judged and not result.headline.contacts.judged:
        asked = f"Fill in job titles for {plural(result.headline.contacts.in_market, 'contact')}."
        return Decision(asked, ("Or export a field that says what people do: department, role, buying role.", *whom))
    if top:
        interviews = sum(max(1, min(INTERVIEWS, gap.accounts or gap.contacts)) for gap in top)
        per_gap = f", {spelled(INTERVIEWS)} for each gap" if interviews == INTERVIEWS * len(top) > INTERVIEWS else ""
        ask = f"Approve {spelled(interviews)} {noun(interviews, 'interview')}{per_gap}."
        it = "each gap" if len(top) > 1 else "the gap"
        gap = f"Then extend a persona to {it}, add one, or accept the gap, with a reason and an expiry date."
        return Decision(ask, (gap, *whom))
    if result.findings:
        return Decision(result.findings[0].remedy, (f"Because: {result.findings[0].message}", *whom))
    if tally_of(result.headline).estimate is None:
        return Decision("Nothing to decide.", ("Have people check a random sample before you rely on it.", *whom))
    return Decision("Nothing to decide.", whom)


def _row(gap: Gap, among: list[Gap], assessment: Assessment) -> GapRow:
    mark, cause = CAUSES[gap.cause]
    headline = assessment.result.headline.revenue
    paid = money(gap.revenue, headline.currency) if headline and gap.revenue is not None else withheld(gap.paying)
    return GapRow(
        gap.title, then(gap, assessment.result), mark, cause, _detail(gap, assessment.cast),
        gap.accounts, gap.contacts, paid,
        _share(gap, among, lambda other: other.accounts), _share(gap, among, lambda other: other.contacts),
        _share(gap, among, lambda other: other.revenue or 0.0), gap.next_step,
    )  # fmt: skip  # a row


def _share(gap: Gap, among: list[Gap], size: Callable[[Gap], float]) -> float:
    most = max(map(size, among))
    return size(gap) / most if most > 0 else 0.0


def _detail(gap: Gap, cast: Cast) -> str:
    """Whose role fits, how the fit compares with elsewhere, and titles that many hold."""
    names = {persona.id: persona.name for persona in cast.shortly.personas}
    sentences = []
    if gap.personas:
        more = [f"{len(gap.personas) - NAMED} more"] if len(gap.personas) > NAMED else []
        fitting = listed([*[name for name in map(names.get, gap.personas) if name][:NAMED], *more])
        verb, was = ("fits", "was") if len(gap.personas) == 1 else ("fit", "were")
        outside = gap.cause == Cause.OUT_OF_SCOPE
        whom = f"the role, but {was} researched for other customers" if outside else "some of this work"
        sentences.append(f"{fitting} {verb} {whom}.")
    if gap.coverage is not None and gap.elsewhere is not None:
        here, elsewhere = percent(gap.coverage), percent(gap.elsewhere)
        sentences.append(f"Persona fit {here} here{' and' if here == elsewhere else f', {elsewhere}'} elsewhere.")
    if gap.examples:
        sentences.append(f"Titles such as {listed(gap.examples[:NAMED])}.")
    return " ".join(sentences)


def then(gap: Gap, result: Result) -> str:
    """What is covered with a gap and those before it: "27 of 91"; "" for one outside the plan."""
    plan = plan_of(result, SHOWN)
    return plan.then(gap.id) if plan else ""


def rankings(result: Result) -> tuple[Ranking, ...]:
    """The three orders with their steps; none where they agree."""
    titles, now, plans = {gap.id: gap.title for gap in result.gaps}, result.headline, result.priorities
    orders = [
        _ranking("By accounts", plans.accounts, [now.accounts.covered, *(s.accounts for s in plans.accounts)], count),
        _ranking("By contacts", plans.contacts, [now.contacts.covered, *(s.contacts for s in plans.contacts)], count),
    ]
    if now.revenue is not None:
        sums = [now.revenue.covered, *(step.revenue for step in plans.revenue)]
        orders.append(_ranking("By revenue", plans.revenue, sums, partial(money, currency=now.revenue.currency)))
    named = [
        ranking._replace(titles=tuple(titles[key] for key in ranking.titles)) for ranking in orders if ranking.titles
    ]
    return tuple(named) if len({ranking.titles for ranking in named}) > 1 else ()


def _ranking(name: str, steps: Sequence[Step], sums: Sequence[float | None], say: Callable[[float], str]) -> Ranking:
    path = ARROW.join("…" if number is None else say(number) for number in sums[: RANKED + 1])
    return Ranking(name, path, tuple(step.id for step in steps[:RANKED]))


def _folded(gap: Gap, result: Result) -> Folded:
    """A gap told by others: "29 accounts, 84 contacts; of them 23 in gap 2, 16 in gap 4"."""
    rank = {leader.id: place for place, leader in enumerate(leading(result)[:SHOWN], start=1)}
    overlaps = sorted(((n, rank[key]) for key, n in gap.within.items() if key in rank), reverse=True)
    among = listed(f"{count(n)} in gap {place}" for n, place in overlaps[:NAMED])
    return Folded(gap.title, f"{gap.size}; of them {among}" if among else gap.size)
