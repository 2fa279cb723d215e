"""How many contacts each of the cast's own titles speaks for: what is never hit, or never alone, can go."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from personacheck.match.persona.own_words import Phrase
    from personacheck.match.persona.profiles import Profile
    from personacheck.match.persona.verdicts import Verdict
    from personacheck.match.title.lexicon import Hit


class Hits:
    """Counts while roles are judged."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._titles = {(profile.place, title) for profile in profiles for title in profile.persona.titles}
        self._hit: Counter[tuple[int, str]] = Counter()
        self._alone: Counter[tuple[int, str]] = Counter()

    def add(self, hits: Iterable[Hit[Phrase]], verdicts: Iterable[Verdict], contacts: int) -> None:
        """One distinct role: the cast's phrases in its title, the rules' verdicts on it, the number of its contacts."""
        titles = {(hit.meaning.place, hit.meaning.text) for hit in hits if not hit.meaning.excludes} & self._titles
        if not titles:
            return
        self._hit.update(dict.fromkeys(titles, contacts))
        spoken = Counter(place for place, _ in titles)
        fitting = {verdict.place for verdict in verdicts if verdict.fits}
        self._alone.update({title: contacts for title in titles if spoken[title[0]] == 1 and title[0] in fitting})

    def __iadd__(self, other: Hits) -> Hits:
        """With what other roles hit: counts add up."""
        self._hit += other._hit
        self._alone += other._alone
        return self

    def table(self, profiles: Sequence[Profile]) -> pd.DataFrame:
        """``HIT_COLUMNS``, one row a title of the cast, in its order."""
        rows = [
            (profile.persona.id, title, self._hit[profile.place, title], self._alone[profile.place, title])
            for profile in profiles
            for title in dict.fromkeys(profile.persona.titles)
        ]
        return pd.DataFrame(rows, columns=list(t.HIT_COLUMNS)).astype({t.HITS: int, t.DECIDES: int})
