"""Reviewed labels in matching: what people said wins over all that they were asked about, and over nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from personacheck.match.decision import Unread, narrowed
from personacheck.match.persona.verdicts import Tier, Verdict
from personacheck.match.title.normalise import fold
from personacheck.model import tables as t
from personacheck.model.labels import with_offers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from personacheck.match.decision import Decision
    from personacheck.model.cast import Cast

_NONE_WORDS: Final = ("", t.NO_PERSONA, "-")


@dataclass(frozen=True)
class Answer:
    """What people said of a contact, or of a title.

    Attributes
    ----------
    place
        Of the persona in the cast; None where none fits.
    settled
        Places of the personas that the answer speaks of: those that were offered.
    whole
        Every persona that reviewers of this cast choose among was offered; or nothing says that one was not, and its
        rules decide where they fit.
    """

    place: int | None
    settled: frozenset[int]
    whole: bool


@dataclass(frozen=True)
class Reviewed:
    """What people decided: by record, and by title where nobody who saw it denies it.

    ``lessons`` keep disagreement: (title, answer) pairs in the order of the file.
    """

    records: Mapping[str, Answer] = field(default_factory=dict)
    titles: Mapping[str, Answer] = field(default_factory=dict)
    lessons: tuple[tuple[str, Answer], ...] = ()

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """All different ones."""
        return tuple(dict.fromkeys((*self.records.values(), *self.titles.values())))

    def of(self, contacts: pd.DataFrame) -> list[str]:
        """Place among the answers, as text: of each contact's own one, else of its title's; "" for none."""
        if not self.answers:
            return [""] * len(contacts)
        cell = {answer: str(at) for at, answer in enumerate(self.answers)}
        records = {record: cell[answer] for record, answer in self.records.items()}
        titles = {title: cell[answer] for title, answer in self.titles.items()}
        by_title = {title: titles.get(fold(title.strip()), "") for title in contacts[t.TITLE].unique()}
        ids = contacts[t.RECORD_ID] if t.RECORD_ID in contacts else [""] * len(contacts)
        return [records.get(record, by_title[title]) for record, title in zip(ids, contacts[t.TITLE], strict=True)]


def reviewed(labels: pd.DataFrame | None, cast: Cast) -> Reviewed:
    """Labels of personas that the cast still has; the last label of a record counts."""
    if labels is None or labels.empty:
        return Reviewed()
    places: dict[str, int | None] = {fold(name): place for place, name in enumerate(cast.ids)}
    places |= dict.fromkeys(_NONE_WORDS)
    offers = with_offers(labels)[t.OFFERED]
    columns = (labels[column] for column in (t.RECORD_ID, t.TITLE, t.PERSONA, t.OFFERED))
    rows = [
        (record, title.strip(), _answer(places[fold(persona.strip())], offered, cast, silent=not recorded))
        for record, title, persona, recorded, offered in zip(*columns, offers, strict=True)
        if fold(persona.strip()) in places
    ]
    by_title: dict[str, list[Answer]] = {}
    for _, title, answer in rows:
        by_title.setdefault(fold(title), []).append(answer)
    agreed = {title: shared for title, answers in by_title.items() if title and (shared := _agreed(answers))}
    lessons = tuple((title, answer) for _, title, answer in rows if title)
    return Reviewed({record: answer for record, _, answer in rows if record}, agreed, lessons)


def by_label(decision: Decision, answer: Answer) -> Decision:
    """The decision as people made it; of personas that they were not asked about the rules decide."""
    if answer.place is not None:
        others = tuple(verdict for verdict in decision.fits if verdict.place != answer.place)
        named = Verdict(answer.place, Tier.REVIEW, 1.0, function=decision.function, level=decision.level)
        return decision._replace(fits=(named, *others), near=None, unread=Unread.READ, score=1.0, reviewed=True)
    left = tuple(verdict for verdict in decision.fits if verdict.place not in answer.settled)
    if answer.whole and not left:
        return decision._replace(fits=(), near=None, unread=Unread.READ, score=0.0, reviewed=True)
    near = decision.near if decision.near is not None and decision.near.place not in answer.settled else None
    return narrowed(decision, left)._replace(near=near)


def _answer(place: int | None, offered: str, cast: Cast, *, silent: bool) -> Answer:
    names = {*offered.split(t.OR)} | ({cast.ids[place]} if place is not None else set())
    settled = frozenset(at for at, name in enumerate(cast.ids) if name in names)
    return Answer(place, settled, silent or names.issuperset(cast.offered))


def _agreed(answers: Sequence[Answer]) -> Answer | None:
    """What all say; None where somebody denies it. Who was not offered a persona does not deny it."""
    named = {answer.place for answer in answers if answer.place is not None}
    denied = frozenset[int]().union(*(answer.settled for answer in answers if answer.place is None))
    if not named:
        return Answer(None, denied, whole=any(answer.whole for answer in answers))
    if len(named) > 1 or named & denied:
        return None
    return next(answer for answer in reversed(answers) if answer.place is not None)
