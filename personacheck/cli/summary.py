"""The terminal summary: fifteen lines that a leader could read aloud, and what to do next as a command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from personacheck.model import tables as t
from personacheck.model.causes import shortly
from personacheck.model.export import FEW_LINKED
from personacheck.model.plan import plan_of
from personacheck.model.result import Finding, Gap, Result
from personacheck.model.tally import AccountTally, percent
from personacheck.report.page.findings import causes
from personacheck.report.page.gaps import CAUSES, leading
from personacheck.report.page.headline import customers, everybody, fault, headline, number
from personacheck.report.page.sample import ENOUGH, SHEET, checked
from personacheck.report.wording import NBSP
from personacheck.text.prose import plural, spelled
from personacheck.vocabulary.axes import excluded_label

if TYPE_CHECKING:
    from personacheck.model.assessment import Assessment
    from personacheck.model.cast import Cast
    from personacheck.model.command_line import CommandLine

HANDFUL: Final = "handful.xlsx"
OF_FILES: Final = ("--config", "--sheet", "--encoding")
"""Flags that say how files are read."""
FIRST: Final = 3
"""Gaps and findings told each."""


def summary(assessment: Assessment, *, workbook: bool = True) -> Iterator[str]:
    """The sentence with the number and what it leaves out, the plan of three steps, three findings, the rows.

    Where no workbook was written, what stands there alone is told so.
    """
    return (line.replace(NBSP, " ") for line in _lines(assessment, workbook=workbook))


def next_step(result: Result, typed: CommandLine) -> Iterator[str]:
    """The test that is everybody's first step, as a command: of a handful of accounts or, without any, of contacts.

    Where nobody can be judged, an export that says more comes first.
    """
    contacts = result.headline.contacts
    if result.sample is not None or not contacts.in_market:
        return
    if not contacts.judged:
        read = replace(typed, cast="", options=tuple(flag for flag in typed.options if flag[0] in OF_FILES))
        yield "Next, export the contacts again with their job titles: nobody here can be judged."
        yield f"How these files were read: {read.command('inspect')}"
        return
    if result.headline.by_contact:
        yield f"Next, have people check a sample: {typed.command('sample', '--random', str(ENOUGH), *SHEET)}"
    else:
        yield f"Next, have people check a handful: {typed.command('sample', '--out', HANDFUL)}"


def _lines(assessment: Assessment, *, workbook: bool) -> Iterator[str]:
    result, cast = assessment.result, assessment.cast
    yield f"{headline(result, cast)}."
    yield from (note for note in result.run.notes if note.startswith(FEW_LINKED))
    if beside := " ".join(part for part in _beside(result, cast) if part):
        yield beside
    yield from _gaps(result, workbook=workbook)
    yield from _findings(causes(assessment))
    yield f"{_rows(result)}{_by_title(result)}"


def _beside(result: Result, cast: Cast) -> Iterator[str]:
    """The number where a fault stands before it, people by people, what is not judged, who has checked it."""
    accounts, people = result.headline.accounts, result.headline.main_contacts
    ours = customers(cast)
    yield f"{number(result, cast)}." if ours and fault(result, cast) else ""
    if ours and people.judged > 1 and people.estimate is None:
        which = "all" if people.assumed == people.covered else f"{people.assumed:,}"
        assumed = f", {which} of them assumed" if people.assumed else ""
        yield f"By main contact {people.covered:,} of {people.judged:,} ({percent(people.coverage)}{assumed})."
    yield _not_judged(accounts, _blind(result))
    yield everybody(result)
    yield checked(result)


def _not_judged(accounts: AccountTally, partner_sold: int) -> str:
    through = f", {partner_sold:,} of them sold through partners" if partner_sold else ""
    why = {f"without a known contact{through}": accounts.empty, "with too little on record": accounts.unreadable}
    by_reason = {reason: number for reason, number in why.items() if number}
    if len(by_reason) < 2:
        return "".join(f"Not judged: {plural(number, 'account')} {reason}." for reason, number in by_reason.items())
    reasons = "; ".join(f"{number:,} {reason}" for reason, number in by_reason.items())
    return f"Not judged: {plural(sum(by_reason.values()), 'account')} ({reasons})."


def _blind(result: Result) -> int:
    indirect = {t.CHANNEL: "indirect"}
    return next((segment.accounts.empty for segment in result.segments if segment.where == indirect), 0)


def _gaps(result: Result, *, workbook: bool) -> Iterator[str]:
    """The plan, step by step; without one the largest gaps, else what to record first."""
    plan, gaps = plan_of(result), leading(result)
    listed_gaps = gaps or list(result.gaps)
    if not listed_gaps:
        return
    if plan:
        yield plan.says
        listed_gaps = [*plan.gaps]
    else:
        yield "The largest gaps:" if gaps else "To record first:"
    for n, gap in enumerate(listed_gaps[:FIRST], start=1):
        yield f"  {n}. {_gap(gap)}. {gap.next_step}"
    if result.smaller_gaps:
        few = f"under {spelled(result.least.contacts)} contacts or {spelled(result.least.accounts)} accounts"
        where = "in the workbook only" if workbook else "which only the workbook lists (--format xlsx)"
        yield f"  plus {plural(result.smaller_gaps, 'smaller one')} ({few}), {where}"


def _gap(gap: Gap) -> str:
    cause = f" ({CAUSES[gap.cause][1]})" if gap.cause in CAUSES else ""
    return f"{gap.title}{cause}: {gap.size}"


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    """The worst three, a sentence each: the rest of each stands on the page."""
    if not findings:
        return
    more = f", {spelled(FIRST)} of {spelled(len(findings))}" if len(findings) > FIRST else ""
    yield f"Problems with the cast{more}:"
    yield from (f"  {finding.code}: {shortly(finding)}" for finding in findings[:FIRST])


def _rows(result: Result) -> str:
    rows = result.run.rows
    skipped = sum(rows.skipped.values())
    line = f"Rows: {rows.read:,} read = {rows.loaded:,} loaded + {skipped:,} skipped + {rows.quarantined:,} quarantined"
    line += f"; {plural(result.run.outside, 'contact')} outside the part" if result.run.outside else ""
    if not result.run.excluded:
        return f"{line}."
    reasons = ", ".join(f"{n:,} {excluded_label(reason, n)}" for reason, n in result.run.excluded.items())
    return f"{line}; of the loaded, {sum(result.run.excluded.values()):,} excluded ({reasons})."


def _by_title(result: Result) -> str:
    """How many a review decided by their title alone; "" for none."""
    alike = result.run.same_title
    if not alike:
        return ""
    decided = result.run.sources[t.Source.REVIEW.value]
    reviewed = f"{decided - alike:,} reviewed, {alike:,} with the same title as one that was"
    return f" Decided by review: {plural(decided, 'contact')} ({reviewed})."
