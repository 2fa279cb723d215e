"""Persona fit along the axes: four ways to count, the heat map by side, one line a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model import tables as t
from personacheck.model.estimand import noun_of, tally_of
from personacheck.report.page.fit import Fit, fit, revenue_fit, segment_tally
from personacheck.report.page.quality import how_sides, how_sizes
from personacheck.report.wording import count, percent
from personacheck.text.prose import plural, sentence
from personacheck.vocabulary.axes import axis_label, value_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from personacheck.model.assessment import Assessment
    from personacheck.model.result import Result
    from personacheck.model.tally import Headline, Segment

FEW: Final = 5
"""Accounts below which a cell is not judged."""
FAR_BELOW: Final = 0.1
"""Share by which a cell lies below the whole to be named."""
SHOWN: Final = 12
"""Values of one axis that are shown at once; the rest folds."""
APART: Final = {"prospect": "prospects", "partner": "staff of partners", "unclassified": "unclassified contacts"}
ONE_APART: Final = {
    "prospect": "prospect",
    "partner": "member of a partner’s staff",
    "unclassified": "unclassified contact",
}


class Counts(NamedTuple):
    """The four numbers, and those of the populations that are tallied apart."""

    rows: tuple[Fit, ...]
    apart: dict[str, tuple[Fit, ...]]
    note: str


class AxisRows(NamedTuple):
    """Lines of one axis; ``silent`` where it is not recorded for any contact; ``note`` says how its values are told."""

    label: str
    rows: tuple[Fit, ...]
    silent: bool
    note: str = ""

    @property
    def uncompared(self) -> str:
        """Why there is nothing to compare along it, in a sentence; "" where there is."""
        if self.silent:
            return f"{self.label} is not recorded for any contact."
        return f"{self.rows[0].label} is the only value: nothing to compare." if len(self.rows) == 1 else ""

    @property
    def shown(self) -> tuple[Fit, ...]:
        """Lines shown at once."""
        return self.rows[:SHOWN]

    @property
    def folded(self) -> tuple[Fit, ...]:
        """Lines that open."""
        return self.rows[SHOWN:]


class Cell(NamedTuple):
    """A cell of the heat map; ``share`` (0..1) is None where it is not judged, and ``text`` says why."""

    text: str
    fits: str = ""
    share: float | None = None

    @property
    def step(self) -> int | None:
        """Strength of the colour, 0 (all fit) to 4 (none fit)."""
        return None if self.share is None else min(4, int((1 - self.share) * 5))


class Panel(NamedTuple):
    """One heat map: rows by columns."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


class Heat(NamedTuple):
    """Panels side by side: all main contacts, then buyers and users apart; none where no axis is recorded.

    ``claim`` names the weakest cell, if one stands out; ``judged`` is whether any cell is.
    """

    panels: tuple[Panel, ...]
    claim: str
    judged: bool = False


def counts(result: Result) -> Counts:
    """Four ways to count customers, and what is kept apart from them."""
    apart = {
        APART[name]: tuple(row for row in four(numbers) if row.judged)
        for name, numbers in result.populations.items()
        if _market(numbers)
    }
    populations = [
        f"{plural(_market(numbers), ONE_APART[name], APART[name])} (persona fit {percent(numbers.contacts.coverage)})"
        for name, numbers in result.populations.items()
        if _market(numbers)
    ]
    separate = f"Counted separately: {', '.join(populations)}." if populations else ""
    if result.headline.revenue is None:
        return Counts(
            four(result.headline), apart, f"{separate} No field in the export says what accounts pay.".strip()
        )
    unknown = result.headline.revenue.unknown
    missing = f" It is not known for {plural(unknown, 'account')}." if unknown else ""
    return Counts(
        four(result.headline), apart, f"{separate} Revenue is what they pay, once for each account.{missing}".strip()
    )


def four(numbers: Headline) -> tuple[Fit, ...]:
    """By account, main contact, contact and revenue; by contact alone where there are no accounts."""
    rows: tuple[Fit, ...] = (fit("By contact", numbers.contacts),)
    if not numbers.by_contact:
        rows = (fit("By account", numbers.accounts), fit("By main contact", numbers.main_contacts), *rows)
    return (*rows, revenue_fit("By revenue", numbers.revenue)) if numbers.revenue else rows


def axis_rows(assessment: Assessment) -> tuple[AxisRows, ...]:
    """Main contacts along each axis but the stage, which has its own part; one line a value."""
    result, notes = assessment.result, axis_notes(assessment)
    return tuple(axis_of(result, axis)._replace(note=notes.get(axis, "")) for axis in axes(result) if axis != t.STAGE)


def axis_notes(assessment: Assessment) -> dict[str, str]:
    """How the values of an axis are told from each other, where its words alone do not say it."""
    return {t.SIZE: how_sizes(assessment), t.SIDE: how_sides(assessment)}


