"""Which ranks of its work a persona means, and which its summary denies."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from personacheck.match.persona.shown import LEADERS, MANAGER
from personacheck.match.persona.summary import any_of, denied_items
from personacheck.match.title.part import RANK
from personacheck.match.title.reading import read
from personacheck.model.cast import Kind
from personacheck.model.tables import LEVELS
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Set

    from personacheck.model.cast import Persona


def ranks_meant(persona: Persona, shown: frozenset[str], work: Set[str]) -> frozenset[str]:
    """Those that titles show, unless the author says more; where they show all, all but those that the summary denies.

    Parameters
    ----------
    shown
        By titles and examples; empty: all, as in what is returned.
    work
        The persona's functions.
    """
    if persona.functions or of_any_rank(persona.summary):
        return frozenset()
    ranks = frozenset() if shown or persona.kind == Kind.NEGATIVE else denied_ranks(persona.summary, work)
    return frozenset(LEVELS) - ranks if ranks else shown


def denied_ranks(summary: str, work: Set[str]) -> frozenset[str]:
    """Leading ranks of a persona's own work, from the lowest up, that its summary says it is not.

    Examples
    --------
    >>> sorted(denied_ranks("Writes software. Not heads or directors of development.", {"software"}))
    ['director', 'executive', 'lead', 'manager', 'vp']
    >>> denied_ranks("Writes software. Not heads of marketing, not managers without a team.", {"software"})
    frozenset()
    """
    ranks: set[str] = set()
    for item, more in denied_items(summary):
        parts = read(item).parts
        named = {wide for part in parts if part.firm for name in part.functions for wide in vocabulary().wider(name)}
        own = named & {wide for name in work for wide in vocabulary().wider(name)}
        of_all = not named and not more  # "managers without a team" are some of them
        ranks.update(part.level for part in parts if part.level in (*LEADERS, MANAGER) and (own or of_all))
    lowest = max((RANK[level] for level in ranks), default=-1)
    return frozenset((*LEVELS[: lowest + 1], MANAGER)) if ranks else frozenset()


def denied_managers(summary: str, work: frozenset[str]) -> frozenset[str]:
    """Functions whose managers a summary says are not meant: those that it names, or all of the persona's.

    Examples
    --------
    >>> sorted(denied_managers("Heads sales. A bare manager is no head, not marketing managers.", frozenset({"sales"})))
    ['marketing', 'sales']
    >>> denied_managers("Heads sales. Not managers without a team.", frozenset({"sales"}))
    frozenset()
    """
    denied_work: set[str] = set()
    for item, more in denied_items(summary):
        parts = [part for part in read(item).parts if part.level == MANAGER and not more]
        denied_work.update(*((part.functions[:1] if part.firm else work) for part in parts))
    return frozenset(denied_work)


@cache
def _any_rank() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(vocabulary().any_rank)})(?!\w)", re.IGNORECASE)


def of_any_rank(summary: str) -> bool:
    """The author says so: then titles that show only some ranks do not limit the persona to them.

    Examples
    --------
    >>> of_any_rank("Answers for purchasing at any rank."), of_any_rank("Ranks suppliers.")
    (True, False)
    """
    return _any_rank().search(" ".join(summary.split())) is not None
