"""The terminal summary: sentences that a leader could read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from personacheck.model import tables as t
from personacheck.model.result import LEADERSHIP, Gap, Result
from personacheck.model.tally import AccountTally, counted_by, percent
from personacheck.prose import plural, sentence, spelled
from personacheck.report.page.sample import checked
from personacheck.report.wording import NBSP
from personacheck.vocabulary.axes import excluded_label

GAPS: Final = 5
WORK: Final = 3
FINDINGS: Final = 6


def summary(result: Result) -> Iterator[str]:
    """Lines of the summary: the sentence with the number, the worst gaps, the findings, the rows."""
    yield from _headline(result)
    gaps = [gap for gap in result.gaps if gap.cause in LEADERSHIP]
    if gaps:
        yield from ("", "The gaps most worth closing:", *_numbered(gaps[:GAPS]))
    elif result.gaps:
        yield from ("", "What to record first:", *_numbered(result.gaps[:WORK]))
    if result.smaller_gaps:
        few = f"under {spelled(result.least.contacts)} contacts or {spelled(result.least.accounts)} accounts"
        yield f"  plus {result.smaller_gaps:,} smaller ones ({few}), in the workbook only"
    if result.findings:
        yield ""
        yield "Problems with the cast:"
        yield from (f"  {finding.code}: {finding.message}" for finding in result.findings[:FINDINGS])
        left = len(result.findings) - FINDINGS
        if left > 0:
            yield f"  and {left} more, in the workbook"
    yield ""
    yield from _rows(result)


def _headline(result: Result) -> Iterator[str]:
    accounts, people = result.headline.accounts, result.headline.main_contacts
    whose = "customer accounts" if result.run.population == t.Population.CUSTOMER else "accounts"
    judged, total = accounts.judged, accounts.in_market
    if not total:
        yield "No account is in scope, so only contacts are counted."
        people = result.headline.contacts
    elif judged:
        yield f"At {accounts.covered:,} of {judged:,} {whose}, a persona fits every main contact that can be judged."
    else:
        yield f"None of the {total:,} {whose} can be judged."
    yield from _not_judged(accounts, _blind(result), first=not judged)
    if people.judged and people.estimate is None:
        assumed = f", {people.assumed:,} of them assumed" if people.assumed else ""
        share = percent(people.coverage)
        by = counted_by("main_contacts" if total else "contacts")
        yield f"{sentence(by)}, the cast fits {people.covered:,} of {people.judged:,} ({share}{assumed})."
    yield checked(result).replace(NBSP, " ")


def _not_judged(accounts: AccountTally, partner_sold: int, *, first: bool) -> Iterator[str]:
    more = "" if first else "more "
    if accounts.empty:
        through = f" ({partner_sold:,} of them sold through partners)" if partner_sold else ""
        have = plural(accounts.empty, f"{more}account has", f"{more}accounts have")
        yield f"{have} no known contact{through}."
    if accounts.unreadable:
        have = plural(accounts.unreadable, f"{more}account has", f"{more}accounts have")
        yield f"{have} too little on record to judge: titles are missing or too vague."


def _blind(result: Result) -> int:
    indirect = {t.CHANNEL: "indirect"}
    return next((segment.accounts.empty for segment in result.segments if segment.where == indirect), 0)


def _numbered(gaps: Sequence[Gap]) -> Iterator[str]:
    return (f"  {n}. {_gap(gap)}" for n, gap in enumerate(gaps, start=1))


def _gap(gap: Gap) -> str:
    size = f"{plural(gap.accounts, 'account')}, {plural(gap.contacts, 'contact')}"
    return f"{gap.title} ({gap.cause}): {size}. {gap.next_step}".replace(NBSP, " ")


def _rows(result: Result) -> Iterator[str]:
    rows = result.run.rows
    skipped = sum(rows.skipped.values())
    yield f"Rows: {rows.read:,} read = {rows.loaded:,} loaded + {skipped:,} skipped + {rows.quarantined:,} quarantined."
    if result.run.excluded:
        reasons = ", ".join(f"{n:,} {excluded_label(reason, n)}" for reason, n in result.run.excluded.items())
        left = plural(sum(result.run.excluded.values()), "contact").replace(NBSP, " ")
        yield f"Loaded but excluded: {left} ({reasons})."
    if result.run.same_title:
        decided = result.run.sources[t.Source.REVIEW.value]
        reviewed = f"{decided - result.run.same_title:,} reviewed, {result.run.same_title:,} with the same title as one"
        yield f"Decided by review: {plural(decided, 'contact')} ({reviewed} that was).".replace(NBSP, " ")
