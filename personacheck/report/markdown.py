"""A review as Markdown, for the summary page of a CI job or a mail: the number, what changed, what to decide."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from personacheck.model.cast_edit import edit_in_words
from personacheck.model.changes import Move
from personacheck.model.decisions import Standing
from personacheck.model.snapshot import Share
from personacheck.model.tally import counted, percent
from personacheck.report.changes_view import ALONE, ASKING, changes_view
from personacheck.vocabulary.axes import segment_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from personacheck.model.changes import CoverageChange, GapChange
    from personacheck.model.decisions import Entry
    from personacheck.model.review import Agenda, AgendaItem, Review
    from personacheck.model.snapshot import Fresh
    from personacheck.report.changes_view import ChangesView

SHOWN: Final = 6
"""Gaps and segments told each; the rest is counted. The same for leadership's findings (design)."""


def summary(review: Review) -> str:
    """The review as GitHub-flavoured Markdown; text of users is escaped, so that none of it acts."""
    return "\n".join(_lines(review)).rstrip() + "\n"


def _lines(review: Review) -> Iterator[str]:
    part = f", only {escaped(review.part)}" if review.part else ""
    yield from (f"## Persona review, {review.as_of}{part}", "", escaped(review.agenda.conclusion), "")
    for line in (review.plan, review.estimand):
        yield from (escaped(line), "") if line else ()
    yield from _agenda(review.agenda)
    if review.changes is None:
        yield from (ALONE, "")
    else:
        view = changes_view(review.changes)
        yield from _changes(view, review.changes.earlier(view.since))
    if review.fresh is not None:
        yield from (_fresh(review.fresh), "")
    yield from _drift(review)
    yield from _register(review.register)
    if review.past_date:
        yield from (escaped(review.past_date), "")
    yield review.closing


def _agenda(agenda: Agenda) -> Iterator[str]:
    for number, item in enumerate(agenda.items, start=1):
        options = " / ".join(item.options)
        yield f"{number}. **{escaped(item.title)}** ({item.reason}): {escaped(item.why)}{_ask(item)} _{options}_"
    if agenda.rest:
        yield f"\n{agenda.rest}"
    yield ""


def _ask(item: AgendaItem) -> str:
    return f" {escaped(item.ask)}" if item.ask else ""


def _changes(changes: ChangesView, since: str) -> Iterator[str]:
    yield from (f"### Since {since}", "")
    for remark in changes.remarks:
        yield f"- Not like for like: {escaped(remark)}"
    if changes.edit:
        yield f"- The cast: {escaped(edit_in_words(changes.edit))}."
    if changes.remarks or changes.edit:
        yield ""
    if changes.headline:
        yield from _headlines(changes.headline)
    if changes.chance:
        yield from (changes.chance, "")
    unfolded = [change for move in ASKING for change in changes.segments if change.move == move]
    yield from (f"- {_segment(change)}" for change in unfolded[:SHOWN])
    asking = changes.asking[:SHOWN]
    yield from (f"- {_gap(change)}" for change in asking)
    yield from _good(changes)
    for change, instead in changes.became:
        yield f"- moved: {escaped(change.gap.title)}; it is now {escaped(instead)}"
    left = changes.moves - Counter(change.move for change in (*asking, *changes.closed))
    rest = [f"{left[move]} {move.value}" for move in Move if left[move]]
    if rest:
        yield f"- Other gaps: {', '.join(rest)}."
    yield ""


def _good(changes: ChangesView) -> Iterator[str]:
    """What went well, a line each: gaps that closed, segments that rose."""
    closed = [escaped(change.gap.title) for change in changes.closed]
    rose = [_shares(change) for change in changes.segments if change.move == Move.BETTER]
    for what, good in (("**closed**", closed), ("better", rose)):
        if good:
            more = f" and {len(good) - SHOWN} more" if len(good) > SHOWN else ""
            yield f"- {what}: {', '.join(good[:SHOWN])}{more}"


