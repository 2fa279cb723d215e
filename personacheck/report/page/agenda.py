"""What a review puts on the table: items to decide, those carried over, and decisions that are in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model.changes import Move
from personacheck.model.decisions import Standing, Verdict
from personacheck.report.page.register import STANDINGS, VERDICTS
from personacheck.report.wording import day, percent
from personacheck.text.prose import listed, noun, plural, sentence, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from personacheck.model.decisions import Entry
    from personacheck.model.review import AgendaItem, Review

REASONS: Final = {
    Standing.OVERDUE.value: "overdue",
    Standing.EXPIRED.value: "its waiver has expired",
    Standing.BACK.value: "back again",
    Standing.OPEN.value: "carried over",
    Move.NEW.value: "new gap",
    Move.WORSE.value: "gap grew",
    "undecided": "not decided yet",
    "finding": "finding about the cast",
    "faded": "persona shrank",
    "drift": "mix moved",
}
OPTIONS: Final = {Verdict.ACCEPT.value: "accept until a date"}
PRESSING: Final = (Standing.OVERDUE.value, Standing.EXPIRED.value, Standing.BACK.value)
PARTS: Final = {"customers": "Customers: whom no persona covers", "housekeeping": "Housekeeping: the cast itself"}
HAND: Final = (Standing.OVERDUE, Standing.RUNNING, Standing.ACCEPTED, Standing.MET)


class Item(NamedTuple):
    """One thing to decide; ``about`` finds it in ``decisions.yaml``, "" where it is not noted there."""

    number: int
    title: str
    reason: str
    pressing: bool
    why: str
    options: str
    about: str
    ask: str
    part: str


class InHand(NamedTuple):
    """A decision under way or a waiver; ``now`` and ``target`` as texts."""

    what: str
    decision: str
    owner: str
    due: str
    now: str
    target: str
    standing: str
    late: bool


class Table(NamedTuple):
    """The agenda as the page lays it out.

    Attributes
    ----------
    headline, lede
        What there is to decide; may say that no change is needed.
    parts
        Those that this review brings up: customers, then the cast itself.
    fresh, carried
        Items that this review brings up, and those that earlier ones left open.
    left
        How many did not fit.
    closed
        What this review no longer found, nor as a part of something else.
    """

    headline: str
    lede: str
    fresh: tuple[Item, ...]
    parts: tuple[tuple[str, tuple[Item, ...]], ...]
    carried: tuple[Item, ...]
    left: str
    hand: tuple[InHand, ...]
    closed: tuple[str, ...]


def table(review: Review) -> Table:
    """Everything that wants, or wanted, a decision."""
    items = [_item(number, item) for number, item in enumerate(review.agenda.items, start=1)]
    carried = [item for item in items if item.reason == REASONS[Standing.OPEN.value]]
    gone = [entry.decision for entry in review.register if entry.standing == Standing.GONE and not entry.became]
    today = [decision for decision in gone if decision.closed is None or decision.closed.isoformat() == review.as_of]
    return Table(
        headline=_headline(review),
        lede=_lede(review),
        fresh=tuple(item for item in items if item not in carried),
        parts=tuple(_parts([item for item in items if item not in carried])),
        carried=tuple(carried),
        left=review.agenda.rest,
        hand=tuple(_in_hand(entry) for entry in review.register if entry.standing in HAND),
        closed=tuple(decision.what or decision.about for decision in today),
    )


def _item(number: int, item: AgendaItem) -> Item:
    options = listed([OPTIONS.get(option, VERDICTS.get(option, option)) for option in item.options], "or")
    pressing = item.reason in PRESSING
    return Item(
        number,
        item.title,
        REASONS.get(item.reason, item.reason),
        pressing,
        item.why,
        options,
        item.about,
        item.ask,
        item.part,
    )


def _headline(review: Review) -> str:
    agenda = review.agenda
    late = sum(item.reason == Standing.OVERDUE for item in agenda.items)
    overdue = f", {spelled(late)} of them overdue" if 0 < late < agenda.fresh else ", and overdue" if late else ""
    if agenda.fresh:
        return sentence(f"{spelled(agenda.fresh)} {noun(agenda.fresh, 'thing')} to decide{overdue}")
    return "Nothing new to decide" if agenda.carried else "No change is needed"


def _lede(review: Review) -> str:
    agenda = review.agenda
    sentences = []
    if not agenda.fresh and not agenda.carried:
        sentences.append("Nothing is new or worse, and everything open is in hand.")
    if agenda.carried:
        sentences.append(f"{sentence(plural(agenda.carried, 'more item is', 'more items are'))} carried over.")
    if review.due.overdue:
        sentences.append(f"This review has been due since {day(review.due.due)}.")
    return " ".join(sentences)


def _parts(items: Sequence[Item]) -> Iterator[tuple[str, tuple[Item, ...]]]:
    for part, title in PARTS.items():
        mine = tuple(item for item in items if item.part == part)
        if mine:
            yield title, mine


def _in_hand(entry: Entry) -> InHand:
    decision = entry.decision
    when = decision.until if entry.standing == Standing.ACCEPTED else decision.due
    is_gap = ":" not in decision.about and decision.about.isalnum()
    figures = [_figure(figure, share=is_gap) for figure in (entry.now, decision.kpi.target)]
    what = VERDICTS[decision.decision] + (f": {decision.reason}" if decision.reason else "")
    late = entry.standing == Standing.OVERDUE
    return InHand(
        decision.what or decision.about, what, decision.owner, day(when.isoformat()) if when else "",
        figures[0], figures[1], STANDINGS[entry.standing], late,
    )  # fmt: skip  # a row


def _figure(figure: float | None, *, share: bool) -> str:
    """Of a gap its fit in percent, of a finding its figure."""
    if figure is None:
        return ""
    return percent(figure / 100) if share else f"{figure:g}"
