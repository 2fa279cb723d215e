"""Contacts and a cast -> who covers whom. Distinct roles are judged once; nothing is learned from the export."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.match.borders import borders
from personacheck.match.clues import COLUMNS, Clues, clues
from personacheck.match.decision import Decision, decide
from personacheck.match.explain import Explanation, Outcome, explain
from personacheck.match.hits import Hits
from personacheck.match.learn.blend import ranked
from personacheck.match.learn.labels import Reviewed, by_label, reviewed
from personacheck.match.learn.model import Model, fit, label_lessons, own_lessons
from personacheck.match.persona import scope
from personacheck.match.persona.candidates import Candidates
from personacheck.match.persona.judging import Judging
from personacheck.match.persona.own_words import Phrase, phrases
from personacheck.match.persona.profiles import Profile, profiles
from personacheck.match.persona.rules import judge
from personacheck.match.persona.sentence import sentence
from personacheck.match.placing import MatchRow, Placing
from personacheck.match.roles import Batch, batches, distinct, roles
from personacheck.match.title.reading import read
from personacheck.model import tables as t
from personacheck.model.codes import coded
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from personacheck.match.title.lexicon import Lexicon
    from personacheck.model.cast import Cast
    from personacheck.model.spread import Spread

LABEL: Final = "label"
Judged = tuple[list[MatchRow], Hits]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for what refers to itself: what is read of titles never does, and it is a lot."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


@dataclass(frozen=True)
class Matcher:
    """A trained matcher: picklable, and the same answer for the same title in every run."""

    cast: Cast
    profiles: tuple[Profile, ...]
    phrases: Lexicon[Phrase]
    level_alone: bool
    reviewed: Reviewed
    rules_only: bool = False

    @classmethod
    def train(cls, cast: Cast, labels: pd.DataFrame | None = None, *, rules_only: bool = False) -> Matcher:
        """Prepare a cast, to learn from its words, the shipped background and reviewed labels.

        Parameters
        ----------
        labels
            ``LABEL_COLUMNS``; persona "" for "none of those offered fits".
        rules_only
            No classifier, which ranks what the rules leave open.
        """
        ready = profiles(cast)
        level_alone = any(profile.levels and not profile.by_role for profile in ready)
        return cls(cast, ready, phrases(cast), level_alone, reviewed(labels, cast), rules_only)

    def __getstate__(self) -> dict[str, object]:
        """Trained before it is sent elsewhere: all who judge have one model."""
        _ = self.model
        return self.__dict__

    @cached_property
    def model(self) -> Model | None:
        """The classifier, trained when it is first asked; None where there is nothing to tell apart."""
        if self.rules_only:
            return None
        lessons = [*own_lessons(self.cast, self.decide), *label_lessons(self.decide, self.reviewed)]
        return fit(lessons) if len({lesson.place for lesson in lessons}) > 1 else None

    def match(self, contacts: pd.DataFrame) -> pd.DataFrame:
        """``MATCH_COLUMNS`` for every contact, same index."""
        return self.match_and_hits(contacts)[0]

    @_uncollected()
    def match_and_hits(self, contacts: pd.DataFrame, spread: Spread = map) -> tuple[pd.DataFrame, pd.DataFrame]:
        """As ``match``; and how many contacts each title of the cast hits, and decides for (``HIT_COLUMNS``).

        Parameters
        ----------
        spread
            Where batches of roles are judged; the answer is the same.
        """
        cells, role = roles(contacts, self.profiles, self.cast.headers)
        wanted = dict.fromkeys((*scope.columns(self.cast.personas), t.EXCLUDED, t.SIDE, LABEL), str)
        labelled = contacts.assign(**{LABEL: self.reviewed.of(contacts)})
        segments, segment = distinct(labelled, {column: look for column, look in wanted.items() if column in labelled})
        pairs, pair_of = np.unique(role * len(segments) + segment, return_inverse=True)
        counts = _contacts_of_each(role, len(cells), contacts)
        hits, rows = Hits(self.profiles), list[MatchRow]()
        for batch_rows, batch_hits in spread(self.judge, batches(cells, counts, pairs, segments)):
            rows += batch_rows
            hits += batch_hits
        matches = coded(pd.DataFrame(rows, columns=list(t.MATCH_COLUMNS)), len(contacts)).take(pair_of)
        return matches.set_axis(contacts.index), hits.table(self.profiles)

    @_uncollected()
    def judge(self, batch: Batch) -> Judged:
        """The rows of matches of some roles, and what of the cast hits them."""
        hits, placing = Hits(self.profiles), Placing(self.profiles)
        decisions = self._blended(self._decided(batch, hits))
        rows = [
            placing.row(self._labelled(decision, segment), segment)
            for decision, (_, _, segments) in zip(decisions, batch, strict=True)
            for segment in segments
        ]
        return rows, hits

    def fits(self, titles: Sequence[str]) -> pd.DataFrame:
        """Which personas' rules fit each title: bool, one column a persona, index 0..n-1."""
        fitting = [{verdict.place for verdict in self.decide(clues(title)).fits} for title in titles]
        columns = {name: [place in places for places in fitting] for place, name in enumerate(self.cast.ids)}
        return pd.DataFrame(columns, dtype=bool)

    def borders(self, names: Collection[str] | None = None) -> tuple[str, ...]:
        """Where each persona ends, or those of these names, in lines for its author."""
        return borders(self.profiles, self.fits, names)

    def read(self, titles: Sequence[str]) -> pd.DataFrame:
        """Function and level of each title ("" for none), index 0..n-1."""
        readings = [read(title) for title in titles]
        return pd.DataFrame(
            {
                t.FUNCTION: [
                    vocabulary().reported_as(name) if (name := next(iter(reading.functions), "")) else ""
                    for reading in readings
                ],
                t.LEVEL: [reading.level for reading in readings],
            },
            dtype=object,
        )

    def explain(self, contact: pd.Series | str) -> Explanation:
        """Why a contact (a row of the contacts table, or a title) was matched as it was."""
        cells = pd.Series({t.TITLE: contact}) if isinstance(contact, str) else contact
        row = pd.DataFrame([cells]).reset_index(drop=True)
        keys = [*(column for column in COLUMNS if column in row), *self._where(row)]
        decision = self._blended([self.decide(clues(**{key: str(row[key].iloc[0]) for key in keys}))])[0]
        if answer := self.reviewed.of(row)[0]:
            decision = by_label(decision, self.reviewed.answers[int(answer)])
        match = self.match(row).iloc[0]
        outcome = Outcome(match[t.STATUS], match[t.PERSONA], float(match[t.SCORE]), match[t.SOURCE], match[t.REASON])
        explanation = explain(decision, outcome, self.profiles, self.decide)
        names = (explanation.persona, explanation.runner_up)
        shown = (profile for profile in self.profiles if profile.persona.id in names)
        lines = ((sentence(profile), *self.borders([profile.persona.id])) for profile in shown)
        return replace(explanation, borders=tuple(line for border in lines for line in border))

    def decide(self, role: Clues, without: str = "") -> Decision:
        """The rules' decision on one role; `without` leaves out one of the cast's own titles."""
        hits = [hit for hit in self.phrases.find(role.reading.tokens) if not without or hit.meaning.text != without]
        places = self._candidates.by_title(role.reading, hits) | self._candidates.beside(role)
        verdicts = (judge(self.profiles[place], role, hits) for place in sorted(places))
        return decide(role, [verdict for verdict in verdicts if verdict is not None], level_alone=self.level_alone)

    @cached_property
    def _candidates(self) -> Candidates:
        return Candidates(self.profiles)

    def _decided(self, batch: Batch, hits: Hits) -> list[Decision]:
        """As `decide` says of each role, those of one title together; what of the cast hits them is counted."""
        judging = Judging(self.profiles, self._candidates, self.phrases)
        decisions = []
        for cells, contacts, _ in batch:
            role = clues(**cells)
            verdicts = judging.verdicts(role)
            hits.add(judging.hits, verdicts, contacts)
            decisions.append(decide(role, verdicts, level_alone=self.level_alone))
        return decisions

    def _where(self, contacts: pd.DataFrame) -> list[str]:
        return [column for header in self.cast.headers if (column := t.WHERE_PREFIX + header) in contacts]

    def _blended(self, decisions: list[Decision]) -> list[Decision]:
        """With what the classifier says of those whom the rules leave open; it is not asked of the others."""
        if all(decision.fits for decision in decisions) or self.model is None:
            return decisions
        return ranked(decisions, self.model)

    def _labelled(self, decision: Decision, segment: dict[str, str]) -> Decision:
        """As people made it, of whom a label tells and who counts."""
        if segment[LABEL] and not segment.get(t.EXCLUDED):
            return by_label(decision, self.reviewed.answers[int(segment[LABEL])])
        return decision


def _contacts_of_each(role: NDArray[np.int64], roles: int, contacts: pd.DataFrame) -> list[int]:
    """Contacts of each role, excluded ones not."""
    market = role[(contacts[t.EXCLUDED] == "").to_numpy()] if t.EXCLUDED in contacts else role
    counts: list[int] = np.bincount(market, minlength=roles).tolist()
    return counts
