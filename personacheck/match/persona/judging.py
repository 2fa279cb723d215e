"""Verdicts on many roles: those of one title come together, and a persona is asked again only where it may differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.match.persona.rules import heeds, judge

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from personacheck.match.clues import Clues
    from personacheck.match.persona.own_words import Phrase
    from personacheck.match.persona.profiles import Profile
    from personacheck.match.persona.verdicts import Verdict
    from personacheck.match.title.lexicon import Hit, Lexicon


class Judging:
    """The rules of a cast; remembers what they said of the last title.

    Parameters
    ----------
    phrases
        Of the whole cast.
    """

    def __init__(self, profiles: Sequence[Profile], phrases: Lexicon[Phrase]) -> None:
        self._profiles, self._phrases = profiles, phrases
        self._title: str | None = None
        self._hits: list[Hit[Phrase]] = []
        self._said: dict[Hashable, Verdict | None] = {}

    def hits(self, role: Clues) -> list[Hit[Phrase]]:
        """The cast's phrases in the title."""
        if role.title != self._title:
            self._title, self._hits = role.title, self._phrases.find(role.reading.tokens)
            self._said.clear()
        return self._hits

    def verdict(self, profile: Profile, role: Clues) -> Verdict | None:
        """As `judge` says."""
        hits, key = self.hits(role), (profile.place, heeds(profile, role))
        if key not in self._said:
            self._said[key] = judge(profile, role, hits)
        return self._said[key]

    def verdicts(self, role: Clues) -> list[Verdict]:
        """Of the personas that something speaks for."""
        said = (self.verdict(profile, role) for profile in self._profiles)
        return [verdict for verdict in said if verdict is not None]
