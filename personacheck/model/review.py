"""A review: the comparison of runs, with what is due and what to decide. Holds no personal data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from personacheck.model.changes import Changes
    from personacheck.model.decisions import Entry
    from personacheck.model.result import ReviewDue
    from personacheck.model.snapshot import Fresh


@dataclass(frozen=True)
class Driver:
    """A value of a mix that moved: its share (0..1) before and after, and its part of the index."""

    value: str
    before: float
    after: float
    part: float


@dataclass(frozen=True)
class Drift:
    """How far a mix moved.

    Attributes
    ----------
    mix
        ``personas`` or ``functions``; the value ``""`` stands for no persona, or no function read.
    index
        Population stability index.
    noise
        What the index stays below in 95 of 100 draws of so many contacts, though nothing moved.
    verdict
        ``stable``, ``watch`` or ``act``.
    drivers
        Values with the largest parts, largest first.
    """

    mix: str
    index: float
    noise: float
    verdict: str
    drivers: tuple[Driver, ...]


@dataclass(frozen=True)
class Late:
    """A date that has passed: of a persona's review, or of its last evidence."""

    persona: str
    name: str
    what: str
    since: str


@dataclass(frozen=True)
class AgendaItem:
    """One thing to decide.

    Attributes
    ----------
    about
        Id of a gap or finding as in ``decisions.yaml``; else of a persona; ``cast`` for the whole.
    reason
        Why it is here: a ``Standing``, a ``Move``, ``undecided``, ``finding``, ``faded``, ``drift`` or ``due``.
    title, why
        What it is, and a sentence of its facts.
    options
        Suitable decisions.
    ask
        What is asked, in a sentence, so that it can be decided without another file.
    part
        ``customers`` for whom no persona covers, ``housekeeping`` for the cast itself.
    """

    about: str
    reason: str
    title: str
    why: str
    options: tuple[str, ...]
    ask: str = ""
    part: str = "customers"


@dataclass(frozen=True)
class Agenda:
    """What to decide, most pressing first; ``left`` counts what did not fit. Empty means: no change is needed.

    Attributes
    ----------
    fresh, carried
        How many in all: that this review brought up, that earlier ones left open.
    others
        Gaps that are neither new nor worse nor first in the plan, and findings that stood before, which are on no list.
    """

    items: tuple[AgendaItem, ...]
    left: int
    conclusion: str
    fresh: int = 0
    carried: int = 0
    others: int = 0

    @property
    def left_carried(self) -> int:
        """How many of what did not fit were carried over: always the most of it, since these stand last."""
        return min(self.left, self.carried)

    @property
    def rest(self) -> str:
        """What did not fit, in words; "" where all of it did."""
        carried, fresh = self.left_carried, self.left - self.left_carried
        others = "1 more gap or finding is" if self.others == 1 else f"{self.others} more gaps and findings are"
        stands = "stands" if carried == 1 else "stand"
        sentences = [f"{carried} of those carried over {stands} in decisions.yaml only."] if carried else []
        sentences += (
            [f"{fresh} more {'does' if fresh == 1 else 'do'} not fit into an hour: next time."] if fresh else []
        )
        sentences += [f"{others} as before."] if self.others else []
        return " ".join(sentences)


@dataclass(frozen=True)
class TrendPoint:
    """Coverage at one run as matched; ``low`` and ``high`` are floor and ceiling.

    ``found`` is what people found of all whom they can judge: another population, so it never stands on the line.
    """

    coverage: float | None
    low: float | None
    high: float | None
    judged: int
    found: float | None = None


@dataclass(frozen=True)
class TrendLine:
    """Points of one measure in one segment, one a date of the trend; None where the run did not have it.

    ``axis`` and ``value`` are empty for all.
    """

    measure: str
    axis: str
    value: str
    points: tuple[TrendPoint | None, ...]


@dataclass(frozen=True)
class TrendMark:
    """Something to mark at a date: ``cast`` was edited, ``answers`` of people changed, or a ``break``, after which
    numbers are not comparable.

    ``axis`` is that of a break in one axis, else empty.
    """

    as_of: str
    kind: str
    axis: str
    text: str


@dataclass(frozen=True)
class Trend:
    """The last run of each of the last periods, oldest first.

    Attributes
    ----------
    begins
        Places of the dates that cannot be compared with the one before: no line leads there.
    """

    dates: tuple[str, ...]
    lines: tuple[TrendLine, ...]
    marks: tuple[TrendMark, ...]
    begins: tuple[int, ...] = ()


@dataclass(frozen=True)
class Review:
    """All of it.

    Attributes
    ----------
    changes
        Against the run compared with; None for a first run.
    fresh
        Coverage of what is new since that run; None where it was not counted.
    drift, words
        How far the mixes moved, and the words of titles that moved most.
    unseen
        Titles that no earlier run showed, with their contacts; most first.
    register
        Decisions as they stand.
    following
        Date of the next review if this one is held today.
    estimand
        What the share by main contact is of, and what people found.
    part
        The part of the export that is reviewed, in words; "" for the whole.
    plan
        The gaps most worth closing and what is covered with each, in a sentence; "" where none can be closed.
    """

    as_of: str
    due: ReviewDue
    changes: Changes | None
    fresh: Fresh | None
    drift: tuple[Drift, ...]
    words: tuple[Driver, ...]
    unseen: dict[str, int]
    register: tuple[Entry, ...]
    late: tuple[Late, ...]
    trend: Trend
    agenda: Agenda
    following: str = ""
    estimand: str = ""
    part: str = ""
    plan: str = ""

    @property
    def past_date(self) -> str:
        """Personas whose last review or evidence is too old, in words; "" for none."""
        dates: dict[str, list[str]] = {}
        for late in self.late:
            dates.setdefault(late.name, []).append(f"{late.what} {late.since}")
        personas = "; ".join(f"{name} (last {', last '.join(since)})" for name, since in dates.items())
        return f"Past due: {personas}." if personas else ""

    @property
    def closing(self) -> str:
        """When to meet again, in words; and where to note that this review was held, if it is due."""
        if self.part:
            return "Decisions are kept for the whole export: decisions.yaml stays as it is."
        if self.due.due > self.as_of:
            return f"The next review is due on {self.due.due}."
        after = f" The next one is then due on {self.following}." if self.following else ""
        return f"To close this review, note its date in decisions.yaml (reviewed: {self.as_of}).{after}"
