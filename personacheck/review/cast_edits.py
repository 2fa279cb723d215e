"""Cast x cast -> how it was edited, and which persona goes under a new id."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from personacheck.model.changes import CastEdit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from personacheck.model.cast import Cast, Persona


def cast_edit(before: Cast, after: Cast, renamed: Mapping[str, str]) -> CastEdit:
    """What an author did between two casts. Texts for readers (name, summary, dates, owner) are no edit.

    Parameters
    ----------
    renamed
        Old id to new id, as settings say; a persona whose criteria all stayed is found renamed without it.
    """
    old = {persona.id: _criteria(persona) for persona in before.personas}
    new = {persona.id: _criteria(persona) for persona in after.personas}
    gone, come = [key for key in old if key not in new], [key for key in new if key not in old]
    moved = {key: renamed[key] for key in gone if renamed.get(key) in come}
    for key in gone:
        twins = [other for other in come if other not in moved.values() and new[other] == old[key]]
        if key not in moved and twins:
            moved[key] = twins[0]
    kept = [(key, key) for key in old if key in new] + list(moved.items())
    return CastEdit(
        added=tuple(sorted(key for key in come if key not in moved.values())),
        removed=tuple(sorted(key for key in gone if key not in moved)),
        changed=tuple(sorted(now for was, now in kept if old[was] != new[now])),
        renamed=dict(sorted(moved.items())),
    )


def told(edit: CastEdit, names: Mapping[str, str]) -> str:
    """An edit in words, "" for none.

    Parameters
    ----------
    names
        Of the personas of both casts by id, as ``short_names`` gives them.

    Examples
    --------
    >>> told(CastEdit(added=("finance-lead",), renamed={"boss": "it-leader"}), {"finance-lead": "Fatima"})
    'added Fatima; renamed boss to it-leader'
    """
    parts = [
        f"{word} {', '.join(names.get(each, each) for each in ids)}"
        for word, ids in (("added", edit.added), ("removed", edit.removed), ("edited", edit.changed))
        if ids
    ]
    parts += [f"renamed {names.get(old, old)} to {names.get(new, new)}" for old, new in edit.renamed.items()]
    return "; ".join(parts)


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
        persona, id="", name="", summary="", owner="", reviewed=None, crm={}, place="",
        evidence=evidence if persona.scope.from_evidence else replace(evidence, segments=()),
    )  # fmt: skip  # a row of emptied fields
