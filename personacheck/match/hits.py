"""How many contacts each of the cast's own titles speaks for: what is never hit, or never alone, can go."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from personacheck.match.persona.judging import Judging
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable

    from personacheck.match.clues import Clues
    from personacheck.match.persona.own_words import Phrase
    from personacheck.match.persona.profiles import Profile
    from personacheck.match.title.lexicon import Lexicon


def count(roles: Iterable[tuple[Clues, int]], profiles: tuple[Profile, ...], phrases: Lexicon[Phrase]) -> pd.DataFrame:
    """``HIT_COLUMNS``, one row a title of the cast, in its order.

    Parameters
    ----------
    roles
        Distinct roles, those of one title together, each with the number of its contacts.
    """
    hit: Counter[tuple[int, str]] = Counter()
    alone: Counter[tuple[int, str]] = Counter()
    titles = {(profile.place, title) for profile in profiles for title in profile.persona.titles}
    judging = Judging(profiles, phrases)
    for role, contacts in roles:
        found = judging.hits(role)
        own = {(one.meaning.place, one.meaning.text) for one in found if not one.meaning.excludes} & titles
        hit.update(dict.fromkeys(own, contacts))
        for place in {place for place, _ in own}:
            mine = [each for each in own if each[0] == place]
            verdict = judging.verdict(profiles[place], role) if len(mine) == 1 else None
            if verdict is not None and verdict.fits:
                alone[mine[0]] += contacts
    rows = [
        (profile.persona.id, title, hit[profile.place, title], alone[profile.place, title])
        for profile in profiles
        for title in dict.fromkeys(profile.persona.titles)
    ]
    return pd.DataFrame(rows, columns=list(t.HIT_COLUMNS)).astype({t.HITS: int, t.DECIDES: int})
