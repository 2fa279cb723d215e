"""Rules and classifier together: rules say who fits, the classifier how open the rest is and to whom it leans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from personacheck.match.decision import Unread
from personacheck.match.learn.model import NONE
from personacheck.match.persona.verdicts import FIT, Against, Tier, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.match.decision import Decision
    from personacheck.match.learn.model import Model

RANKING: Final = 0.2
"""Share of the classifier in the score (measured: more brings nothing)."""
LEAN: Final = 0.3
"""From this probability on a contact leans to a persona."""


def ranked(decisions: Sequence[Decision], model: Model) -> list[Decision]:
    """Scores and leanings of what the rules left open; who fits does not change."""
    open_ = [place for place, decision in enumerate(decisions) if not decision.fits]
    result = list(decisions)
    if not open_:
        return result
    shares = model.probabilities([decisions[place] for place in open_])
    personas = [column for column, name in enumerate(model.classes) if name != NONE]
    names = np.array(model.classes)[personas]
    best = names[shares[:, personas].argmax(axis=1)]  # of equals the first of the cast
    nobody = shares[:, model.classes.index(NONE)] if NONE in model.classes else np.zeros(len(shares))
    told = zip(open_, best.tolist(), shares[:, personas].max(axis=1).tolist(), (1 - nobody).tolist(), strict=True)
    for place, persona, chance, covered in told:
        result[place] = _leaning(decisions[place], persona, chance, covered)
    return result


def _leaning(decision: Decision, persona: int, chance: float, covered: float) -> Decision:
    """With the classifier's best persona and its chance, and the chance that some persona covers the role."""
    score = min((1 - RANKING) * decision.score + RANKING * covered, FIT - 0.01)
    if decision.near is not None or chance < LEAN or decision.unread == Unread.NO_TITLE:
        return decision._replace(score=score)
    return decision._replace(near=Verdict(persona, Tier.MODEL, score, against=Against.MODEL), score=score)
