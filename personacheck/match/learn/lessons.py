"""What the classifier learns from: the cast's own words, the shipped background, reviewed labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.match.clues import clues
from personacheck.match.learn.model import NONE, WEIGHTS, Lesson
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from personacheck.match.decision import Decision
    from personacheck.match.learn.labels import Answer, Reviewed
    from personacheck.model.cast import Cast


def own_lessons(cast: Cast, decide: Callable[..., Decision]) -> Iterator[Lesson]:
    """What there is without labels. A cast's own title is read without itself, or it would teach nothing about others.

    Parameters
    ----------
    decide
        ``Matcher.decide``.
    """
    for place, persona in enumerate(cast.personas):
        for origin, texts in (("title", persona.titles), ("example", persona.examples)):
            for text in texts:
                yield Lesson(decide(clues(text.replace("*", "")), without=text), place, WEIGHTS[origin])
    for text in vocabulary().background:
        decision = decide(clues(text))
        if not decision.fits:
            yield Lesson(decision, NONE, WEIGHTS["background"])


def label_lessons(decide: Callable[..., Decision], labels: Reviewed) -> Iterator[Lesson]:
    """What each label teaches."""
    for text, answer in labels.lessons:
        place = NONE if answer.place is None else answer.place
        yield Lesson(decide(clues(text)), place, WEIGHTS["label"], _classes(answer))


def _classes(answer: Answer) -> frozenset[int] | None:
    """Those that an answer tells of, None for all: who gave a persona denied "none", too."""
    if answer.whole:
        return None
    return answer.settled if answer.place is None else answer.settled | {NONE}
