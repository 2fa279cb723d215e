"""What of two runs can be compared. What cannot is said, not subtracted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.model.changes import Bar
from personacheck.model.tables import Population
from personacheck.model.tally import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.model.snapshot import Snapshot

WHOLE: Final = "all"
ACCOUNTS: Final = "accounts"
REVENUE: Final = "revenue"

RATIO: Final = 2.0
"""An export that holds less than half, or more than double the contacts is taken for one of another scope. No source:
few customer bases double between two reviews, and an export of one region or team is mostly smaller than half."""

NEW_BASELINE: Final = (
    "New baseline: the matching changed, so titles are read differently than on {0}. "
    "To compare anyway, check that day's export again with --as-of {0}."
)

OTHER_ANSWERS: Final = (
    "New baseline: people’s answers (labels.csv) differ from those of {0}, and the earlier ones are not available. "
    "To compare anyway, check that day's export again with --as-of {0} and the labels of today."
)

KNOWN_MOVES: Final = 0.25
"""An axis that is known for so many more or fewer contacts (share) has got or lost a field. No source, as above."""


def bars(before: Snapshot, after: Snapshot) -> tuple[Bar, ...]:
    """What must not be subtracted; the same for both orders of the runs, but for the wording."""
    whole = tuple(_whole(before, after))
    return whole or (*_measures(before, after), *_axes(before, after))


def are_answers_new(before: Snapshot, after: Snapshot) -> bool:
    """Whether people said something else of contacts by then; False where the earlier run does not tell."""
    then, now = (run.result.run.digests.labels for run in (before, after))
    return bool(then) and then != now


def other_answers(before: Snapshot) -> Bar:
    """Nothing is subtracted: how much of it people's answers did cannot be told."""
    return Bar(WHOLE, OTHER_ANSWERS.format(before.result.run.as_of))


def notes(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """What is subtracted, yet moves for another reason than contacts or personas."""
    sentences = []
    if _differ("export", before, after):
        sentences.append(
            "The [export] settings differ (own domains, columns …): part of the change may come from that."
        )
    if before.basis.aliases != after.basis.aliases:
        sentences.append(
            "The table of aliases differs: accounts that it merges count once in one run and separately in the other."
        )
    if before.result.run.version != after.result.run.version:
        versions = f"{before.result.run.version}, then {after.result.run.version}"
        sentences.append(f"The program version differs ({versions}): part of the change may come from that.")
    return tuple(sentences)


def columns(before: Snapshot, now: Snapshot) -> tuple[str, ...]:
    """Columns that the cast of then asks for and that are filled in one of the exports only.

    Parameters
    ----------
    now
        The export of today under the cast of then.
    """
    then, today = before.basis.lacking, now.basis.lacking
    sentences = []
    for lacking, others, how in ((today, then, "is gone or empty"), (then, today, "is new")):
        named = ", ".join(f'"{header}"' for header in lacking if header not in others)
        if named:
            sentences.append(
                f"A column that the earlier cast uses {how} ({named}): its effect counts as a change in the data."
            )
    return tuple(sentences)


def is_barred(what: str, bars: tuple[Bar, ...]) -> bool:
    """Whether a measure or an axis is barred, by itself or with all."""
    return any(bar.what in {what, WHOLE} for bar in bars)


def _whole(before: Snapshot, after: Snapshot) -> Iterator[Bar]:
    old, new = before.basis, after.basis
    if old.matching != new.matching:
        yield Bar(WHOLE, NEW_BASELINE.format(before.result.run.as_of))
    if old.population != new.population:
        yield Bar(WHOLE, f"The headline counted {_whose(old.population)} then and counts {_whose(new.population)} now.")
    if old.objects != new.objects:
        yield Bar(WHOLE, f"The files held {', '.join(old.objects)} then and hold {', '.join(new.objects)} now.")
    fewer, more = sorted((old.contacts, new.contacts))
    if more > RATIO * fewer:
        sizes = f"{old.contacts:,} contacts then, {new.contacts:,} now"
        yield Bar(
            WHOLE, f"The exports differ in scope: {sizes}. One of them may be partial: a region, a team, a filter."
        )


def _measures(before: Snapshot, after: Snapshot) -> Iterator[Bar]:
    if _differ("accounts", before, after):
        why = "The [accounts] settings differ: main contacts are chosen differently."
        yield from (Bar(measure, why) for measure in (ACCOUNTS, "main_contacts", REVENUE))
    elif _money(before) != _money(after):
        yield Bar(REVENUE, "Revenue is known in only one of the runs, or in different currencies.")


def _axes(before: Snapshot, after: Snapshot) -> Iterator[Bar]:
    old, new = before.basis.known, after.basis.known
    for axis in sorted({*old, *new}):
        if axis not in old or axis not in new:
            yield Bar(axis, f"Only one of the exports has the axis {axis}.")
        elif _differ(axis, before, after):
            yield Bar(axis, f"The settings of the axis {axis} differ.")
        elif abs(new[axis] - old[axis]) > KNOWN_MOVES:
            shares = f"{percent(old[axis])} of contacts then, {percent(new[axis])} now"
            yield Bar(axis, f"The {axis} is known for {shares}: a field was added or removed.")


def _differ(part: str, before: Snapshot, after: Snapshot) -> bool:
    return before.basis.settings.get(part) != after.basis.settings.get(part)


def _money(run: Snapshot) -> tuple[bool, str | None]:
    return run.result.headline.revenue is not None, run.basis.currency


def _whose(population: str) -> str:
    return "customers" if population == Population.CUSTOMER else "all contacts"
