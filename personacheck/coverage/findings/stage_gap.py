"""``stage-gap``: the cast fits one part of the journey far better: only before the sale, or only after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.coverage.count.census import MAIN
from personacheck.coverage.findings.rule import Fault, Rule
from personacheck.coverage.findings.skew import Part, along, judged_contacts
from personacheck.coverage.findings.skewed import CLUSTERED, EXTEND, skewed
from personacheck.coverage.gaps import phrases
from personacheck.model import tables as t
from personacheck.model.tables import Population

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.coverage.findings.facts import Facts


_ASKED: Final = (t.POPULATION, t.STATUS, t.ACCOUNT_ID, MAIN, *t.AXES)
"""What is asked of contacts: a copy of all that is known of millions takes much memory."""


def measure(facts: Facts, threshold: float) -> Iterator[Fault]:
    """Points of coverage between stages of customers, and between prospects and customers."""
    coverage = facts.coverage
    judged = facts.judged
    yield from skewed(facts, judged, along(judged, t.STAGE, coverage.population), threshold, t.STAGE)
    if Population.PROSPECT.value in coverage.populations:
        everybody = coverage.contacts
        prospect = (everybody[t.POPULATION] == Population.PROSPECT.value).to_numpy()
        judged = judged_contacts(everybody.loc[coverage.census.inside | prospect, [*_ASKED]])
        of = (judged.frame[t.POPULATION] != Population.PROSPECT.value).to_numpy()
        parts = [
            Part(f"at {phrases.accounts(Population.PROSPECT.value)}", ~of),
            Part(f"at {phrases.accounts(coverage.population)}", of),
        ]
        yield from skewed(facts, judged, parts, threshold, t.STAGE)


RULE = Rule(
    code="stage-gap",
    means="The cast fits well only before the sale, or only after it.",
    remedy=EXTEND,
    severity="medium",
    threshold=15,
    unit="points",
    source=f"the failure 'only pre-sales, or only post-sales': {CLUSTERED}",
    measure=measure,
)
