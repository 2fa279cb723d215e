"""Verdicts on many roles: those of one title come together, and a persona is asked again only where it may differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.match.persona.rules import heeds, judge

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from personacheck.match.clues import Clues
    from personacheck.match.persona.candidates import Candidates
    from personacheck.match.persona.own_words import Phrase
    from personacheck.match.persona.profiles import Profile
    from personacheck.match.persona.verdicts import Verdict
    from personacheck.match.title.lexicon import Hit, Lexicon


class Judging:
    """The rules of a cast; remembers their verdicts on the last title.

    Parameters
    ----------
    candidates, phrases
        Of the whole cast.

    Attributes
    ----------
    hits
        The cast's phrases in the last title.
    """

    def __init__(self, profiles: Sequence[Profile], candidates: Candidates, phrases: Lexicon[Phrase]) -> None:
        self.hits: list[Hit[Phrase]] = []
        self._profiles, self._candidates, self._phrases = profiles, candidates, phrases
        self._title: str | None = None
        self._by_title = set[int]()
        self._verdicts: dict[Hashable, Verdict | None] = {}

    def verdicts(self, role: Clues) -> list[Verdict]:
        """Of the personas that something speaks for, in the order of the cast."""
        if role.title != self._title:
            self._title, self.hits = role.title, self._phrases.find(role.reading.tokens)
            self._by_title = self._candidates.by_title(role.reading, self.hits)
            self._verdicts.clear()
        places = sorted(self._by_title | self._candidates.beside(role))
        verdicts = (self._verdict(self._profiles[place], role) for place in places)
        return [verdict for verdict in verdicts if verdict is not None]

    def _verdict(self, profile: Profile, role: Clues) -> Verdict | None:
        """As `judge` says."""
        key = (profile.place, heeds(profile, role))
        if key not in self._verdicts:
            self._verdicts[key] = judge(profile, role, self.hits)
        return self._verdicts[key]
