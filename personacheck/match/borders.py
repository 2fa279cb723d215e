"""Where each persona ends: what it does not mean, and titles on either side of its border."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.match.title.reading import read
from personacheck.model.cast import Kind
from personacheck.prose import listed
from personacheck.vocabulary.sections import ROLE
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from personacheck.match.persona.profiles import Profile

SHOWN: Final = 10
"""Titles on each side of a border."""
_LANGUAGE: Final = "en"


def border_titles(profiles: Sequence[Profile]) -> tuple[str, ...]:
    """Shipped titles whose work is a persona's, or its nearest neighbours'; each once, as the vocabulary has them."""
    families = {name for profile in profiles for name in _family(profile)}
    language = next(one for one in vocabulary().languages if one.code == _LANGUAGE)
    terms = (entry for entry in language.entries if entry.section == ROLE and "*" not in entry.term)
    return tuple(dict.fromkeys(e.term for e in terms if e.functions and _top(e.functions[0]) in families))


def borders(profiles: Sequence[Profile], titles: Sequence[str], fits: pd.DataFrame) -> tuple[str, ...]:
    """A line or two a persona, in the cast's order; none for one that asks for no work, or leaves out whom it names.

    Parameters
    ----------
    titles, fits
        As `border_titles` has them, and whom the rules give them to: bool, one column a persona.
    """
    work = [_top(name) if (name := next(iter(read(title).functions), "")) else "" for title in titles]
    return tuple(
        f"{profile.persona.id} {text}"
        for profile in profiles
        if profile.functions and profile.persona.kind != Kind.NEGATIVE
        for text in (*_limits(profile), *_sides(profile, titles, work, fits[profile.persona.id].tolist()))
    )


def _limits(profile: Profile) -> Iterator[str]:
    """What its words do not mean, and how an author would say so."""
    known = vocabulary()
    wide = sorted({_top(name) for name in profile.functions} - profile.covered)
    if wide:
        own = [known.functions[name].label for name in sorted(profile.functions) if _top(name) in wide]
        whole = [known.functions[top].label for top in wide]
        yield (
            f"is for {listed(own)} only, not for {listed(whole, 'or')} in general: "
            f"write functions: [{', '.join(wide)}] for that."
        )
    named = sorted(_in_summary(profile))
    if named:
        labels = listed([known.functions[name].label for name in named])
        yield f"says {labels} in its summary, but no title does: add a title or functions: [{', '.join(named)}]."


def _in_summary(profile: Profile) -> set[str]:
    """Work that the summary names and nothing else of the persona does."""
    known = vocabulary()
    said = {part.functions[0] for part in read(profile.persona.summary).parts if part.firm}
    near = {name for own in profile.functions for name in known.wider(own)} | profile.covered
    core = {name for name in said if known.functions[name].core and not known.functions[name].general}
    return {name for name in core if not near.intersection(known.wider(name))}


def _sides(profile: Profile, titles: Sequence[str], work: Sequence[str], fits: Sequence[bool]) -> Iterator[str]:
    family = _family(profile)
    near = [(title, fit) for title, top, fit in zip(titles, work, fits, strict=True) if top in family]
    for word, side in (("takes", True), ("leaves", False)):
        some = _spread([title for title, fit in near if fit == side])
        if some:
            yield f"{word}, for example: {', '.join(some)}."


def _spread(titles: list[str]) -> list[str]:
    """Ten of many, from the first to the last."""
    step = max(len(titles) / SHOWN, 1)
    return [titles[int(place * step)] for place in range(min(SHOWN, len(titles)))]


def _family(profile: Profile) -> set[str]:
    return {_top(name) for name in profile.functions}


def _top(function: str) -> str:
    return vocabulary().wider(function)[-1]
