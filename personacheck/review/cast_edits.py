"""Cast x cast -> how it was edited, and which persona goes under a new id."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from personacheck.errors import Problem, SettingsError
from personacheck.model.cast_edit import CastEdit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from personacheck.model.cast import Cast, Persona
    from personacheck.settings.settings import Settings


def cast_edit(before: Cast, after: Cast, renamed: Mapping[str, str]) -> CastEdit:
    """What an author did between two casts. Texts for readers (name, summary, dates, owner) are no edit.

    Parameters
    ----------
    renamed
        Old id to new id, as settings say; a persona that is known by former ids, or whose criteria all stayed, is found
        renamed without it.
    """
    old = {persona.id: _criteria(persona) for persona in before.personas}
    new = {persona.id: _criteria(persona) for persona in after.personas}
    gone, come = [key for key in old if key not in new], [key for key in new if key not in old]
    back = {now: was for was, now in current_ids(before).items()}  # where an earlier cast is held against a later one
    current = {**back, **current_ids(after), **renamed}
    moved = {key: current[key] for key in gone if current.get(key) in come}
    for key in gone:
        twins = [other for other in come if other not in moved.values() and new[other] == old[key]]
        if key not in moved and twins:
            moved[key] = twins[0]
    pairs = [(key, key) for key in old if key in new] + list(moved.items())
    return CastEdit(
        added=tuple(sorted(key for key in come if key not in moved.values())),
        removed=tuple(sorted(key for key in gone if key not in moved)),
        changed=tuple(sorted(now for was, now in pairs if old[was] != new[now])),
        renamed=dict(sorted(moved.items())),
    )


def with_former_ids(cast: Cast, last: Cast | None, renamed: Mapping[str, str]) -> Cast:
    """The cast, each persona with the ids that it had before, so that gaps and decisions stay its own.

    Parameters
    ----------
    last
        The cast of the last run on file: what it knew of former ids goes on; None without one.
    renamed
        Old id to new id, as settings say.
    """
    before = {persona.id: persona.formerly for persona in last.personas} if last else {}
    moved = cast_edit(last, cast, renamed).renamed if last else {}
    former = {persona.id: [*before.get(persona.id, ())] for persona in cast.personas}
    for old, new in moved.items():
        former[new] += [*before[old], old]
    for old, new in renamed.items():
        former[new] = [*former.get(new, ()), old]
    taken = set(cast.ids)  # an id that was given anew belongs to the persona that has it now
    return replace(
        cast,
        personas=tuple(
            replace(persona, formerly=tuple(key for key in dict.fromkeys(former[persona.id]) if key not in taken))
            for persona in cast.personas
        ),
    )


def current_ids(cast: Cast | None) -> dict[str, str]:
    """Every former id to the id of today."""
    return {old: persona.id for persona in cast.personas for old in persona.formerly} if cast else {}


def ids_then(earlier: Cast, today: Cast, renamed: Mapping[str, str]) -> dict[str, str]:
    """Ids of today to those of an earlier cast, of personas that went under another id then."""
    return {new: old for old, new in cast_edit(earlier, today, renamed).renamed.items()}


def check_renamed(cast: Cast, settings: Settings) -> None:
    """Refuse a new id that no persona bears: it would close the decisions of the old one as no longer found.

    Raises
    ------
    SettingsError
        All such ids.
    """
    lost = {new for new in settings.review.renamed.values() if new not in (*cast.ids, *settings.review.retired)}
    step = "Correct the id, or list it under retired."
    wrong = [
        Problem(settings.file_name, "review.renamed", f"{new} is not a persona in the cast", step)
        for new in sorted(lost)
    ]
    if wrong:
        raise SettingsError(*wrong)


def short_names(*casts: Cast) -> dict[str, str]:
    """Personas by id as people call them: "Ingrid, IT decision maker" goes as Ingrid, unless two share that name."""
    first = {persona.id: persona.name.split(",")[0] for cast in casts for persona in cast.personas}
    whole = {persona.id: persona.name for cast in casts for persona in cast.personas}
    taken = Counter(first.values())
    return {key: name if taken[name] == 1 else whole[key] for key, name in first.items()}


def _criteria(persona: Persona) -> Persona:
    """The persona with nothing but what decides whom it covers."""
    evidence = replace(persona.evidence, interviews=None, sources=(), last=None)
    return replace(
        persona, id="", name="", summary="", owner="", reviewed=None, crm={}, place="", formerly=(),
        goals=(), frustrations=(), channels=(), quote="",
        evidence=evidence if persona.scope.from_evidence else replace(evidence, segments=()),
    )  # fmt: skip  # a row of emptied fields
