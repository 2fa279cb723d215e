"""A persona read back to its author as one sentence, with what was read from its titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.match.persona.profiles import profiles
from personacheck.model.tables import LEVELS
from personacheck.prose import some
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from personacheck.match.persona.profiles import Profile
    from personacheck.model.cast import Cast, Scope

_SHOWN: Final = 4


def sentences(cast: Cast) -> tuple[str, ...]:
    """One sentence a persona, in the cast's order: who fits, who does not, and where it was researched."""
    return tuple(_sentence(profile) for profile in profiles(cast))


def _sentence(profile: Profile) -> str:
    persona = profile.persona
    side = "" if persona.side == "unknown" else f" ({persona.side})"
    criteria = [text for text in (_roles(profile), *_gates(profile)) if text]
    fits = ", and ".join(criteria)
    unless = f", unless it holds {_some(_quoted(persona.not_titles), 'or')}" if persona.not_titles else ""
    return f"{persona.id}{side} fits a contact {fits}{unless}; {_scope(persona.scope)}."


def _roles(profile: Profile) -> str:
    persona = profile.persona
    names = vocabulary().functions
    functions = sorted(names[name].label if name in names else name for name in profile.functions)
    ways = []
    if persona.titles or persona.examples:
        ways.append(f"whose title holds {_some(_quoted((*persona.titles, *persona.examples)), 'or')}")
    if functions:
        inferred = "" if profile.levels else max(profile.function_levels, key=LEVELS.index, default="")
        only = f" at {inferred} level or above" if inferred else ""
        ways.append(f"whose work is {_some(functions, 'or')}{only}")
    if persona.departments:
        ways.append(f"whose department is {_some(persona.departments, 'or')}")
    return ", or ".join(ways)


def _gates(profile: Profile) -> Iterator[str]:
    persona = profile.persona
    if persona.levels:
        yield f"whose level is {_some(persona.levels, 'or', shown=len(persona.levels))}"
    if persona.buying_roles:
        yield f"whose buying role is {_some(persona.buying_roles, 'or')}"
    for header, values in persona.where.items():
        yield f"whose {header} is {_some(values, 'or')}"


def _scope(scope: Scope) -> str:
    if not scope.stated:
        return "for which customers it was researched is not stated"
    if not scope.axes:
        return "researched everywhere"
    axes = (f"{axis} {_some(values, 'or')}" for axis, values in scope.axes.items())
    told = " (from its evidence)" if scope.from_evidence else ""
    return f"researched for {', '.join(axes)}{told}"


def _quoted(texts: Iterable[str]) -> list[str]:
    return [f"“{text}”" for text in dict.fromkeys(texts)]


def _some(texts: Iterable[str], joiner: str, shown: int = _SHOWN) -> str:
    return some(list(texts), shown, joiner)
