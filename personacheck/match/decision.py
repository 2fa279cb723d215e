"""All personas' verdicts on one distinct role -> one decision: who fits, best first, or why nobody does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from personacheck.match.parts import DEFAULT_LEVEL, RANK
from personacheck.match.verdicts import FIT, Against, Verdict, opposed
from personacheck.vocabulary.words import FIELD, ROLE, WEAK, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.match.clues import Clues
    from personacheck.match.parts import Part


class Unread(StrEnum):
    """Why a contact cannot be judged."""

    READ = ""
    NO_TITLE = "no-title"
    VAGUE = "vague"
    WORDS_UNKNOWN = "words-unknown"


UNMATCHED: Final = {ROLE: 0.04, FIELD: 0.09, WEAK: 0.18, Unread.VAGUE: 0.12, Unread.WORDS_UNKNOWN: 0.28}
"""How sure some persona covers a contact that none fits: a role read that nobody has is the surest gap."""

OTHER_HAT: Final = 0.12
"""Taken off a score where another role of the title has no persona."""
LATER: Final = 0.06
"""Taken off a rank for each role that the title names before (measured: 0.03 to 0.1 are alike)."""


@dataclass(frozen=True)
class Decision:
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


def decide(clues: Clues, verdicts: list[Verdict], *, level_alone: bool) -> Decision:
    """Rank the verdicts; `level_alone`: some persona is defined by levels only, so that a level alone can be judged."""
    ranked = sorted(verdicts, key=_rank, reverse=True)
    fits = tuple(verdict for verdict in ranked if verdict.fits)
    if fits and _another_first(fits, clues.reading.parts):
        ranked = [opposed(verdict, Against.LATER_ROLE) if verdict.fits else verdict for verdict in ranked]
        fits = ()
    near = next((verdict for verdict in ranked if not verdict.fits), None)
    functions = _functions(clues)
    best = fits[0] if fits else None
    function = (best.function if best else "") or (functions[0] if functions else "")
    read_level = clues.level or (best.level if best else "") or clues.reading.level
    level = read_level or (DEFAULT_LEVEL if function else "")
    unread = Unread.READ if fits or function or (level_alone and level) else _why_unread(clues)
    score = _sure(best, fits, clues) if best else max(near.score if near else 0.0, _unmatched(clues, unread))
    return Decision(clues, fits, near, function, level, unread, score)


def narrowed(decision: Decision, fits: tuple[Verdict, ...]) -> Decision:
    """Only these verdicts count, in this order."""
    if not fits:
        return replace(decision, fits=(), score=min(decision.score, UNMATCHED[FIELD]))
    return replace(decision, fits=fits, score=decision.score if fits[0] == decision.fits[0] else fits[0].score)


def _rank(verdict: Verdict) -> tuple[bool, float, int]:
    """Best last: who fits, the surer and the earlier role; an owner is one wherever it stands. The cast breaks ties."""
    before = 0 if verdict.level == "executive" else max(min(verdict.met, default=0), 0)
    return (verdict.fits, round(verdict.score - LATER * before, 4), -verdict.place)


def _another_first(fits: tuple[Verdict, ...], parts: Sequence[Part]) -> bool:
    """The title names core work first that is nobody's, and no later role stands above it.

    "Head of Sales and Partnerships" is not covered by a persona for partnerships; an owner is one in any case.
    """
    first = next((place for place, part in enumerate(parts) if part.firm), -1)
    met = _met(fits)
    if first < 0 or not met or min(met) <= first or not vocabulary().functions[parts[first].functions[0]].core:
        return False
    above = min(RANK.get(parts[first].level, len(RANK)), RANK["senior"])
    said = [RANK.get(parts[place].level, len(RANK)) for place in met]
    return min(said) >= above and min(said) > RANK["executive"]


def _met(fits: tuple[Verdict, ...]) -> frozenset[int]:
    """Parts of the title whose work some persona that fits has."""
    return frozenset().union(*(verdict.met for verdict in fits))


def _functions(clues: Clues) -> tuple[str, ...]:
    """The title's; a department's where the title names no role of its own."""
    firm = any(part.firm for part in clues.reading.parts)
    return clues.reading.functions if firm or not clues.departments else (*clues.departments, *clues.reading.functions)


def _sure(best: Verdict, fits: tuple[Verdict, ...], clues: Clues) -> float:
    """Less so where the title also names a role that nobody fits."""
    met = _met(fits)
    other = any(part.firm and place not in met and best.part >= 0 for place, part in enumerate(clues.reading.parts))
    return max(best.score - OTHER_HAT, FIT) if other else best.score


def _why_unread(clues: Clues) -> Unread:
    if not clues.title.strip() and not clues.departments:
        return Unread.WORDS_UNKNOWN if clues.department.strip() else Unread.NO_TITLE
    return Unread.WORDS_UNKNOWN if clues.reading.unread else Unread.VAGUE


def _unmatched(clues: Clues, unread: Unread) -> float:
    if unread:
        return UNMATCHED.get(unread, 0.0)
    strengths = [part.strength for part in clues.reading.parts if part.strength]
    return min((UNMATCHED[strength] for strength in strengths), default=UNMATCHED[FIELD])
