"""A decision in a segment -> the row of the match table: status, persona, side, reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.match.decision import narrowed
from personacheck.match.persona.scope import Reach, reach
from personacheck.match.persona.verdicts import LEANS, Tier
from personacheck.match.reasons import reason
from personacheck.model import tables as t
from personacheck.model.cast import Kind
from personacheck.vocabulary.axes import side_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from personacheck.match.decision import Decision
    from personacheck.match.persona.profiles import Profile


_BEYOND: Final = {
    Reach.OUTSIDE: "its scope leaves this segment out",
    Reach.OTHER_SIDE: "its side is not the one that the CRM records",
}
"""Why a persona that fits the role does not cover it."""

MatchRow = tuple[object, ...]
"""Cells of ``MATCH_COLUMNS``, in their order."""


class Placing:
    """Rows of matches; segments that agree in all that a decision asks of them share one, and its sentence.

    Parameters
    ----------
    profiles
        Of the whole cast.
    """

    def __init__(self, profiles: tuple[Profile, ...]) -> None:
        self._profiles = profiles
        self._reaches: dict[int, tuple[Reach, ...]] = {}
        self._decision: Decision | None = None
        self._rows: dict[Hashable, MatchRow] = {}

    def row(self, decision: Decision, segment: Mapping[str, str]) -> MatchRow:
        """The row of a decision in a segment; those of one decision come together, and no segment is let go before."""
        if decision is not self._decision:
            self._decision = decision
            self._rows.clear()
        reaches = self._reaches.get(id(segment))
        if reaches is None:
            reaches = tuple(reach(profile.persona, segment) for profile in self._profiles)
            self._reaches[id(segment)] = reaches
        excluded, met = segment.get(t.EXCLUDED, ""), [reaches[verdict.place] for verdict in decision.fits]
        asked = (excluded, segment.get(t.SIDE), *met)
        if asked not in self._rows:
            made = excluded_row(decision, segment) if excluded else place(decision, segment, met, self._profiles)
            self._rows[asked] = made
        return self._rows[asked]


def place(
    decision: Decision, segment: Mapping[str, str], reaches: Sequence[Reach], profiles: tuple[Profile, ...]
) -> MatchRow:
    """Apply negative personas and scopes to a decision.

    Parameters
    ----------
    reaches
        How the scope of each persona that fits meets the segment.
    """
    met = [(verdict, how) for verdict, how in zip(decision.fits, reaches, strict=True) if how != Reach.OTHER_PEOPLE]
    first = profiles[met[0][0].place].persona if met else None
    if first is not None and first.kind == Kind.NEGATIVE:
        return excluded_row(decision, segment, f"negative persona {first.id}")
    met = [(verdict, how) for verdict, how in met if profiles[verdict.place].persona.kind != Kind.NEGATIVE]
    inside = [(verdict, how) for verdict, how in met if how not in _BEYOND]
    chosen = tuple(verdict for verdict, _ in inside or met)
    placed = decision if chosen == decision.fits else narrowed(decision, chosen)
    if not chosen:
        return _row(placed, segment, t.Status.UNREADABLE if placed.unread else t.Status.UNCOVERED, profiles)
    assumed = bool(inside) and all(how == Reach.ASSUMED for _, how in inside)
    if inside:
        return _row(placed, segment, t.Status.COVERED, profiles, assumed=assumed)
    return _row(placed, segment, t.Status.STRETCHED, profiles, beyond=_BEYOND[met[0][1]])


def excluded_row(decision: Decision, segment: Mapping[str, str], why: str = "") -> MatchRow:
    """A contact outside every market population, by its own reason or by a negative persona."""
    side, inferred = _side(decision, segment)
    return (
        t.Status.EXCLUDED.value, False, "", (), t.Source.NONE.value, 0.0,
        f"{t.EXCLUDED_FOR}{why or segment[t.EXCLUDED]}.",
        decision.reported_function, decision.level, side, inferred, "", "", decision.specialty,
    )  # fmt: skip  # in the order of MATCH_COLUMNS


def _row(
    decision: Decision,
    segment: Mapping[str, str],
    status: t.Status,
    profiles: tuple[Profile, ...],
    *,
    assumed: bool = False,
    beyond: str = "",
) -> MatchRow:
    names = [profiles[verdict.place].persona.id for verdict in decision.fits]
    side, inferred = _side(decision, segment)
    near = decision.near if not names else None
    leaning = profiles[near.place].persona.id if near is not None and near.score >= LEANS else ""
    unread = decision.unread.value if status == t.Status.UNREADABLE else ""
    return (
        status.value, assumed, names[0] if names else "", tuple(names[1:]), _source(decision),
        round(decision.score, 4), reason(decision, profiles, beyond=beyond),
        decision.reported_function, decision.level, side, inferred, leaning, unread, decision.specialty,
    )  # fmt: skip  # in the order of MATCH_COLUMNS


def _source(decision: Decision) -> str:
    if decision.reviewed:
        return t.Source.REVIEW.value
    if not decision.fits:
        return t.Source.NONE.value
    return (t.Source.CRM if decision.fits[0].tier == Tier.CRM else t.Source.RULE).value


def _side(decision: Decision, segment: Mapping[str, str]) -> tuple[str, bool]:
    recorded = segment.get(t.SIDE, t.UNKNOWN) or t.UNKNOWN
    if recorded != t.UNKNOWN:
        return recorded, False
    return side_of(decision.reported_function, decision.level), True
