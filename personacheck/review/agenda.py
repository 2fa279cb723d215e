"""What to decide, most pressing first, what was carried over last. May conclude that no change is needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from personacheck.model.causes import by_cause
from personacheck.model.changes import Because, Move
from personacheck.model.decisions import Standing, Verdict
from personacheck.model.result import Cause
from personacheck.model.review import Agenda, AgendaItem
from personacheck.model.tally import percent
from personacheck.review.comparable import WHOLE, is_barred
from personacheck.review.compare import FADED, finding_id
from personacheck.review.parts import parts
from personacheck.review.register import PRESSING, facts, waiver, with_parts
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from personacheck.model.changes import Changes, GapChange
    from personacheck.model.decisions import Entry
    from personacheck.model.result import Finding, Gap, Result, ReviewDue
    from personacheck.model.review import Drift
    from personacheck.review.register import Fact

SHOWN: Final = 7
"""Items of one review."""
HOUSEKEEPING: Final = 2
"""Items about the cast itself that customers leave room for."""
CUSTOMERS, HOUSE = "customers", "housekeeping"
STANDING_GAPS, STANDING_FINDINGS = 3, 2
"""Gaps and findings that did not change, yet nobody has decided on: so many of the largest and of the most severe are
brought up again."""
UNDECIDED: Final = "undecided"

OF_RECORDS: Final = (Verdict.RESEARCH, Verdict.ACCEPT)  # no persona mends what is not recorded
OPTIONS: Final = {
    Cause.NO_PERSONA: (Verdict.RESEARCH, Verdict.ADD, Verdict.ACCEPT),
    Cause.OUT_OF_SCOPE: (Verdict.RESEARCH, Verdict.EXTEND, Verdict.ACCEPT),
    "redundant-persona": (Verdict.MERGE, Verdict.RETIRE, Verdict.ACCEPT),
    "overlapping-personas": (Verdict.MERGE, Verdict.ACCEPT),
    "oversized-cast": (Verdict.MERGE, Verdict.RETIRE, Verdict.ACCEPT),
    "idle-persona": (Verdict.RETIRE, Verdict.RESEARCH, Verdict.ACCEPT),
    "dead-rule": (Verdict.EXTEND, Verdict.RETIRE),
    "shadowed-rule": (Verdict.MERGE, Verdict.RETIRE),
    **dict.fromkeys(("channel-unknown", "unrecorded-field", "blind-accounts", "no-buyer-contact"), OF_RECORDS),
}  # by cause of a gap or code of a finding; others are OTHER
OTHER: Final = (Verdict.RESEARCH, Verdict.EXTEND, Verdict.ACCEPT)


def agenda(
    result: Result, changes: Changes | None, entries: Sequence[Entry], *, drift: Sequence[Drift], due: ReviewDue
) -> Agenda:
    """The agenda of a review.

    Parameters
    ----------
    entries
        The register: what has been decided, or is already noted as open, is not brought up as new.
    """
    noted = {entry.decision.about for entry in entries if entry.standing not in {Standing.GONE, Standing.NEW}}
    within = parts(result.gaps, {entry.decision.about for entry in entries})
    noted |= {gap.id for about in noted & within.keys() for gap in within[about]}
    by_id, sizes = with_parts(facts(result), within), _sizes(result, changes)
    pressing, carried = _entries(entries, by_id, PRESSING, sizes), [*_entries(entries, by_id, (Standing.OPEN,), sizes)]
    fresh = [
        *pressing,
        *_gaps(result, changes, noted),
        *_findings(result, changes, by_id, noted),
        *_faded(changes),
        *_drift(drift),
    ]
    asked = {gap.id: gap.next_step for gap in result.gaps} | _remedies(result)
    fresh, carried = ([replace(item, ask=asked.get(item.about, "")) for item in items] for items in (fresh, carried))
    shown = _chosen(fresh, carried)
    conclusion = _conclusion([*fresh, *carried], len(carried), due, result.run.as_of)
    opening = f"{result.draft}. {conclusion}" if result.draft else conclusion
    listed = {item.about for item in (*fresh, *carried)} | {entry.decision.about for entry in entries}
    others = sum(gap.is_leaderships and not gap.folded and gap.id not in listed for gap in result.gaps)
    others += len({finding.code for finding in result.findings if finding.severity != "low"} - {*_codes(listed)})
    left = len(fresh) + len(carried) - len(shown)
    return Agenda(shown, left, opening, len(fresh), len(carried), others if changes else 0)


def _codes(listed: Collection[str]) -> Iterator[str]:
    return (about.partition(":")[0] for about in listed)


def _chosen(fresh: Sequence[AgendaItem], carried: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    """As many as a review can take: customers first, then housekeeping, which takes what room they leave."""
    customers = [item for item in fresh if item.part == CUSTOMERS]
    house = [item for item in fresh if item.part == HOUSE]
    first = customers[: SHOWN - min(len(house), HOUSEKEEPING)]
    return tuple([*first, *house[: SHOWN - len(first)], *carried][:SHOWN])


def _remedies(result: Result) -> dict[str, str]:
    """What each finding asks for, and each fault of several personas."""
    by_id = {finding_id(finding): finding.remedy for finding in reversed(result.findings)}
    return {finding.code: finding.remedy for finding in reversed(result.findings)} | by_id


def _entries(
    entries: Sequence[Entry], by_id: Mapping[str, Fact], standings: Sequence[Standing], sizes: Mapping[str, str]
) -> Iterator[AgendaItem]:
    for standing in standings:
        for entry in entries:
            fact = by_id.get(entry.decision.about)  # what is gone has none, nor what a new baseline puts out of sight
            if entry.standing == standing and fact is not None:
                why = " ".join(part for part in (_why(entry), sizes.get(entry.decision.about, "")) if part)
                part = CUSTOMERS if fact.is_gap else HOUSE
                about, options = entry.decision.about, _options(fact.kind)
                yield AgendaItem(about, standing.value, fact.title, why, options, part=part)


def _sizes(result: Result, changes: Changes | None) -> dict[str, str]:
    """What each finding says; how large each gap is, and was, if it grew."""
    worse = {change.id: change for change in changes.gaps if change.move == Move.WORSE} if changes else {}
    messages = {finding_id(finding): finding.message for finding in reversed(result.findings)}
    return messages | {gap.id: _moved(gap, worse[gap.id]) if gap.id in worse else _size(gap) for gap in result.gaps}


def _why(entry: Entry) -> str:
    decision, owner = entry.decision, entry.decision.owner or "nobody yet"
    if entry.standing == Standing.OVERDUE:
        return f"To {decision.decision}, due on {decision.due}; owner: {owner}."
    if entry.standing == Standing.EXPIRED:
        return f"It was {waiver(decision).rstrip('.')}."
    if entry.standing == Standing.BACK:
        return "It was closed, and has come back."
    return f"Open since {decision.raised}." if decision.raised else "Open."


def _gaps(result: Result, changes: Changes | None, noted: Collection[str]) -> Iterator[AgendaItem]:
    """New and worse ones first, then the largest that nobody decided on; none that the register holds."""
    moved = {change.id: change for change in changes.gaps} if changes else {}
    rose = any((change.cast or 0.0) > 0 for change in changes.headline) if changes else False
    gaps = [gap for gap in result.gaps if gap.is_leaderships and gap.id not in noted and not gap.folded]
    news = {gap.id for gap in gaps if gap.id in moved and moved[gap.id].move in {Move.NEW, Move.WORSE}}
    for gap in gaps:
        if gap.id in news:
            change = moved[gap.id]
            stands_out = rose and change.move == Move.NEW and change.because == Because.CAST and gap.excess is not None
            why = f"{_size(gap)} {STANDS_OUT}" if stands_out else _moved(gap, change)
            if changes and (kin := changes.instead(change)):
                why = f"{_size(gap)} It is {kin}."
            yield AgendaItem(gap.id, change.move, gap.title, why, _options(gap.cause))
    for gap in gaps[:STANDING_GAPS]:
        if gap.id not in news:
            yield AgendaItem(gap.id, UNDECIDED, gap.title, _size(gap), _options(gap.cause))


def _moved(gap: Gap, change: GapChange) -> str:
    before = f", {change.before.accounts:,} and {change.before.contacts:,} then" if change.before else ""
    return _size(gap).removesuffix(".") + before + BECAUSE.get(change.because, ".")


BECAUSE: Final = {
    "data": "; the contacts changed, not the cast.",
    "cast": "; the cast was edited.",
    "both": "; contacts and cast both changed.",
    "answers": "; people’s answers changed it, not the contacts.",
    "several causes": "; people’s answers are a part of it.",
}


STANDS_OUT: Final = "It stands out because the edited cast now fits the others better."


def _size(gap: Gap) -> str:
    return f"{plural(gap.accounts, 'account')}, {plural(gap.contacts, 'contact')}."


def _findings(
    result: Result, changes: Changes | None, by_id: Mapping[str, Fact], noted: Collection[str]
) -> Iterator[AgendaItem]:
    """Findings that matter, by cause: a fault of several personas is one item, under its code.

    Those that are new, then of those that stood before and nobody decided on the most severe; of a first run all.
    """
    open_ = [
        finding
        for finding in result.findings
        if finding.severity != "low" and not {finding.code, finding_id(finding)} & {*noted}
    ]
    of_code: dict[str, dict[str, Finding]] = {}
    for finding in open_:
        of_code.setdefault(finding.code, {}).setdefault(finding_id(finding), finding)
    names = {figure.id: figure.name.split(",")[0] for figure in result.personas}
    standing = STANDING_FINDINGS
    for code, mine in sorted(of_code.items(), key=lambda item: _stood(item[1], changes)):
        stood = _stood(mine, changes)
        if stood and not standing:
            break
        standing -= stood
        (merged,) = by_cause([*mine.values()], names)
        key = code if len(mine) > 1 and code in by_id else next(iter(mine))
        reason = UNDECIDED if stood else "finding"
        yield AgendaItem(key, reason, by_id[key].title, merged.message, _options(code), part=HOUSE)


def _stood(findings: Collection[str], changes: Changes | None) -> bool:
    """Whether all of these findings stood in the earlier run, too."""
    if changes is None or is_barred(WHOLE, changes.bars):
        return False
    return not {change.id for change in changes.findings if change.before is None} & {*findings}


def _faded(changes: Changes | None) -> Iterator[AgendaItem]:
    for change in changes.personas if changes else ():
        if change.faded and change.before and change.after:
            shares = f"{percent(change.before.share, 1)} then, {percent(change.after.share, 1)} now"
            why = f"Its share of covered contacts: {shares}, under {percent(FADED)}."
            options = (Verdict.RETIRE.value, Verdict.MERGE.value, Verdict.ACCEPT.value)
            yield AgendaItem(change.id, "faded", change.after.name, why, options, part=HOUSE)


def _drift(drift: Sequence[Drift]) -> Iterator[AgendaItem]:
    for shift in drift:
        if shift.verdict == "act":
            nothing = {"personas": "no persona", "functions": "no function read"}[shift.mix]
            most = ", ".join(
                f"{driver.value or nothing} {percent(driver.before)} to {percent(driver.after)}"
                for driver in shift.drivers[:3]
            )
            why = f"Population stability index {shift.index:.2f}, over 0.25: {most}."
            yield AgendaItem(
                "cast", "drift", f"The mix of {shift.mix} moved far", why, (Verdict.RESEARCH.value,), part=HOUSE
            )


def _options(cause: str) -> tuple[str, ...]:
    return tuple(verdict.value for verdict in OPTIONS.get(cause, OTHER))


def _conclusion(items: Sequence[AgendaItem], carried: int, due: ReviewDue, as_of: str) -> str:
    overdue = sum(item.reason == Standing.OVERDUE for item in items)
    late = f" The review was due on {due.due}." if due.overdue else ""
    if not items:
        return f"No change is needed: nothing is new or worse, and everything open is in hand.{late}"
    fresh = len(items) - carried
    new = fresh - sum(item.reason == UNDECIDED for item in items)
    words = f"{fresh} things to decide" if fresh > 1 else "One thing to decide" if fresh else "Nothing new to decide"
    words += ", none of them new" if fresh > 1 and not new else ""
    words += f", {overdue} of them overdue" if overdue else ""
    words += f", {'and ' if fresh else ''}{carried} {'more ' if fresh else ''}carried over" if carried else ""
    return f"{words}, as of {as_of}.{late}"
