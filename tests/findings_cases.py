"""Small exports and casts that have a finding, or have it not: contacts in groups, each matched as one wants it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import builders as b
import pandas as pd

from personacheck.coverage import findings
from personacheck.coverage.assess import assess
from personacheck.model import tables as t
from personacheck.settings.settings import Settings

if TYPE_CHECKING:
    from personacheck.model.cast import Cast

SOUND = {"reviewed": b.AS_OF, "evidence": b.evidence(), "examples": ("Head of Widgets",)}


def sound(persona_id, **fields):
    return b.persona(persona_id, **{**SOUND, "scope": b.scope(), "side": "both", **fields})


TWO, PLAIN = b.cast(sound("olu"), sound("elin")), Settings()


@dataclass
class Case:
    """Groups of contacts: (how many, at how many accounts, columns of the contact, columns of the match)."""

    groups: list = field(default_factory=list)
    cast: Cast = TWO
    settings: Settings = PLAIN
    firms: tuple = ()
    fits: object = None
    hits: object = None

    def codes(self):
        """Codes of what is found, and the findings."""
        return [finding.code for finding in self._findings], self._findings

    @cached_property
    def _findings(self):
        rows, columns = [], {}
        for number, (people, firms, contact, match) in enumerate(self.groups):
            rows += [{t.ACCOUNT_ID: f"g{number}-{n % firms}", **contact} for n in range(people)]
            for name in t.MATCH_COLUMNS:
                columns.setdefault(name, []).extend([match.get(name, b.MATCH[name])] * people)
        people = b.contacts(*rows)
        found = b.matches(people, **{name: list(cells) for name, cells in columns.items()})
        firms = pd.concat([b.accounts_of(people), b.accounts(*self.firms)]) if self.firms else None
        coverage = assess(b.export(people, firms), found, self.cast, self.settings, b.AS_OF)
        return findings.find(self.cast, coverage, self.settings, b.AS_OF, fits=self.fits, hits=self.hits)


def by(persona, *others, **fields):
    return {
        "status": "covered",
        "persona": persona,
        "alternatives": others,
        "function": "it",
        "side": "buyer",
        **fields,
    }


MISSED = {"status": "uncovered", "function": "finance", "side": "buyer"}
BALANCED = [(30, 10, {}, by("olu")), (30, 10, {}, by("elin"))]


def with_hits(*rows):
    return pd.DataFrame(rows, columns=list(t.HIT_COLUMNS))


def fitting(*words):
    """Rules of one persona, ``olu``, that fit these titles."""
    return lambda titles: pd.DataFrame({"olu": [one in words for one in titles], "elin": [False] * len(titles)})


def skewed(axis, one, other, **contact):
    return [
        (30, 10, {axis: one, **contact}, by("olu")),
        (30, 10, {axis: one, **contact}, by("elin")),
        (60, 20, {axis: other, **contact}, MISSED),
    ]


def aged(older, younger, firms=10):
    """Accounts of long standing with people of one side, younger ones with people of another."""
    ages = ((older, "2021-03-01"), (younger, "2026-03-01"))
    return [(2 * firms, firms, {"created": day}, by("olu", side=side)) for side, day in ages]
