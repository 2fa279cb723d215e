"""What was decided about a gap or a finding, and how that stands: the contents of ``decisions.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Verdict(StrEnum):
    """What can be decided; ``open`` is not yet."""

    OPEN = "open"
    EXTEND = "extend"
    ADD = "add"
    MERGE = "merge"
    RETIRE = "retire"
    ACCEPT = "accept"
    RESEARCH = "research"


class Standing(StrEnum):
    """How a decision stands at a date; the first four want attention.

    ``overdue``: past its due date. ``expired``: accepted until a date that has passed, so it is back. ``back``: closed
    once, and found again. ``open``: not decided. ``running``: decided, not yet due. ``accepted``: until a date to come.
    ``met``: the gap is still there, its target is reached. ``gone``: no longer found. ``new``: noted by the review of
    this very date, so a second review of that date finds what the first one found.
    """

    OVERDUE = "overdue"
    EXPIRED = "expired"
    BACK = "back"
    OPEN = "open"
    RUNNING = "running"
    ACCEPTED = "accepted"
    MET = "met"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Kpi:
    """Where it stands and where it should go: of a gap its coverage in percent, of a finding its figure."""

    now: float | None = None
    target: float | None = None


@dataclass(frozen=True)
class Event:
    """A line of a decision's history."""

    when: date
    note: str


@dataclass(frozen=True)
class Decision:
    """One entry.

    Attributes
    ----------
    about
        Id of the gap, or of the finding: its code, and ``:persona`` where it is about one.
    what
        The same for people.
    owner
        A team.
    until
        Of ``accept``: when the waiver ends.
    raised, closed
        When it was first written down, and when it was no longer found.
    """

    about: str
    what: str = ""
    decision: str = Verdict.OPEN.value
    owner: str = ""
    due: date | None = None
    until: date | None = None
    reason: str = ""
    kpi: Kpi = Kpi()
    raised: date | None = None
    closed: date | None = None
    history: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Decisions:
    """The file.

    Attributes
    ----------
    reviewed
        When the cast was last reviewed, also where nothing came of it.
    """

    entries: tuple[Decision, ...] = ()
    reviewed: date | None = None


@dataclass(frozen=True)
class Entry:
    """A decision beside the facts of today.

    Attributes
    ----------
    now
        The figure of today, in the unit of ``decision.kpi``; None where it is gone or n/a.
    became
        Of a gap that is gone, yet lives on in another: in which, in words; else "".
    """

    decision: Decision
    standing: str
    now: float | None
    became: str = ""
