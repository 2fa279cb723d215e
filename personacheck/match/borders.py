"""Where each persona ends: what it does not mean, titles just outside, and titles on either side of its border."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Final

from personacheck.match.persona.own_words import languages_of
from personacheck.match.persona.shown import level_shown
from personacheck.match.persona.summary import affirmed, denied_items, work_told
from personacheck.match.persona.votes import CLEAR, WHOLE, voting
from personacheck.match.title.part import DEFAULT_LEVEL
from personacheck.match.title.reading import read
from personacheck.model.cast import Kind
from personacheck.text.prose import listed
from personacheck.vocabulary.roles import level_label
from personacheck.vocabulary.sections import ROLE
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence, Set

    import pandas as pd

    from personacheck.match.persona.profiles import Profile

SHOWN: Final = 10
"""Titles on each side of a border."""
NEAREST: Final = 4
"""Titles just outside of it."""
_EACH: Final = 12
"""Shipped titles of each kind of work and language; the usual ones stand first in the files."""


@dataclass(frozen=True, slots=True)
class _Shipped:
    """A title of the vocabulary: its language, work and level."""

    text: str
    language: str
    function: str
    level: str


def borders(
    profiles: Sequence[Profile],
    fits: Callable[[Sequence[str]], pd.DataFrame],
    names: Collection[str] | None = None,
) -> tuple[str, ...]:
    """Some lines a persona, in the cast's order; none for one that asks for no work, or excludes whom it names.

    Parameters
    ----------
    fits
        Whom the rules give titles to: bool, one column a persona. It is asked of shipped titles whose work is that of
        the personas told, or its nearest neighbours', in the languages of the cast.
    names
        Ids of the personas to tell of; None for all.
    """
    chosen = [
        profile
        for profile in profiles
        if (names is None or profile.persona.id in names)
        and (profile.functions or profile.titles)
        and profile.persona.kind != Kind.NEGATIVE
    ]
    titles = _shipped(profiles, {name for profile in chosen for name in _family(profile)})
    fitting = fits([title.text for title in titles])
    return tuple(
        f"{profile.called} {text}"
        for profile in chosen
        for text in (*_limits(profile), *_sides(profile, titles, fitting[profile.persona.id].tolist()))
    )


def _shipped(profiles: Sequence[Profile], families: set[str]) -> list[_Shipped]:
    """The first titles of each kind of work in the families, language by language."""
    titles: dict[str, _Shipped] = {}
    count: dict[Hashable, int] = {}
    texts = [text for profile in profiles for text in (*profile.persona.titles, *profile.persona.examples)]
    by_code = {language.code: language for language in vocabulary().languages}
    for language in (by_code[code] for code in languages_of(texts)):
        for entry in language.entries:
            text = entry.term.removeprefix("*")
            if entry.section != ROLE or "*" in text or not entry.functions or text in titles:
                continue
            if _top(entry.functions[0]) not in families or count.get((language.code, entry.functions[0]), 0) >= _EACH:
                continue
            reading = read(text)
            title = _Shipped(text, language.code, next(iter(reading.functions), ""), reading.level or DEFAULT_LEVEL)
            if title.function and _top(title.function) in families:
                titles[text] = title
                count[language.code, entry.functions[0]] = count.get((language.code, entry.functions[0]), 0) + 1
    return list(titles.values())


def _limits(profile: Profile) -> Iterator[str]:
    """What its words do not mean, and how an author would say so."""
    vocab = vocabulary()
    partly = {name for name in profile.functions - profile.whole if vocab.narrower(name)}
    narrow = profile.functions - partly
    wide = sorted({_top(name) for name in narrow} - (profile.covered - partly))
    if wide:
        yield (
            f"is for {_labels(name for name in narrow if _top(name) in wide)} only, "
            f"not for {_labels(wide, 'or')} in general: {_write(wide)} for that."
        )
    bare = sorted(partly.difference(wide))
    if bare:
        yield f"is for {_labels(bare, 'or')} only where a title says no more: {_write(bare)} for all specialties."
    yield from _narrow(profile)
    ignored = _denied_in_vain(profile)
    if ignored:
        yield (
            f"is for {_labels(ignored, 'or')}, too, though its summary says otherwise, since its titles name it: "
            f"write in not_titles who is not meant."
        )
    named = sorted(_in_summary(profile))
    if named:
        yield f"mentions {_labels(named)} in its summary, but in no title: add a title, or {_write(named, '')}."


def _labels(functions: Iterable[str], joiner: str = "and") -> str:
    return listed([vocabulary().functions[name].label for name in sorted(functions)], joiner)


def _write(functions: Iterable[str], verb: str = "write ") -> str:
    return f"{verb}functions: [{', '.join(functions)}]"


def _named(profile: Profile) -> Counter[str]:
    """Work that its titles name, by how many of them."""
    own = (text for text in (*profile.persona.titles, *profile.persona.examples) if "*" not in text)
    return Counter(name for text in own for name in {part.functions[0] for part in voting(read(text))})


def _narrow(profile: Profile) -> Iterator[str]:
    """Work that it takes beside another area only, or in its own words only, and how to take all of it."""
    reported_as, narrowed = vocabulary().reported_as, _narrowed(profile)
    for work in sorted({reported_as(name) for name in narrowed}):
        areas = {area for one, area in profile.joint if one == work}
        names = sorted(name for name in narrowed if reported_as(name) == work)
        only = f"where a title names {_labels(areas, 'or')}, too" if areas else "in the words of its titles"
        yield f"is for {_labels(names, 'or')} only {only}: {_write(names)} for all of it."


def _narrowed(profile: Profile) -> set[str]:
    """Work that several of its titles name, or most, and always beside what narrows it down: not the persona's."""
    near, named = _near(profile), _named(profile)
    enough = min(CLEAR, WHOLE * len(profile.titles))
    kinds = vocabulary().functions
    return {name for name, count in named.items() if count >= enough and name not in near and not kinds[name].general}


