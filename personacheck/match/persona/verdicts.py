"""What a rule says of one persona and one contact."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple


class Tier(StrEnum):
    """What speaks for a persona, strongest first."""

    EXACT = "exact"
    PHRASE = "phrase"
    ROLE = "role"
    FIELD = "field"
    AREA = "area"
    WEAK = "weak"
    DEPARTMENT = "department"
    LEVEL = "level"
    OTHER = "other"
    CRM = "crm"
    MODEL = "classifier"
    REVIEW = "review"


class Against(StrEnum):
    """What stands against a persona that something speaks for."""

    NOTHING = ""
    LEVEL = "level"
    NOT_TITLE = "not-title"
    OTHER_ROLE = "other-role"
    LATER_ROLE = "later-role"
    APART = "apart"
    AREA = "area"
    BUYING_ROLE = "buying-role"
    OTHER_BUYING_ROLE = "other-buying-role"
    WHERE = "where"
    OTHER_VALUE = "other-value"
    MODEL = "classifier"
    VAGUE = "vague"


SCORES: Final = {
    Tier.EXACT: 0.97,
    Tier.PHRASE: 0.82,
    Tier.ROLE: 0.78,
    Tier.FIELD: 0.68,
    Tier.AREA: 0.60,
    Tier.WEAK: 0.58,
    Tier.DEPARTMENT: 0.66,
    Tier.LEVEL: 0.70,
    Tier.OTHER: 0.75,
    Tier.CRM: 0.72,
}
"""How sure each kind of evidence makes that some persona covers the contact (order measured on the benchmark)."""

OWN_TITLE, OWN_PHRASE, RANKED_SPECIALTY, SPECIALTY, RANKED, UNRANKED, DEPARTMENT = 7, 6, 5, 4, 3, 2, 1
OTHER_WORK = DEPARTMENT
"""Exactness: an own title, an own phrase, a specialty at some levels or at all, a function likewise, a department, or
an own phrase beside words for work that is not the persona's."""

NEAR: Final = {
    Against.LEVEL: 0.30,
    Against.NOT_TITLE: 0.10,
    Against.OTHER_ROLE: 0.40,
    Against.LATER_ROLE: 0.40,
    Against.APART: 0.35,
    Against.AREA: 0.35,
    Against.BUYING_ROLE: 0.40,
    Against.OTHER_BUYING_ROLE: 0.10,
    Against.WHERE: 0.40,
    Against.OTHER_VALUE: 0.10,
    Against.MODEL: 0.45,
    Against.VAGUE: 0.45,
}
"""The same where something stands against it."""

LEANS: Final = 0.2
"""From here on a contact that nobody covers leans to the persona; below, something recorded speaks against it."""

FIT: Final = 0.5
"""From here on a contact is covered."""


class Verdict(NamedTuple):
    """One persona's case.

    Attributes
    ----------
    place
        The persona's, in the cast.
    words
        Of the title or department that speak for it.
    function
        That fits, "" where a phrase or a level alone does.
    level
        That was held against the persona's, "" where none was read.
    part
        Of the title, -1 where not the title speaks.
    exactness
        How exactly the persona's author meant this: own title, own phrase, specialty and level, function and level …
    met
        All parts whose work is the persona's, this one among them.
    aside
        The function is not the first that the part says, or only the area that the work is done in.
    """

    place: int
    tier: Tier
    score: float
    words: tuple[str, ...] = ()
    function: str = ""
    level: str = ""
    part: int = -1
    exactness: int = 0
    met: frozenset[int] = frozenset()
    aside: bool = False
    against: Against = Against.NOTHING

    @property
    def fits(self) -> bool:
        """Nothing stands against it."""
        return not self.against

    @property
    def rank(self) -> tuple[bool, int, float, int]:
        """Best last: the more exact persona, the surer; the cast's order breaks ties."""
        return (self.fits, self.exactness, round(self.score, 4), -self.place)


def opposed(case: Verdict, against: Against) -> Verdict:
    """The case with what stands against it."""
    return case._replace(against=against, score=NEAR[against])
