"""Contacts and a cast -> who covers whom. Distinct roles are judged once; nothing is learned from the export."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.match import scope
from personacheck.match.clues import COLUMNS, Clues, clues
from personacheck.match.decision import Decision, decide
from personacheck.match.placing import Placing, excluded_row, place
from personacheck.match.profiles import Phrase, Profile, phrases, profiles
from personacheck.match.reading import read
from personacheck.match.rules import judge
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.match.lexicon import Lexicon
    from personacheck.model.cast import Cast
    from personacheck.settings import Settings


@dataclass(frozen=True)
class Matcher:
    """A trained matcher: picklable, and the same answer for the same title in every run."""

    cast: Cast
    profiles: tuple[Profile, ...]
    phrases: Lexicon[Phrase]
    level_alone: bool

    @classmethod
    def train(
        cls, cast: Cast, settings: Settings, labels: pd.DataFrame | None = None, *, rules_only: bool = False
    ) -> Matcher:
        """Prepare a cast; learn from its words, the shipped background and reviewed labels.

        Parameters
        ----------
        labels
            ``LABEL_COLUMNS``; persona "" for "none fits".
        rules_only
            No classifier: rules and labels alone decide.
        """
        made = profiles(cast)
        level_alone = any(profile.levels and not profile.by_role for profile in made)
        return cls(cast, made, phrases(cast), level_alone)

    def match(self, contacts: pd.DataFrame) -> pd.DataFrame:
        """``MATCH_COLUMNS`` for every contact, same index."""
        keys = [*(column for column in COLUMNS if column in contacts), *self._where(contacts)]
        roles, role_of = _distinct(contacts, keys)
        decisions = [self.decide(clues(**cells)) for cells in roles]
        wanted = [column for column in scope.columns(self.cast.personas) if column in contacts]
        extra = [column for column in (t.EXCLUDED, t.SIDE) if column in contacts and column not in wanted]
        segments, segment_of = _distinct(contacts, [*wanted, *extra])
        pairs = pd.MultiIndex.from_arrays([role_of, segment_of])
        codes, distinct = pairs.factorize()
        placings = [self._place(decisions[role], segments[segment]) for role, segment in distinct]
        table = pd.DataFrame([placing.row() for placing in placings], columns=list(t.MATCH_COLUMNS))
        return table.take(codes).set_axis(contacts.index)

    def fits(self, titles: Sequence[str]) -> pd.DataFrame:
        """Which personas' rules fit each title: bool, one column a persona, index 0..n-1."""
        made = [{verdict.place for verdict in self.decide(clues(title)).fits} for title in titles]
        return pd.DataFrame({name: [at in hit for hit in made] for at, name in enumerate(self.cast.ids)}, dtype=bool)

    def read(self, titles: Sequence[str]) -> pd.DataFrame:
        """Function and level of each title ("" for none), index 0..n-1."""
        readings = [read(title) for title in titles]
        return pd.DataFrame(
            {
                t.FUNCTION: [next(iter(reading.functions), "") for reading in readings],
                t.LEVEL: [reading.level for reading in readings],
            },
            dtype=object,
        )

    def decide(self, role: Clues) -> Decision:
        """The rules' decision on one role."""
        hits = self.phrases.find(role.reading.tokens)
        verdicts = [verdict for profile in self.profiles if (verdict := judge(profile, role, hits)) is not None]
        return decide(role, verdicts, level_alone=self.level_alone)

    def _where(self, contacts: pd.DataFrame) -> list[str]:
        return [column for header in self.cast.headers if (column := t.WHERE_PREFIX + header) in contacts]

    def _place(self, decision: Decision, segment: dict[str, str]) -> Placing:
        if segment.get(t.EXCLUDED):
            return excluded_row(decision, segment)
        return place(decision, segment, self.profiles)


def _distinct(table: pd.DataFrame, keys: list[str]) -> tuple[list[dict[str, str]], pd.Index]:
    """Distinct combinations of cells, and the number of each row's."""
    if not keys:
        return [{}], pd.Index([0] * len(table))
    groups = table.groupby(keys, sort=True, dropna=False)
    firsts = table[keys].drop_duplicates().sort_values(keys)
    return firsts.to_dict("records"), pd.Index(groups.ngroup())
