"""Role -> the personas that anything may speak for, found by what it says: the others need not be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from personacheck.match.persona.phrases import STEM
from personacheck.match.persona.shown import under
from personacheck.match.title.lexicon import Once
from personacheck.match.title.normalise import JOINER, fold, sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from personacheck.match.clues import Clues
    from personacheck.match.persona.own_words import Phrase
    from personacheck.match.persona.profiles import Profile
    from personacheck.match.title.lexicon import Hit
    from personacheck.match.title.reading import Reading

T = TypeVar("T")


class Candidates:
    """Personas by their functions, own words, departments and names.

    Whatever `rules.judge` takes for a case has to be looked up here, too: a test asks every persona of many titles.
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._functions = _places(
            profiles, lambda profile: profile.covered | under(frozenset(work for work, _ in profile.joint))
        )
        self._titles = _places(profiles, lambda profile: profile.titles)
        self._openings = frozenset(title[0] for title in self._titles if title)
        self._departments = _places(profiles, lambda profile: profile.departments)
        self._names = _places(profiles, lambda profile: profile.names)
        self._always = frozenset(profile.place for profile in profiles if not profile.by_role)
        self._loose = [(profile.place, words) for profile in profiles for words in profile.loose]
        self._among: dict[str, list[int]] = {}
        self._stems: list[tuple[str, int]] = []
        for number, (_, words) in enumerate(self._loose):
            for word in words:
                if len(words) > 1:
                    self._among.setdefault(word, []).append(number)
                elif len(word) >= STEM:
                    self._stems.append((word, number))
        self._within = Once(self._numbers)

    def by_title(self, reading: Reading, hits: Iterable[Hit[Phrase]]) -> set[int]:
        """Places of those that the title may speak for.

        Parameters
        ----------
        hits
            Of the cast's phrases in the title.
        """
        places = {*self._always, *self._as_typed(reading), *self._near(reading)}
        places.update([hit.meaning.place for hit in hits])
        for part in reading.parts:
            for name in (*part.functions, *part.fields):
                places.update(self._functions.get(name, ()))
        return places

    def beside(self, role: Clues) -> frozenset[int]:
        """Places of those that something beside the title may speak for."""
        if not role.department and not role.crm_persona:
            return frozenset()
        places = [self._functions.get(name, ()) for name in role.departments]
        if role.department:
            places.append(self._departments.get(fold(role.department.strip()), ()))
        if role.crm_persona:
            places.append(self._names.get(role.crm_persona, ()))
        return frozenset().union(*places)

    def _as_typed(self, reading: Reading) -> tuple[int, ...]:
        """Places of those of whose own titles it is one, whatever stands between the words."""
        for token in reading.tokens:
            if not token.filler and token.text != JOINER:
                if fold(token.shown.split()[0]) not in self._openings:
                    return ()
                break
        return self._titles.get(sequence(reading.tokens), ())

    def _near(self, reading: Reading) -> set[int]:
        """Own words that may stand apart, or within a longer word."""
        numbers = {number for token in reading.tokens if not token.filler for number in self._within[token.text]}
        if not numbers:
            return set()
        texts = {token.text for token in reading.tokens if not token.filler}
        loose = [self._loose[number] for number in numbers]
        return {place for place, words in loose if len(words) == 1 or words <= texts}

    def _numbers(self, text: str) -> tuple[int, ...]:
        """Own titles, by number, of which some word is this one; of one word, those that stand within it."""
        longer = (number for stem, number in self._stems if stem in text and text != stem)
        return (*self._among.get(text, ()), *longer)


def _places(profiles: Sequence[Profile], keys: Callable[[Profile], Iterable[T]]) -> Mapping[T, tuple[int, ...]]:
    places: dict[T, tuple[int, ...]] = {}
    for profile in profiles:
        for key in keys(profile):
            places[key] = (*places.get(key, ()), profile.place)
    return places
