"""Rules and classifier together: it ranks and leans; where labels show that it knows better, it overrules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from personacheck.match.decision import Unread, narrowed
from personacheck.match.learn.model import NONE
from personacheck.match.learn.stacking import overruling
from personacheck.match.persona.verdicts import FIT, NEAR, Against, Tier, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np

    from personacheck.match.decision import Decision
    from personacheck.match.learn.model import Model

RANKING: Final = 0.2
"""Share of the classifier in the score while it only ranks (measured: more brings nothing)."""
LEAN: Final = 0.3
"""From this probability on a contact leans to a persona."""


def ranked(decisions: Sequence[Decision], model: Model) -> list[Decision]:
    """Scores and leanings of what the rules left open; who fits does not change."""
    open_ = [place for place, decision in enumerate(decisions) if not decision.fits]
    result = list(decisions)
    if open_:
        shares = model.probabilities([decisions[place] for place in open_])
        for place, share in zip(open_, shares, strict=True):
            result[place] = _leaning(decisions[place], model, share)
    return result


def overruled(decisions: Sequence[Decision], model: Model, sure: float, taught: Collection[int]) -> list[Decision]:
    """Who fits, the classifier's word in the place of the rules' where it is sure.

    Parameters
    ----------
    sure, taught
        From which probability on, and of which personas it may say something (`stacking`).
    """
    if not decisions:
        return []
    shares = model.probabilities(decisions)
    return [_overruled(decision, model, share, sure, taught) for decision, share in zip(decisions, shares, strict=True)]


def _leaning(decision: Decision, model: Model, share: np.ndarray) -> Decision:
    covered = 1 - float(share[model.classes.index(NONE)]) if NONE in model.classes else 1.0
    score = min((1 - RANKING) * decision.score + RANKING * covered, FIT - 0.01)
    best = _best(model, share)
    if decision.near is not None or share[model.classes.index(best)] < LEAN or decision.unread == Unread.NO_TITLE:
        return replace(decision, score=score)
    near = Verdict(best, Tier.MODEL, score, against=Against.MODEL)
    return replace(decision, near=near, score=score)


def _overruled(decision: Decision, model: Model, share: np.ndarray, sure: float, taught: Collection[int]) -> Decision:
    said = None if decision.unread == Unread.NO_TITLE else overruling(decision, model, share, taught)
    if said is None or said.share < sure:
        return decision
    if said.place == NONE:
        kept = tuple(verdict for verdict in decision.fits if verdict.place not in taught)
        if kept:
            return narrowed(decision, kept)
        turned = replace(decision.fits[0], against=Against.LABELS, score=NEAR[Against.LABELS])
        return replace(decision, fits=(), near=turned, score=min(1 - said.share, FIT - 0.01))
    others = tuple(verdict for verdict in decision.fits if verdict.place != said.place)
    own = next((verdict for verdict in decision.fits if verdict.place == said.place), None)
    covered = max(said.share, FIT)
    first = own or Verdict(said.place, Tier.MODEL, covered, function=decision.function, level=decision.level)
    return replace(decision, fits=(first, *others), score=covered, unread=Unread.READ)


def _best(model: Model, share: np.ndarray) -> int:
    personas = [place for place, name in enumerate(model.classes) if name != NONE]
    return model.classes[max(personas, key=lambda place: (share[place], -place))]
