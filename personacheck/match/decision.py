"""All personas' verdicts on one distinct role -> one decision: who fits, best first, or why nobody does."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.match.persona.verdicts import FIT, Against, Tier, Verdict
from personacheck.match.title.part import DEFAULT_LEVEL
from personacheck.vocabulary.sections import COMPANY, FIELD, ROLE, VAGUE, WEAK
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.match.clues import Clues
    from personacheck.match.title.part import Part


class Unread(StrEnum):
    """Why a contact cannot be judged."""

    READ = ""
    NO_TITLE = "no-title"
    VAGUE = "vague"
    WORDS_UNKNOWN = "words-unknown"


UNMATCHED: Final = {ROLE: 0.04, FIELD: 0.09, WEAK: 0.18, Unread.VAGUE: 0.12, Unread.WORDS_UNKNOWN: 0.28}
"""How sure some persona covers a contact that none fits: a role read that nobody has is the surest gap."""

_NOWHERE: Final = 99
"""The place of what the title does not say: behind all that it does."""
_ASIDE: Final = 50
"""Behind all roles of the title that are some persona's own: of these a word says only one meaning, or an area."""
OTHER_HAT: Final = 0.12
"""Taken off a score where another role of the title has no persona."""


class Decision(NamedTuple):
    """What the rules say of one distinct role.

    Attributes
    ----------
    fits
        Verdicts without anything against them, best first.
    near
        The best of the others.
    function, level
        Read, or as the best verdict has them; "" where none.
    score
        0..1: how sure that some persona covers it.
    reviewed
        People decided.
    """

    clues: Clues
    fits: tuple[Verdict, ...]
    near: Verdict | None
    function: str
    level: str
    unread: Unread
    score: float
    reviewed: bool = False

    @property
    def uncovered_hats(self) -> tuple[Part, ...]:
        """Roles of the title that none of those who fit has."""
        return _others(self.fits, self.clues)

    @property
    def exacter(self) -> Verdict | None:
        """A persona that means this more exactly than the first that fits, but for what stands against it."""
        near = self.near
        return near if self.fits and near is not None and near.exactness > self.fits[0].exactness else None

    @property
    def reported_function(self) -> str:
        """The function under which tables and gaps report it: of a specialty the wider one."""
        return vocabulary().reported_as(self.function) if self.function else ""

    @property
    def specialty(self) -> str:
        """Of the function that is reported, where the title says one."""
        return self.function if self.function != self.reported_function else ""


def decide(clues: Clues, verdicts: list[Verdict], *, level_alone: bool) -> Decision:
    """Rank the verdicts; `level_alone`: some persona is defined by levels only, so that a level alone can be judged."""
    ranked = sorted(verdicts, key=_rank, reverse=True) if len(verdicts) > 1 else verdicts
    fits = tuple(verdict for verdict in ranked if verdict.fits)
    near = next((verdict for verdict in ranked if not verdict.fits), None)
    functions = _functions(clues) if fits or not clues.reading.vague else _guessed(clues, ranked)
    best = fits[0] if fits else None
    function = (best.function if best else "") or (functions[0] if functions else "")
    read_level = (best.level if best else "") or clues.level_of(clues.reading.level)
    level = read_level or (DEFAULT_LEVEL if function else "")
    unread = Unread.READ if fits or function or (level_alone and level) else _why_unread(clues)
    score = _sure(best, fits, clues) if best else max(near.score if near else 0.0, _unmatched(clues, unread))
    return Decision(clues, fits, near, function, level, unread, score)


def narrowed(decision: Decision, fits: tuple[Verdict, ...]) -> Decision:
    """Only these verdicts count, in this order."""
    if not fits:
        return decision._replace(fits=(), score=min(decision.score, UNMATCHED[FIELD]))
    return decision._replace(fits=fits, score=decision.score if fits[0] == decision.fits[0] else fits[0].score)


def _rank(verdict: Verdict) -> tuple[bool, int, int, float, int]:
    """Best last: who fits, the earlier role, the more exact persona, the surer. An owner is one wherever it stands."""
    places = [place for place in verdict.met if place >= 0]
    nowhere = _NOWHERE if verdict.tier == Tier.DEPARTMENT else 0
    before = 0 if verdict.level == "executive" and _heads(verdict) else min(places, default=nowhere)
    before += _ASIDE * (verdict.aside and verdict.fits)
    return (verdict.fits, -before, verdict.exactness, round(verdict.score, 4), -verdict.place)


def _heads(verdict: Verdict) -> bool:
    """Of a company: by its own words, not by a rank beside them; or as the vocabulary reads it."""
    if not verdict.function:
        return verdict.tier != Tier.PHRASE
    return COMPANY in vocabulary().wider(verdict.function)


def _guessed(clues: Clues, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """Of a title that does not say what the person does: the department's; what may be meant, if that is nobody's."""
    if clues.departments or any(verdict.against == Against.VAGUE for verdict in verdicts):
        return clues.departments
    return tuple(name for part in clues.reading.parts if part.strength == VAGUE for name in part.functions)


def _met(fits: tuple[Verdict, ...]) -> frozenset[int]:
    """Parts of the title whose work some persona that fits has."""
    return frozenset().union(*(verdict.met for verdict in fits))


def _functions(clues: Clues) -> tuple[str, ...]:
    """The title's; a department's where the title names no role of its own."""
    if not clues.departments or any(part.firm for part in clues.reading.parts):
        return clues.reading.functions
    return (*clues.departments, *clues.reading.functions)


def _sure(best: Verdict, fits: tuple[Verdict, ...], clues: Clues) -> float:
    """Less so where the title also names a role that nobody fits."""
    return max(best.score - OTHER_HAT, FIT) if _others(fits, clues) else best.score


def _others(fits: tuple[Verdict, ...], clues: Clues) -> tuple[Part, ...]:
    """Roles of the title that no persona covers, where the title speaks for the first."""
    met = _met(fits)
    return tuple(
        part
        for place, part in enumerate(clues.reading.parts)
        if part.firm and place not in met and fits and fits[0].part >= 0
    )


def _why_unread(clues: Clues) -> Unread:
    if not clues.title.strip() and not clues.departments:
        return Unread.WORDS_UNKNOWN if clues.department.strip() else Unread.NO_TITLE
    return Unread.WORDS_UNKNOWN if clues.reading.unread else Unread.VAGUE


def _unmatched(clues: Clues, unread: Unread) -> float:
    if unread:
        return UNMATCHED.get(unread, 0.0)
    strengths = [part.strength for part in clues.reading.parts if part.strength]
    return min((UNMATCHED[strength] for strength in strengths), default=UNMATCHED[FIELD])
