"""What the classifier learns from: the cast's own words, the shipped background, reviewed labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from personacheck.match.clues import clues
from personacheck.match.model import NONE, WEIGHTS, Lesson
from personacheck.match.normalise import fold
from personacheck.model import tables as t
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pandas as pd

    from personacheck.match.decision import Decision
    from personacheck.model.cast import Cast

ENOUGH: Final = 20
"""Reviewed labels from which on the classifier decides together with the rules (design, matching 4)."""
_NONE_WORDS: Final = ("", "none", "-")


@dataclass(frozen=True)
class Reviewed:
    """What people decided: by record, and by title where all who saw it agree. "" stands for no persona.

    ``lessons`` keep disagreement: (title, persona) pairs in the order of the file.
    """

    records: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    lessons: tuple[tuple[str, str], ...] = ()

    @property
    def decides(self) -> bool:
        """Enough to let the classifier decide with the rules."""
        return len(self.lessons) >= ENOUGH


def reviewed(labels: pd.DataFrame | None, cast: Cast) -> Reviewed:
    """Labels of personas that the cast still has; the last label of a record counts."""
    if labels is None or labels.empty:
        return Reviewed()
    known = dict.fromkeys(_NONE_WORDS, "") | {fold(name): name for name in cast.ids}
    rows = [
        (record, title.strip(), known[fold(persona.strip())])
        for record, title, persona in zip(labels[t.RECORD_ID], labels[t.TITLE], labels[t.PERSONA], strict=True)
        if fold(persona.strip()) in known
    ]
    said: dict[str, set[str]] = {}
    for _, title, persona in rows:
        said.setdefault(fold(title), set()).add(persona)
    agreed = {title: min(personas) for title, personas in said.items() if len(personas) == 1 and title}
    lessons = tuple((title, persona) for _, title, persona in rows if title)
    return Reviewed({record: persona for record, _, persona in rows if record}, agreed, lessons)


def lessons(cast: Cast, decide: Callable[..., Decision], labels: Reviewed) -> Iterator[Lesson]:
    """Training titles. A cast's own title is read without itself, or it would teach nothing about others.

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
    for text, name in labels.lessons:
        yield Lesson(decide(clues(text)), cast.ids.index(name) if name else NONE, WEIGHTS["label"])
