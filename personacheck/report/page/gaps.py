"""Gaps as leadership reads them: what they are, how large three ways, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from personacheck.model.result import Cause
from personacheck.prose import listed, plural, spelled
from personacheck.report.wording import called, money, percent

if TYPE_CHECKING:
    from collections.abc import Callable

    from personacheck.model.assessment import Assessment
    from personacheck.model.cast import Cast
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


@dataclass(frozen=True)
class GapRow:
    """One gap. Shares of the largest gap (0..1) size the bars."""

    title: str
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


@dataclass(frozen=True)
class Gaps:
    """All that leadership sees of the gaps.

    Attributes
    ----------
    rankings
        Column heading to titles, first five each; empty where the three rank alike.
    more, smaller, team
        How many further gaps stand in the workbook, how many are of too few people to be listed, and how many items on
        the team's work list.
    """

    rows: tuple[GapRow, ...]
    rankings: dict[str, tuple[str, ...]]
    more: int
    smaller: int
    team: int
    has_revenue: bool


@dataclass(frozen=True)
class Decision:
    """What leadership is asked for."""

    ask: str
    more: tuple[str, ...]


def gaps(assessment: Assessment) -> Gaps:
    """The gaps of no persona and outside scope, ranked by accounts."""
    found = leading(assessment.result)
    money_known = assessment.result.headline.revenue is not None and any(gap.revenue for gap in found)
    rows = tuple(_row(gap, found[:SHOWN], assessment) for gap in found[:SHOWN])
    others = len(assessment.result.gaps) - len(found)
    rankings, left = _rankings(found, has_revenue=money_known), len(found) - len(rows)
    return Gaps(rows, rankings, left, assessment.result.smaller_gaps, others, money_known)


def leading(result: Result) -> list[Gap]:
    """Gaps of causes that are leadership's, best-supported first."""
    return sorted((gap for gap in result.gaps if gap.cause in CAUSES), key=lambda gap: (gap.rank, gap.id))


def decision(assessment: Assessment) -> Decision:
    """The decision that follows from the gaps; without any, from the findings; or none."""
    result, owner = assessment.result, assessment.cast.owner
    whom = (f"Owner of the cast: {owner}.",) if owner else ()
    found = leading(result)[:TOP]
    if not result.headline.contacts.in_market:
        return Decision(
            "Load an export that holds contacts.", ("No contacts are left to judge: see data quality.", *whom)
        )
    if not result.headline.accounts.judged and not result.headline.contacts.judged:
        asked = f"Have job titles filled in for {plural(result.headline.contacts.in_market, 'contact')}."
        return Decision(asked, ("Or export a field that says what people do: department, role, buying role.", *whom))
    if found:
        people = sum(max(1, min(INTERVIEWS, gap.accounts)) for gap in found)
        each = f", {spelled(INTERVIEWS)} for each gap" if people == INTERVIEWS * len(found) > INTERVIEWS else ""
        ask = f"Release {spelled(people)} interview{'s' if people > 1 else ''}{each}."
        gap = "Then extend a persona to each gap, add one, or accept the gap, with a reason and an expiry date."
        return Decision(ask, (gap, *whom))
    if result.findings:
        return Decision(result.findings[0].remedy, (f"Because: {result.findings[0].message}", *whom))
    if result.headline.main_contacts.estimate is None:
        return Decision("Nothing to decide.", ("Have people check a random sample before you rely on it.", *whom))
    return Decision("Nothing to decide.", whom)


def _row(gap: Gap, among: list[Gap], assessment: Assessment) -> GapRow:
    mark, cause = CAUSES[gap.cause]
    headline = assessment.result.headline.revenue
    shown = money(gap.revenue, headline.currency) if headline and gap.revenue is not None else ""
    return GapRow(
        gap.title, mark, cause, _detail(gap, assessment.cast), gap.accounts, gap.contacts, shown,
        _share(gap, among, lambda each: each.accounts), _share(gap, among, lambda each: each.contacts),
        _share(gap, among, lambda each: each.revenue or 0.0), gap.next_step,
    )  # fmt: skip  # a row


def _share(gap: Gap, among: list[Gap], size: Callable[[Gap], float]) -> float:
    most = max(map(size, among))
    return size(gap) / most if most > 0 else 0.0


def _detail(gap: Gap, cast: Cast) -> str:
    """Whose role fits, how the fit compares with elsewhere, and titles that many hold."""
    names = {persona.id: persona.name for persona in cast.personas}
    told = []
    if gap.personas:
        more = [f"{len(gap.personas) - NAMED} more"] if len(gap.personas) > NAMED else []
        short = [called(name) if len(gap.personas) > 1 else name for name in map(names.get, gap.personas) if name]
        fitting = listed([*short[:NAMED], *more])
        verb = "fits" if len(gap.personas) == 1 else "fit"
        whom = "the role, researched for other customers" if gap.cause == Cause.OUT_OF_SCOPE else "some of this work"
        told.append(f"{fitting} {verb} {whom}.")
    if gap.coverage is not None and gap.elsewhere is not None:
        told.append(f"Persona fit {percent(gap.coverage)} here, {percent(gap.elsewhere)} elsewhere.")
    if gap.examples:
        told.append(f"Titles such as {listed(gap.examples[:NAMED])}.")
    return " ".join(told)


def _rankings(found: list[Gap], *, has_revenue: bool) -> dict[str, tuple[str, ...]]:
    orders = {
        "By accounts": sorted(found, key=lambda gap: (-gap.accounts, gap.rank)),
        "By contacts": sorted(found, key=lambda gap: (-gap.contacts, gap.rank)),
    }
    if has_revenue:
        orders["By revenue"] = sorted(found, key=lambda gap: (-(gap.revenue or 0.0), gap.rank))
    titles = {name: tuple(gap.title for gap in order[:RANKED]) for name, order in orders.items()}
    return titles if len(set(titles.values())) > 1 else {}
