"""Whether the classifier may overrule the rules: where it is sure, and was right on labels that it had not seen."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.match.learn.model import NONE, fit
from personacheck.match.persona.verdicts import Against, Tier

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import numpy as np

    from personacheck.match.decision import Decision
    from personacheck.match.learn.model import Lesson, Model

ENOUGH: Final = 20
"""Reviewed labels from which on it is asked at all."""
SURE: Final = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Probabilities from which it may overrule; the labels choose."""
FOLDS: Final = 5
LUCK: Final = 1.64
"""Standard deviations by which it has to mend more than it spoils: one-sided, 95 %."""
BARRED: Final = (
    Against.NOT_TITLE,
    Against.BUYING_ROLE,
    Against.OTHER_BUYING_ROLE,
    Against.WHERE,
    Against.OTHER_VALUE,
)
"""What an author excluded stays excluded."""


class Overruling(NamedTuple):
    """What the classifier says instead of the rules: a persona's place or NONE, and how probable that is."""

    place: int
    share: float


def overruling(decision: Decision, model: Model, share: np.ndarray, taught: Collection[int]) -> Overruling | None:
    """The classifier's own answer where it is another one and it may give it; None else.

    A persona that no label names keeps its rules: the classifier has seen nobody of it. So does one whose own title it
    is. What the rules cannot read it may only cover.

    Parameters
    ----------
    share
        Probability of each class of the model.
    taught
        Personas that labels name.
    """
    best = int(share.argmax())
    new, now = model.classes[best], decision.fits[0].place if decision.fits else NONE
    if new == now or (new == NONE and decision.unread) or any(place not in taught for place in {new, now} - {NONE}):
        return None
    if decision.fits and decision.fits[0].tier == Tier.EXACT:
        return None
    near = decision.near
    if near is not None and near.place == new and near.against in BARRED:
        return None
    return Overruling(new, float(share[best]))


def surest(base: Sequence[Lesson], labelled: Sequence[tuple[str, Lesson]], taught: Collection[int]) -> float | None:
    """From which probability on the classifier may overrule; None where it had better not.

    Each label is held against classifiers that have seen no label of its title.

    Parameters
    ----------
    base
        What it learns beside labels.
    labelled
        Title, by which labels are told apart, and lesson of each label.
    """
    if len(labelled) < ENOUGH:
        return None
    tried = [*_unseen(base, labelled, taught)]
    best, most = None, 0
    for least in SURE:
        counted = [(mends, spoils) for share, mends, spoils in tried if share >= least]
        mended, spoilt = (sum(each) for each in zip(*counted, strict=True)) if counted else (0, 0)
        if mended - spoilt > LUCK * sqrt(mended + spoilt) and mended - spoilt >= most:
            best, most = least, mended - spoilt
    return best


def _unseen(
    base: Sequence[Lesson], labelled: Sequence[tuple[str, Lesson]], taught: Collection[int]
) -> Iterator[tuple[float, bool, bool]]:
    """Each overruling of a label that was not seen: how probable, and whether it mends or spoils."""
    titles = sorted({title for title, _ in labelled})
    fold = {title: n % FOLDS for n, title in enumerate(titles)}
    for number in range(min(FOLDS, len(titles))):
        seen = [lesson for title, lesson in labelled if fold[title] != number]
        asked = [lesson for title, lesson in labelled if fold[title] == number and lesson.tells is None]
        if not asked or len({lesson.of for lesson in (*base, *seen)}) < 2:
            continue
        model = fit([*base, *seen])
        shares = model.probabilities([lesson.decision for lesson in asked])
        for lesson, share in zip(asked, shares, strict=True):
            said = overruling(lesson.decision, model, share, taught)
            if said is not None:
                now = lesson.decision.fits[0].place if lesson.decision.fits else NONE
                yield said.share, said.place == lesson.of, now == lesson.of
