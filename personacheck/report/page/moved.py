"""What changed between two runs, as tables: fit, gaps, personas, the mix. What is worse stands first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model.changes import Because, Move
from personacheck.model.snapshot import Share
from personacheck.model.tally import counted
from personacheck.report.changes_view import changes_view
from personacheck.report.page.axes import axes, values
from personacheck.report.page.change import edited
from personacheck.report.wording import count, day, percent, points, signed
from personacheck.text.prose import listed, sentence
from personacheck.vocabulary.axes import axis_label, value_label
from personacheck.vocabulary.roles import function_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from personacheck.model.assessment import Assessment
    from personacheck.model.cast import Cast
    from personacheck.model.changes import Changes, CoverageChange, GapChange, PersonaChange
    from personacheck.model.review import Drift, Review
    from personacheck.model.snapshot import Fresh

MOVES: Final = {
    Move.NEW.value: "new",
    Move.WORSE.value: "larger",
    Move.BETTER.value: "smaller",
    Move.CLOSED.value: "closed",
}
BECAUSE: Final = {
    Because.DATA.value: "the data moved",
    Because.CAST.value: "the cast was edited",
    Because.BOTH.value: "data and cast moved",
    Because.ANSWERS.value: "by people’s answers",
    Because.SEVERAL.value: "partly by people’s answers",
}
VERDICTS: Final = {"stable": "as before", "watch": "watch it", "act": "moved far"}
SEGMENTS: Final = 8
TITLES: Final = 8
"""Segments and titles named at most."""
STILL: Final = 0.0005
"""Share below which nothing moved."""


class MovedRow(NamedTuple):
    """A persona fit or a gap, then and now; ``parts`` says what data and cast did."""

    label: str
    then: str
    now: str
    change: str
    parts: str
    worse: bool


class Mix(NamedTuple):
    """How far a mix moved, and by what."""

    name: str
    verdict: str
    stability: str
    drivers: str


class Moved(NamedTuple):
    """From one run to another.

    Attributes
    ----------
    since
        The earlier run by its date, in words; "" for a first run.
    barred
        What is not compared or only with care, and why.
    chance
        How far the export may move each measure though nothing happened.
    worse, better
        Segments of one axis whose fit fell; that rose, came or went.
    open, rest
        Gaps that are new or larger; that are smaller or closed.
    unchanged
        How many gaps did not move.
    fresh
        Sentences about what is new since then.
    """

    since: str
    barred: tuple[str, ...] = ()
    edit: str = ""
    rows: tuple[MovedRow, ...] = ()
    chance: str = ""
    worse: tuple[MovedRow, ...] = ()
    better: tuple[MovedRow, ...] = ()
    open: tuple[MovedRow, ...] = ()
    rest: tuple[MovedRow, ...] = ()
    unchanged: int = 0
    personas: tuple[MovedRow, ...] = ()
    fresh: tuple[str, ...] = ()
    mixes: tuple[Mix, ...] = ()
    words: str = ""
    unseen: str = ""


def moved(assessment: Assessment, review: Review) -> Moved:
    """All that moved; of a first run nothing but its date."""
    changes = review.changes
    if changes is None:
        return Moved("")
    view, result = changes_view(changes), assessment.result
    lone = {axis for axis in axes(result) if len(values(result, axis)) == 1}  # such a row repeats the whole
    told = [change for change in view.segments if lone.isdisjoint(change.where)]
    return Moved(
        since=changes.earlier(day(view.since)),
        barred=view.remarks,
        edit=edited(changes.edit, assessment.cast) if changes.edit else "",
        rows=tuple(_fit(change, counted(change.measure).capitalize()) for change in view.headline),
        chance=view.chance,
        worse=tuple(_segment(change) for change in told if change.move == Move.WORSE)[:SEGMENTS],
        better=tuple(_segment(change) for change in told if change.move != Move.WORSE)[:SEGMENTS],
        open=tuple(_gap(change, changes) for change in view.asking),
        rest=tuple(_gap(change, changes) for change in view.settled),
        unchanged=view.moves[Move.UNCHANGED],
        personas=tuple(_persona(change) for change in changes.personas),
        fresh=_fresh(review.fresh)
        if review.fresh
        else ("Both runs are from the same day.",) * (changes.before == changes.after),
        mixes=tuple(_mix(drift, changes, assessment.cast) for drift in review.drift),
        words=listed(f"“{word.value}” {_shares(word.before, word.after)}" for word in review.words),
        unseen=_unseen(review.unseen),
    )


def _fit(change: CoverageChange, label: str) -> MovedRow:
    before, after = change.before, change.after
    moved = change.points(0)
    return MovedRow(
        label=label,
        then=percent(before.coverage) if before else "none",
        now=percent(after.coverage) if after else "none",
        change=_points(moved, change.difference) if moved is not None else change.move,
        parts=_parts(change),
        worse=change.move == Move.WORSE,
    )


def _points(moved: float, exact: float | None) -> str:
    return points(moved / 100) if moved or abs(exact or 0.0) >= STILL else "as before"


def _parts(change: CoverageChange) -> str:
    """What data, cast and both did, where the parts are known; a part that no printed share shows is none."""
    parts = change.parts(0)
    by_cause = {name: round(part) for name, part in parts.items() if part}
    if None in parts.values() or not by_cause:
        return ""
    if len(by_cause) == 1:
        return f"by {next(iter(by_cause))}"
    return ", ".join(f"{signed(part)} by {name}" for name, part in by_cause.items())


def _segment(change: CoverageChange) -> MovedRow:
    where = listed(f"{axis_label(axis)}: {value_label(axis, value)}" for axis, value in change.where.items())
    judged = (change.after or change.before or Share(0, 0)).judged
    return _fit(change, f"{sentence(where)}, {count(judged)} contacts")


def _gap(change: GapChange, changes: Changes) -> MovedRow:
    kin = changes.instead(change)
    because = f"now {kin}" if kin and change.after is None else kin or BECAUSE.get(change.because, "")
    move = "moved" if kin and change.after is None else MOVES[change.move]
    then, now = (f"{gap.accounts:,}, {gap.contacts:,}" if gap else "none" for gap in (change.before, change.after))
    return MovedRow(change.gap.title, then, now, move, because, worse=False)


def _persona(change: PersonaChange) -> MovedRow:
    shares = [figure.share if figure else None for figure in (change.before, change.after)]
    persona = change.after or change.before
    then, now = (percent(share) if share is not None else "none" for share in shares)
    difference = (shares[1] or 0.0) - (shares[0] or 0.0)
    word = "added" if change.before is None else "removed" if change.after is None else points(difference)
    return MovedRow(
        persona.name if persona else change.id, then, now, word, "under 5 % now" if change.faded else "", False
    )


def _fresh(fresh: Fresh) -> tuple[str, ...]:
    sentences = []
    for noun, new, old in (
        ("contacts", fresh.new_contacts, fresh.old_contacts),
        ("accounts", fresh.new_accounts, fresh.old_accounts),
    ):
        if new.judged:
            sentences.append(
                f"Of {count(new.judged)} new {noun} {percent(new.coverage)} fit, of the others {percent(old.coverage)}."
            )
        else:
            sentences.append(f"No new {noun} that can be judged.")
    if fresh.undated_contacts:
        sentences.append(f"{count(fresh.undated_contacts)} contacts have no date of creation and count as neither.")
    return tuple(sentences)


def _mix(drift: Drift, changes: Changes, cast: Cast) -> Mix:
    names = {persona.id: persona.name.split(",")[0] for persona in cast.personas}
    for change in changes.personas:
        if change.before is not None:
            names.setdefault(change.id, change.before.name.split(",")[0])
    drivers = [
        f"{_value(driver.value, drift.mix, names)} {_shares(driver.before, driver.after)}"
        for driver in drift.drivers[:3]
    ]
    moved = listed(drivers) if drift.verdict != "stable" else ""
    return Mix(sentence(drift.mix), VERDICTS[drift.verdict], f"{drift.index:.2f}", moved)


def _value(value: str, mix: str, names: Mapping[str, str]) -> str:
    if mix == "personas":
        return names.get(value, value) if value else "no persona"
    return function_label(value) if value else "no function read"


def _shares(before: float, after: float) -> str:
    return f"{percent(before)} to {percent(after)}"


def _unseen(titles: Mapping[str, int]) -> str:
    named: Sequence[str] = [f"{title} ({count(number)})" for title, number in [*titles.items()][:TITLES]]
    more = [f"{len(titles) - TITLES} more"] if len(titles) > TITLES else []
    return listed([*named, *more]) if titles else ""