def axis_of(result: Result, axis: str) -> AxisRows:
    """Main contacts along one axis."""
    by_value = {segment.where[axis]: segment for segment in _along(result, (axis,))}
    rows = tuple(
        fit(sentence(value_label(axis, value)), segment_tally(result, by_value[value]))
        for value in values(result, axis)
    )
    return AxisRows(sentence(axis_label(axis)), rows, not recorded(result, axis))


def axes(result: Result) -> tuple[str, ...]:
    """Axes of the result: those out of the box first, then others as they come."""
    used = dict.fromkeys(axis for segment in result.segments for axis in segment.where)
    return (*(axis for axis in t.AXES if axis in used), *(axis for axis in used if axis not in t.AXES))


def values(result: Result, axis: str) -> tuple[str, ...]:
    """Values of an axis that somebody has, in their order, ``unknown`` last; those of a custom axis by size."""
    sized = {segment.where[axis]: segment for segment in _along(result, (axis,)) if segment.contacts.in_market}
    usual = t.AXIS_VALUES.get(axis, ())
    rest = sorted(
        (value for value in sized if value not in usual and value != t.UNKNOWN),
        key=lambda value: (-sized[value].contacts.total, value),
    )
    last = [t.UNKNOWN] if t.UNKNOWN in sized else []
    return (*(value for value in usual if value in sized), *rest, *last)


def recorded(result: Result, axis: str) -> bool:
    """Whether the axis is known for anybody."""
    return any(value != t.UNKNOWN for value in values(result, axis))


def heat(result: Result) -> Heat:
    """Channel by size, buyers and users apart; the side takes the place of an axis that nobody recorded."""
    recorded_axes = [axis for axis in (t.CHANNEL, t.SIZE) if recorded(result, axis)]
    if len(recorded_axes) == 1 and recorded(result, t.SIDE):
        return _heat(result, recorded_axes[0], t.SIDE, ())
    if len(recorded_axes) < 2:
        return Heat((), "")
    sides = [side for side in values(result, t.SIDE) if side in {t.Side.BUYER, t.Side.USER}]
    return _heat(result, recorded_axes[0], recorded_axes[1], sides if _along(result, (*recorded_axes, t.SIDE)) else ())


def _heat(result: Result, down: str, across: str, sides: Sequence[str]) -> Heat:
    everybody = f"All {noun_of(result.headline)}s"
    apart = [(sentence(value_label(t.SIDE, side)), {t.SIDE: side}) for side in sides]
    panels = tuple(_panel(result, caption, down, across, fixed) for caption, fixed in [(everybody, {}), *apart])
    cells = [
        (cell.share, f"{panel.caption}, {row}, {column}".lower().removeprefix(f"{everybody}, ".lower()), cell.fits)
        for panel in panels[1:] or panels
        for row, line in panel.rows
        for column, cell in zip(panel.columns, line, strict=True)
        if cell.share is not None
    ]
    whole = tally_of(result.headline).coverage or 0.0
    return Heat(panels, _weakest(cells, whole) if cells else "No cell is large enough to judge.", bool(cells))


def _weakest(cells: Sequence[tuple[float, str, str]], whole: float) -> str:
    """The cell that fits least, in words, where it lies far below the whole; "" where none stands out."""
    share, where, fits = min(cells)
    if len(cells) > 1 and len({share for share, _, _ in cells}) == 1:
        return f"All cells alike: {percent(share)} fit."
    return f"The weakest cell: {where}, {fits} fit." if whole - share >= FAR_BELOW else ""


def _market(numbers: Headline) -> int:
    return numbers.contacts.in_market


def _along(result: Result, along: Iterable[str]) -> list[Segment]:
    return [segment for segment in result.segments if set(segment.where) == {*along}]


def _panel(result: Result, caption: str, down: str, across: str, fixed: dict[str, str]) -> Panel:
    by_cell = {
        (segment.where[down], segment.where[across]): segment
        for segment in _along(result, (down, across, *fixed))
        if all(segment.where[axis] == value for axis, value in fixed.items())
    }
    columns = values(result, across)
    rows = tuple(
        (sentence(value_label(down, row)), tuple(_cell(result, by_cell.get((row, column))) for column in columns))
        for row in values(result, down)
    )
    heads = tuple(sentence(value_label(across, column)) for column in columns)
    return Panel(caption, sentence(axis_label(down)), heads, rows)


def _cell(result: Result, segment: Segment | None) -> Cell:
    if segment is None or not segment_tally(result, segment).in_market:
        return Cell("none or few")
    tally, by_contact = segment_tally(result, segment), result.headline.by_contact
    if (tally.in_market if by_contact else segment.accounts.in_market) < FEW:
        few = plural(tally.in_market, "contact") if by_contact else plural(segment.accounts.in_market, "account")
        return Cell("too few", few)
    if tally.coverage is None:
        return Cell("n/a", "nothing readable")
    return Cell(percent(tally.coverage), f"{count(tally.covered)} of {count(tally.judged)}", tally.coverage)
