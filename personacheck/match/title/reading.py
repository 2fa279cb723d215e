"""A title -> what it says: roles, each with functions and a level, and the words that say so."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.match.title.elsewhere import GENITIVE, denies, elsewhere, says_nothing
from personacheck.match.title.initials import without_repeats
from personacheck.match.title.normalise import JOINER
from personacheck.match.title.part import RANK, Part, Word
from personacheck.match.title.parts import parts, words
from personacheck.match.title.plain import plain_tokens
from personacheck.match.title.shipped import shipped
from personacheck.match.title.spelling import Speller
from personacheck.match.title.visible import VisibleTerms
from personacheck.vocabulary.sections import FIELD, ROLE, VAGUE, WEAK
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from personacheck.match.title.normalise import Token


_FIRMNESS: Final = {ROLE: 0, FIELD: 1, WEAK: 2, "": 3}


class Reading(NamedTuple):
    """All of a title. ``parts`` in order; ``words`` of all of them; ``unread`` are words that no term explains."""

    tokens: tuple[Token, ...]
    parts: tuple[Part, ...]
    words: tuple[Word, ...]
    unread: tuple[str, ...]
    elsewhere: frozenset[int] = frozenset()
    """Tokens that name a company or somebody else, or what the person is not."""

    @property
    def functions(self) -> tuple[str, ...]:
        """Functions of all parts: roles before fields before weak words, then higher levels first, then by place."""
        clear_parts = [part for part in self.parts if part.strength != VAGUE]
        if len(clear_parts) == 1:
            return clear_parts[0].functions
        clear_parts.sort(key=lambda part: (_FIRMNESS[part.strength], RANK.get(part.level, len(RANK))))
        firm_parts = [part for part in clear_parts if part.firm] or clear_parts
        return tuple(dict.fromkeys(function for part in firm_parts for function in part.functions))

    def outweighs(self, part: Part) -> bool:
        """Weak words count where nothing firmer is said: a "Prokurist" who heads purchasing is a head of purchasing."""
        return not part.firm and any(other.firm and not other.vague for other in self.parts)

    @property
    def vague(self) -> bool:
        """Nothing in it says what the person does."""
        return all(part.vague for part in self.parts)

    @property
    def general(self) -> bool:
        """It names only kinds of work that are done in every area: the areas say for whom."""
        return all(part.general for part in self.parts)

    @property
    def level(self) -> str:
        """The highest level that a part says, "" where none does."""
        levels = {part.level for part in self.parts if part.level}
        return min(levels, key=RANK.__getitem__) if len(levels) > 1 else "".join(levels)


@lru_cache(maxsize=5_000)  # a title stands in many roles, which come together; and a department beside many titles
def read(text: str) -> Reading:
    """Read a title with the shipped vocabulary.

    Examples
    --------
    >>> [(part.functions, part.level) for part in read("CEO / Head of Sales").parts]
    [(('general-management',), 'executive'), (('sales',), 'lead')]
    >>> read("Assistant to the CEO").functions
    ('assistance',)
    """
    terms, speller = _words()
    mended = without_repeats(plain_tokens("" if denies(text) else text))
    looks = terms.looks(mended)
    if not all(look.explained for look in looks):
        mended = tuple(
            piece
            for token, look in zip(mended, looks, strict=True)
            for piece in ((token,) if look.explained else speller.mend(token, recognised=bool(look.words)))
        )
    visible = terms.visible(mended)
    if says_nothing(visible.hits, mended):
        return Reading(mended, (), (), ())
    turned = visible.turns or GENITIVE in [token.text for token in mended]
    others = elsewhere(visible.hits, mended) if turned else frozenset[int]()
    hits = [hit for hit in visible.hits if hit.last not in others] if others else visible.hits
    covered = {*others}
    for hit in hits:
        covered.update(range(hit.first, hit.last + 1))
    unread = [
        token.shown
        for place, token in enumerate(mended)
        if place not in covered and token.text != JOINER and not token.filler
    ]
    all_words = words(hits, mended)
    return Reading(mended, parts(hits, mended, visible.nouns, all_words), all_words, tuple(unread), others)


@cache
def _words() -> tuple[VisibleTerms, Speller]:
    entries = [entry for language in vocabulary().languages for entry in language.entries]
    return VisibleTerms(shipped().table, entries), Speller(shipped().spelt, shipped().alone)
