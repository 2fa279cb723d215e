"""A result: what ``check`` found, as numbers and words. Written as ``result.json``; holds no personal data.

Shares are 0..1; None stands for "n/a" (an empty denominator), never for 0 or 1.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from personacheck.model.few import EVERYBODY, USUAL, Least
from personacheck.model.priorities import NO_PLAN, Priorities
from personacheck.model.run import Run  # noqa: TC001  # pydantic makes the schema from these annotations
from personacheck.model.sample import ReviewedSample  # noqa: TC001  # as above
from personacheck.model.tables import Population
from personacheck.model.tally import Headline, Segment  # noqa: TC001  # as above
from personacheck.text.prose import plural

SCHEMA = "personacheck/result/1"


class Cause(StrEnum):
    """Why a gap is a gap; the first two are leadership's, the others are on the team's work list."""

    NO_PERSONA = "no-persona"
    OUT_OF_SCOPE = "out-of-scope"
    RULE_TOO_NARROW = "rule-too-narrow"
    MISSING_DATA = "missing-data"
    WORDS_UNKNOWN = "words-unknown"
    NO_CONTACT = "no-contact"


LEADERSHIP: Final = (Cause.NO_PERSONA, Cause.OUT_OF_SCOPE)


@dataclass(frozen=True)
class Gap:
    """A segment or a role that no persona covers.

    Attributes
    ----------
    id
        Stable across runs: a digest of what makes the gap, never of its numbers.
    title
        In words, as leadership reads it: "Finance leads at partner-sold customers".
    accounts, contacts
        How many accounts and contacts fall into it and are not covered.
    coverage, elsewhere
        Share (0..1) covered here, and in the rest.
    q
        How often so clear a segment is found by chance, see ``coverage.gaps.slices``; None of what is not tested.
    personas
        Ids of personas whose role fits (out-of-scope), that are near (rule-too-narrow), or that fit others of the same
        function (no-persona).
    examples
        Titles held by five contacts at three accounts at least.
    excess
        Of a segment found by the search: accounts above those that would have somebody not covered, were it as the
        rest. Segments are ranked by it, since a large one has many accounts anyway.
    paying
        How many of the accounts have an amount; of fewer than three the revenue is not told.
    specialty
        Of the function, where nearly all titles say the same one. It is no part of the id: decisions go on.
    folded, within
        Its people are told already, by gaps ranked before it; how many of them stand in which of these, by gap id.
    """

    id: str
    rank: int
    cause: str
    title: str
    where: dict[str, str]
    function: str | None
    level: str | None
    accounts: int
    contacts: int
    revenue: float | None
    coverage: float | None
    elsewhere: float | None
    q: float | None
    significant: bool
    personas: tuple[str, ...]
    examples: tuple[str, ...]
    next_step: str
    excess: float | None = None
    paying: int | None = None
    specialty: str | None = None
    folded: bool = False
    within: dict[str, int] = field(default_factory=dict)

    @property
    def is_leaderships(self) -> bool:
        """Whether a decision about the cast can mend it, and it is large enough to ask for one."""
        return self.cause in LEADERSHIP and self.contacts > 0 and not USUAL.hides(self.contacts, self.accounts)

    @property
    def size(self) -> str:
        """How many it is of, in words; without accounts where none are named, or contacts where nobody is known."""
        both = (plural(self.accounts, "account") * (self.accounts > 0), plural(self.contacts, "contact"))
        return both[0] if self.accounts and not self.contacts else ", ".join(filter(None, both))


def role_id(cause: str, function: str | None, level: str | None) -> str:
    """Id of the gap of a role; function and level as ``Gap`` holds them."""
    return digest(cause, function or "", level or "")


def digest(*told: str) -> str:
    """Twelve hexadecimal digits of what makes a gap."""
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class PersonaFigure:
    """Where a persona is: contacts it is primary for; ``share`` of all covered; ``alone``: only it covers them.

    Figures of too few people are None beside ``under``, see ``model.few``.
    """

    id: str
    name: str
    contacts: int | None
    accounts: int | None
    share: float | None
    by_axis: dict[str, dict[str, int | None]]
    alone: int | None
    accounts_by_axis: dict[str, dict[str, int | None]] = field(default_factory=dict)
    under: int | None = None


@dataclass(frozen=True)
class CurvePoint:
    """Coverage of contacts with the best ``personas`` personas; ``id`` is the one added last."""

    personas: int
    id: str
    coverage: float | None


SEVERITIES: Final = ("high", "medium", "low")
"""Of findings, most severe first."""


@dataclass(frozen=True)
class Finding:
    """Something wrong with the cast itself.

    Attributes
    ----------
    severity
        ``high``, ``medium`` or ``low``.
    figure, threshold
        The measured figure and the mark it passed, in the unit that the message names.
    message, remedy
        Plain sentences: what is wrong, and what to do.
    source
        Where the threshold comes from.
    unit
        Of figure and threshold: ``share`` (0..1), ``points``, ``days``, or what is counted: ``personas`` …
    """

    code: str
    severity: str
    persona: str | None
    message: str
    figure: float | None
    threshold: float | None
    remedy: str
    source: str
    unit: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A candidate persona from the uncovered; a hypothesis: interview first.

    Attributes
    ----------
    rule
        Criteria as a cast has them: ``functions``, ``levels``, ``titles``.
    precision, recall
        Of the rule's words on titles that they were not made from: the share of their hits that are of this group, and
        the share of the group that they hit. None where no word tells the group from others.
    by_axis
        Axis to value to contacts; None beside ``under`` for too few of them.
    """

    name: str
    function: str
    level: str | None
    contacts: int
    accounts: int
    titles: tuple[str, ...]
    rule: dict[str, tuple[str, ...]]
    precision: float | None
    recall: float | None
    by_axis: dict[str, dict[str, int | None]] = field(default_factory=dict)
    under: int | None = None


@dataclass(frozen=True)
class ReviewDue:
    """When the next review is due, and what is overdue."""

    due: str
    overdue: bool
    since: dict[str, float | None]


@dataclass(frozen=True)
class Result:
    """All of it; the keys of ``result.json``."""

    schema: str
    run: Run
    headline: Headline
    populations: dict[str, Headline]
    segments: tuple[Segment, ...]
    gaps: tuple[Gap, ...]
    personas: tuple[PersonaFigure, ...]
    curve: tuple[CurvePoint, ...]
    findings: tuple[Finding, ...]
    suggestions: tuple[Suggestion, ...]
    review: ReviewDue | None = None
    priorities: Priorities = NO_PLAN
    sample: ReviewedSample | None = None
    least: Least = EVERYBODY
    smaller_gaps: int = 0
    estimand: str = ""
    draft: str = ""

    @property
    def of_customers(self) -> bool:
        """Whether the headline counts customers alone."""
        return self.run.population == Population.CUSTOMER

    @property
    def whom(self) -> str:
        """Whom the headline counts: customers or, where no field tells them, everybody but staff of partners."""
        if self.of_customers:
            return "customers"
        return "all contacts but staff of partners" if Population.PARTNER in self.populations else "all contacts"
