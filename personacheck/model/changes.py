"""What changed from one run to another. Shares are 0..1; differences are of shares, after minus before."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from personacheck.model.cast_edit import CastEdit
    from personacheck.model.result import Finding, Gap, PersonaFigure
    from personacheck.model.snapshot import Share


class Move(StrEnum):
    """How something moved; a report unfolds ``new`` and ``worse`` only."""

    NEW = "new"
    WORSE = "worse"
    BETTER = "better"
    CLOSED = "closed"
    UNCHANGED = "unchanged"


class Because(StrEnum):
    """What a change comes from."""

    DATA = "data"
    ANSWERS = "answers"
    CAST = "cast"
    BOTH = "both"
    SEVERAL = "several causes"


@dataclass(frozen=True)
class Bar:
    """Something that is not subtracted, and why.

    Attributes
    ----------
    what
        ``all``, a measure (``accounts``, ``revenue`` …), or an axis.
    why
        One plain sentence.
    """

    what: str
    why: str


@dataclass(frozen=True)
class CoverageChange:
    """Coverage before and after.

    Attributes
    ----------
    measure
        ``accounts``, ``main_contacts``, ``contacts`` or ``revenue``.
    where
        The segment; empty for the headline.
    before, after
        None where the segment did not exist.
    data, answers, cast, both
        Parts of the difference, see ``review.split``; None until split. ``answers``: what people said of contacts since
        then. ``both``: what neither data nor cast did alone, see ``review.interaction``; None where it cannot be told,
        and the cast's part then holds it.
    noise
        What the data's part stays under in 95 of 100 exports between which nothing happened, this and all others that
        are looked at; None where the earlier run does not tell.
    """

    measure: str
    where: dict[str, str]
    move: str
    before: Share | None
    after: Share | None
    data: float | None = None
    cast: float | None = None
    noise: float | None = None
    both: float | None = None
    answers: float | None = None

    @property
    def difference(self) -> float | None:
        """After minus before; None where one of them is n/a."""
        before = self.before.coverage if self.before else None
        after = self.after.coverage if self.after else None
        return None if before is None or after is None else after - before

    @property
    def edits(self) -> float | None:
        """What our edits do to today's contacts: the cast's own part, and what it did together with the data."""
        return None if self.cast is None else self.cast + (self.both or 0.0)

    def points(self, decimals: int) -> float | None:
        """The difference in points, between the two shares as they are printed; None where n/a."""
        before, after = (share.coverage if share else None for share in (self.before, self.after))
        return _between(before, after, decimals)

    def parts(self, decimals: int) -> dict[str, float | None]:
        """What did how much of the difference, in points that add up to it as it is printed; None where n/a.

        Its keys are names as they are told; people's answers are among them only where there are new ones.
        """
        before, after = (share.coverage if share else None for share in (self.before, self.after))
        halfway = None if before is None or self.data is None else before + self.data
        answered = None if halfway is None else halfway + (self.answers or 0.0)
        apart = after if after is None or self.both is None else after - self.both
        return {
            "the data": _between(before, halfway, decimals),
            **({"people’s answers": _between(halfway, answered, decimals)} if self.answers else {}),
            "the cast": _between(answered, apart, decimals),
            "both together": None if halfway is None else _between(apart, after, decimals),
        }


def _between(share: float | None, other: float | None, decimals: int) -> float | None:
    if share is None or other is None:
        return None
    return round(round(100 * other, decimals) - round(100 * share, decimals), decimals) + 0.0


@dataclass(frozen=True)
class GapChange:
    """A gap before and after; ``before`` is None for a new one, ``after`` for a closed one.

    Attributes
    ----------
    kin
        Of a new or closed gap: gaps that are a part of it or hold it, in the other run alone or, of segments that the
        search found, in both. It has moved rather than come or gone.
    because
        One of ``Because``; empty until split, and for what did not change.
    """

    id: str
    move: str
    before: Gap | None
    after: Gap | None
    kin: tuple[str, ...] = ()
    because: str = ""

    @property
    def gap(self) -> Gap:
        """The gap as it is now, or was last."""
        latest = self.after or self.before
        assert latest is not None  # noqa: S101  # one of both is always there; tells mypy so
        return latest


@dataclass(frozen=True)
class PersonaChange:
    """A persona before and after; None where the cast did not hold it."""

    id: str
    before: PersonaFigure | None
    after: PersonaFigure | None
    faded: bool


@dataclass(frozen=True)
class FindingChange:
    """A finding that came (``before`` is None) or went (``after`` is None)."""

    id: str
    move: str
    before: Finding | None
    after: Finding | None


@dataclass(frozen=True)
class Changes:
    """From one run to another; what is barred is in none of the tables.

    Attributes
    ----------
    before, after
        Dates of the runs.
    bars
        What is not compared, and why.
    notes
        What is compared, yet with care.
    headline
        One a measure, also where nothing moved.
    segments
        Those of one and two axes that moved, by main contacts; largest change of people first.
    gaps
        All gaps of both runs, of leadership and of the work list, those of most accounts first.
    personas
        Those whose share moved, or that came or went.
    edit
        How the cast was edited; None where one of the casts is not known.
    renamed
        Old id to new id, of personas and of gaps that are named after them.
    """

    before: str
    after: str
    bars: tuple[Bar, ...]
    notes: tuple[str, ...]
    headline: tuple[CoverageChange, ...]
    segments: tuple[CoverageChange, ...]
    gaps: tuple[GapChange, ...]
    personas: tuple[PersonaChange, ...]
    findings: tuple[FindingChange, ...]
    edit: CastEdit | None
    renamed: dict[str, str] = field(default_factory=dict)

    def earlier(self, day: str) -> str:
        """The day of the run before, as it is written, in a sentence that begins with "since"."""
        return f"the earlier run on {day}" if self.before == self.after else day

    def instead(self, change: GapChange) -> str:
        """What became of a closed gap, or what a new one comes from, in words; "" where it has no kin."""
        by_id, place = {other.id: other for other in self.gaps}, len(change.gap.where)
        kin = [by_id[key] for key in change.kin]
        wide = [other for other in kin if len(other.gap.where) < place]
        same = [other for other in kin if len(other.gap.where) == place]
        narrow = [other for other in kin if len(other.gap.where) > place]
        relations = {"a part of": wide, "much the same as": same, "no more than": narrow}
        if change.before is None:
            left = [other for other in wide if other.after is None]
            within = [other for other in wide if other not in left]
            relations = {"what is left of": left, "a part of": within, "much the same as": same, "wider than": narrow}
        titles = {how: ", ".join(other.gap.title for other in gaps) for how, gaps in relations.items()}
        return "; ".join(f"{how} {names}" for how, names in titles.items() if names)