def _denied_in_vain(profile: Profile) -> set[str]:
    """Work that the summary says it is not, and its titles name: they win."""
    readings = [read(item) for item, _ in denied_items(profile.persona.summary)]
    plain = [reading.parts[0] for reading in readings if len(reading.parts) == 1 and not reading.unread]
    ranks = profile.function_levels
    meant = (part for part in plain if part.firm and not part.fields and (not ranks or level_shown(part) in ranks))
    return {part.functions[0] for part in meant if len(part.functions) == 1} & profile.covered


def _in_summary(profile: Profile) -> set[str]:
    """Work that the summary names, of what the persona is, and nothing else of the persona does."""
    vocab = vocabulary()
    near = _near(profile) | {wide for name in _named(profile) for wide in vocab.wider(name)}
    summary = profile.persona.summary
    mentioned = affirmed(summary) & {part.functions[0] for part in work_told(summary)}
    core = {name for name in mentioned if vocab.functions[name].core and not vocab.functions[name].general}
    return {name for name in core if near.isdisjoint(vocab.wider(name))}


def _near(profile: Profile) -> Set[str]:
    """What it covers, and wider work."""
    return {name for function in profile.functions for name in vocabulary().wider(function)} | profile.covered


def _sides(profile: Profile, titles: Sequence[_Shipped], fits: Sequence[bool]) -> Iterator[str]:
    if profile.persona.asks_for:
        yield f"matches nobody by title alone: it also asks for {profile.persona.asks_for}."
        return
    family = _family(profile)
    near = [(title, fit) for title, fit in zip(titles, fits, strict=True) if _top(title.function) in family]
    taken, left = ([title for title, fit in near if fit == side] for side in (True, False))
    outside = _outside(profile, left)
    if outside:
        yield f"just misses: {', '.join(f'{title.text} ({why})' for title, why in outside)}."
    nearest = {title.text for title, _ in outside}
    rest = [title for title in left if title.text not in nearest]
    for verb, some in (("matches", _mixed(taken)), ("does not match", _mixed(rest))):
        if some:
            yield f"{verb}, for example: {', '.join(title.text for title in some[:SHOWN])}."


def _outside(profile: Profile, left: Sequence[_Shipped]) -> list[tuple[_Shipped, str]]:
    """The titles that only their level, or only their work, keeps out."""
    functions = vocabulary().functions
    level = [(title, level_label(title.level)) for title in left if title.function in profile.covered]
    work = [
        (title, functions[title.function].label)
        for title in left
        if title.function not in profile.covered and profile.takes(title.level, title.function)
    ]
    kinds = [_mixed([title for title, _ in some]) for some in (level, work)]
    why = {title.text: reason for title, reason in (*level, *work)}
    return [(title, why[title.text]) for title in _in_turn(kinds)[:NEAREST]]


def _mixed(titles: Sequence[_Shipped]) -> list[_Shipped]:
    """Language by language in turn, and in each of them the usual ones of each kind of work in turn."""
    works = _by(titles, lambda title: (title.language, title.function))
    return _in_turn(_by(_in_turn(works), lambda title: title.language))


def _by(titles: Sequence[_Shipped], key: Callable[[_Shipped], Hashable]) -> list[list[_Shipped]]:
    groups: dict[Hashable, list[_Shipped]] = {}
    for title in titles:
        groups.setdefault(key(title), []).append(title)
    return [*groups.values()]


def _in_turn(groups: Sequence[Sequence[_Shipped]]) -> list[_Shipped]:
    return [title for title in chain.from_iterable(zip_longest(*groups)) if title is not None]


def _family(profile: Profile) -> set[str]:
    return {_top(name) for name in (*profile.functions, *(work for work, _ in profile.joint))}


def _top(function: str) -> str:
    return vocabulary().wider(function)[-1]
