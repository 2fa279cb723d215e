"""A title -> what it says: roles, each with functions and a level, and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from personacheck.match.lexicon import Hit, Lexicon
from personacheck.match.normalise import JOINER, tokens
from personacheck.model.tables import LEVELS
from personacheck.vocabulary.words import EMPLOYER, FIELD, HELPER, LEVEL, NOTHING, ROLE, WEAK, Entry, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.match.normalise import Token

RANK: Final = {level: place for place, level in enumerate(LEVELS)}
DEFAULT_LEVEL: Final = "professional"
"""What a title without a level word is taken for: most people are."""
_CAPPED: Final = ("senior", "junior", "professional")
_PRECEDENCE: Final = ("executive", "vp", "director", "lead", "senior", "junior", "professional")
_TOP: Final = "general-management"
_LEARNER: Final = "student"


@dataclass(frozen=True, slots=True)
class Word:
    """One term read: as it stands in the title, what it was taken for, and its letters (as in ``lexicon.Hit``)."""

    shown: str
    entry: Entry
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """One role in a title.

    Attributes
    ----------
    functions
        What the person does; of roles, else fields, else weak words (``strength`` says which; "" if none).
    fields
        Areas of work that a role's function outdid: IT in "IT recruiter".
    level
        "" where no word says one.
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


@dataclass(frozen=True, slots=True)
class Reading:
    """All of a title. ``parts`` in order; ``unread`` are words that no term explains."""

    tokens: tuple[Token, ...]
    parts: tuple[Part, ...]
    unread: tuple[str, ...]

    @property
    def functions(self) -> tuple[str, ...]:
        """Functions of all parts: roles before fields before weak words, then higher levels first, then by place."""
        order = {ROLE: 0, FIELD: 1, WEAK: 2, "": 3}
        ranked = sorted(self.parts, key=lambda part: (order[part.strength], RANK.get(part.level, len(RANK))))
        firm = [part for part in ranked if part.strength in (ROLE, FIELD)] or ranked
        return tuple(dict.fromkeys(function for part in firm for function in part.functions))

    @property
    def level(self) -> str:
        """The highest level that a part says, "" where none does."""
        said = [part.level for part in self.parts if part.level]
        return min(said, key=lambda level: RANK[level]) if said else ""


def read(text: str) -> Reading:
    """Read a title with the shipped vocabulary.

    Examples
    --------
    >>> [(part.functions, part.level) for part in read("CEO / Head of Sales").parts]
    [(('general-management',), 'executive'), (('sales',), 'lead')]
    >>> read("Assistant to the CEO").functions
    ('administration',)
    """
    found = tokens(text)
    hits = _outside_employers(_visible(_lexicon().find(found)), found)
    parts = [part for span in _spans(found) if (part := _part(hits, found, span)) is not None]
    covered = {place for hit in hits for place in range(hit.first, hit.last + 1)}
    unread = tuple(
        token.shown
        for place, token in enumerate(found)
        if place not in covered and token.text != JOINER and not token.filler
    )
    return Reading(found, tuple(_share_levels(parts, found)), unread)


@cache
def _lexicon() -> Lexicon[Entry]:
    lexicon: Lexicon[Entry] = Lexicon()
    for language in vocabulary().languages:
        for entry in language.entries:
            lexicon.add(entry.term, entry, language.endings)
    return lexicon


def _visible(hits: list[Hit[Entry]]) -> list[Hit[Entry]]:
    """The longer term wins; but a role that says no level does not hide a level word inside it ("sales director")."""
    return [hit for hit in hits if not any(_hides(other, hit) for other in hits)]


def _hides(longer: Hit[Entry], shorter: Hit[Entry]) -> bool:
    if longer.meaning.section == NOTHING and longer.covers(shorter):
        return shorter.meaning.section != NOTHING
    speaks = longer.meaning.level or longer.meaning.section in (FIELD, EMPLOYER) or shorter.meaning.section != LEVEL
    return bool(speaks) and longer.covers(shorter) and longer.size > shorter.size


def _outside_employers(hits: list[Hit[Entry]], found: Sequence[Token]) -> list[Hit[Entry]]:
    """What follows "at" in the same part names a company."""
    named = [hit for hit in hits if hit.meaning.section == EMPLOYER and hit.first > 0]
    return [
        hit
        for hit in hits
        if not any(other.last < hit.first and found[other.last].part == found[hit.first].part for other in named)
    ]


def _spans(found: Sequence[Token]) -> list[tuple[int, int]]:
    """Stretches between cuts and joiners."""
    spans: list[tuple[int, int]] = []
    start = 0
    for place, token in enumerate(found):
        if place > start and token.part != found[place - 1].part:
            spans.append((start, place - 1))
            start = place
        if token.text == JOINER:
            spans.append((start, place - 1))
            start = place + 1
    spans.append((start, len(found) - 1))
    return [span for span in spans if span[0] <= span[1]]


def _part(hits: list[Hit[Entry]], found: Sequence[Token], span: tuple[int, int]) -> Part | None:
    """A phrase may span a joiner ("research & development"): it belongs to the stretch that it ends in."""
    own = [hit for hit in hits if span[0] <= hit.last <= span[1]]
    if not own:
        return None
    helps = any(hit.meaning.section == HELPER for hit in own)
    learns = any(hit.meaning.level == "junior" and _LEARNER in hit.meaning.functions for hit in own)
    said = {hit.meaning.level for hit in own} - {""}
    if helps or learns:
        own = [hit for hit in own if _TOP not in hit.meaning.functions]
        said &= set(_CAPPED)
    level = next((level for level in _PRECEDENCE if level in said), "")
    by = {section: _functions(own, section) for section in (ROLE, FIELD, WEAK)}
    strength = next((section for section in (ROLE, FIELD, WEAK) if by[section]), "")
    functions = by.get(strength, ())
    fields = tuple(field for field in by[FIELD] if field not in functions) if strength == ROLE else ()
    words = tuple(Word(_shown(hit, found), hit.meaning, hit.start, hit.end) for hit in own)
    first = min([span[0], *(hit.first for hit in own)])
    return Part(functions, strength, fields, level, words, first, span[1])


def _functions(hits: list[Hit[Entry]], section: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(function for hit in hits if hit.meaning.section == section for function in hit.meaning.functions)
    )


def _shown(hit: Hit[Entry], found: Sequence[Token]) -> str:
    return " ".join(dict.fromkeys(token.shown for token in found[hit.first : hit.last + 1]))


def _share_levels(parts: list[Part], found: Sequence[Token]) -> list[Part]:
    """ "Sales & Marketing Director" is one level over two fields; "Director, Sales" is one role."""
    result = list(parts)
    for place, part in enumerate(result):
        if part.level or part.strength not in (ROLE, FIELD):
            continue
        near = [place - 1, place + 1]
        for other in (result[near_place] for near_place in near if 0 <= near_place < len(result)):
            bare = other.strength in (WEAK, "") and other.level
            joined = found[other.last].part == found[part.last].part and part.strength == FIELD
            if other.level and (bare or joined):
                result[place] = replace(part, level=other.level)
                break
    return [part for place, part in enumerate(result) if not _given_away(part, place, result)]


def _given_away(part: Part, place: int, parts: list[Part]) -> bool:
    """Said only a level, which a neighbour took over."""
    if part.strength not in (WEAK, "") or not part.level:
        return False
    near = [parts[other] for other in (place - 1, place + 1) if 0 <= other < len(parts)]
    return any(other.strength in (ROLE, FIELD) and other.level == part.level for other in near)
