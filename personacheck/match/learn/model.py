"""The classifier: one logistic regression a persona and one for "none", over words, letters and what the rules read.

Trained on the cast's words, the shipped background and reviewed labels, never on an export: the same title gets the
same probabilities in every run. scikit-learn is imported when a model is trained.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from personacheck.match.clues import clues
from personacheck.match.learn.spelt import Spelt, rows
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from personacheck.match.decision import Decision
    from personacheck.match.learn.labels import Answer, Reviewed
    from personacheck.model.cast import Cast

NONE: Final = -1
"""The class of titles that no persona fits."""
WEIGHTS: Final = {"example": 3.0, "title": 1.0, "background": 0.5, "label": 5.0}
"""Of a training title by its origin (measured: research, matching, 8.4)."""
STRENGTH: Final = 1.0
"""C of the regressions (measured: 1 to 10 are alike; the lower, the fewer are forced)."""
BALANCE: Final = 0.5
"""Classes weigh n to the power of minus this, so that small personas are heard."""


@dataclass(frozen=True)
class Model:
    """Regressions over the features of `features`; ``classes`` are places in the cast, and NONE."""

    spelt: Spelt
    facts: dict[str, int]
    """What the rules may have read, to its column."""
    classes: tuple[int, ...]
    weights: np.ndarray
    """Shape (features, classes)."""
    intercepts: np.ndarray

    def probabilities(self, decisions: Sequence[Decision]) -> np.ndarray:
        """Shape (decisions, classes): each row sums to 1."""
        matrix = _matrix(self.spelt, self.facts, decisions)
        odds = matrix @ self.weights + self.intercepts
        chances = 1 / (1 + np.exp(-odds))
        shares: np.ndarray = chances / chances.sum(axis=1, keepdims=True)
        return shares


@dataclass(frozen=True)
class Lesson:
    """One training title: what was read of it, its class (as in `Model`) and weight; the classes that it tells of, None
    for all.
    """

    decision: Decision
    place: int
    weight: float
    tells: frozenset[int] | None = None


def fit(lessons: Sequence[Lesson]) -> Model:
    """Train on the lessons; deterministic."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  # heavy; needed only here

    decisions = [lesson.decision for lesson in lessons]
    spelt = Spelt.fit([_text(decision) for decision in decisions])
    names = sorted({name for decision in decisions for name in features(decision)})
    facts = {name: column for column, name in enumerate(names)}
    matrix = _matrix(spelt, facts, decisions)
    places = np.array([lesson.place for lesson in lessons])
    weights = _balanced(places, np.array([lesson.weight for lesson in lessons]))
    classes = tuple(sorted(set(places.tolist())))
    columns, intercepts = [], []
    for name in classes:
        line = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
        tells = np.array([lesson.tells is None or name in lesson.tells for lesson in lessons])
        line.fit(matrix[tells], places[tells] == name, sample_weight=weights[tells])
        columns.append(line.coef_[0])
        intercepts.append(line.intercept_[0])
    return Model(spelt, facts, classes, np.column_stack(columns), np.array(intercepts))


def features(decision: Decision) -> dict[str, float]:
    """What the rules read, as features: functions, level, both together, and each persona's case."""
    reading = decision.clues.reading
    facts: dict[str, float] = {f"level {decision.level or 'none'}": 1.0}
    for part in reading.parts:
        for function in part.functions:
            facts[f"{part.strength} {function}"] = 1.0
            facts[f"function {function}"] = 1.0
            facts[f"function {function} {part.level or 'none'}"] = 1.0
        for function in part.fields:
            facts[f"outdone {function}"] = 1.0
    if not reading.functions:
        facts[f"unread {decision.unread}"] = 1.0
    for verdict in decision.fits:
        facts[f"fits {verdict.place}"] = verdict.score
    if decision.fits:
        facts[f"best {decision.fits[0].place}"] = 2 * decision.score
        facts[f"tier {decision.fits[0].tier}"] = 1.0
    elif decision.near is not None:
        facts[f"near {decision.near.place} {decision.near.against}"] = 1.0
    else:
        facts["nothing fits"] = 1.0
    return facts


def _text(decision: Decision) -> str:
    return " ".join(token.text for token in decision.clues.reading.tokens if not token.filler)


def _matrix(spelt: Spelt, facts: Mapping[str, int], decisions: Sequence[Decision]) -> Any:
    from scipy.sparse import hstack  # noqa: PLC0415  # heavy; needed only with a model

    texts: dict[str, int] = {}  # a title stands in many roles
    row_of = [texts.setdefault(_text(decision), len(texts)) for decision in decisions]
    read = [
        [(facts[name], value) for name, value in features(decision).items() if name in facts] for decision in decisions
    ]
    columns = [[column for column, _ in some] for some in read]
    values = (value for some in read for _, value in some)
    return hstack([spelt.matrix(texts)[row_of], rows(columns, len(facts), values)]).tocsr()


def _balanced(places: np.ndarray, weights: np.ndarray) -> np.ndarray:
    totals = {place: weights[places == place].sum() for place in set(places.tolist())}
    mean = sum(totals.values()) / len(totals)
    return np.array(
        [weight * (mean / totals[place]) ** BALANCE for place, weight in zip(places.tolist(), weights, strict=True)]
    )


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
