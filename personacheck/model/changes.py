"""What changed from one run to another. Shares are 0..1; differences are of shares, after minus before."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    CAST = "cast"
    BOTH = "both"


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
    data, cast, both
        Parts of the difference, see ``review.split``; None until split. ``both``: what neither did alone, see
        ``review.interaction``; None where it cannot be told, and the cast's part then holds it.
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

    def points(self, decimals: int) -> tuple[float | None, float | None, float | None, float | None]:
        """The difference, the data's part, the cast's and that of both, in points, between shares as they are printed.

        So the parts add up, and the difference is that of the two shares beside it. None where n/a.
        """
        shares = [share.coverage if share else None for share in (self.before, self.after)]
        halfway = None if shares[0] is None or self.data is None else shares[0] + self.data
        apart = None if shares[1] is None or self.both is None else shares[1] - self.both
        figures = (*shares, halfway, shares[1] if apart is None else apart)
        then, now, between, alone = (None if share is None else round(100 * share, decimals) for share in figures)
        pairs = ((then, now), (then, between), (between, alone), (alone, now))
        moved = [None if a is None or b is None else round(b - a, decimals) + 0.0 for a, b in pairs]
        return moved[0], moved[1], moved[2], None if halfway is None else moved[3]


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
class CastEdit:
    """How a cast was edited: ids of personas; ``renamed`` is old id to new id."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    renamed: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was edited."""
        return bool(self.added or self.removed or self.changed or self.renamed)


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


def edit_in_words(edit: CastEdit, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """An edit in words, "" for none.

    Parameters
    ----------
    names
        Of the personas of both casts by id, as ``short_names`` gives them; without them personas go by their ids.

    Examples
    --------
    >>> edit_in_words(CastEdit(added=("finance-lead",), renamed={"boss": "it-leader"}), {"finance-lead": "Fatima"})
    'added Fatima; renamed boss to it-leader'
    """
    parts = [
        f"{word} {', '.join(names.get(key, key) for key in ids)}"
        for word, ids in (("added", edit.added), ("removed", edit.removed), ("edited", edit.changed))
        if ids
    ]
    parts += [f"renamed {old} to {new}" for old, new in edit.renamed.items()]
    return "; ".join(parts)