def _headlines(changes: Sequence[CoverageChange]) -> Iterator[str]:
    causes = dict.fromkeys(name for change in changes for name in change.parts(1))
    heads = ["then", "now", "change", *(f"by {name.removeprefix('the ').removesuffix(' together')}" for name in causes)]
    yield from (f"| Persona fit | {' | '.join(heads)} |", f"|---|{'--:|' * len(heads)}")
    for change in changes:
        shares = [percent(share.coverage if share else None, 1) for share in (change.before, change.after)]
        moved = [points(part) for part in (change.points(1), *(change.parts(1).get(name, 0.0) for name in causes))]
        yield f"| {counted(change.measure)} | {' | '.join((*shares, *moved))} |"
    yield ""


def _segment(change: CoverageChange) -> str:
    judged = (change.after or change.before or Share(0, 0)).judged
    return f"**{change.move}** segment: {_shares(change)} of {judged:,.0f} main contacts"


def _shares(change: CoverageChange) -> str:
    before, after = (percent(share.coverage) if share else "none" for share in (change.before, change.after))
    return f"{escaped(segment_label(change.where))} {before} to {after}"


def _gap(change: GapChange) -> str:
    gap, before = change.gap, change.before
    was = f" (then {before.accounts:,} and {before.contacts:,})" if before else ""
    because = f", by {change.because}" if change.because else ""
    size = f"{gap.accounts:,} accounts, {gap.contacts:,} contacts{was}"
    return f"**{change.move}**{because}: {escaped(gap.title)}, {size}"


def _fresh(fresh: Fresh) -> str:
    contacts, accounts = fresh.new_contacts, fresh.new_accounts
    lines = [f"No contact is new since {fresh.since}."]
    if contacts.judged:
        old = percent(fresh.old_contacts.coverage)
        lines = [
            f"Of {contacts.judged:,.0f} contacts new since {fresh.since}, {percent(contacts.coverage)} have a persona"
        ]
        lines[0] += f" that fits; of the older ones {old}."
    if accounts.judged:
        lines.append(f"Of {accounts.judged:,.0f} new accounts it is {percent(accounts.coverage)}.")
    if fresh.undated_contacts:
        lines.append(f"{fresh.undated_contacts:,} contacts have no date of creation.")
    return " ".join(lines)


def _drift(review: Review) -> Iterator[str]:
    for drift in review.drift:
        yield f"- Mix of {drift.mix}: {drift.verdict} (population stability index {drift.index:.2f})"
    if review.words:
        words = (f"{escaped(w.value)} {percent(w.before)} to {percent(w.after)}" for w in review.words)
        yield f"- Words in titles that moved most: {', '.join(words)}"
    if review.unseen:
        yield f"- Titles that no earlier run showed: {', '.join(escaped(title) for title in list(review.unseen)[:5])}"
    if review.drift or review.words or review.unseen:
        yield ""


def _register(entries: Iterable[Entry]) -> Iterator[str]:
    hand = [entry for entry in entries if entry.standing in {Standing.RUNNING, Standing.ACCEPTED, Standing.MET}]
    if not hand:
        return
    yield from (
        "### In hand",
        "",
        "| What | decision | owner | due or until | now | target |",
        "|---|---|---|---|--:|--:|",
    )
    for entry in hand:
        decision = entry.decision
        until = decision.until if entry.standing == Standing.ACCEPTED else decision.due
        figures = ["" if figure is None else f"{figure:g}" for figure in (entry.now, decision.kpi.target)]
        cells = (
            escaped(decision.what or decision.about),
            decision.decision,
            escaped(decision.owner),
            str(until or ""),
            *figures,
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def points(tenths: float | None) -> str:
    """Points with their sign, "n/a" for None.

    Examples
    --------
    >>> [points(each) for each in (3.4, -10.0, 0.0, None)]
    ['+3.4', '−10.0', '0.0', 'n/a']
    """
    if tenths is None:
        return "n/a"
    return f"{'+' if tenths > 0 else '−' if tenths < 0 else ''}{abs(tenths):.1f}"


def escaped(text: str) -> str:
    r"""Text of users as Markdown that shows it and does nothing else.

    Examples
    --------
    >>> print(escaped("<img src=x> [a](b) | *c*"))
    &lt;img src=x&gt; \[a\](b) \| \*c\*
    """
    plain = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|~#@])", r"\\\1", plain)
