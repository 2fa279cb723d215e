"""A decision in a segment -> the row of the match table: status, persona, side, reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from personacheck.match.reasons import reason
from personacheck.match.scope import Reach, reach
from personacheck.match.verdicts import LEANS, Tier
from personacheck.model import tables as t
from personacheck.model.cast import Kind
from personacheck.vocabulary.axes import side_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from personacheck.match.decision import Decision
    from personacheck.match.profiles import Profile
    from personacheck.match.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Placing:
    """One row of the match table; the fields are ``MATCH_COLUMNS``."""

    status: str
    assumed: bool
    persona: str
    alternatives: tuple[str, ...]
    source: str
    score: float
    reason: str
    function: str
    level: str
    side: str
    side_inferred: bool
    leaning: str
    unread: str

    def row(self) -> tuple[object, ...]:
        """The cells in the order of ``MATCH_COLUMNS``."""
        return tuple(getattr(self, column) for column in t.MATCH_COLUMNS)


def place(decision: Decision, segment: Mapping[str, str], profiles: tuple[Profile, ...]) -> Placing:
    """Apply negative personas and scopes to a decision."""
    personas = [profile.persona for profile in profiles]
    met = [(verdict, reach(personas[verdict.place], segment)) for verdict in decision.fits]
    met = [(verdict, how) for verdict, how in met if how != Reach.OTHER_PEOPLE]
    fitting = [verdict for verdict, _ in met]
    if fitting and personas[fitting[0].place].kind == Kind.NEGATIVE:
        return excluded_row(decision, segment, f"negative persona {personas[fitting[0].place].id}")
    met = [(verdict, how) for verdict, how in met if personas[verdict.place].kind != Kind.NEGATIVE]
    inside = [(verdict, how) for verdict, how in met if how != Reach.OUTSIDE]
    chosen = [verdict for verdict, _ in inside or met]
    if not chosen:
        return _row(decision, segment, t.Status.UNREADABLE if decision.unread else t.Status.UNCOVERED, profiles)
    status = t.Status.COVERED if inside else t.Status.STRETCHED
    assumed = bool(inside) and all(how == Reach.ASSUMED for _, how in inside)
    return _row(decision, segment, status, profiles, chosen, assumed=assumed)


def excluded_row(decision: Decision, segment: Mapping[str, str], why: str = "") -> Placing:
    """A contact outside every market population, by its own reason or by a negative persona."""
    side, inferred = _side(decision, segment)
    return Placing(
        status=t.Status.EXCLUDED.value,
        assumed=False,
        persona="",
        alternatives=(),
        source=t.Source.NONE.value,
        score=0.0,
        reason=f"Excluded: {why or segment[t.EXCLUDED]}.",
        function=decision.function,
        level=decision.level,
        side=side,
        side_inferred=inferred,
        leaning="",
        unread="",
    )


def _row(
    decision: Decision,
    segment: Mapping[str, str],
    status: t.Status,
    profiles: tuple[Profile, ...],
    chosen: list[Verdict] | None = None,
    *,
    assumed: bool = False,
) -> Placing:
    names = [profiles[verdict.place].persona.id for verdict in chosen or ()]
    side, inferred = _side(decision, segment)
    near = decision.near if not names else None
    leaning = profiles[near.place].persona.id if near is not None and near.score >= LEANS else ""
    return Placing(
        status=status.value,
        assumed=assumed,
        persona=names[0] if names else "",
        alternatives=tuple(names[1:]),
        source=_source(decision, chosen[0] if chosen else None),
        score=round(decision.score, 4),
        reason=reason(decision, profiles),
        function=decision.function,
        level=decision.level,
        side=side,
        side_inferred=inferred,
        leaning=leaning,
        unread=decision.unread.value if status == t.Status.UNREADABLE else "",
    )


def _source(decision: Decision, verdict: Verdict | None) -> str:
    if decision.reviewed:
        return t.Source.REVIEW.value
    if verdict is None:
        return t.Source.NONE.value
    return {Tier.CRM: t.Source.CRM, Tier.MODEL: t.Source.CLASSIFIER}.get(verdict.tier, t.Source.RULE).value


def _side(decision: Decision, segment: Mapping[str, str]) -> tuple[str, bool]:
    recorded = segment.get(t.SIDE, t.UNKNOWN) or t.UNKNOWN
    if recorded != t.UNKNOWN:
        return recorded, False
    return side_of(decision.function, decision.level), True
