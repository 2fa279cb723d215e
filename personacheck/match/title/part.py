"""One role in a title: what is done, in which areas, at which level, and the words that say so."""

from __future__ import annotations

from typing import Final, NamedTuple

from personacheck.model.tables import LEVELS
from personacheck.vocabulary.sections import FIELD, ROLE, VAGUE
from personacheck.vocabulary.words import Entry, vocabulary

RANK: Final = {level: place for place, level in enumerate(LEVELS)}
DEFAULT_LEVEL: Final = "professional"
"""What a title without a level word is taken for: most people are."""
CAPPED: Final = ("senior", "junior", "professional")
_ENDING: Final = 3
"""Letters that an ending may add."""


class Word(NamedTuple):
    """One term read: as it stands in the title, what it was taken for, and its letters (as in ``lexicon.Hit``)."""

    shown: str
    entry: Entry
    start: int
    end: int


class Part(NamedTuple):
    """One role in a title.

    Attributes
    ----------
    functions
        What the person does; of roles, else fields, else weak words (``strength`` says which; "" if none). Of vague
        words: what may be meant.
    fields
        Areas of work that a role's function outdid: IT in "IT recruiter", and in "Recruiter | IT".
    level
        "" where no word says one.
    lent
        The level is a neighbour's: "Director" in "Director, Sales".
    first, last
        Tokens, both inclusive.
    """

    functions: tuple[str, ...]
    strength: str
    fields: tuple[str, ...]
    level: str
    words: tuple[Word, ...]
    first: int
    last: int
    lent: bool = False

    @property
    def firm(self) -> bool:
        """It says what the person does, not only by weak words."""
        return self.strength in (ROLE, FIELD)

    @property
    def says_rank(self) -> bool:
        """A word of its own says a level, whether or not it counts: "VP, Sales Manager" lends a higher one."""
        return any(word.entry.level for word in self.words)

    def saying(self, function: str) -> tuple[str, ...]:
        """Words that say this function, or the level."""
        saying = (
            word.shown
            for word in self.words
            if function in word.entry.functions or (self.level and word.entry.level == self.level)
        )
        return tuple(dict.fromkeys(saying))

    @property
    def general(self) -> bool:
        """It names a kind of work that is done in every area, or only such an area."""
        functions = vocabulary().functions
        return not self.strength or (self.firm and all(functions[name].general for name in self.functions))

    @property
    def vague(self) -> bool:
        """It does not say what the person does: a rank, a consultant or lead consultant for who knows what.

        Who leads an area of such work leads a trade of its own: a "Director Consulting".
        """
        if self.fields or (self.strength == FIELD and RANK.get(self.level, len(RANK)) <= RANK["manager"]):
            return False
        functions = vocabulary().functions
        if self.strength in (VAGUE, "") or not all(functions[name].vague for name in self.functions):
            return self.strength in (VAGUE, "")
        ranks = {(word.start, word.end) for word in self.words if word.entry.level and "*" not in word.entry.term}
        return all(_bare(word) or (word.start, word.end) in ranks for word in self.words)


def _bare(word: Word) -> bool:
    """It is one word: a "consultant", not an "IT consultant" or an "Unternehmensberater"."""
    term = word.entry.term
    one = " " not in term and "-" not in term
    return not word.entry.functions or (one and len(word.shown) <= len(term.strip("*")) + _ENDING)
