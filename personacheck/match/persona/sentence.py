"""A persona read back to its author as one sentence, with what was read from its titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.match.persona.profiles import profiles
from personacheck.model.cast import Kind
from personacheck.model.tables import LEVELS, Side
from personacheck.text.prose import listed, some
from personacheck.vocabulary.roles import level_label
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from personacheck.match.persona.profiles import Profile
    from personacheck.model.cast import Cast, Scope

_SHOWN: Final = 4


def sentences(cast: Cast) -> tuple[str, ...]:
    """One sentence a persona, in the cast's order: who fits, who does not, and where it was researched."""
    return tuple(sentence(profile) for profile in profiles(cast))


def sentence(profile: Profile) -> str:
    """One persona read back: who fits, who does not, and where it was researched."""
    persona = profile.persona
    side = "" if persona.side == Side.UNKNOWN else f" (side: {persona.side})"
    fits = _criteria([*_ways(profile)], [*_gates(profile)])
    unless = f", unless the title contains {_some(_quoted(persona.not_titles), 'or')}" if persona.not_titles else ""
    if persona.kind == Kind.NEGATIVE:
        return f"{profile.called} excludes contacts {fits}{unless}."
    return f"{profile.called}{side} fits contacts {fits}{unless}; {_scope(persona.scope)}."


def _criteria(ways: Sequence[str], gates: Sequence[str]) -> str:
    """One of the ways is enough, and all gates have to be passed, whichever way it was."""
    if len(ways) < 2 or not gates:
        return ", and ".join(filter(None, (", or ".join(ways), *(f"whose {gate}" for gate in gates))))
    which = "either" if len(ways) == 2 else "each"
    return f"{', or '.join(ways)}, in {which} case only if {listed(f'their {gate}' for gate in gates)}"


def _ways(profile: Profile) -> Iterator[str]:
    persona = profile.persona
    names = vocabulary().functions
    wide = {name for name in profile.functions if not profile.whole.isdisjoint(vocabulary().wider(name)[1:])}
    functions = sorted(names[name].label + _bare(profile, name) for name in profile.functions - wide)
    if persona.titles or persona.examples:
        yield f"whose title contains {_some(_quoted((*persona.titles, *persona.examples)), 'or')}"
    if functions:
        yield f"whose work is {_some(functions, 'or')}{_ranks(profile)}{_apart(profile)}"
    if profile.joint:
        pairs = (sorted((names[work].label, names[area].label)) for work, area in profile.joint)
        both = sorted(set(map(" together with ".join, pairs)))
        yield f"whose title names {_some(both, 'or')}{_ranks(profile)}"
    if persona.departments:
        yield f"whose department is {_some(persona.departments, 'or')}"


def _bare(profile: Profile, function: str) -> str:
    """Named by titles that say no more, but not often enough to mean all that is under it; or by heads alone."""
    if function not in profile.whole and vocabulary().narrower(function):
        return " (where no specialty is named)"
    return " (those who lead it)" if function in profile.headed and not profile.leads else ""


def _apart(profile: Profile) -> str:
    """What the summary says the persona is not, told by its widest names."""
    vocab = vocabulary()
    widest = (name for name in vocab.functions if name in profile.apart)
    labels = [vocab.functions[name].label for name in widest if profile.apart.isdisjoint(vocab.wider(name)[1:])]
    return f", but not {_some(labels, 'or')}" if labels else ""


def _ranks(profile: Profile) -> str:
    """The levels that own titles show: all down to one, or those who do the work and do not lead it.

    None of work that is done in every area, for which `takes` asks no rank.
    """
    if all(vocabulary().functions[name].general for name in profile.functions):
        return ""
    levels = [] if profile.levels else [level for level in LEVELS if level in profile.function_levels]
    if not levels or len(levels) == len(LEVELS):
        return ""
    if levels[0] != LEVELS[0]:
        return f" at {listed(map(level_label, levels), 'or')} level"
    return f" at {level_label(levels[-1])} level" + (" or above" if len(levels) > 1 else "")


def _gates(profile: Profile) -> Iterator[str]:
    persona = profile.persona
    if persona.levels:
        yield f"level is {listed(map(level_label, persona.levels), 'or')}"
    if persona.buying_roles:
        yield f"buying role is {_some(persona.buying_roles, 'or')}"
    for header, values in persona.where.items():
        yield f"{header} is {_some(values, 'or')}"


def _scope(scope: Scope) -> str:
    if not scope.stated:
        return "its scope is not stated"
    if not scope.axes:
        return "researched everywhere"
    axes = (f"{axis} {_some(values, 'or')}" for axis, values in scope.axes.items())
    source = " (from its evidence)" if scope.from_evidence else ""
    return f"researched for {', '.join(axes)}{source}"


def _quoted(texts: Iterable[str]) -> list[str]:
    return [f"“{text}”" for text in dict.fromkeys(texts)]


def _some(texts: Iterable[str], joiner: str) -> str:
    return some(list(texts), _SHOWN, joiner)
