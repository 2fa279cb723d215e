"""Rules and classifier together: without enough labels the classifier ranks and leans, with them both decide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.match.decision import Unread
from personacheck.match.model import NONE
from personacheck.match.verdicts import FIT, NEAR, Against, Tier, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.match.decision import Decision
    from personacheck.match.model import Model

RANKING: Final = 0.2
"""Share of the classifier in the score while it only ranks (measured: more brings nothing)."""
DECIDING: Final = 0.5
"""Share of the classifier's probabilities once it decides (measured: 0.3 to 0.7 are alike)."""
LEAN: Final = 0.3
"""From this probability on a contact leans to a persona."""
_BARRED: Final = (
    Against.NOT_TITLE,
    Against.BUYING_ROLE,
    Against.OTHER_BUYING_ROLE,
    Against.WHERE,
    Against.OTHER_VALUE,
)
_SHARP: Final = 6
"""Power that makes the best rule's share of the probability stand out."""


def ranked(decisions: Sequence[Decision], model: Model) -> list[Decision]:
    """Scores and leanings of what the rules left open; who fits does not change."""
    open_ = [place for place, decision in enumerate(decisions) if not decision.fits]
    result = list(decisions)
    if open_:
        shares = model.probabilities([decisions[place] for place in open_])
        for place, share in zip(open_, shares, strict=True):
            result[place] = _leaning(decisions[place], model, share)
    return result


def decided(decisions: Sequence[Decision], model: Model) -> list[Decision]:
    """Who fits by rules and classifier together: what rules cannot read they do not vote on; what an author excluded
    stays excluded.
    """
    if not decisions:
        return []
    shares = model.probabilities(decisions)
    return [_together(decision, model, share) for decision, share in zip(decisions, shares, strict=True)]


def _leaning(decision: Decision, model: Model, share: np.ndarray) -> Decision:
    covered = 1 - float(share[model.classes.index(NONE)]) if NONE in model.classes else 1.0
    score = min((1 - RANKING) * decision.score + RANKING * covered, FIT - 0.01)
    best = _best(model, share)
    if decision.near is not None or share[model.classes.index(best)] < LEAN or decision.unread == Unread.NO_TITLE:
        return replace(decision, score=score)
    near = Verdict(best, Tier.MODEL, score, against=Against.MODEL)
    return replace(decision, near=near, score=score)


def _together(decision: Decision, model: Model, share: np.ndarray) -> Decision:
    if decision.unread == Unread.NO_TITLE:
        return decision
    both = share.copy() if decision.unread else DECIDING * share + (1 - DECIDING) * _rule_share(decision, model)
    barred = decision.near is not None and decision.near.against in _BARRED
    if barred and decision.near is not None and decision.near.place in model.classes:
        both[model.classes.index(decision.near.place)] = 0.0
    covered = 1 - float(both[model.classes.index(NONE)]) if NONE in model.classes else 1.0
    best = _best(model, both)
    if covered >= FIT:
        own = next((verdict for verdict in decision.fits if verdict.place == best), None)
        first = own or Verdict(best, Tier.MODEL, covered, function=decision.function, level=decision.level)
        others = tuple(verdict for verdict in decision.fits if verdict.place != best)
        return replace(decision, fits=(first, *others), score=covered, unread=Unread.READ)
    if decision.fits:
        turned = replace(decision.fits[0], against=Against.MODEL, score=NEAR[Against.MODEL])
        return replace(decision, fits=(), near=turned, score=covered)
    return replace(decision, score=covered)


def _rule_share(decision: Decision, model: Model) -> np.ndarray:
    """The rules as probabilities of the classes: the score for the best persona's side, the rest for none."""
    share = np.zeros(len(model.classes))
    near = () if decision.fits or decision.near is None else (decision.near,)
    for verdict in (*decision.fits, *near):
        if verdict.place in model.classes:
            place = model.classes.index(verdict.place)
            share[place] = max(share[place], verdict.score**_SHARP)
    total = share.sum()
    share = share / total * decision.score if total else share
    if NONE in model.classes:
        share[model.classes.index(NONE)] = 1 - share.sum()
    return share


def _best(model: Model, share: np.ndarray) -> int:
    personas = [place for place, name in enumerate(model.classes) if name != NONE]
    return model.classes[max(personas, key=lambda place: (share[place], -place))]
