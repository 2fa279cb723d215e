"""Rules and classifier together: rules say who fits, the classifier how open the rest is and to whom it leans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.match.decision import Unread
from personacheck.match.learn.model import NONE
from personacheck.match.persona.verdicts import FIT, Against, Tier, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

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
    if open_:
        shares = model.probabilities([decisions[place] for place in open_])
        for place, share in zip(open_, shares, strict=True):
            result[place] = _leaning(decisions[place], model, share)
    return result


def _leaning(decision: Decision, model: Model, share: np.ndarray) -> Decision:
    covered = 1 - float(share[model.classes.index(NONE)]) if NONE in model.classes else 1.0
    score = min((1 - RANKING) * decision.score + RANKING * covered, FIT - 0.01)
    best = _best(model, share)
    if decision.near is not None or share[model.classes.index(best)] < LEAN or decision.unread == Unread.NO_TITLE:
        return decision._replace(score=score)
    near = Verdict(best, Tier.MODEL, score, against=Against.MODEL)
    return decision._replace(near=near, score=score)


def _best(model: Model, share: np.ndarray) -> int:
    personas = [place for place, name in enumerate(model.classes) if name != NONE]
    return model.classes[max(personas, key=lambda place: (share[place], -place))]
